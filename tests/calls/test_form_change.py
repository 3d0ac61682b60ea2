"""What changes for who is writing, in words."""

from typing import Any

from tandem.calls.rules.definition import Definition, definition_from
from tandem.calls.rules.form_change import Change, changes
from tandem.calls.rules.form_words import when_sentence
from tests.calls.call_factories import FORM

IS_YES = {"question": "stem", "op": "is", "value": "yes"}


def form(*questions: dict[str, Any], **rest: Any) -> Definition:
    return definition_from({"sections": [{"id": "aanpak", "title": "De aanpak", "questions": questions}], **rest})


def asked(id_: str, kind: str = "text", **rest: Any) -> dict[str, Any]:
    return {"id": id_, "kind": kind, "label": f"Vraag {id_}", **rest}


def only(old: Definition, new: Definition) -> Change:
    found = changes(old, new)
    assert len(found) == 1, found
    return found[0]


def test_the_same_form_changes_nothing() -> None:
    assert changes(definition_from(FORM), definition_from(FORM)) == []
    assert changes(Definition(), Definition()) == []


def test_a_question_comes_or_goes() -> None:
    added = only(form(asked("a")), form(asked("a"), asked("b", is_needed=False)))
    assert (added.kind, added.question, added.section, added.loses_answer) == ("added", "b", "De aanpak", False)
    removed = only(form(asked("a"), asked("b")), form(asked("a")))
    assert (removed.kind, removed.question, removed.loses_answer) == ("removed", "b", True)


def test_a_change_of_kind_loses_the_answer_unless_it_still_reads() -> None:
    assert only(form(asked("a")), form(asked("a", "number"))).loses_answer
    assert not only(form(asked("a")), form(asked("a", "long_text"))).loses_answer


def test_each_difference_of_a_question_has_its_sentence() -> None:
    old = form(
        asked("stem", "yes"), asked("a", "choice", choices=[{"id": "1", "text": "Een"}, {"id": "2", "text": "Twee"}])
    )
    new = form(asked("stem", "yes"), asked("a", "choice", label="Anders", is_needed=False, max_length=50, when=IS_YES,
               jury_sees=False, hint="Kort", choices=[{"id": "1", "text": "Eén"}, {"id": "3", "text": "Drie"}]))  # fmt: skip
    words = " ".join(only(old, new).sentences)
    for part in ("was: “Vraag a”", "nu leeg laten", "hoogstens 50", "“Een” heet nu “Eén”", "ook “Drie”", "“Twee” valt weg",
                 "alleen gevraagd als “Vraag stem” ja is", "uitleg", "jury leest dit antwoord niet meer"):  # fmt: skip
        assert part in words


def test_order_place_sections_and_stops_are_told() -> None:
    assert only(form(asked("a"), asked("b")), form(asked("b"), asked("a"))).label == "Volgorde"
    whole = [{"id": "een", "title": "Een", "questions": [asked("a"), asked("b")]}]
    split = [{"id": "een", "title": "Een", "questions": [asked("a")]},
             {"id": "twee", "title": "Twee", "questions": [asked("b")]}]  # fmt: skip
    moved = only(definition_from({"sections": whole}), definition_from({"sections": split}))
    assert (moved.question, moved.sentences) == ("b", ("De vraag staat nu bij “Twee”.",))
    stop = {"when": IS_YES, "sentence": "Dit past niet.", "instead": ""}
    stopped = only(form(asked("stem", "yes")), form(asked("stem", "yes"), stops=[stop]))
    assert (stopped.kind, stopped.label) == ("added", "Dit past niet.")
    other = {**stop, "when": {**IS_YES, "value": "no"}}
    assert only(form(asked("stem", "yes"), stops=[stop]), form(asked("stem", "yes"), stops=[other])).kind == "changed"
    assert only(form(asked("stem", "yes"), stops=[stop]), form(asked("stem", "yes"))).kind == "removed"


def test_a_condition_reads_as_a_sentence() -> None:
    by_id = form(
        asked("stem", "yes"), asked("geld", "money"), asked("stad", "municipality"), asked("dag", "date")
    ).by_id
    tree = {"all": [IS_YES, {"any": [{"question": "geld", "op": "at_least", "value": "150000"},
                                     {"question": "weg", "op": "filled"}]}]}  # fmt: skip
    assert when_sentence(tree, by_id) == (
        "Alleen als “Vraag stem” ja is en (“Vraag geld” minstens €\u00a0150.000 is of een vraag die er niet meer is ingevuld is)."
    )
    assert (
        when_sentence({"question": "stad", "op": "is", "value": "44021"}, by_id) == "Alleen als “Vraag stad” Gent is."
    )
    assert "niet 1/2/2027 is" in when_sentence({"question": "dag", "op": "is_not", "value": "2027-02-01"}, by_id)
    assert when_sentence(None, by_id) == when_sentence({"all": []}, by_id) == ""
    # What somebody typed wrong is shown as it is.
    assert "veel" in when_sentence({"question": "geld", "op": "is", "value": "veel"}, by_id)
