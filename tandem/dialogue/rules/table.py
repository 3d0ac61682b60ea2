"""The table of a forum day: when its link opens, what it takes in, and when two texts clash. Pure."""

import re
from datetime import datetime, timedelta
from enum import StrEnum

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's signs: no I, L, O or U
LINK_SIGNS = 16  # 80 bits: short enough to type from paper, too long to guess
_MISREAD = str.maketrans("OIL", "011")

# A tablet that goes home in a bag meets its own network in the evening or the next day; two nights are enough for that,
# and the policy worker knows when everything is in.
GRACE = timedelta(hours=48)
LINK_AFTER_DAY = timedelta(days=14)  # the day itself may move a little
LONGEST_STATEMENT, LONGEST_VOICE = 2000, 1000
STATEMENTS_PER_TABLE = 2000  # a table writes tens; this stops a machine
LETTERS_PER_POST = 20

KEPT, KNOWN, CLASH, REFUSED = "kept", "known", "clash", "refused"


class Door(StrEnum):
    """What somebody finds who opens the link of a table."""

    NOT_YET = "not_yet"
    OPEN = "open"
    LATE = "late"  # the day is over; what waited on a tablet still comes in
    OVER = "over"


def door_state(
    *, forum_state: str, closed_at: datetime | None, link_until: datetime | None, at: datetime
) -> Door:  # fmt: skip
    """Whether this table takes in what is written, and why not."""
    if link_until is None or at > link_until:
        return Door.OVER
    if forum_state == "prepared":
        return Door.NOT_YET
    if forum_state == "open" and closed_at is None:
        return Door.OPEN
    return Door.LATE if closed_at is not None and at <= closed_at + GRACE else Door.OVER


def is_late(received_at: datetime, closed_at: datetime | None) -> bool:
    """Came in after the day was closed."""
    return closed_at is not None and received_at > closed_at


def link_signs(digest: str) -> str:
    """The signs of a link out of a keyed hash in hex."""
    number = int(digest, 16)
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(LINK_SIGNS))


def grouped(signs: str) -> str:
    """In groups of four, to type over."""
    return "-".join(signs[start : start + 4] for start in range(0, len(signs), 4))


def clean_link(text: str) -> str:
    """What was typed or scanned as signs only: small letters, spaces and O, I, L for 0 and 1 are understood."""
    return re.sub(r"[^0-9A-Z]", "", text.upper()[:100]).translate(_MISREAD)


def change_outcome(*, base: int, version: int, words: str, now: str, after_base: str | None) -> str:
    """What becomes of a change that was made on version `base`, when the statement stands at `version` as `now`.

    `after_base`: the words that came right after `base`. The same words again are no clash: the letter came twice, or
    two people wrote the same.
    """
    if words in {now, after_base}:
        return KNOWN
    if base == version:
        return KEPT
    return CLASH if 0 < base < version else REFUSED


def said_moment(text: object, *, at: datetime) -> datetime:
    """The moment on the tablet's clock; a clock that is months off, or ahead, is not believed."""
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return at
    is_likely = moment.tzinfo is not None and at - timedelta(days=60) <= moment <= at + timedelta(minutes=10)
    return moment if is_likely else at


def alikeness(one: frozenset[str], other: frozenset[str]) -> float:
    """How many of the words of two statements are the same, by their Dutch stems: 0 to 1."""
    return len(one & other) / len(one | other) if one and other else 0.0
