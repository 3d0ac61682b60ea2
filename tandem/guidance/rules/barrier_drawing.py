"""Where each box and arrow of the barrier map stands: layers from top to bottom, causes above. Pure and always the same.

The usual four steps of layered drawings: turn what goes back up, put in layers, order to cross little, give places.
Whole pixels, so that the page needs no number formats.
"""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tandem.guidance.rules.barrier_map import Key, Node

LETTER, LINE, LINE_CHARS, MOST_LINES = 9, 21, 20, 3
PADDING, GAP, ROW_GAP, MARGIN = 16, 28, 48, 24
SIGN = 26  # room for the sign before the words
ROW = 4  # boxes beside each other
SWEEPS = 4
MOST_BENDS = 400  # more than this and long arrows go straight


@dataclass(frozen=True, slots=True)
class Line:
    """One line of words in a box."""

    text: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Box:
    """One barrier on the map."""

    key: Key
    state: str
    x: int
    y: int
    width: int
    height: int
    lines: tuple[Line, ...]

    @property
    def sign_y(self) -> int:
        """Where the sign of the state stands."""
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Arrow:
    """From what makes harder to what becomes harder, as an SVG path."""

    source: Key
    target: Key
    path: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole map."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


@dataclass(slots=True)
class _Place:
    """A box or a bend of a long arrow, while places are sought."""

    key: Key
    row: int
    width: int
    height: int
    middle: float = 0.0
    top: int = 0


def drawing(nodes: Sequence[Node], edges: Sequence[tuple[Key, Key]]) -> Drawing:
    """Lay out the map. Edges to or from a barrier that is not shown stay out."""
    keys = {node.key for node in nodes}
    ties = [edge for edge in dict.fromkeys(edges) if edge[0] in keys and edge[1] in keys and edge[0] != edge[1]]
    turned = _turned(nodes, ties)
    down = [edge for edge in ties if edge not in turned]
    rows = _rows(nodes, down)
    lines = {node.key: _lines(node) for node in nodes}
    places = {node.key: _Place(node.key, rows[node.key], *_size(node, lines[node.key])) for node in nodes}
    chains = _chains(down, places)
    grid = _grid(places)
    _order(grid, chains, places)
    _align(grid, chains, places)
    _stack(grid)
    boxes = tuple(_box(node, places[node.key], lines[node.key]) for node in nodes)
    arrows = [Arrow(chain[0], chain[-1], _down(chain, places)) for chain in chains]
    arrows += [Arrow(*edge, _up(edge, places, grid, number)) for number, edge in enumerate(turned)]
    right = max((box.x + box.width for box in boxes), default=0) + (GAP + 24 if turned else 0)
    bottom = max((box.y + box.height for box in boxes), default=0)
    return Drawing(right + MARGIN, bottom + MARGIN, boxes, tuple(arrows))


def _turned(nodes: Sequence[Node], ties: Sequence[tuple[Key, Key]]) -> dict[tuple[Key, Key], None]:
    """Edges that lead back to where a walk came from: drawn upwards, so that the rest goes down."""
    ways: dict[Key, list[Key]] = {node.key: [] for node in nodes}
    fed = {target for _, target in ties}
    for source, target in ties:
        ways[source].append(target)
    back: dict[tuple[Key, Key], None] = {}
    state = dict.fromkeys(ways, 0)
    for start in sorted(ways, key=lambda key: key in fed):  # what nothing feeds goes first
        if state[start]:
            continue
        state[start] = 1
        path = [(start, iter(ways[start]))]
        while path:
            key, onward = path[-1]
            following = next(onward, None)
            if following is None:
                state[key] = 2
                path.pop()
            elif state[following] == 1:
                back[(key, following)] = None
            elif not state[following]:
                state[following] = 1
                path.append((following, iter(ways[following])))
    return back


def _rows(nodes: Sequence[Node], down: Sequence[tuple[Key, Key]]) -> dict[Key, int]:
    """The row of each box: below everything that points to it; a full row goes on below. Loose ones stand last."""
    layer = _layers(nodes, down)
    tied = {key for edge in down for key in edge}
    groups: dict[int, list[Key]] = {}
    for node in nodes:
        number = layer[node.key] if node.key in tied else len(nodes) + 1
        groups.setdefault(number, []).append(node.key)
    rows, row = {}, 0
    for _, keys in sorted(groups.items()):
        for number, key in enumerate(keys):
            rows[key] = row + number // ROW
        row += -(-len(keys) // ROW)
    return rows


def _layers(nodes: Sequence[Node], down: Sequence[tuple[Key, Key]]) -> dict[Key, int]:
    """The longest way down to each box."""
    layer = {node.key: 0 for node in nodes}
    waits = {node.key: 0 for node in nodes}
    ways: dict[Key, list[Key]] = {node.key: [] for node in nodes}
    for source, target in down:
        waits[target] += 1
        ways[source].append(target)
    ready = [key for key, count in waits.items() if not count]
    for key in ready:
        for target in ways[key]:
            layer[target] = max(layer[target], layer[key] + 1)
            waits[target] -= 1
            if not waits[target]:
                ready.append(target)
    return layer


def _chains(down: Sequence[tuple[Key, Key]], places: dict[Key, _Place]) -> list[list[Key]]:
    """Each edge as boxes and bends, a row at a time; the bends become places of their own."""
    bends = sum(places[target].row - places[source].row - 1 for source, target in down)
    chains: list[list[Key]] = []
    for source, target in down:
        between = range(places[source].row + 1, places[target].row) if bends <= MOST_BENDS else ()
        bend_keys: list[Key] = [(source, target, row) for row in between]
        places.update({key: _Place(key, row, 12, 0) for key, row in zip(bend_keys, between, strict=True)})
        chains.append([source, *bend_keys, target])
    return chains


def _grid(places: Mapping[Key, _Place]) -> list[list[_Place]]:
    grid: list[list[_Place]] = [[] for _ in range(max((p.row for p in places.values()), default=-1) + 1)]
    for place in places.values():
        grid[place.row].append(place)
    return grid


def _neighbours(chains: Sequence[Sequence[Key]]) -> tuple[dict[Key, list[Key]], dict[Key, list[Key]]]:
    above: dict[Key, list[Key]] = {}
    below: dict[Key, list[Key]] = {}
    for chain in chains:
        for upper, lower in pairwise(chain):
            above.setdefault(lower, []).append(upper)
            below.setdefault(upper, []).append(lower)
    return above, below


def _order(grid: list[list[_Place]], chains: Sequence[Sequence[Key]], places: Mapping[Key, _Place]) -> None:
    """Sort each row by the middle of its neighbours, down and up again: fewer arrows cross."""
    sides = _neighbours(chains)
    _pack(grid)
    for sweep in range(SWEEPS):
        near = sides[sweep % 2]
        for row in grid if sweep % 2 == 0 else reversed(grid):
            row.sort(key=lambda place: _wanted(place, near, places))
            _pack([row])


def _align(grid: list[list[_Place]], chains: Sequence[Sequence[Key]], places: Mapping[Key, _Place]) -> None:
    """Move every place towards its neighbours, as far as the ones beside it allow; then the whole to the margin."""
    sides = _neighbours(chains)
    for sweep in range(SWEEPS):
        near = sides[sweep % 2]
        for row in grid if sweep % 2 == 0 else reversed(grid):
            _settle(row, [_wanted(place, near, places) for place in row])
    left = min((place.middle - place.width / 2 for row in grid for place in row), default=0)
    for place in places.values():
        place.middle += MARGIN - left


def _wanted(place: _Place, near: Mapping[Key, list[Key]], places: Mapping[Key, _Place]) -> float:
    others = near.get(place.key)
    return sum(places[key].middle for key in others) / len(others) if others else place.middle


def _pack(rows: Sequence[Sequence[_Place]]) -> None:
    """Boxes of a row beside each other, the row round the middle."""
    for row in rows:
        at = -(sum(place.width for place in row) + GAP * (len(row) - 1)) / 2
        for place in row:
            place.middle = at + place.width / 2
            at += place.width + GAP


def _settle(row: Sequence[_Place], wanted: Sequence[float]) -> None:
    """The places nearest to what is wanted that keep order and distance (pool adjacent violators)."""
    shifts, shift = [0.0], 0.0
    for left, right in pairwise(row):
        shift += (left.width + right.width) / 2 + GAP
        shifts.append(shift)
    pools: list[list[float]] = []  # sum, count
    for want, moved in zip(wanted, shifts, strict=False):
        pools.append([want - moved, 1])
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] > pools[-1][0] / pools[-1][1]:
            total, count = pools.pop()
            pools[-1] = [pools[-1][0] + total, pools[-1][1] + count]
    settled = [total / count for total, count in pools for _ in range(int(count))]
    for place, base, moved in zip(row, settled, shifts, strict=False):
        place.middle = base + moved


def _stack(grid: Sequence[Sequence[_Place]]) -> None:
    top = MARGIN
    for row in grid:
        height = max((place.height for place in row), default=0)
        for place in row:
            place.top = top + (height - place.height) // 2
        top += height + ROW_GAP


def _lines(node: Node) -> list[str]:
    return textwrap.wrap(node.words, LINE_CHARS, max_lines=MOST_LINES, placeholder=" …") or ["…"]


def _size(node: Node, lines: Sequence[str]) -> tuple[int, int]:
    sign = 0 if node.state == "open" else SIGN
    return max(map(len, lines)) * LETTER + 2 * PADDING + sign, len(lines) * LINE + PADDING


def _left(place: _Place) -> int:
    return round(place.middle - place.width / 2)


def _box(node: Node, place: _Place, lines: Sequence[str]) -> Box:
    x = _left(place)
    text_x = x + PADDING + (0 if node.state == "open" else SIGN)
    first = place.top + PADDING // 2 + LINE - 6
    placed = tuple(Line(text, text_x, first + number * LINE) for number, text in enumerate(lines))
    return Box(node.key, node.state, x, place.top, place.width, place.height, placed)


def _down(chain: Sequence[Key], places: Mapping[Key, _Place]) -> str:
    """Down, bend after bend, upright at every box."""
    first, *others = (places[key] for key in chain)
    x, y = round(first.middle), first.top + first.height
    path = f"M{x} {y}"
    for place in others:
        to_x, to_y = round(place.middle), place.top
        path += f"C{x} {(y + to_y) // 2} {to_x} {(y + to_y) // 2} {to_x} {to_y}"
        x, y = to_x, to_y + place.height
    return path


def _up(
    edge: tuple[Key, Key], places: Mapping[Key, _Place], grid: Sequence[Sequence[_Place]], number: int
) -> str:  # fmt: skip
    """Back up along the right-hand side of everything between."""
    source, target = places[edge[0]], places[edge[1]]
    between = [place for row in grid[target.row : source.row + 1] for place in row]
    side = max(_left(place) + place.width for place in between) + 16 + 8 * (number % 4)
    from_x, from_y = _left(source) + source.width, source.top + source.height // 2
    to_x, to_y = _left(target) + target.width, target.top + target.height // 2
    return f"M{from_x} {from_y}Q{side} {from_y} {side} {from_y - 20}L{side} {to_y + 20}Q{side} {to_y} {to_x} {to_y}"
