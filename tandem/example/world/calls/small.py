"""Two small calls of today: one that is open, with drafts, and one that lies with the jury."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any

from tandem.calls.actions.admissibility import start_judging
from tandem.calls.actions.answers import save_answer
from tandem.calls.actions.handing_in import hand_in
from tandem.calls.actions.jury_readings import fill_gaps
from tandem.calls.actions.reading import Verdict, hand_in_reading, save_reading
from tandem.calls.actions.submission import start_submission
from tandem.calls.actions.ties import declare_ties
from tandem.calls.models import Juror, Reading
from tandem.calls.rules.vocabulary import AREAS
from tandem.example.world.calls import texts
from tandem.example.world.calls.call import make_small_call
from tandem.example.world.calls.projects import Plan, write_projects
from tandem.example.world.cast import World, at_hour

if TYPE_CHECKING:
    from tandem.calls.models import Call
    from tandem.example.world.calls.people import CallCast
    from tandem.identity.models import Organisation, Person

FIRST = 100  # the first of the organisations that play here
MUNICIPALITY = "44021"
HANDED_IN, WRITING, PROJECTS, DECLARED = 2, 3, 6, 7


def open_call(world: World, cast: CallCast) -> None:
    """Two projects came in, three are being written."""
    opens = world.today - timedelta(days=20)
    call = make_small_call(cast, title=texts.OPEN_TITLE, summary=texts.OPEN_SUMMARY, opens=opens,
                           closes=world.today + timedelta(days=25), amount=400_000)  # fmt: skip
    homes = cast.submitters[FIRST : FIRST + HANDED_IN + WRITING]
    for number, (home, by) in enumerate(homes):
        _write(call, home, by, opens + timedelta(days=3 + 2 * number), is_whole=number < HANDED_IN)


def _write(call: Call, home: Organisation, by: Person, on: date, *, is_whole: bool) -> None:
    row = start_submission(call, organisation=home, by=by, at=at_hour(on, 9))
    answers: dict[str, Any] = {
        "title": f"Spelen bij {home.name.removesuffix(' vzw')}", "summary": texts.OPEN_SUMMARY, "municipality": MUNICIPALITY,
        "months": "12", "is_ready": "yes", "nieuw": "nieuw", **texts.ANSWERS,
        "budget": [{"label": "Begeleiding", "parts": {"werkingssubsidie": "32000.00", "own": "2000.00"}}],
    }  # fmt: skip
    kept = answers if is_whole else dict(list(answers.items())[:5])
    for minute, (question, value) in enumerate(kept.items()):
        save_answer(row, question, value, version=0, by=by, at=at_hour(on, 10, minute))
    if is_whole:
        row.refresh_from_db()
        hand_in(row, by=by, at=at_hour(on, 16))


def call_before_the_jury(world: World, cast: CallCast, chance: Random) -> None:
    """Six projects; most jurors declared their ties, some already read."""
    closes = world.today - timedelta(days=20)
    call = make_small_call(cast, title=texts.JURY_TITLE, summary=texts.JURY_SUMMARY, opens=closes - timedelta(days=50),
                           closes=closes, amount=120_000)  # fmt: skip
    homes = cast.submitters[FIRST + 20 : FIRST + 20 + PROJECTS]
    plans = [Plan(place, home, by, area=list(AREAS)[place]) for place, (home, by) in enumerate(homes)]
    write_projects(call, plans, first_at=at_hour(closes - timedelta(days=40), 9), by=cast.officers[0], chance=chance)
    at = at_hour(closes + timedelta(days=8), 9)
    start_judging(call, by=cast.officers[0], at=at)
    seats = [
        Juror.objects.create(call=call, person=person, seat=seat, works_at=works_at, added_at=at)
        for person, (seat, works_at) in zip(cast.jurors, texts.SEATS, strict=True)
    ]
    for juror in seats[:DECLARED]:
        declare_ties(juror, {}, by=juror.person, at=at + timedelta(hours=2))
    fill_gaps(call, at=at + timedelta(hours=3))
    for reading in Reading.objects.filter(juror__in=seats[:3]).select_related("juror__person").order_by("pk"):
        _read(call, reading, chance, on=closes + timedelta(days=12))


def _read(call: Call, reading: Reading, chance: Random, *, on: date) -> None:
    by = reading.juror.person
    points = {one.pk: Decimal(chance.randint(40, 95)) / 10 for one in call.criteria.all()}
    verdict = Verdict(points, {}, "Helder geschreven.")
    row = save_reading(reading, verdict, version=reading.version, by=by, at=at_hour(on, 10))
    hand_in_reading(row, version=row.version, by=by, at=at_hour(on, 11))
