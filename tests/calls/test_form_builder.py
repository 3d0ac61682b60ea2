"""Building a form in the browser: who may, two at once, undo, publish, and what never changes."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tandem.calls.actions import form_builder as actions
from tandem.calls.models import Call, FormRevision
from tandem.calls.queries.form_builder import form_state
from tandem.calls.rules.definition import Question, Stop, definition_from
from tandem.calls.rules.form_check import QUESTION, SECTION
from tandem.calls.rules.form_edit import CannotBuild, mark_of
from tandem.identity.models import Person
from tandem.kernel import clock
from tandem.kernel.refusal import Conflict
from tests.architecture.test_query_budget import MOST_OF_A_LIST, questions
from tests.calls.call_factories import FORM, make_call, make_juror, make_officer, make_submission, make_submitter

pytestmark = pytest.mark.django_db
LINES = {"hoofd-connector": "all", **{f"{prefix}-regel-TOTAL_FORMS": "2" for prefix in ("hoofd", "groep1", "groep2", "groep3")},
         **{f"{prefix}-regel-INITIAL_FORMS": "0" for prefix in ("hoofd", "groep1", "groep2", "groep3")},
         **{f"groep{place}-connector": "any" for place in (1, 2, 3)}}  # fmt: skip
NO_CHOICES = {"keuze-TOTAL_FORMS": "0", "keuze-INITIAL_FORMS": "0"}
ASKED = {
    "label": "Hoeveel kinderen bereiken jullie?",
    "hint": "",
    "kind": "number",
    "is_needed": "on",
    "section": "aanpak",
    **NO_CHOICES,
}


@pytest.fixture
def call() -> Call:
    return make_call()


@pytest.fixture
def officer(call: Call) -> Person:
    return make_officer(call.administration)


@pytest.fixture
def desk(client: Client, officer: Person) -> Client:
    client.force_login(officer)
    return client


def post(client: Client, name: str, *args: object, **fields: Any) -> Any:
    return client.post(reverse(name, args=args), fields)


def page(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def now_of(call: Call) -> Any:
    return form_state(call, at=clock.now())


def test_the_first_change_makes_a_draft_beside_the_published_form(desk: Client, call: Call) -> None:
    assert "mag leeg blijven" in page(desk, "form_builder", call.pk)
    assert call.revisions.count() == 1
    assert post(desk, "form_question_add", call.pk, "aanpak", **ASKED).status_code == 302
    published, draft = call.revisions.order_by("number")
    assert published.definition == FORM
    assert draft.published_at is None
    assert [q.kind for q in definition_from(draft.definition).by_id.values()][-1] == "number"
    assert "Hoeveel kinderen" in page(desk, "form_builder", call.pk)
    post(desk, "form_section_add", call.pk, title="Het geld", hint="")
    assert call.revisions.count() == 2


def test_two_officers_change_the_same_question(desk: Client, call: Call, officer: Person) -> None:
    seen = mark_of(now_of(call).own.by_id["stem"])
    fields = {**ASKED, "kind": "yes", "seen": seen}
    post(desk, "form_question_edit", call.pk, "stem", **{**fields, "label": "Wie eerst was"})
    late = post(desk, "form_question_edit", call.pk, "stem", **{**fields, "label": "Wie later kwam"})
    assert late.status_code == 409
    text = late.content.decode()
    assert "Wie eerst was" in text
    assert "Wie later kwam" in text
    assert now_of(call).own.by_id["stem"].label == "Wie eerst was"
    again = late.context["form"]["seen"].value()
    assert (
        post(desk, "form_question_edit", call.pk, "stem", **{**fields, "label": "Toch dit", "seen": again}).status_code
        == 302
    )
    assert now_of(call).own.by_id["stem"].label == "Toch dit"


def test_two_officers_change_different_questions(call: Call, officer: Person) -> None:
    own, at = now_of(call).own, clock.now()
    for id_ in ("plan", "stem"):
        question = own.by_id[id_]
        changed = Question(id_, question.kind, f"Andere {id_}")
        actions.change_question(
            call, changed, seen=mark_of(question), section_id="aanpak", choices=[], by=officer, at=at
        )
    assert [q.label for q in now_of(call).own.by_id.values()][:2] == ["Andere plan", "Andere stem"]
    # Gone meanwhile: refused, not made again.
    actions.take_out(call, QUESTION, "plan", seen=mark_of(now_of(call).own.by_id["plan"]), by=officer, at=at)
    with pytest.raises(CannotBuild):
        actions.set_condition(call, QUESTION, "plan", None, seen="x", by=officer, at=at)
    with pytest.raises(Conflict):
        actions.take_out(call, SECTION, "aanpak", seen="ouder", by=officer, at=at)


def test_choices_keep_their_id_when_the_text_changes(desk: Client, call: Call) -> None:
    rows = {
        "keuze-TOTAL_FORMS": "3",
        "keuze-INITIAL_FORMS": "0",
        "keuze-0-text": "Elke week",
        "keuze-1-text": "Elke maand",
    }
    post(desk, "form_question_add", call.pk, "aanpak", **{**ASKED, "kind": "choice", **rows})
    made = list(now_of(call).own.by_id.values())[-1]
    first, second = made.choices
    rows |= {"keuze-INITIAL_FORMS": "2", "keuze-0-id": first.id, "keuze-0-text": "Wekelijks", "keuze-1-id": second.id,
             "keuze-1-text": "", "keuze-2-text": "Nooit", "keuze-2-id": "verzonnen"}  # fmt: skip
    post(desk, "form_question_edit", call.pk, made.id, **{**ASKED, "kind": "choice", **rows, "seen": mark_of(made)})
    changed = now_of(call).own.by_id[made.id].choices
    assert [choice.text for choice in changed] == ["Wekelijks", "Nooit"]
    assert changed[0].id == first.id
    assert changed[1].id not in {"verzonnen", second.id}
    # Another kind has no choices, and what is too long for its kind is refused.
    too_long = post(desk, "form_question_edit", call.pk, made.id,
                    **{**ASKED, "kind": "text", "max_length": "301", "seen": mark_of(now_of(call).own.by_id[made.id])})  # fmt: skip
    assert too_long.status_code == 422
    assert "hoogstens 300" in too_long.content.decode()


def test_a_condition_is_built_line_by_line(desk: Client, call: Call) -> None:
    address = reverse("form_question_when", args=[call.pk, "hoe"])
    text = desk.get(address).content.decode()
    assert "Nu: alleen als “Werken mensen in armoede mee?” ja is." in text
    assert 'value="hoe"' not in text  # only what stands before it can be chosen
    assert 'value="budget"' not in text
    seen = mark_of(now_of(call).own.by_id["hoe"])
    wrong = {**LINES, "seen": seen, "hoofd-regel-0-question": "stem", "hoofd-regel-0-op": "at_least", "hoofd-regel-0-value": "ja",
             "groep1-regel-0-question": "months", "groep1-regel-0-op": "at_least", "groep1-regel-0-value": "veel"}  # fmt: skip
    refused = desk.post(address, wrong)
    assert refused.status_code == 422
    assert "kan je kiezen: is, is niet" in refused.content.decode()
    assert "geen getal" in refused.content.decode()
    right = {**wrong, "hoofd-regel-0-op": "is", "hoofd-regel-0-value": "Ja", "groep1-regel-0-value": "24",
             "groep1-regel-1-question": "municipality", "groep1-regel-1-op": "is", "groep1-regel-1-value": "gent"}  # fmt: skip
    assert desk.post(address, right).status_code == 302
    assert now_of(call).own.by_id["hoe"].when == {"all": [
        {"question": "stem", "op": "is", "value": "yes"},
        {"any": [{"question": "months", "op": "at_least", "value": "24"},
                 {"question": "municipality", "op": "is", "value": "44021"}]},
    ]}  # fmt: skip
    text = desk.get(address).content.decode()
    assert 'value="Gent"' in text
    assert desk.post(address, {**right, "seen": seen}).status_code == 409
    seen = mark_of(now_of(call).own.by_id["hoe"])
    assert desk.post(address, {**LINES, "seen": seen}).status_code == 302
    assert now_of(call).own.by_id["hoe"].when is None
    # A section too; the fixed sections have no such page.
    assert desk.get(reverse("form_section_when", args=[call.pk, "aanpak"])).status_code == 200
    assert desk.get(reverse("form_section_when", args=[call.pk, "project"])).status_code == 404


def test_a_stop_says_why_and_where_to_go(desk: Client, call: Call) -> None:
    fields = {**LINES, "sentence": "Zonder stem kan het niet.", "instead": "Bel ons eerst.",
              "hoofd-regel-0-question": "stem", "hoofd-regel-0-op": "is", "hoofd-regel-0-value": "nee"}  # fmt: skip
    assert post(desk, "form_stop_add", call.pk, **{**fields, "sentence": " "}).status_code == 422
    assert post(desk, "form_stop_add", call.pk, **fields).status_code == 302
    stop = now_of(call).own.stops[0]
    assert stop == Stop({"question": "stem", "op": "is", "value": "no"}, "Zonder stem kan het niet.", "Bel ons eerst.")
    assert "Zonder stem kan het niet." in page(desk, "form_stop_edit", call.pk, 0)
    late = post(desk, "form_stop_edit", call.pk, 0, **{**LINES, **fields, "seen": "ouder", "sentence": "Anders."})
    assert late.status_code == 409
    post(desk, "form_stop_edit", call.pk, 0, **{**LINES, "seen": mark_of(stop), "sentence": "Voor niemand."})
    assert "Nu zou niemand kunnen indienen" in page(desk, "form_publish", call.pk)
    post(desk, "form_arrange", call.pk, doe=f"weg stop 0 {mark_of(now_of(call).own.stops[0])}")
    assert now_of(call).own.stops == ()
    assert desk.get(reverse("form_stop_edit", args=[call.pk, 0])).status_code == 404


def test_moves_and_the_last_step_are_undone_one_by_one(desk: Client, call: Call, officer: Person) -> None:
    post(desk, "form_arrange", call.pk, doe="op vraag stem")
    post(desk, "form_arrange", call.pk, doe=f"weg vraag plan {mark_of(now_of(call).own.by_id['plan'])}")
    assert list(now_of(call).own.by_id) == ["stem", "hoe"]
    draft = now_of(call).draft
    first, second = draft.steps.order_by("pk")
    assert f'name="stap" value="{second.pk}"' in page(desk, "form_builder", call.pk)
    post(desk, "form_undo", call.pk, stap=second.pk)
    post(desk, "form_undo", call.pk, stap=second.pk)  # a second click, or a colleague who was later
    assert list(now_of(call).own.by_id) == ["stem", "plan", "hoe"]
    post(desk, "form_undo", call.pk, stap=first.pk)
    assert now_of(call).draft is None  # nothing is left that differs
    post(desk, "form_undo", call.pk, stap="9" * 5000)
    post(desk, "form_arrange", call.pk, doe="op vraag plan")  # the first one stays where it is
    assert call.revisions.count() == 1


ODD = ["", "op", "weg deel project x", "op vraag title", "draai vraag plan", "op project aanpak", "weg stop -1 x",
       "weg stop ² x", f"weg stop {'9' * 5000} x", "weg vraag plan", "neer deel budget"]  # fmt: skip


@pytest.mark.parametrize("doe", ODD, ids=[str(place) for place in range(len(ODD))])
def test_an_odd_button_changes_nothing(desk: Client, call: Call, doe: str) -> None:
    assert post(desk, "form_arrange", call.pk, doe=doe).status_code in {302, 404}
    assert call.revisions.count() == 1


def test_publishing_tells_what_changes_and_for_how_many(desk: Client, call: Call, officer: Person) -> None:
    by = make_submitter()
    make_submission(call, by, state="draft")
    make_submission(call, make_submitter())
    post(desk, "form_question_add", call.pk, "aanpak", **ASKED)
    version = now_of(call).revision.version
    text = page(desk, "form_publish", call.pk)
    assert "Formulier 1: 1 in klad, 1 ingediend" in text
    assert "Hoeveel kinderen bereiken jullie?" in text
    post(desk, "form_arrange", call.pk, doe="op vraag stem")
    stale = post(desk, "form_publish", call.pk, version=version)
    assert stale.status_code == 422
    assert now_of(call).draft is not None
    assert post(desk, "form_publish", call.pk, version=now_of(call).revision.version).status_code == 302
    published = now_of(call).published
    assert published.number == 2
    assert published.published_by == officer
    assert not published.steps.exists()
    assert "Volgorde" in page(desk, "form_changes", call.pk, 2)
    assert "eerste formulier" in page(desk, "form_changes", call.pk, 1)
    assert desk.get(reverse("form_changes", args=[call.pk, 3])).status_code == 404
    again = post(desk, "form_publish", call.pk, version=published.version)
    assert again.status_code == 422
    assert call.revisions.count() == 2


def test_a_form_with_a_fault_is_not_published_and_links_to_the_question(
    desk: Client, call: Call, officer: Person
) -> None:
    post(desk, "form_arrange", call.pk, doe=f"weg vraag stem {mark_of(now_of(call).own.by_id['stem'])}")
    refused = post(desk, "form_publish", call.pk, version=1)
    assert refused.status_code == 422
    assert reverse("form_question_when", args=[call.pk, "hoe"]) in refused.content.decode()
    assert not call.revisions.filter(number=2, published_at__isnull=False).exists()


def test_a_draft_is_left_behind(desk: Client, call: Call) -> None:
    post(desk, "form_section_add", call.pk, title="Te veel", hint="")
    post(desk, "form_drop", call.pk, versie="99")
    assert now_of(call).draft is not None
    assert 'name="versie" value="1"' in page(desk, "form_builder", call.pk)
    post(desk, "form_drop", call.pk, versie="1")
    assert now_of(call).draft is None
    post(desk, "form_drop", call.pk, versie="1")
    assert FormRevision.objects.filter(call=call).count() == 1


@pytest.mark.parametrize("state", ["judging", "stopped"])
def test_nothing_changes_once_the_jury_reads(client: Client, state: str) -> None:
    call = make_call(state=state)
    client.force_login(make_officer(call.administration))
    assert "Voeg een deel toe" not in page(client, "form_builder", call.pk)
    assert post(client, "form_section_add", call.pk, title="Te laat", hint="").status_code == 422
    post(client, "form_arrange", call.pk, doe="op vraag stem")
    assert call.revisions.count() == 1


def test_a_first_form_starts_empty(client: Client) -> None:
    call = make_call(state="draft")
    Call.objects.filter(pk=call.pk).update(opens_at=None, closes_at=None)
    bare = Call.objects.create(administration=call.administration, title="Nieuw", made_at=clock.now())
    client.force_login(make_officer(call.administration))
    assert "Hoe heet het project?" in page(client, "form_builder", bare.pk)
    assert "niets te publiceren" in page(client, "form_publish", bare.pk)
    post(client, "form_section_add", bare.pk, title="Begin", hint="")
    assert now_of(bare).draft.number == 1
    text = post(client, "form_publish", bare.pk, version=1).content.decode()
    assert "nog geen vraag" in text
    post(client, "form_drop", bare.pk, versie="1")
    assert now_of(bare).draft is not None  # there is nothing published to go back to


def test_the_preview_keeps_nothing_and_shows_what_is_asked(desk: Client, call: Call) -> None:
    assert 'id="vraag-hoe" data-when="{&quot;' in page(desk, "form_preview", call.pk)
    asked = post(
        desk, "form_preview", call.pk, **{"v-stem": "yes", "v-months": "veel", "v-budget": "100"}
    ).content.decode()
    hidden = post(desk, "form_preview", call.pk, **{"v-stem": "no", "v-hoe": "blijft getypt"}).content.decode()
    assert not _is_hidden(asked, "hoe")
    assert "Dit is geen getal" in asked
    assert _is_hidden(hidden, "hoe")
    assert "blijft getypt" in hidden
    paper = page(desk, "form_print", call.pk)
    assert "Alleen als “Werken mensen in armoede mee?” ja is." in paper


def _is_hidden(text: str, id_: str) -> bool:
    return " hidden" in text.partition(f'id="vraag-{id_}"')[2].partition(">")[0]


def test_remarks_come_while_typing(desk: Client, call: Call) -> None:
    answer = post(desk, "form_language", call.pk, hint="Gelieve dit in te vullen.")
    assert "zeg gewoon wat iemand moet doen" in answer.content.decode()


def test_others_find_no_form(client: Client, call: Call) -> None:
    addresses = ["form_builder", "form_preview", "form_publish", "form_print", "form_section_add", "form_stop_add"]
    client.force_login(make_officer())
    assert {client.get(reverse(name, args=[call.pk])).status_code for name in addresses} == {404}
    assert post(client, "form_arrange", call.pk, doe="op vraag stem").status_code == 404
    for stranger in (make_juror(call).person, make_submitter()):
        client.force_login(stranger)
        assert client.get(reverse("form_builder", args=[call.pk])).status_code == 403
    client.force_login(make_officer(call.administration))
    assert client.get(reverse("form_builder", args=[uuid4()])).status_code == 404
    assert client.get(reverse("form_question_edit", args=[call.pk, "title"])).status_code == 404


def test_a_full_form_stays_within_its_queries(desk: Client, call: Call) -> None:
    row = {"kind": "text", "hint": "Kort.", "when": {"question": "title", "op": "filled"}}
    sections = [{"id": f"d{s}", "title": f"Deel {s}", "questions": [
        {**row, "id": f"v{s}-{q}", "label": f"Vraag {s} {q}"} for q in range(15)]} for s in range(10)]  # fmt: skip
    FormRevision.objects.create(call=call, number=2, definition={"sections": sections}, changed_at=clock.now())
    for name in ("form_builder", "form_publish", "form_preview", "form_print"):
        asked = questions(desk, reverse(name, args=[call.pk]))
        assert len(asked) <= MOST_OF_A_LIST, (name, asked)
    refused = post(desk, "form_question_add", call.pk, "d0", **{**ASKED, "section": "d0"})
    assert refused.status_code == 422
    assert "hoogstens 150 vragen" in refused.content.decode()
