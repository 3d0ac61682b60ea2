"""When a guide reaches out. Pure (guidance.md 7, ux.md principle 4)."""

from datetime import datetime, timedelta

SILENCE = timedelta(days=14)


def heard_nothing_before(at: datetime) -> datetime:
    """Whoever heard something last before this moment is on the list; nothing else follows from it."""
    return at - SILENCE
