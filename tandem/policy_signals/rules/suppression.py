"""What figures about signals may show. Pure; the constants stand here and nowhere else (why: docs/decisions/0007).

People are counted per cell, each once, by the half-year in which their signal came in. When a half-year is over its cells are
rounded once, at random and apart from each other, and only that is kept. Every figure on a page is a cell or a sum of cells.
"""

import secrets
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from tandem.kernel.refusal import Problem

PEOPLE_NEEDED = 5
ORGANISATIONS_NEEDED = 2
# The smallest step for which a count under five stays within 0 to 9: who gave four of them still cannot tell four from nine.
STEP = 2 * PEOPLE_NEEDED
_JULY = 7


class Cell(NamedTuple):
    """What is counted within one half-year; keys of `vocabulary`. Releases have no area: that keeps themes more exact."""

    theme: str
    policy_domain: str
    area: str = ""


def published(counts: Mapping[Cell, int], *, draw: Callable[[int], int] = secrets.randbelow) -> dict[Cell, int]:
    """The release of a half-year: each count to a multiple of STEP, up or down by its own secret draw, right on average.

    Call this once per half-year and keep the answer. Cells of 0 are left out: nobody sees whether they were empty.
    """
    shown = {cell: _rounded(count, draw) for cell, count in counts.items()}
    return {cell: figure for cell, figure in sorted(shown.items()) if figure}


def _rounded(count: int, draw: Callable[[int], int]) -> int:
    down, rest = count - count % STEP, count % STEP
    return down + STEP if draw(STEP) < rest else down


def margin(release: Mapping[Cell, int], *, theme: str = "", policy_domain: str = "", area: str = "") -> int:
    """The sum of the published cells that fit; empty means all. There is no other way to a total."""
    wanted = (theme, policy_domain, area)
    return sum(
        figure
        for cell, figure in release.items()
        if all(part in ("", own) for part, own in zip(wanted, cell, strict=True))
    )


def shown_as(figure: int, *, is_one_cell: bool = False) -> str:
    """The words of a figure. Only a single cell of 0 is surely under STEP; a sum of such cells may be more."""
    if figure:
        return f"ongeveer {figure}"
    return f"minder dan {STEP}" if is_one_cell else "weinig of geen"


def half_year_of(day: date) -> date:
    """The first day of its half-year."""
    return date(day.year, _JULY if day.month >= _JULY else 1, 1)


def half_year_after(half_year: date) -> date:
    """The first day of the next half-year."""
    return date(half_year.year + 1, 1, 1) if half_year.month == _JULY else date(half_year.year, _JULY, 1)


def is_closed(half_year: date, on: date) -> bool:
    """From the day after its last day. Before that nothing of it is counted in public."""
    return on >= half_year_after(half_year_of(half_year))


def half_year_named(half_year: date) -> str:
    """`eerste helft van 2026`."""
    return f"{'tweede' if half_year.month >= _JULY else 'eerste'} helft van {half_year.year}"


def bundle_problems(*, people: int, organisations: int) -> list[Problem]:
    """Why these signals are not a structural signal yet (guidance.md section 2). Never says how many there are."""
    problems = []
    if people < PEOPLE_NEEDED:
        problems.append(Problem(f"Er zijn signalen van minstens {PEOPLE_NEEDED} mensen nodig. Leg er nog meer bij."))
    if organisations < ORGANISATIONS_NEEDED:
        problems.append(
            Problem(
                f"Er zijn signalen via minstens {ORGANISATIONS_NEEDED} organisaties nodig. Leg er ook van elders bij."
            )
        )
    return problems
