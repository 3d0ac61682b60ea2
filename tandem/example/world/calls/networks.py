"""The 45 networks: start days in April, support from May, who was called and who was forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from tandem.calls.actions.need import add_needs
from tandem.calls.actions.network import edit_network
from tandem.calls.actions.network_contact import SignalDraft, add_note, send_signal
from tandem.calls.actions.offer import make_offer
from tandem.calls.actions.practice import add_practice
from tandem.calls.actions.start_day import close_start_day, count_visit, make_start_day
from tandem.calls.models import Network, SupportNeed, SupportOffer
from tandem.calls.rules.need import NeedFacts
from tandem.calls.rules.vocabulary import AREAS
from tandem.example.world.calls import texts
from tandem.example.world.cast import at_hour

if TYPE_CHECKING:
    from tandem.example.world.calls.people import CallCast
    from tandem.identity.models import Person

START_DAY_PLACES = {
    "antwerp": "Vormingscentrum De Kaai, Antwerpen", "limburg": "Zaal De Mijn, Genk", "east_flanders": "Huis Aan De Leie, Gent",
    "flemish_brabant": "Zaal De Dijle, Leuven", "west_flanders": "Zaal 't Zand, Brugge", "brussels": "Huis Aan De Zenne, Brussel",
}  # fmt: skip
FORGOTTEN = (7, 22, 38)  # places in the list of networks nobody called


def start_networks(cast: CallCast, chance: Random) -> list[Network]:
    """The networks that came with the contracts; those of the second wave often still look for somebody."""
    networks = list(Network.objects.select_related("grant__submission").order_by("grant__submission__number"))
    for network in networks:
        assert network.grant is not None  # noqa: S101 -- made with it
        is_ready = bool(network.grant.submission.is_ready)
        _find_coordinator(network, is_ready=is_ready, by=cast.coordinators[0], chance=chance)
    return networks


def _find_coordinator(network: Network, *, is_ready: bool, by: Person, chance: Random) -> None:
    late = not is_ready and chance.random() < 0.3
    since = None if late else network.starts_on + timedelta(days=0 if is_ready else 75)
    state = "recruiting" if late else "started"
    standing = {name: getattr(network, name) for name in ("name", "area", "starts_on", "ends_on", "about", "contact_name",
                                                          "contact_email", "contact_phone")}  # fmt: skip
    facts = {**standing, "coordinator_state": state, "coordinator_since": since}
    edit_network(network, facts, version=network.version, by=by, at=at_hour(since or network.starts_on, 12))
    network.refresh_from_db()


def make_offers(cast: CallCast, on: date) -> list[SupportOffer]:
    """What the two houses can do together."""
    return [
        make_offer(
            {"kind": kind, "theme": theme, "task": task, "title": title, "about": about, "half_days": half_days,
             "most_people": most, "is_shared": is_shared},
            by=cast.coordinators[0], at=at_hour(on, 9),
        )
        for kind, theme, task, title, about, half_days, most, is_shared in texts.OFFERS
    ]  # fmt: skip


def hold_start_days(networks: Sequence[Network], cast: CallCast, year: int, chance: Random) -> list[SupportNeed]:
    """In April, one per area: who came says what is needed; two networks did not come."""
    needs: list[SupportNeed] = []
    for number, area in enumerate(AREAS):
        held_on = date(year, 4, 7 + number)
        facts = {"area": area, "held_on": held_on, "place": START_DAY_PLACES[area], "getting_there": "Tram of bus tot aan de deur.",
                 "starts_at": None}  # fmt: skip
        day = make_start_day(facts, by=cast.coordinators[0], at=at_hour(held_on - timedelta(days=30), 9))
        for network in (one for one in networks if one.area == area):
            if networks.index(network) in FORGOTTEN[:2]:
                continue
            count_visit(
                day, network, people=chance.randint(2, 6), by=cast.coordinators[number % 2], at=at_hour(held_on, 10)
            )
            chosen = chance.sample(texts.NEEDS, chance.randint(2, 5))
            said = [NeedFacts(kind, words, theme, task, chance.randint(1, 3)) for kind, theme, task, words in chosen]
            needs += add_needs(network, said, start_day=day, by=cast.coordinators[number % 2], at=at_hour(held_on, 11))
        close_start_day(day, by=cast.coordinators[0], at=at_hour(held_on, 16))
    return needs


def follow(networks: Sequence[Network], cast: CallCast, today: date, chance: Random) -> None:
    """Calls, signals and practices since then; three networks heard nothing."""
    for number, network in enumerate(networks):
        if number in FORGOTTEN:
            continue
        ago = chance.randint(3, 50)
        on = today - timedelta(days=ago)
        add_note(network, words=texts.NOTES[number % len(texts.NOTES)], contacted_on=on,
                 next_contact_on=on + timedelta(days=60) if number % 2 else None, by=cast.coordinators[number % 2],
                 at=at_hour(on, 15))  # fmt: skip
        if number % 5 == 0:
            _practise(network, number, on)
        if number % 9 == 0:
            _signal(network, on, cast)


def _practise(network: Network, number: int, on: date) -> None:
    title, words = texts.PRACTICES[number // 5 % len(texts.PRACTICES)]
    state, keeper = ("kept", "OCMW") if number % 2 else ("tried", "")
    facts = {"title": title, "words": words, "state": state, "kept_by": keeper, "is_public": number % 2 == 1}
    add_practice(network, facts, by=None, at=at_hour(on, 9))


def _signal(network: Network, on: date, cast: CallCast) -> None:
    draft = SignalDraft("Wachttijd kinderopvang", "Ouders die een opleiding starten, vinden geen opvang voor die dag.", "family",
                        "welfare", network.area)  # fmt: skip
    send_signal(network, draft, by=cast.coordinators[0], at=at_hour(on, 16))
