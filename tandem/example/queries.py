"""Who can be played in example mode, and the outbox."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from tandem.identity.models import Membership
from tandem.identity.rules import ROLES
from tandem.kernel.models import OutgoingMail


@dataclass(frozen=True, slots=True)
class ExampleLogin:
    """One invented person in one role."""

    membership_id: int
    person: str
    email: str
    role: str
    organisation: str


def memberships(*, on: date) -> QuerySet[Membership]:
    """Memberships of today, people and organisations included."""
    return (
        Membership.objects.filter(valid_from__lte=on, person__email__isnull=False)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
        .select_related("person", "organisation")
    )


def example_logins(*, on: date) -> list[ExampleLogin]:
    """The first person of each role; for funds, of each fund."""
    rows = memberships(on=on).order_by("role", "organisation__fund_code", "pk")
    first_ids = rows.distinct("role", "organisation__fund_code").values_list("pk", flat=True)
    found = {row.pk: row for row in rows.filter(pk__in=list(first_ids))}
    order = list(ROLES)
    return [_login(row) for row in sorted(found.values(), key=lambda row: (order.index(row.role), row.pk))]


def logins_found(search: str, *, on: date, limit: int = 20) -> list[ExampleLogin]:
    """People whose name, organisation or role text holds the search."""
    if len(search) < 2:
        return []
    roles = [role for role, text in ROLES.items() if search.casefold() in text]
    named = Q(person__first_name__icontains=search) | Q(person__last_name__icontains=search)
    wanted = named | Q(organisation__name__icontains=search) | Q(role__in=roles)
    return [_login(row) for row in memberships(on=on).filter(wanted).order_by("person__sort_key", "pk")[:limit]]


def _login(row: Membership) -> ExampleLogin:
    return ExampleLogin(row.pk, str(row.person), row.person.email or "", ROLES[row.role], row.organisation.name)


def outbox() -> QuerySet[OutgoingMail]:
    """Every message, newest first."""
    return OutgoingMail.objects.order_by("-made_at", "-pk")
