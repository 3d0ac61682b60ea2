"""`tandem income ...`: rules, comparisons and parameters from the command line. Needs no database."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tandem.income.engine import cases, catalogue
from tandem.income.engine.catalogue import CannotCompute
from tandem.income.engine.figures import Figure
from tandem.income.engine.months import Month
from tandem.income.engine.parameters import TRUST, Book, NotKnown, Used, book_from, shipped
from tandem.income.engine.scenario import Comparison
from tandem.income.engine.spells import Income
from tandem.income.engine.trace import Line, Outcome

REFUSED = 2


def rule(given: argparse.Namespace) -> int:
    """One rule on one day; exit status 2 with a sentence for what cannot be."""
    try:
        outcome = catalogue.compute(
            given.name, _pairs([*given.facts, *given.rest]), on=_day(given.on), book=_book(given.parameters)
        )
    except NotKnown as missing:
        outcome = Outcome(None, unknown=(str(missing),))
    except (CannotCompute, OSError, ValueError) as problem:
        return _refuse(problem)
    _print(_outcome(outcome), as_json=given.format == "json", lines=_outcome_lines(outcome))
    return 0


def compare(given: argparse.Namespace) -> int:
    """Two scenarios month by month."""
    try:
        comparison = cases.comparison_from(given.case.read_text("utf-8"), book=_book(given.parameters))
    except (CannotCompute, OSError, ValueError, NotKnown) as problem:
        return _refuse(problem)
    _print(_comparison(comparison), as_json=given.format == "json", lines=_comparison_lines(comparison))
    return 0


def parameters(given: argparse.Namespace) -> int:
    """What would be used on a day, with sources and trust; `--stale` only what needs checking."""
    try:
        used = _book(given.parameters).used_on(_day(given.on))
    except (CannotCompute, OSError, ValueError) as problem:
        return _refuse(problem)
    shown = [one for one in used if not given.stale or not one.is_confirmed]
    lines = [f"{one.key:<36} {_text(one.figure):>24}  {one.trust}  {_state(one):<14} {one.source}" for one in shown]
    _print([_used(one) for one in shown], as_json=given.format == "json", lines=lines)
    return 0


def add_to(commands: Any, add: Any) -> None:
    """The sub-commands, for the command `tandem`."""
    one = add(commands, "rule", "Reken één regel uit op een dag.", rule)
    one.add_argument("name", metavar="REGEL", help=f"een van: {', '.join(catalogue.RULES)}")
    one.add_argument("facts", metavar="sleutel=waarde", nargs="*", help="wat de regel moet weten")
    two = add(commands, "compare", "Vergelijk twee toekomsten maand per maand.", compare)
    two.add_argument("case", metavar="GEVAL.yaml", type=Path, help="het gezin, nu en straks")
    listed = add(commands, "parameters", "Toon welke bedragen gelden, met bron en vertrouwen.", parameters)
    listed.add_argument("--stale", action="store_true", help="alleen wat nagekeken moet worden")
    for command in (one, listed):
        command.add_argument("--on", metavar="DAG", default="", help="de dag, zoals 2026-04-01 (standaard vandaag)")
    for command in (one, two, listed):
        command.add_argument("--format", choices=["text", "json"], default="text", help="hoe het antwoord eruitziet")
        command.add_argument(
            "--parameters", metavar="BESTAND", type=Path, help="andere gedateerde bedragen, voor deze keer"
        )


def _pairs(texts: list[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in texts]
    if wrong := [key for key, equals, _ in pairs if not equals]:
        raise CannotCompute(f"Schrijf sleutel=waarde, niet: {', '.join(wrong)}.")
    keys = [key for key, _, _ in pairs]
    if len(set(keys)) < len(keys):
        raise CannotCompute("Geef elke sleutel één keer.")
    return {key: value for key, _, value in pairs}


def _day(text: str) -> date:
    return catalogue.day(text) if text else date.today()  # noqa: DTZ011 - the calendar day where the command runs


def _book(path: Path | None) -> Book:
    return shipped().overlaid(book_from([path.read_text("utf-8")])) if path else shipped()


def _refuse(problem: Exception) -> int:
    print(problem, file=sys.stderr)
    return REFUSED


def _print(content: object, *, as_json: bool, lines: list[str]) -> None:
    print(json.dumps(content, indent=1, ensure_ascii=False) if as_json else "\n".join(lines))


def _outcome(outcome: Outcome) -> dict[str, object]:
    figure = outcome.value
    return {
        "value": _number(figure.low) if figure else None,
        "interval": _interval(figure),
        "parts": {key: _part(part) for key, part in outcome.parts.items()},
        "unknown": list(outcome.unknown),
        "is_confirmed": outcome.is_confirmed,
        "trace": [_line(line) for line in outcome.trace],
    }


def _line(line: Line) -> dict[str, object]:
    return {
        "key": line.key,
        "words": line.words,
        "value": _part(line.figure),
        "inputs": dict(line.inputs),
        "parameters": [_used(used) for used in line.used],
    }


def _used(used: Used) -> dict[str, object]:
    return {
        "key": used.key,
        "name": used.name,
        "value": _part(used.figure),
        "unit": used.unit,
        "article": used.article,
        "source": used.source,
        "source_date": used.source_date,
        "link": used.link,
        "valid_from": used.valid_from.isoformat(),
        "checked_on": used.checked_on.isoformat(),
        "is_confirmed": used.is_confirmed,
        "trust": used.trust,
        "trust_words": TRUST[used.trust],
    }


def _comparison(comparison: Comparison) -> dict[str, object]:
    return {
        "months": [
            {"number": before.number, "month": before.on.isoformat()[:7], "now": _month(before), "then": _month(after),
             "difference": _part(gap), "regular_difference": _part(regular)}
            for before, after, gap, regular in _beside(comparison)
        ],
        "first_month_below_today": comparison.first_loss,
        "total_difference": _part(comparison.total_difference),
        "unknown": list(comparison.unknown),
    }  # fmt: skip


def _beside(comparison: Comparison) -> Iterable[tuple[Month, Month, Figure, Figure]]:
    """Each month now and then, the difference with and without what is paid once."""
    return zip(comparison.now, comparison.then, comparison.differences, comparison.regular_differences, strict=True)


def _month(month: Month) -> dict[str, object]:
    """`total` holds what is paid once as well; `regular` does not."""
    return {
        "total": _part(month.total),
        "regular": _part(month.regular),
        "is_complete": month.is_complete,
        "is_confirmed": month.is_confirmed,
        "lines": [
            *({"key": line.key, "label": line.label, "value": _part(line.figure)} for line in month.lines),
            *(_one_off(line) for line in month.one_off),
        ],
    }


def _one_off(line: Income) -> dict[str, object]:
    return {
        "key": line.key, "label": _estimate(line), "value": _part(line.figure), "is_one_off": True,
        "trace": [_line(step) for step in line.trace],
    }  # fmt: skip


def _estimate(line: Income) -> str:
    """A one-off amount is never certain: its bounds belong to its name."""
    if line.figure is None:
        return f"{line.label}, niet gekend"
    if line.figure.is_exact:
        return f"{line.label}, schatting rond {line.figure.low:,.2f}"
    return f"{line.label}, schatting tussen {line.figure.low:,.2f} en {line.figure.high:,.2f}"


def _part(figure: Figure | None) -> object:
    if figure is None:
        return None
    return _number(figure.low) if figure.is_exact else _interval(figure)


def _interval(figure: Figure | None) -> list[float] | None:
    return None if figure is None or figure.is_exact else [_number(figure.low), _number(figure.high)]


def _number(value: Decimal) -> float:
    return float(value)


def _text(figure: Figure | None) -> str:
    if figure is None:
        return "niet gekend"
    return f"{figure.low:,.2f}" if figure.is_exact else f"{figure.low:,.2f} tot {figure.high:,.2f}"


def _state(used: Used) -> str:
    return "bevestigd" if used.is_confirmed else "niet bevestigd"


def _outcome_lines(outcome: Outcome) -> list[str]:
    lines = [f"{key:<18} {_text(part):>22}" for key, part in outcome.parts.items()]
    lines += [f"  {line.words}: {_text(line.figure)}" for line in outcome.trace]
    return [f"uitkomst           {_text(outcome.value):>22}", *lines, *outcome.unknown]


def _comparison_lines(comparison: Comparison) -> list[str]:
    lines = []
    for before, after, _, regular in _beside(comparison):
        beside = f"nu {_text(before.regular):>22}  straks {_text(after.regular):>22}"
        lines.append(f"{before.on:%Y-%m}  {beside}  verschil {_text(regular):>22}")
        for when, month in (("nu", before), ("straks", after)):
            lines += [f"         eenmalig, {when}: {_estimate(line)}" for line in month.one_off]
    loss = comparison.first_loss
    lines.append(f"Eerste maand onder vandaag: maand {loss}." if loss else "Geen maand ligt onder vandaag.")
    if any(month.one_off for month in (*comparison.now, *comparison.then)):
        lines.append("Een afrekening is een schatting. Ze telt alleen mee in het totaal.")
    return [*lines, f"Over alle maanden samen: {_text(comparison.total_difference)}.", *comparison.unknown]
