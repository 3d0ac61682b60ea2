"""Rows to open pages with, and the people who may see them; which rows, each room says itself in `rooms/`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from tandem.identity import rules as roles
from tandem.identity.models import Membership, Organisation, Person
from tandem.programmes.models import Trajectory, Turn
from tandem.sessions.models import Duo, Series


@dataclass(frozen=True)
class Subject:
    """One row as arguments of an address, the state it is in, and a membership per role that may see it.

    For PERSON, who has no membership, it is the person. `query` stands behind the address, where a page asks for it.
    """

    arguments: dict[str, object]
    state: str
    members: dict[str, int] = field(default_factory=dict)
    query: str = ""


Subjects = Callable[[], Iterable[Subject]]


def first_members() -> dict[str, int]:
    """For each role the first membership."""
    rows = Membership.objects.filter(valid_to__isnull=True).order_by("role", "pk").distinct("role")
    return {row.role: row.pk for row in rows}


def members_of(*, organisation: Organisation, fund: Organisation | None, provider: Organisation | None,
               duo: Iterable[Person] = ()) -> dict[str, int]:  # fmt: skip
    """The people of one file, by role."""
    wanted = [(roles.ORGANISATION_CONTACT, organisation), (roles.FUND_OFFICER, fund), (roles.PLANNER, provider)]
    found = {role: member(role, organisation=home) for role, home in wanted if home}
    found |= {role: member(role, person=person) for role, person in zip(roles.DUO_ROLES, duo, strict=False)}
    return {role: pk for role, pk in found.items() if pk} | {roles.ADMINISTRATOR: first_members()[roles.ADMINISTRATOR]}


def first_member(role: str) -> Membership:
    """The first of this role."""
    return Membership.objects.select_related("person", "organisation").filter(role=role).order_by("pk").first()


def member(role: str, **who: object) -> int | None:
    """The membership of this person, or of the first in this organisation."""
    rows = Membership.objects.filter(role=role, valid_to__isnull=True, **who).order_by("pk")
    return rows.values_list("pk", flat=True).first()


def anybody() -> dict[str, int]:
    """For each role somebody with work: the people of the trajectory that has come furthest."""
    return {**first_members(), **members_of_trajectory(next(iter(in_every_state().values())))}


def members_of_trajectory(trajectory: Trajectory) -> dict[str, int]:
    """The people of a trajectory, its duo included."""
    duo = Duo.objects.filter(series=trajectory.series_id, ended_at__isnull=True).first()
    return members_of(
        organisation=trajectory.organisation, fund=trajectory.fund, provider=trajectory.provider,
        duo=(duo.trainer, duo.experiential_expert) if duo else (),
    )  # fmt: skip


def members_of_series(series_id: object) -> dict[str, int]:
    """The people of the trajectory of a series; of support for a network those of its two houses."""
    trajectory = furthest_first().filter(series_id=series_id).first()
    if trajectory is not None:
        return members_of_trajectory(trajectory)
    series = Series.objects.select_related("organisation", "provider").get(pk=series_id)
    return members_of(organisation=series.organisation, fund=None, provider=series.provider)


def one_of_each(rows: Iterable[Any], state_of: Callable[[Any], str]) -> dict[str, Any]:
    """The first row in every state."""
    found: dict[str, Any] = {}
    for row in rows:
        found.setdefault(state_of(row), row)
    return found


def furthest_first() -> QuerySet[Trajectory]:
    """With what every page needs, the furthest first."""
    return Trajectory.objects.select_related("template", "organisation", "fund", "provider").order_by(
        "started_at", "pk"
    )


def in_every_state() -> dict[str, Trajectory]:
    """One per state and move, and one per programme."""
    moves = dict(
        Turn.objects.filter(ended_at__isnull=True, trajectory__isnull=False).values_list("trajectory_id", "step")
    )
    rows = list(furthest_first())
    by_move = one_of_each(rows, lambda row: f"{row.status} {moves.get(row.pk, '')}")
    by_programme = one_of_each(rows, lambda row: row.template.code)
    return {**by_move, **by_programme}
