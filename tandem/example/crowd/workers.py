"""Two processors write at once: blocks know nothing of each other."""

import subprocess
import sys
from collections.abc import Sequence
from datetime import date


class WorkerStopped(Exception):
    """A process did not finish its blocks."""


def add_blocks_in_processes(numbers: Sequence[int], *, seed: int, today: date, workers: int) -> None:
    """Share the blocks out over processes, each of which tells its own progress; waits for all of them."""
    shares = [share for share in (numbers[start::workers] for start in range(workers)) if share]
    children = [subprocess.Popen(_arguments(share, seed, today)) for share in shares]  # noqa: S603 -- our own command
    endings = [child.wait() for child in children]
    if any(endings):
        raise WorkerStopped("Het bijmaken is gestopt. Geef dezelfde opdracht opnieuw: wat er al is, blijft staan.")


def _arguments(numbers: Sequence[int], seed: int, today: date) -> list[str]:
    command = [sys.executable, "-m", "django", "example_blocks", f"--seed={seed}", f"--today={today.isoformat()}"]
    return [*command, *map(str, numbers)]
