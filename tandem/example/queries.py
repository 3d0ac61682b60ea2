"""Who can be played in example mode, and the outbox."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from tandem.guidance.models import ClientFile
from tandem.identity.models import Membership, Person
from tandem.identity.rules import ROLES
from tandem.kernel import access
from tandem.kernel.models import OutgoingMail


@dataclass(frozen=True, slots=True)
class ExampleLogin:
    """One invented person in one role."""

    membership_id: int
    person: str
    email: str
    role: str
    organisation: str


@dataclass(frozen=True, slots=True)
class ExampleOwner:
    """An invented person with a file of their own. They have no e-mail address and no role."""

    person_id: int
    name: str


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


def example_owners(search: str = "", *, limit: int = 2) -> list[ExampleOwner]:
    """People with a file of their own: those who are longest on the way, or whose name holds the search."""
    rows = _theirs().filter(called__icontains=search).order_by("opened_at", "pk")
    with access.as_system():
        return [ExampleOwner(row.person_id, row.called) for row in rows[:limit] if row.person_id]


def owner_with(person_id: int) -> Person | None:
    """The person with this number, when there is a file that is theirs."""
    with access.as_system():
        row = _theirs().filter(person_id=person_id).select_related("person").first()
        return row.person if row else None


def _theirs() -> QuerySet[ClientFile]:
    return ClientFile.objects.filter(person__isnull=False, erased_at__isnull=True)


def _login(row: Membership) -> ExampleLogin:
    return ExampleLogin(row.pk, str(row.person), row.person.email or "", ROLES[row.role], row.organisation.name)


def outbox() -> QuerySet[OutgoingMail]:
    """Every message, newest first."""
    return OutgoingMail.objects.order_by("-made_at", "-pk")
