"""Bars of a chart as text and widths, so that a template only has to draw. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tandem.kernel import dutch

Figure = int | float | Decimal


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One row: a label, figures as text and bar widths in percent; empty where a figure is withheld."""

    label: str
    text: str
    width: str
    text_after: str
    width_after: str


def chart_rows(bars: Iterable[object], highest: Figure | None = None) -> list[ChartRow]:
    """Rows of `.label .value` and optionally `.value_after` (objects or dicts); None stands for a withheld figure.

    A bar with `.text` says that instead of its figure.
    """
    rows = [(bar, _fact(bar, "value"), _fact(bar, "value_after")) for bar in bars]
    top = highest or max((float(figure) for _, *pair in rows for figure in pair if figure is not None), default=0)
    return [
        ChartRow(
            str(_fact(bar, "label")), _fact(bar, "text") or figure_text(now), percent(now, top), figure_text(after),
            percent(after, top),
        )
        for bar, now, after in rows
    ]  # fmt: skip


def percent(part: Figure | None, whole: Figure) -> str:
    """`57.0%` for an SVG width, never above 100; empty for None."""
    if part is None:
        return ""
    share = 0.0 if not whole else min(max(float(part) / float(whole), 0.0), 1.0)
    return f"{share * 100:.1f}%"


def figure_text(figure: Figure | None) -> str:
    """`1.234` for a whole number, `3,6` for another; empty for None."""
    if figure is None:
        return ""
    return dutch.number(figure) if isinstance(figure, int) else f"{figure:.1f}".replace(".", ",")


def _fact(bar: object, name: str) -> Any:
    return bar.get(name) if isinstance(bar, Mapping) else getattr(bar, name, None)
