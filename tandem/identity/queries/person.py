"""People: lists for administrators, one person with every role, and who would be missed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.urls import reverse

from tandem.identity import history, managing, rules
from tandem.identity.devices import device_name
from tandem.identity.models import Membership, Organisation, Person
from tandem.identity.queries.organisation import HistoryRow, members_left
from tandem.identity.rules import Viewer
from tandem.kernel import audit, dutch


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in a list."""

    name: str
    url: str
    email: str
    roles: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One role of a person, past or present."""

    role: str
    organisation: str
    url: str
    period: str


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A device on which somebody is logged in."""

    pk: int
    device: str
    since: str
    address: str
    is_current: bool


def device_rows(person: Person, *, current_key: str, at: datetime) -> list[DeviceRow]:
    """Where a person is logged in, this device first."""
    alive = Session.objects.filter(expire_date__gt=at).values("session_key")
    rows = UserSession.objects.filter(user=person, session_key__in=alive).order_by("-created_at", "-pk")
    devices = [
        DeviceRow(row.pk, device_name(row.user_agent), dutch.datetime_nl(row.created_at), row.ip,
                  row.session_key == current_key)
        for row in rows
    ]  # fmt: skip
    return sorted(devices, key=lambda row: not row.is_current)


def person_facts(person: Person) -> dict[str, str]:
    """What a form about a person starts with."""
    return {
        "first_name": person.first_name, "last_name": person.last_name, "phone": person.phone,
        "email": person.email or "",
    }  # fmt: skip


def names_of(person: Person) -> dict[str, str]:
    """The name alone."""
    return {"first_name": person.first_name, "last_name": person.last_name}


def person_for(viewer: Viewer, pk: int) -> Person:
    """A person with an address or a role, for an administrator."""
    person = _administered().filter(pk=pk).first() if viewer.has_role(rules.ADMINISTRATOR) else None
    if person is None:
        raise Http404
    return person


def people(*, words: str = "", only_closed: bool = False) -> QuerySet[Person]:
    """People with an address or a role, by part of a name or address."""
    found = _administered().filter(is_active=not only_closed).prefetch_related("memberships__organisation")
    for word in words.split():
        found = found.filter(Q(sort_key__contains=rules.sort_key(word)) | Q(email__icontains=word))
    return found.order_by("sort_key", "pk")


def person_rows(found: Iterable[Person], *, on: date) -> list[PersonRow]:
    """People of one page of a list."""
    return [
        PersonRow(str(person), reverse("person", args=[person.pk]), person.email or "", _roles_text(person, on),
                  person.is_active)
        for person in found
    ]  # fmt: skip


def role_rows(person: Person) -> list[RoleRow]:
    """Every role of a person, newest first."""
    roles = person.memberships.select_related("organisation").order_by("-valid_from", "-pk")
    return [
        RoleRow(
            rules.ROLES[row.role], row.organisation.name, reverse("organisation", args=[row.organisation.public_id]),
            _period(row.valid_from, row.valid_to),
        )
        for row in roles
    ]  # fmt: skip


def person_history_rows(person: Person, *, limit: int = 100) -> list[HistoryRow]:
    """What happened to the login of a person, newest first."""
    entries = audit.history_of(person).order_by("-pk")[:limit]
    return [
        HistoryRow(dutch.datetime_nl(entry.at), str(entry.by or "Tandem"), history.sentence(entry.action, entry.facts))
        for entry in entries
    ]


def alone_in(person: Person, *, on: date) -> list[str]:
    """Names of organisations that would have nobody left to look after them."""
    managed = [
        row
        for row in _open(person.memberships.select_related("organisation").order_by("pk"), on)
        if row.role == managing.ROLES_OF_KIND[row.organisation.kind][0]
    ]
    return [
        row.organisation.name for row in managed if not members_left(row.organisation, row.role, after=on, but=row.pk)
    ]


def person_with_email(email: str) -> Person | None:
    """The person with this address, closed logins too."""
    return Person.objects.filter(email=email.strip().lower()).first()


def person_with_key(pk: int | None) -> Person | None:
    """The person with this key, closed logins too."""
    return Person.objects.filter(pk=pk).first() if pk else None


def managers_of(organisation: Organisation, *, on: date) -> list[Person]:
    """Who looks after an organisation today."""
    role = managing.ROLES_OF_KIND[organisation.kind][0]
    members = _open(organisation.memberships.filter(role=role, person__is_active=True).select_related("person"), on)
    return [member.person for member in members.order_by("person__sort_key", "pk")]


def administrators(*, on: date) -> list[Person]:
    """Who administers the platform today."""
    members = Membership.objects.filter(role=rules.ADMINISTRATOR, person__is_active=True).select_related("person")
    return [member.person for member in _open(members, on).order_by("person__sort_key", "pk")]


def _administered() -> QuerySet[Person]:
    """Not who has an own file alone: nobody looks them up, or gives them an address to come in with."""
    roles = Membership.objects.filter(person=OuterRef("pk"))
    return Person.objects.filter(Q(email__isnull=False) | Exists(roles))


def _open(members: QuerySet[Membership], on: date) -> QuerySet[Membership]:
    return members.filter(valid_from__lte=on).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))


def _roles_text(person: Person, on: date) -> str:
    rows = [row for row in person.memberships.all() if rules.holds_on(row.valid_from, row.valid_to, on)]
    texts = {f"{rules.ROLES[row.role]} ({row.organisation.name})" for row in rows}
    return ", ".join(sorted(texts))


def _period(begin: date, end: date | None) -> str:
    return f"{dutch.date_short(begin)} tot {dutch.date_short(end)}" if end else f"sinds {dutch.date_short(begin)}"
