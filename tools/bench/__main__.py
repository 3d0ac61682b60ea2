"""Measure and print. `python -m tools.bench --scale 1,10 --only pages,export --times 30`."""

import argparse
import sys
from collections.abc import Callable
from datetime import datetime

from tools.bench.measuring import load
from tools.bench.surroundings import fill_to, measured_installation

PARTS = (
    "pages",
    "numbers",
    "export",
    "forms",
    "twice",
    "kills",
    "bad",
    "income",
    "person",
    "selection",
    "planning",
    "lasthour",
)
WITHOUT_ROWS = {"income", "person", "selection", "planning", "lasthour"}  # parts that need no example data


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--scale", default="1,2,10", help="scales of the example data, smallest first (or 1,2,10,100)")
    parser.add_argument("--only", default=",".join(PARTS), help=f"some of {', '.join(PARTS)}")
    parser.add_argument("--times", type=int, default=30, help="samples per page")
    given = parser.parse_args()
    scales, parts = [int(scale) for scale in given.scale.split(",")], given.only.split(",")
    if unknown := set(parts) - set(PARTS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    print(f"{datetime.now().astimezone():%Y-%m-%d %H:%M}, load {load():.2f}", flush=True)
    with measured_installation() as home:
        broken = _measure(home, scales, parts, given.times)
    print(f"\nload at the end {load():.2f}")
    if broken:
        print(f"broken: {', '.join(broken)}", file=sys.stderr)
    return 1 if broken else 0


def _measure(home, scales: list[int], parts: list[str], times: int) -> list[str]:  # type: ignore[no-untyped-def]
    """Each part by itself: what breaks is told, and the rest is measured all the same."""
    from tools.bench import (  # noqa: PLC0415 (app ready)
        bad_inputs,
        exports,
        forms,
        income,
        kills,
        last_hour,
        numbers,
        pages,
        person,
        planning,
        report,
        selection,
        twice,
    )

    measured, run = {}, Run(parts)
    for scale in [] if set(parts) <= WITHOUT_ROWS else scales:
        fill_to(scale)
        if scale == scales[0]:
            run.part("bad", "Bad input", bad_inputs.report)

        def pages_report(scale: int = scale) -> str:
            measured[scale] = pages.measure(times)
            return report.pages_table(measured[scale])

        run.part("pages", f"Pages at scale {scale}", pages_report)

        def export_report(scale: int = scale) -> str:
            return report.exports_table({scale: exports.measure(max(5, times // 5))})

        run.part("export", f"Export at scale {scale}", export_report)
    for scale in [scale for scale in scales[:-1] if scale in measured and scales[-1] in measured]:
        table = report.growth_table(measured[scale], measured[scales[-1]])
        report.say(f"Growth from scale {scale} to {scales[-1]}", table)
    run.part("numbers", "Numbers", numbers.report)
    run.part("forms", "Forms", lambda: forms.report(times * 4))
    run.part("twice", "Twice", lambda: twice.report(home))
    run.part("kills", "Kills", kills.report)
    run.part("income", "Income", income.report)
    run.part("person", "A person's file", person.report)
    run.part("selection", "Selection under a budget", selection.report)
    run.part("planning", "Planning", planning.report)
    run.part("lasthour", "The last hour of a call", lambda: last_hour.report(home))
    return run.broken


class Run:
    """Says each wanted part as soon as it is known, and remembers what broke."""

    def __init__(self, parts: list[str]) -> None:
        self.parts, self.broken = parts, list[str]()

    def part(self, name: str, title: str, report: Callable[[], str]) -> None:
        """One part; an error becomes a line under its title."""
        from tools.bench.report import say  # noqa: PLC0415 (app ready)

        if name not in self.parts:
            return
        try:
            say(title, report())
        except Exception as failure:  # whatever breaks is what we want to know
            self.broken.append(name)
            say(title, f"Broken: {type(failure).__name__}: {str(failure)[:500]}")


if __name__ == "__main__":
    sys.exit(main())
