"""Everything of calls and networks, in the order in which it happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from random import Random

from tandem.calls.actions.admissibility import start_judging
from tandem.calls.actions.announcement import announce_call
from tandem.calls.actions.decision import fill_waiting_list, finish_selection
from tandem.calls.actions.grant import offer_contracts
from tandem.calls.actions.selection import store_rule
from tandem.calls.models import Call, Juror, Submission
from tandem.calls.queries.selection_input import call_facts, input_of
from tandem.calls.queries.selection_sitting import sitting_of
from tandem.calls.rules.decision import digest_of
from tandem.example.world.calls import texts
from tandem.example.world.calls.call import SPREAD, first_year, make_great_call
from tandem.example.world.calls.grants import sign_and_pay
from tandem.example.world.calls.networks import follow, hold_start_days, make_offers, start_networks
from tandem.example.world.calls.people import CallCast, bring_call_cast
from tandem.example.world.calls.projects import Plan, score_plans, write_projects, write_scores
from tandem.example.world.calls.small import call_before_the_jury, open_call
from tandem.example.world.calls.support import hold_support
from tandem.example.world.cast import World, at_hour

FIRST_WAVE = 19  # seed 002: 19 started in December, 26 on 1 February
# How the other 106 are spread; invented.
OTHERS = {"antwerp": 30, "east_flanders": 25, "west_flanders": 18, "limburg": 12, "flemish_brabant": 13, "brussels": 8}


def tell_calls(world: World) -> None:
    """One call that is over with its networks, one that is open, one before the jury. Call as the system."""
    cast, chance = bring_call_cast(world), world.random("calls")
    year = first_year(world.today)
    _tell_great_call(cast, year, chance)
    _follow_networks(world, cast, year + 1, chance)
    open_call(world, cast)
    call_before_the_jury(world, cast, chance)


def _tell_great_call(cast: CallCast, year: int, chance: Random) -> None:
    call = make_great_call(cast, year)
    plans = plan_projects(call, cast, year, chance)
    first_at = at_hour(date(year, 8, 6), 9)
    rows = write_projects(call, plans, first_at=first_at, by=cast.officers[0], chance=chance)
    _judge(call, plans, rows, cast, year)
    _decide(call, cast, year)
    offer_contracts(call, by=cast.officers[0], at=at_hour(date(year, 11, 20), 9))
    sign_and_pay(call, cast, year)


def _follow_networks(world: World, cast: CallCast, year: int, chance: Random) -> None:
    """Start days in April, support from May (seed 002)."""
    networks = start_networks(cast, chance)
    offers = make_offers(cast, date(year, 3, 15))
    needs = hold_start_days(networks, cast, year, chance)
    hold_support(world, needs, offers, cast, chance)
    follow(networks, cast, world.today, chance)


def plan_projects(call: Call, cast: CallCast, year: int, chance: Random) -> list[Plan]:
    """151 projects whose scores, areas and years make the ceilings per area choose 45: 19 and 26."""
    plans = [Plan(place, home, by) for place, (home, by) in enumerate(cast.submitters)]
    ranked = score_plans(plans, list(call.criteria.all()), len(texts.SEATS), chance)
    areas = [area for area, number in SPREAD.items() for _times in range(number + OTHERS[area])]
    chance.shuffle(areas)
    filled: Counter[str] = Counter()
    within = []
    for plan, area in zip(ranked, areas, strict=True):
        plan.area = area
        filled[area] += 1
        if filled[area] <= SPREAD[area]:
            within.append(plan)
    for place, plan in enumerate(within):
        plan.year = year if place * FIRST_WAVE // len(within) != (place + 1) * FIRST_WAVE // len(within) else year + 1
    for place, plan in enumerate(one for one in ranked if one.year is None):
        plan.year = (year, year + 1, year + 1)[place % 3]
    return plans


def _judge(call: Call, plans: Sequence[Plan], rows: Sequence[Submission], cast: CallCast, year: int) -> None:
    at = at_hour(date(year, 10, 10), 9)
    seats = _seat_jury(call, cast, at)
    start_judging(call, by=cast.officers[0], at=at)
    write_scores(plans, rows, seats, at=at_hour(date(year, 11, 3), 17))
    call.refresh_from_db()


def _seat_jury(call: Call, cast: CallCast, at: datetime) -> list[Juror]:
    return Juror.objects.bulk_create(
        Juror(call=call, person=person, seat=seat, works_at=works_at, added_at=at, ties_declared_at=at)
        for person, (seat, works_at) in zip(cast.jurors, texts.SEATS, strict=True)
    )


def _decide(call: Call, cast: CallCast, year: int) -> None:
    """The rule is stored, the jury follows it, eight wait, everything is announced."""
    by, on = cast.officers[0], date(year, 11, 10)
    seen = digest_of(input_of(call_facts(call)))
    store_rule(call, rule="spread", why="Elke provincie en Brussel telt mee. De plafonds volgen het aantal kinderen in armoede.",
               seen=seen, by=by, at=at_hour(on, 14))  # fmt: skip
    fill_waiting_list(call, length=8, stamp=_stamp(call), by=by, at=at_hour(on, 15))
    finish_selection(call, stamp=_stamp(call), by=by, at=at_hour(on, 16))
    announce_call(call, by=by, at=at_hour(date(year, 11, 17), 9))
    call.refresh_from_db()


def _stamp(call: Call) -> str:
    sitting = sitting_of(Call.objects.get(pk=call.pk))
    assert sitting is not None  # noqa: S101 -- the rule was stored just now
    return sitting.stamp
