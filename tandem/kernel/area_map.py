"""Five provinces and Brussels as a schematic picture: own drawing, roughly in their place. Pure.

The picture counts, the table beside it says the same with the links; a colour step never stands alone, its number is in it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tandem.kernel.charts import Figure, figure_text

MOST_STEPS = 3
# Corners, middle of the text, and the name over one or two lines; neighbours share their corners.
_SHAPES: dict[str, tuple[str, int, int, tuple[str, ...]]] = {
    "west_flanders": ("6,120 140,36 156,170 148,330 78,350 24,256", 83, 186, ("West-", "Vlaanderen")),
    "east_flanders": ("140,36 208,70 300,86 314,200 262,270 250,352 148,330 156,170", 220, 166, ("Oost-", "Vlaanderen")),
    "antwerp": ("300,86 352,20 448,10 520,80 506,176 420,214 314,200", 408, 112, ("Antwerpen",)),
    "limburg": ("520,80 580,46 636,140 620,300 560,352 524,330 516,250 506,176", 571, 200, ("Limburg",)),
    "flemish_brabant": ("314,200 420,214 506,176 516,250 524,330 500,372 380,388 250,352 262,270", 458, 284,
                        ("Vlaams-", "Brabant")),
    "brussels": ("398,298 368,350 308,350 278,298 308,246 368,246", 338, 300, ("Brussel",)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NameLine:
    """A line of a name, and how far down it stands."""

    text: str
    y: int


@dataclass(frozen=True, slots=True)
class AreaShape:
    """One area to draw and its row of the table. `step` is 0 for nothing, else 1 to 3 by the share of the highest."""

    key: str
    label: str
    points: str
    x: int
    y: int
    lines: tuple[NameLine, ...]
    text: str
    step: int
    note: str
    url: str


def area_shapes(areas: Iterable[object]) -> list[AreaShape]:
    """The drawing of `.key .label .value`, with `.note .url` and `.text` (said instead of the figure) where there are.

    Takes objects and dicts, in any order; the order given is that of the table. A key that is no area is left out.
    """
    known = [area for area in areas or () if _fact(area, "key") in _SHAPES]
    highest = max((_figure(area) for area in known), default=0.0)
    return [_shape(area, highest) for area in known]


def drawing(shapes: Iterable[AreaShape]) -> list[AreaShape]:
    """All six in the order to draw: Brussels lies upon its neighbour. What nothing was told about stands empty."""
    told = {shape.key: shape for shape in shapes}
    return [told.get(key) or _shape({"key": key}, 0.0, text="") for key in _SHAPES]


def summary(shapes: Iterable[AreaShape]) -> str:
    """`Antwerpen 13, Limburg 5`: the picture in words."""
    return ", ".join(f"{shape.label} {shape.text}" for shape in shapes)


def _shape(area: object, highest: float, text: str | None = None) -> AreaShape:
    points, x, y, name = _SHAPES[_fact(area, "key")]
    value: Figure = _fact(area, "value") or 0
    said = _fact(area, "text") or figure_text(value) if text is None else text
    lines = tuple(NameLine(line, y + 26 * place) for place, line in enumerate(name, 1))
    return AreaShape(
        _fact(area, "key"), str(_fact(area, "label") or ""), points, x, y, lines, str(said), _step(float(value), highest),
        str(_fact(area, "note") or ""), str(_fact(area, "url") or ""),
    )  # fmt: skip


def _step(value: float, highest: float) -> int:
    if value <= 0 or highest <= 0:
        return 0
    return min(int(value / highest * MOST_STEPS) + 1, MOST_STEPS)


def _figure(area: object) -> float:
    return float(_fact(area, "value") or 0)


def _fact(area: object, name: str) -> Any:
    return area.get(name) if isinstance(area, Mapping) else getattr(area, name, None)
