"""The database refuses behind the doors: whose rows, after closing, a tied juror, what never changes."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tandem.calls.models import (
    Answer,
    Decision,
    FormRevision,
    HandedIn,
    Reading,
    Score,
    SelectionRound,
    Submission,
    Tie,
)
from tandem.kernel import access, clock
from tests.calls.call_factories import hand_in, make_call, make_juror, make_officer, make_submission, make_submitter
from tests.guidance.factories import looking

pytestmark = pytest.mark.django_db


def test_another_organisation_sees_no_row_of_a_project() -> None:
    submission, stranger = make_submission(make_call(), make_submitter()), make_submitter()
    with looking(stranger):
        assert list(Submission.objects.all()) == []
        assert not Answer.objects.exists()
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Answer.objects.create(submission=submission, question="plan2", value="x", changed_at=clock.now())


def test_an_officer_sees_no_draft() -> None:
    call, by = make_call(), make_submitter()
    draft, sent = make_submission(call, by, state="draft"), make_submission(call, by)
    with looking(make_officer(call.administration)):
        assert [row.pk for row in Submission.objects.all()] == [sent.pk]
        assert not Answer.objects.filter(submission=draft).exists()


def test_a_juror_with_a_tie_never_sees_or_reads_that_project() -> None:
    call = make_call(state="judging")
    one, other = make_submission(call, make_submitter()), make_submission(call, make_submitter())
    juror, now = make_juror(call), clock.now()
    with access.as_system():
        Tie.objects.create(juror=juror, submission=one, kind="works_there", declared_at=now)
        with pytest.raises(IntegrityError, match="tie"), transaction.atomic():
            Reading.objects.create(juror=juror, submission=one, assigned_at=now)
        Reading.objects.create(juror=juror, submission=other, assigned_at=now)
    with looking(juror.person):
        assert [row.pk for row in Submission.objects.all()] == [other.pk]
        assert not HandedIn.objects.filter(submission=one).exists()


def test_scores_of_a_colleague_show_only_once_they_are_handed_in() -> None:
    call, now = make_call(state="judging"), clock.now()
    submission, mine, theirs = make_submission(call, make_submitter()), make_juror(call), make_juror(call)
    with access.as_system():
        reading = Reading.objects.create(juror=theirs, submission=submission, assigned_at=now)
        Score.objects.create(reading=reading, criterion=call.criteria.first(), points=7)
    with looking(mine.person):
        assert not Score.objects.exists()
    with access.as_system():
        Reading.objects.filter(pk=reading.pk).update(handed_in_at=now)
    with looking(mine.person):
        assert Score.objects.count() == 1
    with access.as_system(), pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        Score.objects.update(points=3)


def test_nothing_is_handed_in_after_the_closing_minute() -> None:
    now = clock.now()
    call = make_call(closes_at=now - timedelta(minutes=5), opens_at=now - timedelta(days=5), grace_minutes=10)
    by = make_submitter()
    draft = make_submission(call, by, state="draft")
    facts = {"submission": draft, "revision": draft.revision, "answers": {}, "sha256": "a" * 64, "at": now, "by": by}
    with access.as_system():
        with pytest.raises(IntegrityError, match="closed"), transaction.atomic():
            HandedIn.objects.create(**facts)
        HandedIn.objects.create(**facts, in_grace=True)
        with pytest.raises(IntegrityError, match="only added"), transaction.atomic():
            HandedIn.objects.update(answers={"plan": "anders"})


def test_a_published_form_never_changes() -> None:
    call = make_call()
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        FormRevision.objects.filter(call=call).update(definition={})


def test_money_stands_once_the_decision_does() -> None:
    call = make_call(state="judging")
    call.envelopes.update(amount_eur=1)
    call.state = "decided"
    call.save()
    with pytest.raises(IntegrityError, match="decision stands"), transaction.atomic():
        call.envelopes.update(amount_eur=2)


def test_what_was_decided_stays_hidden_until_it_is_announced() -> None:
    call, by, now = make_call(state="decided"), make_submitter(), clock.now()
    submission = make_submission(call, by)
    with access.as_system():
        stored = SelectionRound.objects.create(call=call, rule="rank", why="Zoals afgesproken.", input={}, answer={},
                                               input_sha256="a" * 64, stored_at=now)  # fmt: skip
        Decision.objects.create(submission=submission, round=stored, outcome="chosen", by_rule="chosen", decided_at=now)
        with pytest.raises(IntegrityError, match="differing"), transaction.atomic():
            Decision.objects.update(outcome="refused")
    with looking(by):
        assert not Decision.objects.exists()
    call.state = "announced"
    call.save()
    with looking(by):
        assert Decision.objects.count() == 1


def test_handing_in_again_keeps_both_versions() -> None:
    by = make_submitter()
    submission = make_submission(make_call(), by)
    with access.as_system():
        hand_in(submission, {"plan": "Beter uitgelegd."}, by=by)
        assert submission.handed_in_versions.count() == 2
