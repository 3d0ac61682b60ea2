"""A structural signal waits too long for its answer: said of its addressee, never of the people who gave it. Pure."""

from datetime import date, datetime, timedelta

from tandem.policy_signals.rules.states import OPEN_STATES

REMIND_EVERY = timedelta(days=14)


def is_overdue(state: str, due_on: date | None, on: date) -> bool:
    """An answer is still awaited and the day it was asked by has passed."""
    return state in OPEN_STATES and due_on is not None and on > due_on


def is_reminder_due(reminded_at: datetime | None, at: datetime) -> bool:
    """At most one reminder in a fortnight."""
    return reminded_at is None or at - reminded_at >= REMIND_EVERY
