"""What an appointment needs. Pure (ux.md principles 6, 7 and 10). Nothing here looks back at who was where."""

from datetime import datetime

from tandem.kernel.refusal import Problem

COMING, OTHER_DAY = "coming", "other_day"


def appointment_problems(*, starts_at: datetime, place: str, travel: str, at: datetime) -> list[Problem]:
    """A day that still comes, a place, and how to get there."""
    problems = []
    if starts_at <= at:
        problems.append(Problem("Kies een dag en uur die nog komen.", "day"))
    if not place.strip():
        problems.append(Problem("Zeg waar jullie elkaar zien.", "place"))
    if not travel.strip():
        problems.append(Problem("Zeg hoe je er geraakt, bijvoorbeeld: bus 3 stopt voor de deur.", "travel"))
    return problems
