"""A jury: who gets what, ties that hide, scores that stay, and what adds up."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tandem.calls.actions import jury as seats
from tandem.calls.actions import meeting, reading, ties
from tandem.calls.actions.jury import Chair
from tandem.calls.models import Deliberation, DiscussionNote, Juror, Reading, Score, Submission, Tie
from tandem.calls.queries.jury import standing
from tandem.calls.queries.meeting import absent_from
from tandem.calls.queries.ranking import ranking
from tandem.calls.rules.ties import plain_name
from tandem.identity import rules as roles
from tandem.kernel import access, clock
from tandem.kernel.models import AuditEntry, OutgoingMail
from tandem.kernel.refusal import Conflict
from tests.calls.call_factories import make_juror, make_submission, make_submitter
from tests.calls.jury_factories import give_out, make_jury, reading_of, score
from tests.factories import make_membership, make_person
from tests.guidance.factories import looking

pytestmark = pytest.mark.django_db


def readers(submission: Submission) -> set[object]:
    with access.as_system():
        return set(Reading.objects.filter(submission=submission).values_list("juror_id", flat=True))


def projects(call: object) -> list[Submission]:
    with access.as_system():
        return list(Submission.objects.filter(call=call).order_by("number"))


def test_each_project_gets_readers_with_experience_among_them() -> None:
    call, officer, jurors = make_jury(projects=4)
    give_out(call, officer)
    give_out(call, officer)
    experts = {one.pk for one in jurors if one.seat == "experiential_expert"}
    for one in projects(call):
        assert (len(readers(one)), bool(readers(one) & experts)) == (3, True)
    assert OutgoingMail.objects.filter(key__startswith="jury-readings").count() == 4


def test_juror_without_declared_ties_gets_nothing_until_then() -> None:
    call, officer, jurors = make_jury(seats=("field",))
    late = make_juror(call, seat="experiential_expert", has_declared=False)
    give_out(call, officer)
    before = [readers(one) for one in projects(call)]
    assert before == [{jurors[0].pk}] * 2
    with looking(late.person):
        ties.declare_ties(late, {}, by=late.person, at=clock.now())
    give_out(call, officer)
    assert [readers(one) for one in projects(call)] == [{jurors[0].pk, late.pk}] * 2


def test_declared_tie_hides_the_project_and_gives_it_to_somebody_else() -> None:
    call, officer, jurors = make_jury(projects=1)
    give_out(call, officer)
    project = projects(call)[0]
    juror = next(one for one in jurors if one.pk in readers(project))
    spare = next(one for one in jurors if one.pk not in readers(project))
    key = plain_name(project.organisation.name)
    with looking(juror.person):
        assert ties.declare_ties(juror, {key: "client"}, by=juror.person, at=clock.now()) == 1
        assert not Submission.objects.exists()
    assert spare.pk in readers(project)
    assert juror.pk not in readers(project)
    with access.as_system():
        assert absent_from(project) == [juror]
    told = AuditEntry.objects.filter(action="jury_ties.declare").get()
    assert "client" not in str(told.facts)


def test_juror_of_a_partner_never_reads_it_whatever_is_declared() -> None:
    call, officer, _ = make_jury(projects=1, seats=("field",), readers_each=5)
    project = projects(call)[0]
    with access.as_system():
        project.partners.create(name="Buurtwerk De Vlieger vzw", added_at=clock.now())
    by_name = make_juror(call)
    by_role = make_juror(call)
    make_membership(roles.ORGANISATION_CONTACT, person=by_role.person, organisation=project.organisation)
    Juror.objects.filter(pk=by_name.pk).update(works_at="buurtwerk de vlieger")
    with looking(by_name.person):
        ties.declare_ties(by_name, {}, by=by_name.person, at=clock.now())
    give_out(call, officer)
    assert not readers(project) & {by_name.pk, by_role.pk}
    with access.as_system():
        assert set(Tie.objects.values_list("juror_id", "kind")) == {(by_name.pk, "known"), (by_role.pk, "known")}
        with pytest.raises(IntegrityError, match="tie"), transaction.atomic():
            Reading.objects.create(juror=by_role, submission=project, assigned_at=clock.now())


@pytest.mark.parametrize("said", [{"onbekend huis": "client"}, {"": "client"}], ids=["unknown", "empty"])
def test_unknown_organisation_is_refused(said: dict[str, str]) -> None:
    _, _, jurors = make_jury(projects=1, seats=("field",))
    with looking(jurors[0].person), pytest.raises(ties.CannotDeclare):
        ties.declare_ties(jurors[0], said, by=jurors[0].person, at=clock.now())


def test_nobody_declares_for_somebody_else_or_says_a_kind_that_is_ours() -> None:
    call, officer, jurors = make_jury(projects=1, seats=("field",))
    with looking(officer), pytest.raises(ties.CannotDeclare):
        ties.declare_ties(jurors[0], {}, by=officer, at=clock.now())
    key = plain_name(projects(call)[0].organisation.name)
    with looking(jurors[0].person), pytest.raises(ties.CannotDeclare):
        ties.declare_ties(jurors[0], {key: "known"}, by=jurors[0].person, at=clock.now())


def test_recognised_project_is_gone_at_once_also_after_scoring() -> None:
    call, officer, jurors = make_jury(projects=1)
    give_out(call, officer)
    project = projects(call)[0]
    first, second = [one for one in jurors if one.pk in readers(project)][:2]
    score(reading_of(first, project), 10)
    score(reading_of(second, project), 5)
    assert ranking(call)[0].score == Decimal("75.00")
    row = reading_of(first, project)
    with looking(first.person):
        ties.recognise_project(row, "person", by=first.person, at=clock.now())
        assert not Reading.objects.filter(pk=row.pk, submission__title__gt="").exists()
    assert ranking(call)[0].score == Decimal("50.00")
    assert len(readers(project) - {first.pk}) == 3


def test_score_that_was_handed_in_never_changes() -> None:
    call, officer, jurors = make_jury(projects=1)
    give_out(call, officer)
    project = projects(call)[0]
    juror = next(one for one in jurors if one.pk in readers(project))
    row = score(reading_of(juror, project), 7)
    with looking(juror.person):
        with pytest.raises(reading.CannotScore, match="verandert niet meer"):
            reading.save_reading(row, reading.Verdict({}, {}), version=row.version, by=juror.person, at=clock.now())
        with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
            Score.objects.filter(reading=row).update(points=1)
        for change in ({"remark": "Toch anders."}, {"handed_in_at": None}):
            with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
                Reading.objects.filter(pk=row.pk).update(**change)


def test_two_windows_never_overwrite_each_other() -> None:
    call, officer, jurors = make_jury(projects=1)
    give_out(call, officer)
    project = projects(call)[0]
    juror = next(one for one in jurors if one.pk in readers(project))
    row, key = reading_of(juror, project), call.criteria.first().pk
    seven, three = (reading.Verdict({key: Decimal(n)}, {}) for n in (7, 3))
    with looking(juror.person):
        reading.save_reading(row, seven, version=1, by=juror.person, at=clock.now())
        with pytest.raises(Conflict):
            reading.save_reading(row, three, version=1, by=juror.person, at=clock.now())
        assert Score.objects.get().points == 7
        with pytest.raises(reading.CannotScore, match="Geef nog punten"):
            reading.hand_in_reading(row, version=2, by=juror.person, at=clock.now())


@pytest.mark.parametrize("points", ["-1", "10.5", "3.25"])
def test_points_off_the_scale_are_refused(points: str) -> None:
    call, officer, jurors = make_jury(projects=1)
    give_out(call, officer)
    project = projects(call)[0]
    juror = next(one for one in jurors if one.pk in readers(project))
    verdict = reading.Verdict({call.criteria.first().pk: Decimal(points)}, {})
    with looking(juror.person), pytest.raises(reading.CannotScore, match="van 0 tot 10"):
        reading.save_reading(reading_of(juror, project), verdict, version=1, by=juror.person, at=clock.now())


def test_juror_who_leaves_passes_on_what_is_unread_and_keeps_what_was_scored() -> None:
    call, officer, jurors = make_jury(projects=3)
    give_out(call, officer)
    leaver = max(jurors, key=lambda one: sum(one.pk in readers(project) for project in projects(call)))
    own = [project for project in projects(call) if leaver.pk in readers(project)]
    score(reading_of(leaver, own[0]), 8)
    with looking(officer):
        seats.remove_juror(leaver, by=officer, at=clock.now())
        assert all(len(readers(project)) == 3 for project in projects(call))
        with pytest.raises(seats.CannotSeat):
            seats.remove_juror(leaver, by=officer, at=clock.now())
    assert [leaver.pk in readers(project) for project in own] == [True, *[False] * (len(own) - 1)]
    assert ranking(call)[0].score == Decimal("80.00")
    row = Reading.objects.none()
    with looking(leaver.person):
        row = Reading.objects.filter(submission=own[0])
        assert not row.exists() or not Submission.objects.exists()


def test_officer_of_the_call_takes_no_seat_and_nobody_sits_twice() -> None:
    call, officer, jurors = make_jury(seats=("field",))
    make_membership(roles.JUROR, person=officer, organisation=call.administration)
    stranger = make_person()
    with looking(officer):
        for person in (officer, stranger, jurors[0].person):
            with pytest.raises(seats.CannotSeat):
                seats.add_juror(call, person, Chair("field"), by=officer, at=clock.now())


def test_nothing_is_given_out_before_the_jury_reads() -> None:
    call, officer, _ = make_jury()
    call.state = "published"
    call.save()
    with looking(officer), pytest.raises(seats.CannotGiveOut):
        seats.distribute_readings(call, by=officer, at=clock.now())


def test_reminder_goes_once_a_day_and_only_to_who_has_something_to_do() -> None:
    call, officer, jurors = make_jury(projects=1)
    give_out(call, officer)
    busy = next(one for one in jurors if one.pk in readers(projects(call)[0]))
    idle = next(one for one in jurors if one.pk not in readers(projects(call)[0]))
    with looking(officer):
        for _ in range(2):
            seats.remind_juror(busy, by=officer, at=clock.now())
        with pytest.raises(seats.CannotSeat):
            seats.remind_juror(idle, by=officer, at=clock.now())
    assert OutgoingMail.objects.filter(key__startswith="jury-reminder").count() == 1


def test_final_points_far_from_the_readers_need_a_reason() -> None:
    call, officer, jurors = make_jury(projects=1)
    give_out(call, officer)
    project = projects(call)[0]
    for juror in jurors:
        if juror.pk in readers(project):
            score(reading_of(juror, project), 7)
    keys = list(call.criteria.values_list("pk", flat=True))
    far, near = (dict.fromkeys(keys, Decimal(points)) for points in ("9", "7.5"))
    with looking(officer):
        version = Deliberation.objects.get(submission=project).version
        with pytest.raises(meeting.CannotDeliberate, match="waarom"):
            meeting.save_deliberation(project, meeting.Verdict(far), version=version, by=officer, at=clock.now())
        meeting.save_deliberation(project, meeting.Verdict(near), version=version, by=officer, at=clock.now())
        with pytest.raises(Conflict):
            meeting.save_deliberation(project, meeting.Verdict(near), version=version, by=officer, at=clock.now())
        half = meeting.Verdict({keys[0]: Decimal(5)})
        with pytest.raises(meeting.CannotDeliberate, match="van 0 tot 10"):
            meeting.save_deliberation(project, half, version=version + 1, by=officer, at=clock.now())
    assert ranking(call)[0].score == Decimal("75.00")


def test_equals_get_an_order_with_a_reason_that_ends_when_a_score_changes() -> None:
    call, officer, jurors = make_jury(projects=2, readers_each=1)
    give_out(call, officer)
    for project in projects(call):
        score(reading_of(next(one for one in jurors if one.pk in readers(project)), project), 7)
    one, other = projects(call)
    with looking(officer):
        for order, why in (({one.pk: 1}, "x"), ({one.pk: 1, other.pk: 1}, "x"), ({one.pk: 2, other.pk: 1}, " ")):
            with pytest.raises(meeting.CannotDeliberate):
                meeting.order_equals(call, order, why, by=officer, at=clock.now())
        meeting.order_equals(call, {one.pk: 2, other.pk: 1}, "Meer partners.", by=officer, at=clock.now())
        assert [(row.pk, row.place) for row in ranking(call)] == [(other.pk, 1), (one.pk, 2)]
        assert DiscussionNote.objects.count() == 2
        final = meeting.Verdict(dict.fromkeys(call.criteria.values_list("pk", flat=True), Decimal("6.9")))
        version = Deliberation.objects.get(submission=other).version
        meeting.save_deliberation(other, final, version=version, by=officer, at=clock.now())
    assert [(row.pk, row.place) for row in ranking(call)] == [(one.pk, 1), (other.pk, 2)]


def test_other_weights_are_counted_anew_on_request() -> None:
    call, officer, jurors = make_jury(projects=1, readers_each=1)
    give_out(call, officer)
    project, keys = projects(call)[0], list(call.criteria.values_list("pk", flat=True))
    juror = next(one for one in jurors if one.pk in readers(project))
    score(reading_of(juror, project), {keys[0]: 10, keys[1]: 5})
    assert ranking(call)[0].score == Decimal("70.00")
    call.criteria.update(weight=1)
    with looking(officer):
        meeting.recount_scores(call, by=officer, at=clock.now())
    assert ranking(call)[0].score == Decimal("75.00")


def test_what_lacks_is_told_per_project() -> None:
    call, officer, _ = make_jury(seats=("field",), projects=1)
    give_out(call, officer)
    make_submission(call, make_submitter(), state="inadmissible")
    with looking(officer):
        lacks = standing(call).lacks()
    assert [(one.readers, one.is_without_expert) for one in lacks] == [(2, True)]
