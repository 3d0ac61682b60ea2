"""Half-days of people: who is taken, take them, give them back. The database keeps anybody from being taken twice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Max
from django.utils.translation import gettext as _

from tandem.kernel.refusal import Conflict, Problem, Refusal
from tandem.sessions.models import Booking, Series, Session

if TYPE_CHECKING:
    from tandem.identity.models import Person

NOBODY_TWICE = "nobody_is_booked_twice"


class CannotBook(Refusal):
    """Somebody of the duo has another session at that moment."""


def locked_series(series_id: UUID) -> Series:
    """The series, held until the end of the transaction. Always the first lock: nobody waits in a ring."""
    rows = Series.objects.select_for_update(of=("self",)).select_related("organisation", "provider", "funder")
    return rows.get(pk=series_id)


def locked_session(session: Session, *, version: int | None = None) -> Session:
    """The session as it stands now, with its series locked. Refuses when somebody changed it since `version`."""
    series = locked_series(session.series_id)
    rows = Session.objects.select_for_update(of=("self",)).select_related("trainer", "experiential_expert")
    current = rows.get(pk=session.pk)
    current.series = series
    expect_version(current, version)
    return current


def expect_version(session: Session, version: int | None) -> None:
    """Two people never overwrite each other unseen."""
    if version is not None and session.version != version:
        raise Conflict(
            Problem(
                _("Iemand wijzigde «%(title)s» terwijl jij bezig was. Vergelijk en verstuur opnieuw.")
                % {"title": session.title}
            ),
            current=session,
        )


def save_change(session: Session, *fields: str, at: datetime) -> None:
    """Save these fields as one more version."""
    session.version += 1
    session.changed_at = at
    session.save(update_fields=[*fields, "version", "changed_at"])


def raise_sequence(session: Session) -> None:
    """Calendars take a change only with a number above every earlier one, also above one person's own."""
    told = session.invitations.aggregate(last=Max("sequence"))["last"] or 0
    session.calendar_sequence = max(session.calendar_sequence, told) + 1


def duo_ids(session: Session) -> list[int]:
    """The people who lead a session, as far as they are known."""
    return [person for person in (session.trainer_id, session.experiential_expert_id) if person]


def busy_people(
    people: Iterable[int], starts_at: datetime, ends_at: datetime, *, except_session: UUID | None = None
) -> set[int]:
    """Who of these people is taken by another session in this period."""
    taken = Booking.objects.filter(
        person_id__in=list(people), is_active=True, period__overlap=DateTimeTZRange(starts_at, ends_at)
    )
    if except_session:
        taken = taken.exclude(session_id=except_session)
    return set(taken.values_list("person_id", flat=True))


def busy_text(session: Session, names: Iterable[str]) -> str:
    """Says who cannot, without saying what else that person does."""
    return _("%(names)s is dan al bezet. Kies voor «%(title)s» een ander moment.") % {
        "names": _(" en ").join(sorted(names)), "title": session.title,
    }  # fmt: skip


def busy_problems(session: Session, starts_at: datetime, ends_at: datetime, *, field: str = "") -> list[Problem]:
    """Nobody of the duo has two sessions at once."""
    busy = busy_people(duo_ids(session), starts_at, ends_at, except_session=session.pk)
    if not busy:
        return []
    people = (session.trainer, session.experiential_expert)
    return [Problem(busy_text(session, [str(person) for person in people if person and person.pk in busy]), field)]


def book_duo(session: Session) -> None:
    """Take the half-day of both members; others of this session get theirs back."""
    free_duo(session)
    people = [person for person in (session.trainer, session.experiential_expert) if person]
    for person in sorted(people, key=lambda person: person.pk):  # always in this order: nobody waits in a ring
        _book(session, person)


def _book(session: Session, person: Person) -> None:
    period = DateTimeTZRange(session.starts_at, session.ends_at)
    try:
        with transaction.atomic():
            Booking.objects.update_or_create(
                session=session, person=person, defaults={"period": period, "is_active": True}
            )
    except IntegrityError as error:
        if NOBODY_TWICE not in str(error):
            raise
        raise CannotBook(Problem(busy_text(session, [str(person)]), "day")) from error


def free_duo(session: Session) -> None:
    """Everybody of this session gets the half-day back."""
    Booking.objects.filter(session=session, is_active=True).update(is_active=False)
