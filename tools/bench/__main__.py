"""Measure and print. `python -m tools.bench --scale 1,10 --only pages,export --times 30`."""

import argparse
import sys
from collections.abc import Callable
from datetime import datetime

from tools.bench.measuring import load
from tools.bench.surroundings import fill_to, measured_installation

PARTS = ("pages", "numbers", "export", "forms", "twice", "kills", "bad")


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
        _measure(home, scales, parts, given.times)
    print(f"\nload at the end {load():.2f}")
    return 0


def _measure(home, scales: list[int], parts: list[str], times: int) -> None:  # type: ignore[no-untyped-def]
    from tools.bench import bad_inputs, exports, forms, kills, numbers, pages, report, twice  # noqa: PLC0415 (app ready)

    measured, files = {}, {}
    for scale in scales:
        fill_to(scale)
        if "bad" in parts and scale == scales[0]:
            report.say("Bad input", bad_inputs.report())
        if "pages" in parts:
            measured[scale] = pages.measure(times)
            report.say(f"Pages at scale {scale}", report.pages_table(measured[scale]))
        if "export" in parts:
            files[scale] = exports.measure(max(5, times // 5))
    last: dict[str, Callable[[], str]] = {
        "export": lambda: report.exports_table(files), "numbers": numbers.report, "forms": lambda: forms.report(times * 4),
        "twice": lambda: twice.report(home), "kills": kills.report,
    }  # fmt: skip
    for scale in scales[:-1] if "pages" in parts else ():
        report.say(
            f"Growth from scale {scale} to {scales[-1]}", report.growth_table(measured[scale], measured[scales[-1]])
        )
    for name, part in last.items():
        if name in parts:
            report.say(name.capitalize(), part())


if __name__ == "__main__":
    sys.exit(main())
