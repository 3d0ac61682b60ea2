"""The income rules: one household, a sweep, uncertainty, a million households; and a toy set beside OpenFisca's.

Every line is a fresh process. OpenFisca lives in an environment of its own that this makes on demand; where that does not
work, the table says so and the rest is measured all the same.
"""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from typing import Any

from tools.bench.measuring import load
from tools.bench.report import table
from tools.bench.surroundings import ROOT

OPENFISCA = ("openfisca-core", "openfisca-country-template")
ENVIRONMENT = ROOT / "var" / "bench" / "openfisca"
HOUSEHOLDS, ROUNDS = (1_000, 100_000, 1_000_000), 3  # ours and theirs take turns
TARGETS = {
    "household": ("one household, 24 months x 2, with trace", 20, None),
    "sweep": ("200 wages at once", 2, None),
    "uncertainty": ("48,000 months of 1,000 draws", 50, None),
    "million": ("1,000,000 households, one month", 1000, 400),
}


HEADER = (
    "households", "plain NumPy ms", "NumPy ms", "NumPy ms on threads", "OpenFisca build ms", "OpenFisca calculate ms",
    "times faster, calculation alone: medians (fastest)", "the same on threads", "from arrays to answer", "peak MB",
)  # fmt: skip
Found = dict[str, Any]


def report() -> str:
    """Both tables."""
    return f"{_engine()}\n\nload {load():.2f}\n\n{_beside_openfisca()}"


def _engine() -> str:
    lines = []
    for name, (words, most_ms, most_mb) in TARGETS.items():
        found = _run(sys.executable, "income_engine", name)
        limit = f"{most_ms} ms" + (f", {most_mb} MB" if most_mb else "")
        lines.append((words, _ms(found["seconds"]), f"{found['peak_mb']:.0f}", limit))
    return table(("what", "median ms (fastest-slowest)", "peak MB", "limit"), lines)


def _beside_openfisca() -> str:
    python, problem = _openfisca_python()
    if python is None:
        return f"OpenFisca could not be installed here, so nothing stands beside it: {problem}"
    lines = []
    for number in HOUSEHOLDS:
        plain = _run(sys.executable, "toy_rules", str(number))
        rounds = [
            (_run(sys.executable, "toy_fast", str(number)), _run(python, "toy_openfisca", str(number)))
            for _ in range(ROUNDS)
        ]
        assert all(abs(ours["mean"] - theirs["mean"]) < 0.01 for ours, theirs in rounds), "other amounts"
        ours, theirs = (_together(side) for side in zip(*rounds, strict=True))
        lines.append(_side_by_side(number, plain, ours, theirs))
    return table(HEADER, lines)


def _together(rounds: Iterable[Found]) -> Found:
    """The times of all rounds; the rest of the last one."""
    both = list(rounds)
    times = {
        key: sorted(second for one in both for second in one[key])
        for key, kept in both[0].items()
        if type(kept) is list
    }
    return {**both[-1], **times}


def _side_by_side(number: int, plain: Found, ours: Found, theirs: Found) -> tuple[str, ...]:
    """Times and how many times faster: calculation alone on one thread, on all, and with the building of arrays."""
    whole = [build + calculate for build, calculate in zip(theirs["build"], theirs["calculate"], strict=True)]
    return (
        f"{number:,}", _ms(plain["calculate"]), _ms(ours["calculate"]), f"{_ms(ours['threaded'])} x{ours['threads']}",
        _ms(theirs["build"]), _ms(theirs["calculate"]), _times(theirs["calculate"], ours["calculate"]),
        _times(theirs["calculate"], ours["threaded"]), _times(whole, ours["calculate"]),
        f"{ours['peak_mb']:.0f} / {theirs['peak_mb']:.0f}",
    )  # fmt: skip


def _times(theirs: list[float], ours: list[float]) -> str:
    """Median against median, and the fastest against the fastest: others at work slow both, but not alike."""
    return f"{median(theirs) / median(ours):.1f} ({min(theirs) / min(ours):.1f})"


def _openfisca_python() -> tuple[str | None, str]:
    """The interpreter of the separate environment; or the last line of what went wrong."""
    python = ENVIRONMENT / "bin" / "python"
    if (
        python.exists()
        and subprocess.run([str(python), "-c", "import openfisca_country_template"], check=False).returncode == 0
    ):
        return str(python), ""
    try:
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
        command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *OPENFISCA]
        made = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    except (OSError, subprocess.SubprocessError) as failure:
        return None, str(failure)
    return (str(python), "") if made.returncode == 0 else (None, (made.stderr.strip().splitlines() or ["?"])[-1])


def _run(python: str, module: str, argument: str) -> Found:
    """A fresh process from the root of the project; one line of JSON."""
    command = [python, "-m", f"tools.bench.{module}", argument]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if found.returncode:
        raise RuntimeError(f"{Path(python).name} {module} {argument}: {found.stderr.strip()[-300:]}")
    answer: Found = json.loads(found.stdout.strip().splitlines()[-1])
    return answer


def _ms(seconds: list[float]) -> str:
    low, middle, high = (f"{1000 * one:.1f}" for one in (min(seconds), median(seconds), max(seconds)))
    return f"{middle} ({low}-{high})"
