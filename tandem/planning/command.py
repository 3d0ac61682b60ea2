"""`tandem planning solve`: duos and dates from a file. Needs no database."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tandem.planning.problem.plan import Plan
from tandem.planning.problem.problem import Problem
from tandem.planning.reading.document import CannotPlan, problem_from
from tandem.planning.writing import plan_as_json, plan_as_lines

if TYPE_CHECKING:
    from tandem.planning.matching.search import Progress

REFUSED = 2
LARGE = 300  # more requests than this are planned per quarter and region


def solve(given: argparse.Namespace) -> int:
    """Plan a file; exit status 2 with a sentence for what cannot be planned."""
    try:
        problem = problem_from(given.file.read_text("utf-8"), today=date.today())  # noqa: DTZ011 - the day where the command runs
    except (CannotPlan, OSError, UnicodeDecodeError) as problem_found:
        print(_sentence(problem_found, given.file), file=sys.stderr)
        return REFUSED
    plan = _plan(problem, given)
    as_json = given.format == "json"
    print(
        json.dumps(plan_as_json(problem, plan), indent=1, ensure_ascii=False)
        if as_json
        else "\n".join(plan_as_lines(problem, plan))
    )
    return 0


def add_to(commands: Any, add: Any) -> None:
    """The sub-commands, for the command `tandem`."""
    one = add(commands, "solve", "Zoek het duo en de data voor elke aanvraag.", solve)
    one.add_argument("file", metavar="BESTAND.json", type=Path, help="mensen, aanvragen en wat vastligt")
    one.add_argument(
        "--seconds", metavar="S", type=_seconds, default=60, help="hoelang zoeken, hoogstens (standaard 60)"
    )
    one.add_argument("--seed", metavar="N", type=_seed, default=0, help="zelfde getal, zelfde plan (standaard 0)")
    one.add_argument(
        "--workers", metavar="N", type=_workers, default=1, help="met 1 (standaard) is het plan elke keer gelijk"
    )
    one.add_argument("--progress", action="store_true", help="toon hoever het zoeken staat")
    one.add_argument("--format", choices=["text", "json"], default="text", help="hoe het antwoord eruitziet")


def _plan(problem: Problem, given: argparse.Namespace) -> Plan:
    from tandem.planning.decompose import solve_in_parts  # noqa: PLC0415 (slow import)
    from tandem.planning.matching.search import Search  # noqa: PLC0415 (slow import)
    from tandem.planning.matching.solving import solve as solve_whole  # noqa: PLC0415 (slow import)

    tell = _tell if given.progress else lambda _: None
    search = Search(seconds=given.seconds, seed=given.seed, workers=given.workers, on_progress=tell)
    return solve_in_parts(problem, search) if len(problem.requests) > LARGE else solve_whole(problem, search)


def _tell(progress: Progress) -> None:
    words = f"{progress.seconds:6.1f} s  {progress.step:<7} {progress.placed} aanvragen"
    cost = f", kost {progress.cost}, minstens {progress.bound}" if progress.cost else ""
    print(words + cost, file=sys.stderr, flush=True)


def _sentence(problem: Exception, file: Path) -> str:
    if isinstance(problem, UnicodeDecodeError):
        return f"{file}: dit is geen tekst in UTF-8."
    return f"{file}: dit bestand kunnen we niet lezen." if isinstance(problem, OSError) else str(problem)


def _seconds(text: str) -> float:
    return _between(float(text), 0.1, 86_400)


def _seed(text: str) -> int:
    return int(_between(int(text), 0, 2**31 - 1))


def _workers(text: str) -> int:
    return int(_between(int(text), 1, 64))


def _between(number: float, low: float, high: float) -> float:
    if not low <= number <= high:
        raise argparse.ArgumentTypeError(f"kies een getal van {low:g} tot {high:g}")
    return number
