"""The code at the door changes every half minute, so that a forwarded QR soon opens nothing. Pure: no ORM, no clock.

A scan gives a ticket: the code may roll over while somebody is still signing.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from tandem.kernel import dutch
from tandem.sessions.rules import DOOR_CLOSES_AFTER, DOOR_CODE_SECONDS, LIST_OPENS_BEFORE

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O or U
CODE_SIGNS = 8  # 40 bits: guessing within a minute is hopeless
TICKET_LIFETIME = timedelta(minutes=10)


class DoorState(StrEnum):
    """What somebody finds who scans the code."""

    OPEN = "open"
    LATE = "late"  # signs, and the duo lets in
    NOT_OPEN = "not_open"
    NOT_TODAY = "not_today"
    OVER = "over"
    LIST_CLOSED = "list_closed"


@dataclass(frozen=True, slots=True)
class DoorTimes:
    """When the session is, and what the duo did with its list and its door."""

    starts_at: datetime | None
    ends_at: datetime | None
    is_going_on: bool  # confirmed or held, not cancelled
    door_closed_at: datetime | None = None
    list_closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ticket:
    """A scan that was in time. One ticket is good for one signature: its nonce becomes that of the attendance."""

    nonce: UUID
    issued_at: datetime


def door_code(secret: str, at: datetime) -> str:
    """The code of this half minute."""
    return _code_of_period(secret, _period(at))


def is_door_code(secret: str, code: str, *, at: datetime) -> bool:
    """The code of this half minute or of the one before: a scan takes a moment."""
    periods = (_period(at), _period(at) - 1)
    given = code.encode()
    return any(hmac.compare_digest(_code_of_period(secret, period).encode(), given) for period in periods)


def door_state(times: DoorTimes, *, at: datetime) -> DoorState:
    """Whether the door is open, and why not."""
    if times.list_closed_at is not None:
        return DoorState.LIST_CLOSED
    if times.starts_at is None or times.ends_at is None or not times.is_going_on:
        return DoorState.NOT_OPEN
    if at > times.ends_at:
        return DoorState.OVER
    if at < times.starts_at - LIST_OPENS_BEFORE:
        is_today = dutch.wall_clock(at).date() == dutch.wall_clock(times.starts_at).date()
        return DoorState.NOT_OPEN if is_today else DoorState.NOT_TODAY
    return DoorState.LATE if _is_late(times, times.starts_at, at) else DoorState.OPEN


def closes_by_itself_at(starts_at: datetime) -> datetime:
    """From this moment on late comers wait until the duo lets them in."""
    return starts_at + DOOR_CLOSES_AFTER


def issue_ticket(secret: str, nonce: UUID, at: datetime) -> str:
    """The text of a ticket, for a hidden field. To the millisecond: who scans just after the door closed is late."""
    issued = int(at.timestamp() * 1000)
    return f"{nonce.hex}.{issued}.{_seal(secret, nonce, issued)}"


def read_ticket(secret: str, text: str, *, at: datetime) -> Ticket | None:
    """The ticket, or None when it is not ours, changed or older than ten minutes."""
    try:
        nonce_text, issued_text, seal = text.split(".")
        nonce, issued = UUID(hex=nonce_text), int(issued_text)
        issued_at = datetime.fromtimestamp(issued / 1000, tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None
    if (nonce.hex, str(issued)) != (nonce_text, issued_text):
        return None  # written otherwise than we write it
    is_ours = hmac.compare_digest(_seal(secret, nonce, issued).encode(), seal.encode())
    is_fresh = timedelta(seconds=-1) <= at - issued_at <= TICKET_LIFETIME
    return Ticket(nonce, issued_at) if is_ours and is_fresh else None


def _is_late(times: DoorTimes, starts_at: datetime, at: datetime) -> bool:
    was_closed = times.door_closed_at is not None and at >= times.door_closed_at
    return was_closed or at > closes_by_itself_at(starts_at)


def _period(at: datetime) -> int:
    return int(at.timestamp()) // DOOR_CODE_SECONDS


def _code_of_period(secret: str, period: int) -> str:
    digest = hmac.digest(secret.encode(), f"door {period}".encode(), hashlib.sha256)
    return "".join(ALPHABET[byte & 31] for byte in digest[:CODE_SIGNS])


def _seal(secret: str, nonce: UUID, issued: int) -> str:
    return hmac.digest(secret.encode(), f"ticket {nonce.hex} {issued}".encode(), hashlib.sha256).hex()
