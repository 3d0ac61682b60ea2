"""The answer of a rule as JSON and as lines of text."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from tandem.calls.selection.call import Call, Way, euro
from tandem.calls.selection.displacement import Displacement, Moved, Totals, displacement
from tandem.calls.selection.outcome import INFEASIBLE, Clash, Outcome, areas, broken_limits, costs, ties, total_score
from tandem.calls.selection.ranking import rank
from tandem.calls.selection.reading import Reading
from tandem.calls.selection.rules import PLAIN, RULES


def answer_of(reading: Reading, outcome: Outcome) -> dict[str, Any]:
    """Everything a reader of the file needs; amounts in euro, projects in the order of the ranking."""
    call, ids, chosen = reading.call, reading.ids, outcome.chosen
    answer: dict[str, Any] = {
        "rule": outcome.rule,
        "status": outcome.status,
        "selected": [ids[key] for key in chosen],
        "total_score": _plain(call.points(total_score(call, chosen))),
        "cost": {label: _euro(cents) for label, cents in costs(call, chosen).items()},
        "areas": dict(sorted(areas(call, chosen).items())),
        "waves": _waves(reading, chosen),
        "without": [{"id": ids[key], "envelopes": list(way.without)} for key, way in chosen.items() if way.without],
        "bound": None if outcome.bound is None else _plain(call.points(outcome.bound)),
        "unique": outcome.is_unique,
        "clashes": [outcome.clash.sentence] if outcome.clash else [],
        "clashing_rules": _clashing(outcome.clash) if outcome.clash else [],
        "remarks": remarks(reading, outcome),
    }
    if outcome.status != INFEASIBLE:
        answer["breaks"] = broken_limits(call, areas(call, chosen))
        answer["displacement"] = _displaced(reading, displacement(call, outcome, rank(call)))
    return answer


def remarks(reading: Reading, outcome: Outcome) -> list[str]:
    """What a reader should know besides: unread keys, areas nobody is from, equal scores on the line, an early stop."""
    present = {one.area for one in reading.call.submissions}
    absent = [limit.area for limit in reading.call.limits if limit.area not in present]
    found = [*reading.remarks, *(f"Uit {area} diende niemand in: klopt de naam?" for area in absent)]
    if outcome.status == INFEASIBLE:
        return found
    if not outcome.is_unique:
        found.append("Misschien heeft een andere keuze even veel punten. Het zoeken stopte te vroeg om dat te weten.")
    return [*found, *ties(reading.call, outcome.chosen)]


def lines_of(reading: Reading, outcome: Outcome) -> list[str]:
    """The same for people."""
    call = reading.call
    head = f"{RULES[outcome.rule].title}: {outcome.status}"
    if outcome.clash:
        return [head, outcome.clash.sentence, *remarks(reading, outcome)]
    lines = [head, f"{len(outcome.chosen)} van {len(call.submissions)} projecten, samen {_score(call, outcome)} punten"]
    spent = costs(call, outcome.chosen)
    lines += [f"  {one}: {euro(spent[str(one)])} van {euro(one.cents)}" for one in call.envelopes]
    lines += [_line(call, key, way) for key, way in outcome.chosen.items()]
    lines += broken_limits(call, areas(call, outcome.chosen))
    if outcome.rule != PLAIN:
        lines += _displacement_lines(displacement(call, outcome, rank(call)))
    return [*lines, *remarks(reading, outcome)]


def _score(call: Call, outcome: Outcome) -> str:
    return _points(call.points(total_score(call, outcome.chosen)))


def _line(call: Call, key: str, way: Way) -> str:
    one = call.submission(key)
    wave = f", {way.wave}" if way.wave else ""
    part = f", zonder {' en '.join(way.without)}" if way.without else ""
    return f"  {call.places[key]:>4}. {key} ({one.area}{wave}): {_points(call.points(one.score))}{part}"


def _displacement_lines(found: Displacement) -> list[str]:
    lines = [f"Tegenover de rangschikking: {len(found.came_in)} erbij, {len(found.pushed_out)} eruit."]
    lines += [f"  erbij: {_moved_line(one)}" for one in found.came_in]
    lines += [f"  eruit: {_moved_line(one)} {one.why}".rstrip() for one in found.pushed_out]
    means = [_points(one.mean) if one.mean is not None else "geen" for one in (found.rule, found.ranking)]
    return [*lines, f"Gemiddelde score: {means[0]}, in de rangschikking {means[1]}."]


def _moved_line(one: Moved) -> str:
    return f"{one.key} ({one.area}), plaats {one.place}, {_points(one.score)} punten."


def _points(score: Decimal) -> str:
    return f"{score:f}".replace(".", ",")


def _waves(reading: Reading, chosen: Mapping[str, Way]) -> list[dict[str, Any]]:
    waves = sorted({way.wave for way in chosen.values()}, key=lambda wave: (wave is None, wave))
    return [
        {"year": wave, "selected": [reading.ids[key] for key, way in chosen.items() if way.wave == wave]}
        for wave in waves
    ]


def _clashing(clash: Clash) -> list[dict[str, Any]]:
    floors: list[dict[str, Any]] = [{"rule": "min", "area": limit.area, "min": limit.least} for limit in clash.floors]
    return floors + [
        {"rule": "envelope", "name": one.name, "year": one.year, "amount": _euro(one.cents)} for one in clash.envelopes
    ]


def _displaced(reading: Reading, found: Displacement) -> dict[str, Any]:
    return {
        "entered": [_moved(reading, one) for one in found.came_in],
        "pushed_out": [_moved(reading, one) for one in found.pushed_out],
        "rule": _totals(found.rule),
        "ranking": _totals(found.ranking),
    }


def _moved(reading: Reading, one: Moved) -> dict[str, Any]:
    return {
        "id": reading.ids[one.key], "area": one.area, "score": _plain(one.score), "rank": one.place, "why": one.why,
    }  # fmt: skip


def _totals(found: Totals) -> dict[str, Any]:
    return {
        "selected": found.number, "total_score": _plain(found.score),
        "mean_score": None if found.mean is None else _plain(found.mean), "cost": _euro(found.cents),
    }  # fmt: skip


def _euro(cents: int) -> int | float:
    return _plain(Decimal(cents).scaleb(-2))


def _plain(number: Decimal) -> int | float:
    """A JSON number, at the very end of all counting."""
    return int(number) if number == int(number) else float(number)
