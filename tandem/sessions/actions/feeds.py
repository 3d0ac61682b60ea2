"""The private address of somebody's calendar: make it, replace it, take it away."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from tandem.kernel import audit
from tandem.sessions.models import CalendarFeed
from tandem.sessions.queries.calendar import hash_of, secret_of

if TYPE_CHECKING:
    from tandem.identity.models import Person


@transaction.atomic
def renew_calendar_feed(*, by: Person, at: datetime) -> CalendarFeed:
    """A new address for one's own calendar; an address that was given out before stops working."""
    feed = CalendarFeed.objects.select_for_update(of=("self",)).filter(person=by).first() or CalendarFeed(person=by)
    feed.made_at, feed.last_read_at = at, None
    feed.token = hash_of(secret_of(feed))
    feed.save()
    audit.record("sessions.renew_calendar_feed", feed, by=by, at=at)
    return feed


@transaction.atomic
def revoke_calendar_feed(*, by: Person, at: datetime) -> None:
    """No address any more; a program that still asks gets nothing."""
    feed = CalendarFeed.objects.select_for_update(of=("self",)).filter(person=by).first()
    if feed is not None:
        audit.record("sessions.revoke_calendar_feed", feed, by=by, at=at)
        feed.delete()
