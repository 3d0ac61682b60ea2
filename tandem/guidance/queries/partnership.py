"""Partnerships, for who coordinates them and for administrators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse

from tandem.guidance.models import Partnership, PartnershipArea, PartnershipMember
from tandem.guidance.rules.vocabulary import DOMAINS
from tandem.identity.queries import members_in
from tandem.identity.queries.organisation import organisations
from tandem.identity.rules import ADMINISTRATOR, GUIDE, PARTNERSHIP_COORDINATOR, SECRECY_REGIMES, Viewer
from tandem.kernel import dutch

Row = TypeVar("Row", PartnershipArea, PartnershipMember)
FOUND_SHOWN = 20


@dataclass(frozen=True, slots=True)
class PartnershipRow:
    """A partnership in the list."""

    name: str
    url: str
    municipalities: str
    organisations: int


@dataclass(frozen=True, slots=True)
class MemberRow:
    """An organisation on the page of a partnership."""

    pk: int
    name: str
    url: str
    secrecy: str
    legal_basis: str
    since: str


@dataclass(frozen=True, slots=True)
class GuideRow:
    """Somebody who walks along with people."""

    name: str
    organisation: str
    secrecy: str


@dataclass(frozen=True, slots=True)
class PartnershipPage:
    """Everything on the page of one partnership."""

    partnership: Partnership
    areas: list[PartnershipArea]
    members: list[MemberRow]
    guides: list[GuideRow]
    shipped_domains: list[str]
    extra_domains: list[str]


def partnerships_of(viewer: Viewer, *, on: date) -> QuerySet[Partnership]:
    """All for an administrator; for a coordinator those in which their organisation takes part."""
    rows = Partnership.objects.all()
    if viewer.has_role(ADMINISTRATOR):
        return rows
    own = viewer.organisation_ids(PARTNERSHIP_COORDINATOR)
    taking_part = _on(PartnershipMember.objects.filter(organisation_id__in=own), on)
    return rows.filter(pk__in=taking_part.values("partnership_id"))


def partnership_for(viewer: Viewer, pk: str, *, on: date) -> Partnership:
    """One of those; anything else does not exist."""
    try:
        found = partnerships_of(viewer, on=on).filter(pk=pk).first()
    except ValidationError:
        found = None
    if found is None:
        raise Http404
    return found


def area_of(partnership: Partnership, pk: int) -> PartnershipArea:
    """A municipality of this partnership."""
    return _or_404(partnership.areas.filter(pk=pk, valid_to__isnull=True))


def member_of(partnership: Partnership, pk: int) -> PartnershipMember:
    """An organisation of this partnership."""
    rows = partnership.members.filter(pk=pk, valid_to__isnull=True)
    return _or_404(rows.select_related("organisation"))


def partnership_rows(viewer: Viewer, *, on: date) -> list[PartnershipRow]:
    """The list, with municipalities and how many organisations take part."""
    rows = partnerships_of(viewer, on=on).prefetch_related("areas", "members")
    return [
        PartnershipRow(
            name=row.name, url=reverse("partnership", args=[row.pk]),
            municipalities=", ".join(area.municipality for area in row.areas.all() if _holds(area.valid_to, on)),
            organisations=sum(_holds(member.valid_to, on) for member in row.members.all()),
        )
        for row in rows
    ]  # fmt: skip


def partnership_page(partnership: Partnership, *, on: date) -> PartnershipPage:
    """Municipalities, organisations with their rules, guides, and life domains."""
    members = list(_on(partnership.members.select_related("organisation"), on).order_by("organisation__sort_key", "pk"))
    guides = members_in((member.organisation_id for member in members), GUIDE, on=on)
    return PartnershipPage(
        partnership=partnership,
        areas=list(_on(partnership.areas.all(), on)),
        members=[_member_row(member) for member in members],
        guides=[GuideRow(str(g.person), g.organisation.name, SECRECY_REGIMES[g.secrecy_regime]) for g in guides],
        shipped_domains=list(DOMAINS.values()),
        extra_domains=[domain.name for domain in partnership.extra_domains.all()],
    )  # fmt: skip


def organisations_to_add(partnership: Partnership, words: str, *, on: date) -> list[tuple[int, str]]:
    """Organisations with these words in their name, number or place that do not take part yet."""
    if len(words) < 2:
        return []
    taking_part = _on(partnership.members.all(), on).values("organisation_id")
    found = organisations(words=words).filter(kind__in=("organisation", "provider")).exclude(pk__in=taking_part)
    return [(row.pk, f"{row.name}, {row.place}" if row.place else row.name) for row in found[:FOUND_SHOWN]]


def partnership_of(organisation_id: int | None, *, on: date) -> Partnership | None:
    """Where new conversations of this organisation belong: the first by name when there are several."""
    if organisation_id is None:
        return None
    rows = _on(PartnershipMember.objects.filter(organisation_id=organisation_id), on)
    return (
        Partnership.objects.filter(is_active=True, pk__in=rows.values("partnership_id")).order_by("name", "pk").first()
    )


def controllers_of(viewer: Viewer, *, on: date) -> dict[int, str]:
    """Organisations in the partnerships of the viewer, by name."""
    partnerships = partnerships_of(viewer, on=on)
    members = _on(PartnershipMember.objects.filter(partnership__in=partnerships), on).select_related("organisation")
    return {m.organisation_id: m.organisation.name for m in members.order_by("organisation__sort_key", "pk")}


def _member_row(member: PartnershipMember) -> MemberRow:
    organisation = member.organisation
    return MemberRow(
        pk=member.pk, name=organisation.name, url=reverse("organisation", args=[organisation.public_id]),
        secrecy=SECRECY_REGIMES[member.default_secrecy], legal_basis=member.legal_basis,
        since=dutch.date_short(member.valid_from),
    )  # fmt: skip


def _on(rows: QuerySet[Row], on: date) -> QuerySet[Row]:
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)


def _holds(valid_to: date | None, on: date) -> bool:
    return valid_to is None or valid_to >= on


def _or_404(rows: QuerySet[Row]) -> Row:
    row = rows.first()
    if row is None:
        raise Http404
    return row
