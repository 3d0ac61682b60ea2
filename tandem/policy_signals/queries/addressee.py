"""Addressees: the list, the door, and who fits a bundle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.urls import reverse

from tandem.identity.rules import Viewer
from tandem.kernel import dutch
from tandem.policy_signals.models import Addressee, Bundle
from tandem.policy_signals.queries.doors import is_policy_worker
from tandem.policy_signals.rules.states import OPEN_STATES
from tandem.policy_signals.rules.vocabulary import ADDRESSEE_KINDS, AREAS, POLICY_DOMAINS, WHOLE_AREA


@dataclass(frozen=True, slots=True)
class AddresseeRow:
    """One addressee as the list prints it."""

    url: str
    name: str
    kind: str
    about: str
    email: str
    ended_text: str
    successor: str
    open_bundles: int


def addressee_for(viewer: Viewer, pk: UUID) -> Addressee:
    """The door of the desk."""
    found = Addressee.objects.select_related("successor").filter(pk=pk).first() if is_policy_worker(viewer) else None
    if found is None:
        raise Http404
    return found


def addressees_of(*, search: str = "", is_ended: bool = False) -> QuerySet[Addressee]:
    """By name; with what still waits for an answer from them."""
    rows = Addressee.objects.select_related("successor").filter(ended_on__isnull=not is_ended)
    if search:
        rows = rows.filter(Q(name__icontains=search) | Q(contact_name__icontains=search) | Q(email__icontains=search))
    waiting = Count("bundles", filter=Q(bundles__state__in=OPEN_STATES))
    return rows.annotate(open_bundles=waiting).order_by("name", "pk")


def addressee_rows(addressees: Sequence[Addressee]) -> list[AddresseeRow]:
    """Rows of one page."""
    return [
        AddresseeRow(
            url=reverse("addressee_edit", args=[row.pk]), name=row.name, kind=ADDRESSEE_KINDS[row.kind],
            about=f"{POLICY_DOMAINS.get(row.policy_domain, 'alle domeinen')} · {AREAS.get(row.area, WHOLE_AREA)}",
            email=row.email, ended_text=dutch.date_short(row.ended_on), successor=row.successor.name if row.successor else "",
            open_bundles=row.open_bundles,  # type: ignore[attr-defined]  # annotated by `addressees_of`
        )
        for row in addressees
    ]  # fmt: skip


def addressee_choices(*, but: Addressee | None = None) -> list[tuple[str, str]]:
    """Those that exist, by name."""
    rows = Addressee.objects.filter(ended_on__isnull=True).order_by("name", "pk")
    rows = rows.exclude(pk=but.pk) if but else rows
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


def addressee_named(pk: str) -> Addressee:
    """One of the choices; Http404 when there is none."""
    found = Addressee.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def suggested_addressee(bundle: Bundle) -> Addressee | None:
    """Who it went to, who comes after them, or who fits best: policy domain and area, then policy domain, then all domains."""
    if bundle.addressee and bundle.addressee.ended_on is None:
        return bundle.addressee
    successor = bundle.addressee.successor if bundle.addressee else None
    if successor is not None and successor.ended_on is None:
        return successor
    fitting = Q(policy_domain__in=["", bundle.policy_domain]) & Q(area__in=["", bundle.area])
    rows = Addressee.objects.filter(fitting, ended_on__isnull=True)
    return rows.order_by("-policy_domain", "-area", "name", "pk").first()


def facts_of(addressee: Addressee) -> dict[str, str]:
    """To begin a form with."""
    names = ("name", "kind", "policy_domain", "area", "email", "contact_name")
    return {name: getattr(addressee, name) for name in names}


def told(addressee: Addressee) -> list[tuple[str, str]]:
    """What stands there now: label and words."""
    return [
        ("Naam", addressee.name), ("Soort", ADDRESSEE_KINDS[addressee.kind]),
        ("Beleidsdomein", POLICY_DOMAINS.get(addressee.policy_domain, "Alle domeinen")),
        ("Gebied", AREAS.get(addressee.area, WHOLE_AREA)), ("E-mailadres", addressee.email),
        ("Contactpersoon", addressee.contact_name),
    ]  # fmt: skip


def open_bundles_of(addressee: Addressee) -> list[tuple[str, str]]:
    """What waits for their answer: address and title."""
    rows = Bundle.objects.filter(addressee=addressee, state__in=OPEN_STATES).order_by("due_on", "number")
    return [(reverse("bundle", args=[row.pk]), row.title) for row in rows[:50]]
