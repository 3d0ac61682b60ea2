"""A jury at work: one who must still declare, one who reads, one who is done, equals, a project seen otherwise."""

from collections.abc import Iterator
from decimal import Decimal

from tandem.calls.actions.meeting import Verdict, add_note, save_deliberation
from tandem.calls.models import Call, Deliberation, Juror, Reading, Submission
from tandem.identity import rules as roles
from tandem.kernel import access, clock
from tests.calls.call_factories import make_juror
from tests.calls.jury_factories import give_out, make_jury, score
from tests.guidance.factories import looking
from tests.journeys.subjects import Subject, member

TITLE = "Oproep met een jury"
NO_PAGE = {"reading_attachment": "a file of a project: tests/calls/test_jury_pages.py"}


def fill() -> None:
    """Two projects with the same score, one that was talked about, one that nobody scored."""
    call, officer, jurors = make_jury(projects=4, title=TITLE)
    give_out(call, officer)
    make_juror(call, has_declared=False)
    with access.as_system():
        projects = list(Submission.objects.filter(call=call).order_by("number"))
        readings = [
            list(Reading.objects.filter(submission=one).select_related("juror__person", "submission__call"))
            for one in projects
        ]
        jurors[0].ties.create(submission=projects[3], kind="other", declared_at=clock.now())
    for rows in readings[:2]:
        for row in rows:
            score(row, 9 if row.juror.seat == "experiential_expert" else 6)
    with looking(officer):
        add_note(projects[0], "Het plan is sterk, de begroting is krap.", by=officer, at=clock.now())
        version = Deliberation.objects.get(submission=projects[0]).version
        points = dict.fromkeys(call.criteria.values_list("pk", flat=True), Decimal(8))
        save_deliberation(
            projects[0], Verdict(points, "Besproken.", is_discussed=True), version=version, by=officer, at=clock.now()
        )


def calls() -> Iterator[Subject]:
    """The call, for its officer and a juror who reads."""
    call = _call()
    juror = Juror.objects.filter(call=call, readings__handed_in_at__isnull=False).order_by("pk").first()
    yield Subject({"pk": call.pk, "juror": juror.pk if juror else call.pk}, "judging", _people(call, juror))


def undeclared() -> Iterator[Subject]:
    """The list of organisations, for who has to look through it still."""
    call = _call()
    juror = Juror.objects.filter(call=call, ties_declared_at__isnull=True).order_by("pk").first()
    yield Subject({"pk": call.pk}, "undeclared", {roles.JUROR: _seat(call, juror)})


def readings() -> Iterator[Subject]:
    """One to read and one that is handed in."""
    call = _call()
    for is_open in (True, False):
        rows = Reading.objects.filter(juror__call=call, handed_in_at__isnull=is_open).exclude(
            submission__ties__isnull=False
        )
        row = rows.select_related("juror").order_by("pk").first()
        if row is not None:
            state = "to read" if is_open else "handed in"
            yield Subject({"pk": row.pk, "question": "plan", "index": 0}, state, {roles.JUROR: _seat(call, row.juror)})


def projects() -> Iterator[Subject]:
    """One that was talked about, one without a score."""
    call = _call()
    for row in Submission.objects.filter(call=call).order_by("number")[:3]:
        yield Subject({"pk": row.pk}, f"project {row.title}", _people(call, None))


def _call() -> Call:
    return Call.objects.get(title=TITLE)


def _people(call: Call, juror: Juror | None) -> dict[str, int]:
    found = {roles.CALL_OFFICER: member(roles.CALL_OFFICER, organisation=call.administration) or 0}
    return found | ({roles.JUROR: _seat(call, juror)} if juror else {})


def _seat(call: Call, juror: Juror | None) -> int:
    return (juror and member(roles.JUROR, person=juror.person, organisation=call.administration)) or 0


SUBJECTS = {
    "jury/lezen/": readings,
    "jury/project/": projects,
    "jury/<uuid:pk>/banden/": undeclared,
    "jury/": calls,
}
