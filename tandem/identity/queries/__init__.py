"""Reads about people and organisations, and the doors to them."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from tandem.identity import rules
from tandem.identity.models import Membership, Organisation, Person
from tandem.identity.rules import MembershipFacts, Viewer


def memberships_on(person_id: int, *, on: date) -> tuple[MembershipFacts, ...]:
    """Every role a person has on a day, in one query."""
    rows = (
        Membership.objects.filter(person_id=person_id, valid_from__lte=on, organisation__is_active=True)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
        .order_by("pk")
        .values_list("pk", "organisation_id", "organisation__name", "role", "secrecy_regime")
    )
    return tuple(MembershipFacts(*row) for row in rows)


def viewer_of(person: Person, *, on: date, membership_id: int | None = None) -> Viewer:
    """The person with all roles of today; `membership_id` is the role chosen for menus."""
    memberships = memberships_on(person.pk, on=on)
    chosen = next((m for m in memberships if m.membership_id == membership_id), memberships[0] if memberships else None)
    return Viewer(person_id=person.pk, name=str(person), memberships=memberships, current=chosen)


def organisation_for(viewer: Viewer, public_id: UUID | str) -> Organisation:
    """An organisation the viewer works for (an administrator may open all); anything else does not exist."""
    organisations = Organisation.objects.filter(public_id=public_id)
    if not viewer.has_role(rules.ADMINISTRATOR):
        organisations = organisations.filter(pk__in=viewer.organisation_ids())
    organisation = organisations.first()
    if organisation is None:
        raise Http404
    return organisation


def public_id_of(organisation_id: int) -> object:
    """The address of an organisation the viewer works for."""
    return Organisation.objects.values_list("public_id", flat=True).get(pk=organisation_id)


def members_with_role(organisation_id: int, role: str, *, on: date) -> QuerySet[Membership]:
    """Open memberships with one role, people included, sorted by name."""
    return members_of([organisation_id], role, on=on)


def members_of(organisation_ids: Iterable[int], role: str, *, on: date) -> QuerySet[Membership]:
    """Open memberships with one role in any of these organisations, people included, sorted by name."""
    return (
        Membership.objects.filter(organisation_id__in=list(organisation_ids), role=role, valid_from__lte=on)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
        .select_related("person")
        .order_by("person__sort_key", "pk")
    )


def had_role(organisation: Organisation | None, role: str, *, person: OuterRef) -> Exists:
    """For an annotation: whether the person of each row has or had a role in this organisation."""
    return Exists(Membership.objects.filter(organisation=organisation, role=role, person=person))


def members_in(organisation_ids: Iterable[int], role: str, *, on: date) -> QuerySet[Membership]:
    """Open memberships with one role in several organisations, people and organisations included."""
    rows = Membership.objects.filter(organisation_id__in=list(organisation_ids), role=role, valid_from__lte=on)
    open_rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    return open_rows.select_related("person", "organisation").order_by("person__sort_key", "pk")


def fund_with_code(code: str) -> Organisation:
    """The training fund with this code; DoesNotExist when the installation has none."""
    return Organisation.objects.get(kind="training_fund", fund_code=code)


def default_provider() -> Organisation | None:
    """The provider of trained experiential expertise; the first by name when there are several."""
    return Organisation.objects.providers().filter(is_active=True).first()


def active_providers() -> list[Organisation]:
    """Every provider that works today, by name."""
    return list(Organisation.objects.providers().filter(is_active=True))


def organisations_of(viewer: Viewer, *roles: str) -> list[Organisation]:
    """Organisations in which the viewer has one of these roles: the one they work for now first, then by name."""
    current = viewer.current.organisation_id if viewer.current else None
    rows = Organisation.objects.filter(pk__in=viewer.organisation_ids(*roles)).prefetch_related("sectors")
    return sorted(rows, key=lambda row: (row.pk != current, row.sort_key, row.pk))


def left_before(person_ids: Collection[int], roles: Collection[str], *, day: date) -> set[int]:
    """Who of these people has none of these roles since before a day."""
    rows = Membership.objects.filter(person_id__in=person_ids, role__in=roles)
    still = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day)).values_list("person_id", flat=True)
    return set(person_ids) - set(still)
