"""The embedded database killed while it writes: what was acknowledged must still be there.

Every process of the server gets SIGKILL at once, so that nothing can be written in a hurry. The control tells the
database not to wait for the disk; it must be able to lose, else this measures nothing.
"""

import os
import shutil
import signal
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median

import psutil
import psycopg

from tandem.kernel.database.places import places_of
from tandem.kernel.database.postmaster import postmaster_of
from tandem.kernel.database.server import ensure_running, stop
from tools.bench.report import table

ROUNDS, ROUNDS_OF_CONTROL, WRITERS = 20, 5, 3
FEWEST, MOST = 100, 600  # acknowledged writes before the kill
Written = tuple[int, int]


@dataclass(frozen=True)
class Outcome:
    """Of all rounds together."""

    rounds: int
    acknowledged: int
    lost: int
    rounds_with_loss: int
    seconds_to_return: float


def report() -> str:
    """The product's own settings, and the control."""
    home = Path(tempfile.mkdtemp(prefix="tandem-bench-kill-"))
    home.chmod(0o711)
    try:
        outcomes = {
            "as the product runs it": _rounds(home, ROUNDS),
            "control: not waiting for the disk": _control(home),
        }
    finally:
        _remove(home)
    header = ("writes", "kills", "acknowledged", "lost", "kills that lost something", "back after (median seconds)")
    return table(header, [
        (name, o.rounds, o.acknowledged, o.lost, o.rounds_with_loss, f"{o.seconds_to_return:.1f}") for name, o in outcomes.items()
    ])  # fmt: skip


def _control(home: Path) -> Outcome:
    return _rounds(home, ROUNDS_OF_CONTROL, options="-c synchronous_commit=off")


def _rounds(home: Path, rounds: int, *, options: str = "") -> Outcome:
    random, acknowledged, lost, returns = Random(rounds), 0, [], []
    addresses = ensure_running(home, say=_silent)
    with psycopg.connect(addresses.owner_url, autocommit=True) as owner:
        owner.execute("drop table if exists written")
        owner.execute("create table written (writer int, number int, filler text, primary key (writer, number))")
    for number in range(rounds):
        answered = _write_until_killed(home, addresses.app_url, options, number, random.randrange(FEWEST, MOST))
        began = time.perf_counter()
        addresses = ensure_running(home, say=_silent)
        returns.append(time.perf_counter() - began)
        with psycopg.connect(addresses.app_url) as connection:
            found = set(connection.execute("select writer, number from written").fetchall())
        acknowledged += len(answered)
        lost.append(len(answered - found))
    return Outcome(rounds, acknowledged, sum(lost), sum(map(bool, lost)), median(returns))


def _write_until_killed(home: Path, url: str, options: str, round_number: int, enough: int) -> set[Written]:
    """Writers that note what was answered; the kill falls somewhere in the middle of their work."""
    answered: set[Written] = set()
    is_enough = threading.Event()

    def write(writer: int) -> None:
        try:
            with psycopg.connect(url, autocommit=True, options=options) as connection:
                for number in range(1_000_000):
                    connection.execute("insert into written values (%s, %s, %s)", [writer, number, "x" * 200])
                    answered.add((writer, number))
                    if len(answered) >= enough:
                        is_enough.set()
        except psycopg.OperationalError:
            is_enough.set()

    writers = [threading.Thread(target=write, args=[round_number * WRITERS + index]) for index in range(WRITERS)]
    for writer in writers:
        writer.start()
    is_enough.wait()
    _kill_all(home)
    for writer in writers:
        writer.join()
    return answered


def _kill_all(home: Path) -> None:
    """The first process and every process it started, found by their own numbers."""
    postmaster = postmaster_of(places_of(home, _silent))
    assert postmaster is not None
    first = psutil.Process(postmaster.pid)
    for process in (first, *first.children(recursive=True)):
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
    psutil.wait_procs([first], timeout=10)


def _remove(home: Path) -> None:
    stop(home, say=_silent)
    places = places_of(home, _silent)
    for folder in (places.sockets, places.base, home):
        shutil.rmtree(folder, ignore_errors=True)


def _silent(_line: str) -> None:
    """Nobody listens."""
