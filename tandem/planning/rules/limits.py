"""What somebody can carry: which numbers make sense, what is more than now, and how it reads. Pure."""

from __future__ import annotations

from collections.abc import Mapping

RANGES: Mapping[str, tuple[int, int]] = {
    "max_per_week": (1, 10),
    "max_per_day": (1, 2),
    "max_total": (1, 400),
    "rest_days": (0, 10),
    "max_travel": (5, 300),
    "max_group": (1, 500),
}
FEWER_IS_MORE = frozenset({"rest_days"})  # less rest is more work


def asks_more(limit: str, value: int, now: int | None) -> bool:
    """Whether `value` asks more of somebody than now; without a limit there is nothing more to ask."""
    if now is None:
        return False
    return value < now if limit in FEWER_IS_MORE else value > now


def is_possible(limit: str, value: int) -> bool:
    """Whether this number can be written down for this limit."""
    lowest, highest = RANGES[limit]
    return lowest <= value <= highest


def sentence(limit: str, value: int | None) -> str:
    """A limit in words: "hoogstens 2 halve dagen per week"; None reads as no limit."""
    if value is None:
        return "geen grens"
    half_days = "1 halve dag" if value == 1 else f"{value} halve dagen"
    return {
        "max_per_week": f"hoogstens {half_days} per week",
        "max_per_day": f"hoogstens {half_days} op één dag",
        "max_total": f"hoogstens {half_days} in alles wat gepland is",
        "rest_days": _rest(value),
        "max_travel": f"hoogstens {value} minuten onderweg, enkele reis",
        "max_group": f"hoogstens {value} mensen in de groep",
    }[limit]


def _rest(value: int) -> str:
    if not value:
        return "geen vrije dag tussen twee dagen met een sessie"
    return f"{'1 vrije werkdag' if value == 1 else f'{value} vrije werkdagen'} tussen twee dagen met een sessie"
