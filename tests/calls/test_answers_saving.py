"""Saving answers one by one: nobody overwrites what he did not see, and nothing is kept after closing."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from tandem.calls.actions.answers import CannotWrite, save_answer
from tandem.calls.actions.submission import CannotStart, start_submission
from tandem.calls.models import Answer, AnswerVersion, Call, FormRevision, Submission
from tandem.calls.queries.writing import answers_of, form_of, limits_of
from tandem.calls.rules.answers import missing
from tandem.identity.models import Person
from tandem.kernel import access, clock
from tandem.kernel.refusal import Conflict
from tests.calls.call_factories import ANSWERS, make_call, make_submission, make_submitter
from tests.guidance.factories import looking

pytestmark = pytest.mark.django_db


def start(call: Call, by: Person, **options: Any) -> Submission:
    home = by.memberships.get().organisation
    with looking(by):
        return start_submission(call, organisation=home, by=by, at=clock.now(), **options)


def save(submission: Submission, question: str, value: Any, *, version: int, by: Person, after: int = 0) -> Answer:
    with looking(by):
        at = clock.now() + timedelta(minutes=after)
        return save_answer(submission, question, value, version=version, by=by, at=at)


def test_answer_rises_a_version_and_every_value_is_kept() -> None:
    by = make_submitter()
    draft = start(make_call(), by)
    assert save(draft, "title", "Samen", version=0, by=by).version == 1
    assert save(draft, "title", "Samen sterk", version=1, by=by).version == 2
    with access.as_system():
        assert [row.value for row in AnswerVersion.objects.filter(submission=draft)] == ["Samen", "Samen sterk"]
        assert Submission.objects.get(pk=draft.pk).title == "Samen sterk"


@pytest.mark.parametrize("version", [0, 1, 9])
def test_older_page_does_not_overwrite(version: int) -> None:
    one, other = make_submitter(), make_submitter()
    draft = start(make_call(), one)
    with access.as_system():
        draft.editors.create(person=other, added_at=clock.now())
    save(draft, "plan", "Eerst", version=0, by=one)
    save(draft, "plan", "Van de ander", version=1, by=other)
    with pytest.raises(Conflict) as clash:
        save(draft, "plan", "Van mij", version=version, by=one)
    current = clash.value.current
    assert isinstance(current, Answer)
    assert (current.value, current.version, current.changed_by) == ("Van de ander", 2, other)
    with access.as_system():
        assert answers_of(draft)["plan"] == "Van de ander"
        assert AnswerVersion.objects.filter(submission=draft).count() == 2


def test_same_value_again_is_no_conflict() -> None:
    by = make_submitter()
    draft = start(make_call(), by)
    save(draft, "plan", "Eerst", version=0, by=by)
    assert save(draft, "plan", "Eerst", version=0, by=by).version == 1


def test_columns_follow_the_answers() -> None:
    by = make_submitter()
    draft = start(make_call(), by)
    for question, value in (("municipality", "Brussel"), ("months", "30"), ("start_year", "2027"), ("is_ready", "no")):
        save(draft, question, value, version=0, by=by)
    with access.as_system():
        row = Submission.objects.get(pk=draft.pk)
    assert (row.nis_code, row.area, row.months, row.wished_year, row.is_ready) == ("21004", "brussels", 30, 2027, False)
    for question, value in (("municipality", "Nergenshuizen"), ("months", "veel"), ("is_ready", "")):
        save(draft, question, value, version=1, by=by)
    with access.as_system():
        row = Submission.objects.get(pk=draft.pk)
        assert answers_of(draft)["municipality"] == "Nergenshuizen"
    assert (row.nis_code, row.area, row.months, row.is_ready) == ("", "", None, None)


def test_unreadable_answer_is_kept_and_told_at_the_end() -> None:
    by, call = make_submitter(), make_call()
    draft = make_submission(call, by, state="draft")
    save(draft, "plan", "x" * 2001, version=1, by=by)
    with access.as_system():
        found = missing(form_of(draft), answers_of(draft), limits_of(call, on=clock.today()))
    assert [(one.question, one.text) for one in found] == [("plan", "Je tekst is 1 teken te lang. Kort hem in.")]


@pytest.mark.parametrize(("question", "value", "words"), [
    ("weg", "x", "staat niet meer"), ("plan", "x" * 60_001, "te lang om te bewaren"), ("plan", ["x" * 50] * 2000, "te lang"),
])  # fmt: skip
def test_what_cannot_be_kept_is_refused(question: str, value: Any, words: str) -> None:
    by = make_submitter()
    draft = start(make_call(), by)
    with pytest.raises(CannotWrite, match=words):
        save(draft, question, value, version=0, by=by)


@pytest.mark.parametrize(("state", "minutes", "grace", "is_kept"), [
    ("draft", 0, 0, True), ("submitted", 0, 0, True), ("withdrawn", 0, 0, True), ("chosen", 0, 0, False),
    ("inadmissible", 0, 0, False), ("draft", 20, 0, False), ("draft", 20, 15, True), ("draft", 40, 15, False),
])  # fmt: skip
def test_saving_ends_with_the_call(state: str, minutes: int, grace: int, is_kept: bool) -> None:
    by = make_submitter()
    call = make_call(closes_at=clock.now() + timedelta(minutes=10), grace_minutes=grace)
    draft = make_submission(call, by, state=state)
    if is_kept:
        save(draft, "plan", "Laatste zin", version=1, by=by, after=minutes)
    else:
        with pytest.raises(CannotWrite, match="gesloten"):
            save(draft, "plan", "Laatste zin", version=1, by=by, after=minutes)
    with access.as_system():
        assert answers_of(draft)["plan"] == ("Laatste zin" if is_kept else ANSWERS["plan"])


def test_stranger_writes_nothing() -> None:
    by, stranger = make_submitter(), make_submitter()
    draft = start(make_call(), by)
    with pytest.raises((CannotWrite, DatabaseError)), transaction.atomic():
        save(draft, "plan", "Niet van mij", version=0, by=stranger)
    with access.as_system():
        assert answers_of(draft) == {}


def test_copy_takes_along_what_fits() -> None:
    by, old = make_submitter(), make_call()
    earlier = make_submission(old, by, answers={"months": "veel"})
    new = make_call()
    FormRevision.objects.create(
        call=new, number=2, published_at=clock.now(), changed_at=clock.now(),
        definition={"sections": [{"id": "aanpak", "title": "De aanpak", "questions": [
            {"id": "plan", "kind": "long_text", "label": "Wat gaan jullie doen?", "is_copied": False},
            {"id": "stem", "kind": "number", "label": "Hoeveel stemmen?"},
            {"id": "hoe", "kind": "text", "label": "Hoe werken zij mee?"}]}]},
    )  # fmt: skip
    copy = start(new, by, earlier=earlier)
    with access.as_system():
        answers = answers_of(copy)
        row = Submission.objects.get(pk=copy.pk)
    assert answers.keys() == {"title", "summary", "municipality", "start_year", "is_ready", "budget", "hoe"}
    assert (row.title, row.area, row.months, row.number) == (ANSWERS["title"], "east_flanders", None, None)


@pytest.mark.parametrize(("facts", "words"), [
    ({"closes_at": clock.now() - timedelta(minutes=2)}, "nu niet open"), ({"state": "judging"}, "nu niet open"),
    ({"opens_at": clock.now() + timedelta(days=1)}, "nu niet open"),
    ({"submitter_kinds": ["association"]}, "alleen voor: vereniging"),
], ids=["closed", "judging", "coming", "other kind"])  # fmt: skip
def test_project_cannot_start(facts: dict[str, Any], words: str) -> None:
    by = make_submitter()
    with pytest.raises(CannotStart, match=words):
        start(make_call(**facts), by)


def test_project_cannot_start_without_a_form() -> None:
    model = make_call()
    bare = Call.objects.create(administration=model.administration, title="Kaal", state="published", opens_at=model.opens_at,
                               closes_at=model.closes_at, made_at=clock.now())  # fmt: skip
    with pytest.raises(CannotStart, match="nog niet klaar"):
        start(bare, make_submitter())
