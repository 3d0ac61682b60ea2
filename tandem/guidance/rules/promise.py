"""Who does what by when. Only a promise of the service can be late. Pure (guidance.md behaviour 4, seed 004)."""

from datetime import date

CLIENT, SERVICE = "client", "service"


def is_late(side: str, by_day: date | None, *, today: date) -> bool:
    """The service said a day and that day is past. What the person will do never is."""
    return side == SERVICE and by_day is not None and by_day < today
