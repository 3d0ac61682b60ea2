"""The call itself, by the real actions: heard, made, published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tandem.calls.actions.call import make_call
from tandem.calls.actions.call_publish import publish_call
from tandem.calls.actions.consultation import add_consultation
from tandem.calls.actions.criteria import Measure, set_criteria
from tandem.calls.actions.money import Amounts, Kind, Limit, set_kinds, set_limits, set_waves
from tandem.calls.models import Call, FormRevision
from tandem.example.world.calls import texts
from tandem.example.world.cast import at_hour
from tandem.policy_signals.actions.participation import check_participation
from tandem.policy_signals.participation import Subject

if TYPE_CHECKING:
    from tandem.example.world.calls.people import CallCast

WORKING, BUILDING = Decimal(150_000), Decimal(50_000)
# Seed 002: 45 networks over five provinces and Brussels; the jury draws its ceilings there.
SPREAD = {"east_flanders": 14, "west_flanders": 5, "antwerp": 13, "brussels": 6, "flemish_brabant": 2, "limburg": 5}
INVOLVED = (
    ("design", "advise", "Ouders en een vereniging lazen de vragen en de criteria mee."),
    ("selection", "co_decide", "Drie ervaringsdeskundigen zitten in de jury, met een stem zoals de anderen."),
    ("execution", "co_decide", "Elk netwerk heeft ouders in de stuurgroep."),
)


def first_year(today: date) -> int:
    """The budget year of the first wave: so long ago that the support began in May after it (seed 002)."""
    return today.year - (1 if today >= date(today.year, 6, 1) else 2)


def make_great_call(cast: CallCast, year: int) -> Call:
    """Seven million over two years, at most 150,000 each, and an optional part for buildings."""
    opens = date(year, 7, 27)
    call = _made(cast, {
        "title": f"{texts.TITLE} {year}", "summary": texts.SUMMARY, "goals": texts.GOALS, "who_may_submit": texts.WHO,
        "opens_at": at_hour(opens, 9), "closes_at": at_hour(date(year, 9, 30), 23, 59), "grace_minutes": 15,
        "decision_on": date(year, 11, 15), "first_start_on": date(year, 12, 1), "submitter_kinds": ["organisation"],
    }, made_on=opens - timedelta(days=60))  # fmt: skip
    at = at_hour(opens - timedelta(days=20), 10)
    kinds = [Kind("Werkingssubsidie", WORKING, "Lonen en werking van het netwerk."),
             Kind("Investeringssubsidie", BUILDING, "Inrichting van een plek voor gezinnen.", is_optional=True)]  # fmt: skip
    set_kinds(call, kinds, version=_version(call), by=cast.officers[0], at=at)
    working, building = call.money_kinds.order_by("position")
    waves = [
        Amounts(year, date(year, 12, 1), {working.pk: Decimal(3_000_000), building.pk: Decimal(400_000)}),
        Amounts(year + 1, date(year + 1, 2, 1), {working.pk: Decimal(4_000_000), building.pk: Decimal(600_000)}),
    ]
    set_waves(call, waves, version=_version(call), by=cast.officers[0], at=at)
    limits = [Limit(area, 2, most) for area, most in SPREAD.items()]
    set_limits(call, limits, version=_version(call), by=cast.officers[0], at=at)
    _finish(call, cast, at=at)
    return call


def make_small_call(cast: CallCast, *, title: str, summary: str, opens: date, closes: date, amount: int) -> Call:
    """One pot of money, one page of questions."""
    call = _made(cast, {
        "title": title, "summary": summary, "goals": summary, "who_may_submit": texts.WHO, "opens_at": at_hour(opens, 9),
        "closes_at": at_hour(closes, 17), "decision_on": closes + timedelta(days=60),
        "first_start_on": closes + timedelta(days=90), "least_months": 12, "most_months": 24,
    }, made_on=opens - timedelta(days=30))  # fmt: skip
    at = at_hour(opens - timedelta(days=10), 10)
    kinds = [Kind("Werkingssubsidie", Decimal(40_000), "Lonen en werking.")]
    set_kinds(call, kinds, version=_version(call), by=cast.officers[0], at=at)
    start = closes + timedelta(days=90)
    pots = {call.money_kinds.get().pk: Decimal(amount)}
    set_waves(call, [Amounts(start.year, start, pots)], version=_version(call), by=cast.officers[0], at=at)
    _finish(call, cast, at=at)
    return call


def _made(cast: CallCast, facts: Mapping[str, Any], *, made_on: date) -> Call:
    whole = {"help_email": cast.administration.email, "is_blind": True, "readers_each": 3, **facts}
    return make_call(whole, administration=cast.administration, by=cast.officers[0], at=at_hour(made_on, 9))


def _finish(call: Call, cast: CallCast, *, at: datetime) -> None:
    """Criteria, who was heard, the form; then published."""
    by = cast.officers[0]
    measures = [Measure(title, weight, hint) for title, weight, hint in texts.CRITERIA]
    set_criteria(call, measures, version=_version(call), by=by, at=at)
    for number, (who, name, people, said, done) in enumerate(texts.HEARD):
        facts = {"who": who, "name": name, "people": people, "said": said, "done_with_it": done,
                 "held_on": at.date() - timedelta(days=12 - number)}  # fmt: skip
        add_consultation(call, facts, by=by, at=at)
    FormRevision.objects.create(
        call=call, number=1, definition=texts.FORM, published_at=at, published_by=by, changed_at=at
    )
    _tell_who_was_involved(call, cast, at)
    publish_call(Call.objects.get(pk=call.pk), by=by, at=at + timedelta(hours=2))
    call.refresh_from_db()


def _version(call: Call) -> int:
    return Call.objects.values_list("version", flat=True).get(pk=call.pk)


def _tell_who_was_involved(call: Call, cast: CallCast, at: datetime) -> None:
    subject = Subject("call", str(call.pk), call.title, "", may_write=True)
    for phase, rung, words in INVOLVED:
        check_participation(subject, phase=phase, rung=rung, words=words, by=cast.officers[0], at=at)
