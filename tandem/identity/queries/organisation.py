"""Pages about organisations, ready to print, and the doors to what belongs to them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Model, Q, QuerySet
from django.forms import Field
from django.http import Http404
from django.urls import reverse

from tandem.identity import history, managing, rules
from tandem.identity.models import Invitation, Membership, Organisation, Sector
from tandem.identity.queries import organisation_for
from tandem.identity.rules import Viewer
from tandem.identity.sectors import SectorFacts
from tandem.kernel import audit, dutch

_Row = TypeVar("_Row", bound=Model)


@dataclass(frozen=True, slots=True)
class SectorRow:
    """A sector on the page of its organisation."""

    label: str
    period: str
    state: str
    end_url: str


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member on the page of an organisation."""

    name: str
    email: str
    role: str
    secrecy: str
    since: str
    until: str
    note: str
    edit_url: str
    end_url: str


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation that was not accepted yet."""

    pk: str
    email: str
    role: str
    sent: str
    state: str
    until: str


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation in a list."""

    name: str
    url: str
    kind: str
    number: str
    place: str
    members: int
    is_active: bool


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One thing that happened, as a sentence."""

    when: str
    who: str
    text: str


def managed_organisation_for(viewer: Viewer, public_id: UUID | str) -> Organisation:
    """An organisation whose members and facts the viewer looks after: 403 for other members, 404 for strangers."""
    organisation = organisation_for(viewer, public_id)
    if not managing.may_manage(viewer, organisation.pk, organisation.kind):
        raise PermissionDenied
    return organisation


def sector_of(organisation: Organisation, pk: int) -> Sector:
    """A sector of this organisation."""
    return _or_404(organisation.sectors.filter(pk=pk))


def membership_of(organisation: Organisation, pk: int) -> Membership:
    """A membership of this organisation, with its person."""
    return _or_404(organisation.memberships.select_related("person", "organisation").filter(pk=pk))


def invitation_of(organisation: Organisation, pk: UUID | str) -> Invitation:
    """An invitation of this organisation."""
    return _or_404(organisation.invitations.filter(pk=pk))


def sector_rows(organisation: Organisation, *, on: date) -> list[SectorRow]:
    """Sectors, those in force first."""
    sectors = sorted(organisation.sectors.all(), key=lambda s: (not s.holds_on(on), s.joint_committee, s.pk))
    return [_sector_row(sector, organisation, on) for sector in sectors]


def sector_facts(sector: Sector) -> SectorFacts:
    """A sector as the rules take it."""
    return SectorFacts(sector.joint_committee, sector.rsz_category, sector.valid_from, sector.valid_to)


def member_rows(organisation: Organisation, *, on: date) -> list[MemberRow]:
    """Members of today and later, sorted by name; members of the past have left the list."""
    members = (
        organisation.memberships.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
        .select_related("person")
        .order_by("person__sort_key", "pk")
    )
    return [_member_row(member, organisation) for member in members]


def invitation_rows(organisation: Organisation, *, at: datetime) -> list[InvitationRow]:
    """Invitations that nobody accepted or withdrew, newest first."""
    waiting = organisation.invitations.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)
    return [
        InvitationRow(
            pk=str(row.pk), email=row.email, role=rules.ROLES[row.role], sent=dutch.date_short(row.made_at.date()),
            state=managing.invitation_state(invitation_facts(row), at=at), until=dutch.date_nl(row.expires_at.date()),
        )
        for row in waiting.order_by("-made_at")
    ]  # fmt: skip


def invitation_facts(invitation: Invitation) -> managing.InvitationFacts:
    """Where an invitation stands, as the rules take it."""
    return managing.InvitationFacts(invitation.expires_at, invitation.accepted_at, invitation.withdrawn_at)


def members_left(organisation: Organisation, role: str, *, after: date, but: int) -> int:
    """How many others still have this role after a day."""
    return (
        organisation.memberships.filter(role=role, person__is_active=True, valid_from__lte=after)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=after))
        .exclude(pk=but)
        .count()
    )


def organisations(*, words: str = "", kind: str = "", only_closed: bool = False) -> QuerySet[Organisation]:
    """Organisations by name, part of a name or number, place, and kind."""
    found = Organisation.objects.filter(is_active=not only_closed).annotate(
        open_members=Count("memberships", filter=Q(memberships__valid_to__isnull=True))
    )
    if kind:
        found = found.filter(kind=kind)
    digits = "".join(filter(str.isdigit, words))
    if words:
        by_number = Q(enterprise_number__contains=digits) if len(digits) >= 4 else Q()
        found = found.filter(Q(sort_key__contains=rules.sort_key(words)) | Q(place__icontains=words) | by_number)
    return found.order_by("sort_key", "pk")


def organisation_rows(found: Iterable[Any]) -> list[OrganisationRow]:
    """Organisations of one page of a list."""
    return [
        OrganisationRow(
            name=row.name, url=reverse("organisation", args=[row.public_id]), kind=rules.ORGANISATION_KINDS[row.kind],
            number=rules.enterprise_number_text(row.enterprise_number or ""), place=row.place,
            members=row.open_members, is_active=row.is_active,
        )
        for row in found
    ]  # fmt: skip


def organisation_facts(organisation: Organisation) -> dict[str, object]:
    """What the form about an organisation starts with."""
    names = ("name", "street", "postal_code", "place", "email", "phone", "website", "version")
    number = rules.enterprise_number_text(organisation.enterprise_number or "")
    return {name: getattr(organisation, name) for name in names} | {"enterprise_number": number}


def differing_facts(
    current: Organisation, typed: Mapping[str, object], fields: Mapping[str, Field]
) -> list[tuple[str, object, object]]:  # fmt: skip
    """Label, what stands there now, and what was typed, for every fact that differs."""
    return [
        (str(fields[name].label), getattr(current, name) or "", value)
        for name, value in typed.items()
        if name != "version" and (getattr(current, name) or "") != value
    ]


def organisation_with_number(number: str) -> Organisation | None:
    """The organisation with this KBO number, closed ones too."""
    return Organisation.objects.filter(enterprise_number=number).first()


def fund_exists(code: str) -> bool:
    """Whether a training fund with this code is there."""
    return Organisation.objects.filter(kind="training_fund", fund_code=code).exists()


def similar_organisations(name: str, *, but: int | None = None) -> list[str]:
    """Names of other organisations that may be the same one."""
    first_letters = rules.sort_key(name)[:3]
    others = Organisation.objects.filter(is_active=True)
    others = others.exclude(pk=but) if but else others
    names = others.filter(sort_key__contains=first_letters).order_by("sort_key").values_list("name", flat=True)
    return managing.similar_names(name, names[:500])[:3]


def history_rows(organisation: Organisation, *, limit: int = 200) -> list[HistoryRow]:
    """What happened to an organisation and its members, newest first."""
    entries = audit.history_of(organisation).order_by("-pk")[:limit]
    return [
        HistoryRow(dutch.datetime_nl(entry.at), str(entry.by or "Tandem"), history.sentence(entry.action, entry.facts))
        for entry in entries
    ]


def _or_404(rows: QuerySet[_Row]) -> _Row:
    row = rows.first()
    if row is None:
        raise Http404
    return row


def _sector_row(sector: Sector, organisation: Organisation, on: date) -> SectorRow:
    facts = sector_facts(sector)
    state = "nu" if sector.holds_on(on) else ("later" if sector.valid_from and sector.valid_from > on else "voorbij")
    may_end = sector.valid_to is None or sector.valid_to > on
    end_url = reverse("sector_end", args=[organisation.public_id, sector.pk]) if may_end else ""
    return SectorRow(facts.label, facts.period, state, end_url)


def _member_row(member: Membership, organisation: Organisation) -> MemberRow:
    key = [organisation.public_id, member.pk]
    return MemberRow(
        name=str(member.person), email=member.person.email or "", role=rules.ROLES[member.role],
        secrecy=rules.SECRECY_REGIMES[member.secrecy_regime], since=dutch.date_short(member.valid_from),
        until=dutch.date_short(member.valid_to), note=_training_note(member),
        edit_url=reverse("membership_edit", args=key), end_url=reverse("membership_end", args=key),
    )  # fmt: skip


def _training_note(member: Membership) -> str:
    if member.role != rules.EXPERIENTIAL_EXPERT:
        return ""
    if member.trained_on is None:
        return "nog niet opgeleid"
    return f"opgeleid op {dutch.date_short(member.trained_on)}"
