"""What stands in somebody's calendar: the page of coming sessions, the events of a private feed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from tandem.identity.queries import members_with_role
from tandem.identity.rules import EXPERIENTIAL_EXPERT, FUND_OFFICER, ORGANISATION_CONTACT, PLANNER, TRAINER, Viewer
from tandem.kernel import clock, dutch
from tandem.kernel.calendar import CalendarEvent
from tandem.sessions import rules
from tandem.sessions.models import CalendarFeed, Session
from tandem.sessions.queries.people import duo_of
from tandem.sessions.timetable import CalendarWish

if TYPE_CHECKING:
    from tandem.sessions.models.series import SessionQuerySet

FEED_REACHES_BACK = timedelta(days=60)
PRINT_LIMIT = 200
LONGEST = timedelta(days=1)  # no session lasts longer
DATED = (rules.PROPOSED, rules.CONFIRMED, rules.HELD, rules.CANCELLED)


def event_of(
    session: Session, *, sequence: int, changed_at: datetime, organiser_email: str = "",
    attendee_emails: Sequence[str] = (),
) -> CalendarEvent:  # fmt: skip
    """A session with a date as a calendar knows it. The same `uid` for invitations and feeds."""
    if session.starts_at is None or session.ends_at is None:
        raise ValueError("Only a session with a date stands in a calendar.")
    return CalendarEvent(
        uid=f"{session.pk}@tandem", sequence=sequence, starts_at=session.starts_at, ends_at=session.ends_at,
        summary=f"{session.title}: {session.series.organisation}", last_modified=changed_at,
        location=session.remote_link if session.is_remote else session.place, description=_description(session),
        organiser_email=organiser_email, attendee_emails=attendee_emails,
        status="cancelled" if session.status == rules.CANCELLED else "confirmed",
    )  # fmt: skip


def _description(session: Session) -> str:
    duo = _(" en ").join(str(person) for person in duo_of(session))
    lines = [
        _("Duo: %(duo)s") % {"duo": duo} if duo else "",
        _("Hoe geraak je er: %(directions)s") % {"directions": session.directions} if session.directions else "",
        f"{settings.SITE_URL}{reverse('session', args=[session.pk])}",
    ]
    return "\n".join(line for line in lines if line)


def secret_of(feed: CalendarFeed) -> str:
    """The secret in the address of a feed. It is derived, not kept: the database only holds its hash."""
    return salted_hmac(
        "tandem.calendar-feed", f"{feed.person_id}:{feed.made_at.isoformat()}", algorithm="sha256"
    ).hexdigest()


def hash_of(secret: str) -> str:
    """What the database keeps of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def feed_with(secret: str) -> CalendarFeed | None:
    """The feed behind a secret address: looked up by hash, so the time it takes tells nothing about the secret."""
    return CalendarFeed.objects.select_related("person").filter(token=hash_of(secret), person__is_active=True).first()


def feed_address(person_id: int | None) -> str:
    """The whole secret address of somebody's feed; empty when there is none."""
    feed = CalendarFeed.objects.filter(person_id=person_id or 0).first()
    return f"{settings.SITE_URL}{reverse('calendar_feed', args=[secret_of(feed)])}" if feed else ""


def sessions_of(viewer: Viewer) -> SessionQuerySet:
    """Sessions with a date that concern the viewer: as duo, as organisation, as planner, as fund."""
    concerns = (
        Q(series__organisation_id__in=viewer.organisation_ids(ORGANISATION_CONTACT))
        | Q(series__provider_id__in=viewer.organisation_ids(PLANNER))
        | Q(series__funder_id__in=viewer.organisation_ids(FUND_OFFICER))
    )
    if viewer.has_role(TRAINER, EXPERIENTIAL_EXPERT):
        concerns |= Q(trainer_id=viewer.person_id) | Q(experiential_expert_id=viewer.person_id)
    return (
        Session.objects.filter(concerns, starts_at__isnull=False)
        .select_related("series__organisation", "trainer", "experiential_expert")
        .order_by("starts_at", "pk")
    )


def coming_sessions(viewer: Viewer, wish: CalendarWish, *, at: datetime) -> SessionQuerySet:
    """Sessions of the viewer that are not over, or from a chosen day on; a cancelled one without appointment is left out."""
    since = clock.moment_on(wish.since, 0) if wish.since else at - LONGEST
    # Naming the states lets the database use its index on state and time.
    rows = sessions_of(viewer).filter(status__in=DATED, starts_at__gte=since)
    rows = rows.exclude(status=rules.CANCELLED, confirmed_at__isnull=True)
    if not wish.since:
        rows = rows.filter(ends_at__gte=at)
    if wish.person_id:
        rows = rows.led_by(wish.person_id)
    for word in wish.text.split():
        rows = rows.filter(series__organisation__name__icontains=word)
    return rows


def people_of_provider(viewer: Viewer, *, on: date) -> list[tuple[int, str]]:
    """Trainers and experts a planner may look for, by name; nobody for others."""
    people = {
        row.person_id: row.person
        for organisation_id in sorted(viewer.organisation_ids(PLANNER))
        for role in (TRAINER, EXPERIENTIAL_EXPERT)
        for row in members_with_role(organisation_id, role, on=on)
    }
    return [(pk, str(person)) for pk, person in sorted(people.items(), key=lambda entry: entry[1].sort_key)]


def feed_events(viewer: Viewer, *, on: date) -> list[CalendarEvent]:
    """Confirmed, past and cancelled sessions from two months ago on. A proposal is no appointment yet."""
    since = clock.moment_on(on, 0) - FEED_REACHES_BACK
    rows = sessions_of(viewer).filter(
        Q(confirmed_at__isnull=False), status__in=[rules.CONFIRMED, rules.HELD, rules.CANCELLED], starts_at__gte=since
    )
    return [
        event_of(row, sequence=row.calendar_sequence, changed_at=row.changed_at or row.series.made_at) for row in rows
    ]


def confirmed_sessions_ahead(*, at: datetime) -> list[UUID]:
    """Sessions that are agreed and still to come."""
    rows = Session.objects.filter(status=rules.CONFIRMED, starts_at__gt=at)
    return list(rows.order_by("starts_at", "pk").values_list("pk", flat=True))


def confirmed_session(session_id: UUID) -> Session | None:
    """One agreed session, held until the end of the transaction; None when it was changed meanwhile."""
    rows = Session.objects.filter(pk=session_id, status=rules.CONFIRMED).select_for_update(of=("self",))
    return rows.select_related("series__organisation", "trainer", "experiential_expert").first()


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One line of "mijn agenda"."""

    session_id: UUID
    week: str
    day: str
    hours: str
    title: str
    organisation: str
    where: str
    directions: str
    duo: str
    state: str
    state_kind: str
    url: str


def calendar_rows(sessions: Iterable[Session]) -> list[CalendarRow]:
    """Sessions as lines, ready to print."""
    return [_row(session) for session in sessions]


def _row(session: Session) -> CalendarRow:
    begin, end = session.starts_at, session.ends_at
    monday = begin and clock.local(begin).date() - timedelta(days=clock.local(begin).weekday())
    return CalendarRow(
        session_id=session.pk, week=_("Week van %(day)s") % {"day": dutch.date_nl(monday)}, day=dutch.date_nl(begin),
        hours=_("%(start)s tot %(end)s") % {"start": dutch.time_nl(begin), "end": dutch.time_nl(end)},
        title=session.title, organisation=session.series.organisation.name,
        where=_("online") if session.is_remote else session.place, directions=session.directions,
        duo=_(" en ").join(str(person) for person in duo_of(session)),
        state=session.get_status_display(), state_kind=STATE_KINDS[session.status],
        url=reverse("session", args=[session.pk]),
    )  # fmt: skip


STATE_KINDS = {rules.PROPOSED: "yellow", rules.CONFIRMED: "green", rules.HELD: "blue", rules.CANCELLED: "grey"}
