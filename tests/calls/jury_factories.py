"""A jury at work: seats of every kind, projects, readings given out and scores handed in, by the real actions."""

from collections.abc import Mapping
from decimal import Decimal

from tandem.calls.actions.jury import distribute_readings
from tandem.calls.actions.reading import Verdict, hand_in_reading, save_reading
from tandem.calls.models import Call, Juror, Reading, Submission
from tandem.identity.models import Person
from tandem.kernel import clock
from tests.calls.call_factories import make_call, make_juror, make_officer, make_submission, make_submitter
from tests.guidance.factories import looking

SEATS = ("experiential_expert", "experiential_expert", "official", "field")


def make_jury(
    *, seats: tuple[str, ...] = SEATS, projects: int = 2, **fields: object
) -> tuple[Call, Person, list[Juror]]:
    """A call that is judged, an officer of it, and jurors who declared their ties; nothing is given out yet."""
    call = make_call(state="judging", **{"readers_each": 3, **fields})
    for number in range(projects):
        make_submission(call, make_submitter(), answers={"title": f"Project nummer {number}"})
    return call, make_officer(call.administration), [make_juror(call, seat=seat) for seat in seats]


def give_out(call: Call, officer: Person) -> None:
    """By the officer's button."""
    with looking(officer):
        distribute_readings(call, by=officer, at=clock.now())


def reading_of(juror: Juror, submission: Submission) -> Reading:
    """What this juror reads, as the juror sees it."""
    with looking(juror.person):
        return Reading.objects.select_related("juror", "submission__call").get(juror=juror, submission=submission)


def score(reading: Reading, points: int | Mapping[int, object], *, why: str = "Goed uitgewerkt.") -> Reading:
    """Filled in and handed in: the same points for every criterion, or points per criterion."""
    juror, keys = reading.juror, list(reading.submission.call.criteria.values_list("pk", flat=True))
    given = points if isinstance(points, Mapping) else dict.fromkeys(keys, points)
    verdict = Verdict({key: Decimal(str(value)) for key, value in given.items()}, dict.fromkeys(given, why))
    with looking(juror.person):
        row = save_reading(reading, verdict, version=reading.version, by=juror.person, at=clock.now())
        hand_in_reading(row, version=row.version, by=juror.person, at=clock.now())
    return row
