"""Support since May: asked, planned with a tandem of two houses, held; some still wait."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from tandem.calls.actions.support import Wish, ask_support, hold_request, open_planning
from tandem.calls.models import Network, SupportNeed, SupportOffer, SupportRequest
from tandem.calls.rules.support import fits
from tandem.example.world.cast import World, at_hour, hours_of
from tandem.sessions import timetable
from tandem.sessions.actions.dates import Proposal, confirm_date, mark_held, propose_dates
from tandem.sessions.actions.duo import answer_duo, assign_duo
from tandem.sessions.models import Series

if TYPE_CHECKING:
    from tandem.example.world.calls.people import CallCast
    from tandem.identity.models import Person

HELD, PLANNED, ASKED = 16, 6, 5
PLACE, DIRECTIONS = "Zaal naast het gemeentehuis", "Bus tot aan de kerk, dan rechtdoor."


def hold_support(
    world: World, needs: Sequence[SupportNeed], offers: Sequence[SupportOffer], cast: CallCast, chance: Random
) -> None:
    """The most urgent needs first, one request per network."""
    may_first = min(need.made_at for need in needs).date() + timedelta(days=25)
    seen: set[object] = set()
    chosen = []
    for need in sorted(needs, key=lambda one: (one.urgency, one.made_at, one.words)):
        if need.network_id not in seen:
            seen.add(need.network_id)
            chosen.append(need)
    for number, need in enumerate(chosen[: HELD + PLANNED + ASKED]):
        offer = next(
            one for one in offers if fits(one.kind, one.theme, one.task, need=(need.kind, need.theme, need.task))
        )
        asked_on = may_first + timedelta(days=number)
        people = min(8, offer.most_people or 8)
        wish = Wish(words=need.words, days=("tue_am", "thu_pm"), people=people, place=PLACE, needs=(need.pk,))
        row = ask_support(offer, [need.network], wish, by=cast.coordinators[0], at=at_hour(asked_on, 9))
        if number < HELD:
            _held(world, row, need.network, cast, asked_on + timedelta(days=14), chance)
        elif number < HELD + PLANNED:
            _planned(
                world,
                row,
                cast,
                world.today + timedelta(days=7 + 3 * number),
                asked_at=world.today - timedelta(days=10),
            )


def _planned(world: World, row: SupportRequest, cast: CallCast, on: date, *, asked_at: date) -> Series:
    """Tandem and dates, agreed."""
    assert world.provider is not None  # noqa: S101 -- the cast brings one
    at = at_hour(asked_at, 11)
    series = open_planning(
        row, provider=world.provider.organisation, budget_holder=cast.umbrella, by=cast.coordinators[1], at=at
    )
    trainer, expert = _tandem(world, cast, on)
    assign_duo(series, trainer=trainer, experiential_expert=expert, by=cast.coordinators[1], at=at)
    for person in (trainer, expert):
        answer_duo(series, agrees=True, by=person, at=at + timedelta(hours=2))
    for session in list(series.sessions.in_order()):
        day, half = world.take_half_day((trainer, expert), on, timetable.MORNING)
        on = day + timedelta(days=7)
        starts_at, ends_at = hours_of(day, half)
        proposal = Proposal(
            starts_at=starts_at, ends_at=ends_at, place=PLACE, version=session.version, directions=DIRECTIONS
        )
        propose_dates(series, proposals={session.pk: proposal}, side="provider", by=cast.coordinators[1], at=at)
        confirm_date(
            series.sessions.get(pk=session.pk), side="organisation", by=cast.coordinators[0], at=at + timedelta(hours=4)
        )
    return series


def _held(world: World, row: SupportRequest, network: Network, cast: CallCast, on: date, chance: Random) -> None:
    series, last = _planned(world, row, cast, on, asked_at=on - timedelta(days=12)), at_hour(on, 9)
    for session in list(series.sessions.in_order()):
        last = max(last, session.ends_at or last)
        mark_held(session, by=cast.coordinators[1], at=last + timedelta(hours=1))
    row.refresh_from_db()
    met = [need.pk for need in row.needs.all() if chance.random() < 0.8]
    hold_request(row, came={network.pk: chance.randint(4, 12)}, met=met, version=row.version, by=cast.coordinators[1],
                 at=last + timedelta(hours=3))  # fmt: skip


def _tandem(world: World, cast: CallCast, on: date) -> tuple[Person, Person]:
    """Turns: everybody gets some."""
    return cast.trainers[on.toordinal() % len(cast.trainers)], world.experts[on.toordinal() % len(world.experts)].person
