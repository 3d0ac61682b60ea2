"""What a calculation beside a step starts from: the kind of step, and what was answered before. Pure."""

from collections.abc import Mapping
from datetime import date

CHANGES = {"training": "training", "work": "job", "internship": "training", "volunteer": "volunteer"}


def first_answers(kind: str, *, begins: date, earlier: Mapping[str, str]) -> dict[str, str]:
    """The first screen: how it is now as last time, when that was kept; the change of this kind of step."""
    known = {key: text for key, text in earlier.items() if not key.startswith(("then", "wants_", "stops_after"))}
    return {**known, "start": month_text(begins), **({"then": CHANGES[kind]} if kind in CHANGES else {})}


def same_answers(earlier: Mapping[str, str], *, begins: date) -> dict[str, str]:
    """The answers of last time for the same step; a month that went by becomes the next one."""
    start = max(earlier.get("start", ""), month_text(begins))
    return {**earlier, "start": start}


def month_text(day: date) -> str:
    """2026-04, as the questions write a month."""
    return f"{day:%Y-%m}"
