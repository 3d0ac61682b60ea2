"""When a call takes projects. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

CLOSING_MINUTE = timedelta(minutes=1)  # the minute on the page still counts


class Times(Protocol):
    """What of a call says when it takes projects."""

    state: str
    opens_at: datetime | None
    closes_at: datetime | None


def ends_at(closes_at: datetime) -> datetime:
    """The first moment that is too late: 16:00 is open until 16:00:59."""
    return closes_at + CLOSING_MINUTE


def is_open_at(call: Times, at: datetime) -> bool:
    """Published, past its opening and not past its closing minute."""
    if call.state != "published" or call.opens_at is None or call.closes_at is None:
        return False
    return call.opens_at <= at < ends_at(call.closes_at)
