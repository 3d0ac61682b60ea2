"""Everybody tells when they can, from where and with what limits; two have not come to it yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from tandem.example.world.cast import World
from tandem.identity import rules as roles
from tandem.identity.models import Membership, Person
from tandem.planning.actions.availability import add_dates, save_profile
from tandem.planning.actions.capacity import exclude, save_limits
from tandem.planning.actions.pay import set_rate
from tandem.planning.models import Capacity, Profile
from tandem.planning.rules import words

SILENT = 2
TOWNS = {
    "Oost-Vlaanderen": ("44021", "41002", "46021", "45035"),
    "Antwerpen": ("11002", "12025", "13040", "12021"),
    "Limburg": ("71022", "71016", "73083", "71053"),
    "West-Vlaanderen": ("31005", "34022", "35013", "36015"),
    "Vlaams-Brabant": ("24062", "23088", "24107", "23002"),
    "Brussel": ("21004", "21012", "21015", "21013"),
}
RATES = {roles.TRAINER: "190.00", roles.EXPERIENTIAL_EXPERT: "120.00"}
INVENTED = "Verzonnen bedrag voor het voorbeeld."


def tell_availability(world: World, *, at: datetime) -> None:
    """One sheet each: half-days, home, themes and limits; a few days off; one place that is not possible for somebody."""
    colleagues = list(_colleagues(world))
    for number, row in enumerate(colleagues[:-SILENT]):
        _tell(row, number, world.random("availability", number), at=at)
    _refuse_a_place(world, colleagues[-SILENT - 1].person, at=at)
    assert world.provider is not None  # noqa: S101 -- the cast brings one
    for role, amount in RATES.items():
        set_rate(world.provider.organisation, role=role, per_half_day_eur=Decimal(amount), per_km_eur=Decimal("0.40"),
                 valid_from=at.date(), note=INVENTED, by=world.provider.people[0], at=at)  # fmt: skip


def _colleagues(world: World) -> Iterator[Membership]:
    """Trainers of both houses first, then experts with a diploma."""
    rows = Membership.objects.filter(valid_to__isnull=True, organisation__kind__in=["provider", "umbrella"])
    rows = rows.select_related("person", "organisation").order_by("pk")
    yield from rows.filter(role=roles.TRAINER)
    yield from rows.filter(role=roles.EXPERIENTIAL_EXPERT, trained_on__isnull=False)


def _tell(row: Membership, number: int, chance: Random, *, at: datetime) -> None:
    person, is_trainer = row.person, row.role == roles.TRAINER
    towns = TOWNS.get(row.province) or [one for several in TOWNS.values() for one in several]
    transport = "car" if is_trainer else chance.choice(["public", "public", "car"])
    usual = sorted(chance.sample(sorted(words.HALF_DAYS), 8 if is_trainer else 6))
    Profile.objects.create(person=person, version=0, changed_at=at)
    save_profile(
        person, version=0, home=towns[number % len(towns)], transport=transport,
        languages=["nl", "fr"] if number % 4 == 0 else ["nl"], themes=sorted(chance.sample(sorted(words.THEMES), 3)),
        weekly=usual, never_on=usual[:1] if number % 3 == 0 else [], wished_per_week=2 if number % 2 else None,
        is_experienced=number % 5 != 4, by=person, at=at,
    )  # fmt: skip
    Capacity.objects.create(person=person, version=0, changed_at=at)
    save_limits(
        person, version=0, max_per_week=4 if is_trainer else chance.choice([2, 3]), max_per_day=1, max_total=None,
        rest_days=0 if is_trainer else number % 2, max_travel=105 if is_trainer else 120, max_group=None, by=person, at=at,
    )  # fmt: skip
    if number % 4 == 1:
        first = at.date() + timedelta(days=20 + number)
        add_dates(person, first=first, last=first + timedelta(days=6), half="", is_away=True, by=person, at=at)


def _refuse_a_place(world: World, person: Person, *, at: datetime) -> None:
    """Nobody else reads it: planners see "niet mogelijk"."""
    exclude(person, organisation=world.homes["waterspin"].organisation, by=person, at=at)
