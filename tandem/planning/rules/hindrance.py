"""When somebody who cannot come needs no help any more. Pure."""

from collections.abc import Collection
from datetime import date, datetime

from tandem.kernel.refusal import Problem
from tandem.sessions.rules import CONFIRMED, PROPOSED

LONGEST_ABSENCE_DAYS = 366
FURTHEST_DAYS = 731


def is_settled(
    *, person_id: int, said_at: datetime, status: str, leads: Collection[int | None], proposed_at: datetime | None
) -> bool:
    """Somebody else leads it, it does not take place any more, or it got another day since it was said."""
    is_planned = status in {PROPOSED, CONFIRMED}
    return not is_planned or person_id not in leads or (proposed_at is not None and proposed_at > said_at)


def away_problems(first: date, last: date, *, on: date) -> list[Problem]:
    """Days in a row that still come, at most a year."""
    if last < first:
        return [Problem("De laatste dag ligt voor de eerste. Kies een latere dag.", "last")]
    if last < on:
        return [Problem("Deze dagen zijn voorbij. Kies dagen die nog komen.", "last")]
    if (last - first).days > LONGEST_ABSENCE_DAYS:
        return [Problem("Dit is langer dan een jaar. Kies een vroegere laatste dag.", "last")]
    if (last - on).days > FURTHEST_DAYS:
        return [Problem("Dit is nog ver weg. Kies dagen in de komende twee jaar.", "last")]
    return []
