"""Runs all tests on two cores: first everything without a browser, then the browser journeys, and adds up."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
NOTHING_FOUND = 5
TWO_CORES = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]  # the order is that of tests/conftest.py
PARTS = {"tests": [*TWO_CORES, "-m", "not journey"], "journeys": [*TWO_CORES, "-m", "journey"]}


@dataclass(frozen=True)
class Outcome:
    """How one part went."""

    name: str
    code: int
    tests: int
    failed: int
    seconds: float

    def line(self) -> str:
        return f"{self.name:<10} {self.tests - self.failed} passed, {self.failed} failed, {self.seconds:.0f} s"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-k", metavar="WORDS", help="only tests whose name matches")
    given = parser.parse_args()
    outcomes = [run_part(name, options, given.k) for name, options in PARTS.items()]
    print("\n" + "\n".join(outcome.line() for outcome in outcomes))
    wrong = [outcome for outcome in outcomes if outcome.code not in (0, NOTHING_FOUND)]
    if not any(outcome.tests for outcome in outcomes):
        print("No test was found.")
        return NOTHING_FOUND
    print(f"FAILED: {', '.join(outcome.name for outcome in wrong)}" if wrong else "All tests pass.")
    return 1 if wrong else 0


def run_part(name: str, options: list[str], words: str | None) -> Outcome:
    """One pytest run; its report tells the counts."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", *options, f"--junitxml={report}"]
        selection = ["-k", words] if words else []
        code = subprocess.run([*command, *selection], cwd=ROOT, env=surroundings(), check=False).returncode
        tests, failed = counts(report)
    return Outcome(name, code, tests, failed, time.monotonic() - started)


def surroundings() -> dict[str, str]:
    """Tells the journeys which Chromium the set-up found."""
    mark = ROOT / ".venv" / ".tandem-chromium"
    found = mark.read_text() if mark.exists() else ""
    return {**os.environ, "TANDEM_CHROMIUM": found} if Path(found).is_file() else dict(os.environ)


def counts(report: Path) -> tuple[int, int]:
    """Tests run, and how many of them failed."""
    if not report.exists():
        return 0, 0
    suites = list(ElementTree.parse(report).getroot().iter("testsuite"))  # noqa: S314 (we wrote it just now)
    failed = sum(int(suite.get("failures", 0)) + int(suite.get("errors", 0)) for suite in suites)
    return sum(int(suite.get("tests", 0)) for suite in suites), failed


if __name__ == "__main__":
    sys.exit(main())
