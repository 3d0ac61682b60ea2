"""Who is round the person: rows for the page, and how somebody stands in their organisation today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q, QuerySet
from django.http import Http404

from tandem.guidance.models import NetworkMember
from tandem.guidance.queries.doors import Place, part_for, parts
from tandem.guidance.rules import network as rules
from tandem.guidance.rules.vocabulary import MEMBER_STATES, NETWORK_ROLES
from tandem.identity.rules import GUIDE
from tandem.kernel import clock


@dataclass(frozen=True, slots=True)
class Standing:
    """How a member stands in the organisation they take part for."""

    works_there: bool
    is_guide_there: bool
    secrecy: str


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody round the person, as the page shows them."""

    pk: object
    called: str
    name: str
    role: str
    organisation: str
    secrecy: str
    since: datetime | None
    state: str
    state_words: str
    works_there: bool
    has_login: bool
    is_guide: bool
    is_me: bool
    why: str
    suggested_by: str
    has_link: bool


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """Everybody: who takes part, who is asked, who was suggested, who was here before."""

    active: list[MemberRow]
    invited: list[MemberRow]
    suggested: list[MemberRow]
    past: list[MemberRow]


NO_ORGANISATION = Standing(works_there=True, is_guide_there=False, secrecy="none")


def network_page(place: Place) -> NetworkPage:
    """Everybody round the person, in two queries."""
    members = list(_members(place).select_related("made_by"))
    stands = standings(members, on=day_of(place))
    rows = [_row(member, standing, place) for member, standing in zip(members, stands, strict=True)]
    by_state = {state: [row for row in rows if row.state == state] for state in MEMBER_STATES}
    past = by_state["ended"] + by_state["declined"]
    return NetworkPage(by_state["active"], by_state["invited"], by_state["suggested"], past)


def active_guides(place: Place) -> list[NetworkMember]:
    """The guides who walk along now."""
    return list(_members(place).filter(state="active", role=rules.GUIDE_ROLE))


def member_for(place: Place, pk: object) -> NetworkMember:
    """One member of this network; 404 for anybody else."""
    return part_for(place, NetworkMember, pk)


def own_membership(place: Place) -> NetworkMember:
    """The viewer's own place in this network; 404 for who takes no part."""
    member = place.file.networkmember_set.filter(person_id=place.viewer.person_id or 0, state="active").first()
    if member is None:
        raise Http404
    return member


def day_of(place: Place) -> date:
    """The day on which the viewer looks."""
    return clock.local(place.at).date()


def standings(members: list[NetworkMember], *, on: date) -> list[Standing]:
    """For each member: do they still work there, as a guide, and under which secrecy. One query."""
    found: dict[object, list[tuple[str, str]]] = {}
    for pk, role, regime in _memberships(members, on):
        found.setdefault(pk, []).append((role, regime))
    return [_standing(member, found.get(member.pk, [])) for member in members]


def _memberships(members: list[NetworkMember], on: date) -> list[tuple[object, str, str]]:
    rows = NetworkMember.objects.filter(
        Q(person__memberships__valid_to__isnull=True) | Q(person__memberships__valid_to__gte=on),
        pk__in=[member.pk for member in members if member.organisation_id],
        person__memberships__organisation_id=F("organisation_id"), person__memberships__valid_from__lte=on,
        person__is_active=True, organisation__is_active=True,
    )  # fmt: skip
    return list(
        rows.values_list("pk", "person__memberships__role", "person__memberships__secrecy_regime").order_by("pk")
    )


def _standing(member: NetworkMember, functions: list[tuple[str, str]]) -> Standing:
    if member.organisation_id is None:
        return NO_ORGANISATION
    if member.person_id is None:
        return Standing(works_there=False, is_guide_there=False, secrecy=member.secrecy)
    regime = rules.strongest([regime for _role, regime in functions])
    return Standing(bool(functions), any(role == GUIDE for role, _regime in functions), regime)


def _members(place: Place) -> QuerySet[NetworkMember]:
    return parts(place, NetworkMember).select_related("person", "organisation").order_by("accepted_at", "pk")


def _row(member: NetworkMember, standing: Standing, place: Place) -> MemberRow:
    name = str(member.person) if member.person else ""
    return MemberRow(
        pk=member.pk, called=member.called, name="" if name == member.called else name,
        role=NETWORK_ROLES[member.role], organisation=str(member.organisation or ""),
        secrecy=rules.SECRECY_WORDS[standing.secrecy] if member.organisation_id else "",
        since=member.accepted_at if member.state == "active" else None, state=member.state,
        state_words=MEMBER_STATES[member.state], works_there=standing.works_there, has_login=member.person_id is not None,
        is_guide=member.role == rules.GUIDE_ROLE, is_me=member.person_id == place.viewer.person_id,
        why=member.why, suggested_by=str(member.made_by or ""), has_link=not member.accepted_at,
    )  # fmt: skip
