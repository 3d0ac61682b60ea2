"""Everybody who may lead for a provider, as the planner sees them: those who told nothing yet in front."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from tandem.identity.queries import members_of, organisations_of
from tandem.identity.rules import DUO_ROLES, EXPERIENTIAL_EXPERT, PLANNER, ROLES, Viewer, sort_key
from tandem.kernel.finding import one_or_404
from tandem.planning import travel
from tandem.planning.models import Capacity, PayRate, PersonDate, Profile, Qualification
from tandem.planning.queries.availability import home_words, told_words
from tandem.planning.queries.doors import provider_of
from tandem.planning.rules import words

if TYPE_CHECKING:
    from tandem.identity.models import Membership, Organisation, Person

SOON = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a planner looks for."""

    words: str = ""
    role: str = ""
    province: str = ""
    only_silent: bool = False

    @property
    def is_any(self) -> bool:
        """Whether anything was asked."""
        return bool(self.words or self.role or self.province or self.only_silent)


@dataclass(frozen=True, slots=True)
class Colleague:
    """One line of the crew."""

    person_id: int
    name: str
    roles: tuple[str, ...]
    note: str
    home: str
    province: str
    transport: str
    half_days: int
    extra_days: bool
    most_per_week: int
    told: str
    ending: tuple[str, ...]
    is_silent: bool


def crew(provider_id: int, *, on: date) -> list[Colleague]:
    """People with a role in a duo today, who told nothing yet first, then by name. Six queries, however many people."""
    return _crew(_by_person(provider_id, on=on), on=on)


def _crew(members: dict[int, list[Membership]], *, on: date) -> list[Colleague]:
    profiles = {
        row.person_id: row for row in Profile.objects.filter(person_id__in=members).select_related("changed_by")
    }
    capacities = dict(Capacity.objects.filter(person_id__in=members).values_list("person_id", "max_per_week"))
    extra = PersonDate.objects.filter(person_id__in=members, last__gte=on, is_away=False)
    with_extra = set(extra.values_list("person_id", flat=True))
    ending = _ending(members, on=on)
    usual = Capacity().max_per_week
    rows = [
        _colleague(
            found, profiles.get(key), capacities.get(key, usual), ending.get(key, ()), extra_days=key in with_extra
        )
        for key, found in members.items()
    ]
    return sorted(rows, key=lambda row: (not row.is_silent, sort_key(row.name)))


def fits(row: Colleague, wanted: Wanted) -> bool:
    """Whether a planner looks for this one."""
    texts = sort_key(row.name, row.home, *(ROLES[role] for role in row.roles))
    checks = (
        all(word in texts for word in sort_key(wanted.words).split()),
        not wanted.role or wanted.role in row.roles,
        not wanted.province or wanted.province == row.province,
        row.is_silent or not wanted.only_silent,
    )
    return all(checks)


def silent_people(provider_id: int, *, on: date) -> list[Person]:
    """Who told too little to be planned."""
    members = _by_person(provider_id, on=on)
    return [members[row.person_id][0].person for row in _crew(members, on=on) if row.is_silent]


def people_to_plan(provider_id: int, *, on: date) -> list[tuple[int, str]]:
    """Trainers and experiential experts by name, each once, as choices in a form."""
    found = ((key, str(rows[0].person)) for key, rows in _by_person(provider_id, on=on).items())
    return sorted(found, key=lambda one: (one[1], one[0]))


def provinces_of(rows: Iterable[Colleague]) -> list[str]:
    """Where these people live, for a filter."""
    return sorted({row.province for row in rows if row.province})


def qualifications_of(person: Person) -> list[Qualification]:
    """What somebody may do, those that ended too."""
    return list(Qualification.objects.filter(person=person))


def qualification_names() -> list[str]:
    """Names that are in use, so that one thing keeps one name."""
    return list(Qualification.objects.order_by("name").values_list("name", flat=True).distinct())


def qualification_for(person: Person, pk: int) -> Qualification:
    """A qualification of this person."""
    return one_or_404(Qualification.objects.filter(person=person), pk)


def provider_row(viewer: Viewer) -> Organisation:
    """The provider the viewer plans for."""
    wanted = provider_of(viewer)
    return next(one for one in organisations_of(viewer, PLANNER) if one.pk == wanted)


def rates_of(provider: Organisation) -> dict[str, list[PayRate]]:
    """Role -> amounts, the newest first."""
    rows = list(PayRate.objects.filter(provider=provider).select_related("made_by"))
    return {role: [row for row in rows if row.role == role] for role in DUO_ROLES}


def rate_for(provider: Organisation, pk: int) -> PayRate:
    """An amount of this provider."""
    return one_or_404(PayRate.objects.filter(provider=provider), pk)


def _by_person(provider_id: int, *, on: date) -> dict[int, list[Membership]]:
    found: dict[int, list[Membership]] = {}
    for role in DUO_ROLES:
        for row in members_of([provider_id], role, on=on):
            found.setdefault(row.person_id, []).append(row)
    return found


def _ending(people: Iterable[int], *, on: date) -> dict[int, tuple[str, ...]]:
    """Qualifications that end soon or ended not long ago, so that nobody is surprised by it."""
    span = (on - SOON, on + SOON)
    found: dict[int, tuple[str, ...]] = {}
    for row in Qualification.objects.filter(person_id__in=list(people), valid_until__range=span):
        found[row.person_id] = (*found.get(row.person_id, ()), row.name)
    return found


def _colleague(
    members: list[Membership], profile: Profile | None, most: int, ending: tuple[str, ...], *, extra_days: bool
) -> Colleague:  # fmt: skip
    person = members[0].person
    home = profile.home if profile else ""
    place = travel.municipalities().get(home)
    return Colleague(
        person.pk, str(person), tuple(row.role for row in members), _note(members), home_words(home),
        place.province if place else "", words.TRANSPORT[profile.transport] if profile and home else "",
        len(profile.weekly) if profile else 0, extra_days, most, told_words(profile) if profile else "", ending,
        is_silent=not (home and profile and (profile.weekly or extra_days)),
    )  # fmt: skip


def _note(members: list[Membership]) -> str:
    experts = [row for row in members if row.role == EXPERIENTIAL_EXPERT]
    if experts and not any(row.trained_on for row in experts):
        return str(_("nog geen diploma, dus nog niet te plannen"))
    return ""
