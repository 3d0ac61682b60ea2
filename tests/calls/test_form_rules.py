"""Building step by step, and what keeps a form from being published."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tandem.calls.rules import form_edit as edit
from tandem.calls.rules.definition import Choice, Definition, Question, Section, Stop, as_json, definition_from
from tandem.calls.rules.form_check import OPERATORS_OF, FormFault, condition_problems, faults
from tandem.calls.rules.form_language import remarks
from tandem.calls.rules.standard import with_standard
from tandem.calls.rules.vocabulary import OPERATORS, QUESTION_KINDS
from tests.calls.call_factories import FORM

OWN = definition_from(FORM)
TWO = edit.with_section(OWN, Section("geld", "Het geld", questions=(Question("rest", "money", "Wat kost de rest?"),)))
IS_YES = {"question": "stem", "op": "is", "value": "yes"}


def whole(own: Definition) -> Definition:
    return with_standard(own, years=[2026, 2027], least_months=24, most_months=36)


def found(own: Definition) -> list[FormFault]:
    return faults(own, whole(own))


def ids(definition: Definition) -> list[list[str]]:
    return [[question.id for question in section.questions] for section in definition.sections]


def test_a_question_moves_over_the_edge_of_its_section_and_stays_at_the_ends() -> None:
    down = edit.moved_question(TWO, "hoe", 1)
    assert ids(down) == [["plan", "stem"], ["hoe", "rest"]]
    assert ids(edit.moved_question(down, "hoe", -1)) == [["plan", "stem", "hoe"], ["rest"]]
    assert ids(edit.moved_question(TWO, "plan", 1))[0] == ["stem", "plan", "hoe"]
    assert edit.moved_question(TWO, "plan", -1) == TWO
    assert edit.moved_question(TWO, "rest", 1) == TWO
    assert edit.moved_section(TWO, "geld", 1) == TWO
    assert ids(edit.moved_section(TWO, "geld", -1))[0] == ["rest"]


def test_a_question_changes_in_place_or_goes_to_another_section() -> None:
    other = replace(OWN.by_id["stem"], label="Schrijven mensen mee?")
    assert edit.changed_question(TWO, other, section_id="aanpak").by_id["stem"].label == "Schrijven mensen mee?"
    moved = edit.changed_question(TWO, other, section_id="geld")
    assert ids(moved) == [["plan", "hoe"], ["rest", "stem"]]
    assert ids(edit.without_question(moved, "rest")) == [["plan", "hoe"], ["stem"]]
    assert ids(edit.without_section(moved, "aanpak")) == [["rest", "stem"]]


@pytest.mark.parametrize("step", [
    lambda: edit.section_of(OWN, "weg"), lambda: edit.without_question(OWN, "weg"), lambda: edit.stop_of(OWN, 0),
    lambda: edit.stop_of(OWN, -1), lambda: edit.changed_question(OWN, OWN.by_id["stem"], section_id="weg"),
    lambda: edit.moved_question(OWN, "weg", 1),
], ids=["section", "question", "stop", "stop below zero", "other section", "move"])  # fmt: skip
def test_a_part_that_is_gone_is_refused(step: Callable[[], Any]) -> None:
    with pytest.raises(edit.CannotBuild, match="staat niet meer"):
        step()


def test_a_form_has_an_end() -> None:
    form = Definition()
    for number in range(edit.MOST_SECTIONS):
        form = edit.with_section(form, Section(f"s{number}", f"Deel {number}"))
    with pytest.raises(edit.CannotBuild, match="hoogstens 20 delen"):
        edit.with_section(form, Section("s", "Nog een"))
    for number in range(edit.MOST_QUESTIONS):
        form = edit.with_question(form, "s0", Question(f"q{number}", "text", f"Vraag {number}"))
    with pytest.raises(edit.CannotBuild, match="hoogstens 150 vragen"):
        edit.with_question(form, "s1", Question("q", "text", "Nog een"))
    # A full form still lets a question go to another section.
    moved = edit.changed_question(form, form.by_id["q0"], section_id="s1")
    assert len(moved.by_id) == edit.MOST_QUESTIONS


def test_a_mark_tells_versions_of_a_part_apart() -> None:
    section, question = OWN.sections[0], OWN.by_id["stem"]
    assert edit.mark_of(section) == edit.mark_of(replace(section, questions=()))
    assert edit.mark_of(section) != edit.mark_of(replace(section, title="Anders"))
    assert edit.mark_of(question) != edit.mark_of(replace(question, when=IS_YES))
    assert edit.mark_of(question) == edit.mark_of(definition_from(as_json(OWN)).by_id["stem"])


def test_a_condition_looks_only_at_what_comes_before() -> None:
    form = whole(TWO)
    earlier = [question.id for question in edit.before(form, form.by_id["hoe"])]
    assert earlier[0] == "title"
    assert earlier[-1] == "stem"
    assert [q.id for q in edit.before(form, edit.section_of(form, "geld"))][-1] == "hoe"
    assert [q.id for q in edit.before(form, None)][-1] == "budget"


def test_a_form_in_order_has_no_faults() -> None:
    assert found(OWN) == []
    assert found(Definition()) == []


def question(**fields: Any) -> Definition:
    row = {"id": "q", "kind": "text", "label": "Iets heel anders?", **fields}
    return edit.with_question(
        OWN, "aanpak", definition_from({"sections": [{"id": "s", "title": "s", "questions": [row]}]}).by_id["q"]
    )


FAULTY: dict[str, tuple[Definition, str]] = {
    "no label": (question(label="  "), "Schrijf de vraag"),
    "same label": (question(label=" werken MENSEN in armoede mee"), "twee keer"),
    "label of a fixed question": (question(label="Hoe heet het project?"), "twee keer"),
    "a second budget": (question(kind="budget"), "Kies hoe"),
    "one choice": (question(kind="choice", choices=[{"id": "1", "text": "Een"}]), "minstens twee"),
    "choice without text": (question(kind="choices", choices=[{"id": "1", "text": "Een"}, {"id": "2", "text": " "}]), "geen tekst"),
    "same choice": (question(kind="choice", choices=[{"id": "1", "text": "Een"}, {"id": "2", "text": "een"}]), "dezelfde"),
    "gone question": (question(when={"question": "weg", "op": "filled"}), "niet meer is"),
    "own question": (question(when={"question": "q", "op": "filled"}), "later"),
    "later question": (edit.moved_question(edit.moved_question(OWN, "hoe", -1), "hoe", -1), "komt pas later"),
    "budget comes later": (question(when={"question": "budget", "op": "filled"}), "komt pas later"),
    "operator": (question(when={"question": "stem", "op": "at_least", "value": "1"}), "kan je niet vragen"),
    "no value": (question(when={"question": "stem", "op": "is", "value": ""}), "Zeg met welk antwoord"),
    "value": (question(when={"all": [{"any": [{"question": "stem", "op": "is", "value": "ja"}]}]}), "Kies ja of nee"),
    "amount": (question(when={"question": "months", "op": "at_most", "value": "veel"}), "geen getal"),
    "empty section": (edit.with_section(OWN, Section("leeg", "Leeg")), "nog geen vraag"),
    "section without title": (edit.changed_section(OWN, "aanpak", title=""), "een titel"),
    "title of a fixed section": (edit.changed_section(OWN, "aanpak", title="Begroting"), "dezelfde titel"),
    "key of a fixed section": (replace(OWN, sections=(replace(OWN.sections[0], id="budget"),)), "dezelfde sleutel"),
    "stop for everybody": (edit.with_stop(OWN, Stop({"all": []}, "Nee.")), "niemand"),
    "stop without words": (edit.with_stop(OWN, Stop(IS_YES, " ")), "waarom"),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTY)
def test_a_fault_is_told_at_its_part(case: str) -> None:
    form, words = FAULTY[case]
    assert any(words in fault.text for fault in found(form)), found(form)


def test_every_kind_knows_how_it_may_be_compared() -> None:
    assert set(OPERATORS_OF) == set(QUESTION_KINDS)
    assert {operator for operators in OPERATORS_OF.values() for operator in operators} == set(OPERATORS)
    asked = Question("k", "choices", "Welke?", choices=(Choice("1", "Een"), Choice("2", "Twee")))
    form = whole(edit.with_question(OWN, "aanpak", asked))
    assert condition_problems({"question": "k", "op": "includes", "value": "1"}, [asked], form) == []
    assert condition_problems({"question": "k", "op": "is", "value": "1"}, [asked], form) != []
    assert condition_problems({"question": "k", "op": "includes", "value": "9"}, [asked], form) != []


def test_remarks_name_what_is_hard_to_read() -> None:
    assert remarks("Wie werkt mee? Schrijf het in twee zinnen.") == []
    assert len(remarks(" ".join(["woord"] * 21))) == 1
    assert "om" in remarks("Schrijf dit teneinde klaar te zijn.")[0]
    assert remarks("Het uur telt, en uwe niet.") == []
    assert len(remarks("Gelieve uw verantwoordelijkheidsstructuur te tonen.")) == 3
