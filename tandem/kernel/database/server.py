"""Starts, finds and stops the embedded server."""

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tandem.kernel.database.addresses import ADMINISTRATOR, Addresses, address, addresses_from, passwords_of
from tandem.kernel.database.cluster import check_version, make_cluster, write_settings
from tandem.kernel.database.locks import only_one, open_lock, take_now
from tandem.kernel.database.places import Places, Say, make_home, places_of
from tandem.kernel.database.postmaster import forget_dead_postmaster, postmaster_of
from tandem.kernel.database.problems import CannotStart
from tandem.kernel.database.programs import run_program, start_program, write_file
from tandem.kernel.database.roles import make_database, make_roles

NO_LIMIT = "31536000"  # a year: a long recovery is work, not a failure
SECONDS_BETWEEN_LINES = 3
SECONDS_FOR_OLD_PROCESSES = 30
STILL_IN_USE = ("shared memory block", "lock file")


def say_on_terminal(line: str) -> None:
    """Progress goes to the error stream, so that the output of a command stays clean."""
    print(line, file=sys.stderr, flush=True)


def ensure_running(home: Path, *, say: Say = say_on_terminal, extra: Mapping[str, str] | None = None) -> Addresses:
    """The addresses of the running server of this home; made and started when needed, however long that takes."""
    make_home(home)
    with only_one(home / "database.lock"):
        return _ensure_running(places_of(home, say), say, extra or {})


def is_running(home: Path) -> bool:
    """Whether the server of this home accepts connections."""
    postmaster = postmaster_of(places_of(home, say_on_terminal)) if (home / "database").exists() else None
    return postmaster is not None and postmaster.is_ready


def stop(home: Path, *, say: Say = say_on_terminal) -> bool:
    """Stop the server after what runs in it is rolled back; False when nothing was running."""
    if not (home / "database").exists():
        return False
    with only_one(home / "database.lock"):
        (home / "database.keep").unlink(missing_ok=True)
        return _stop(places_of(home, say))


@contextmanager
def lease(home: Path, *, say: Say = say_on_terminal, extra: Mapping[str, str] | None = None) -> Iterator[Addresses]:
    """Use the server; the last user stops it, unless `keep_running` was asked."""
    make_home(home)
    with open_lock(home / "database.users") as users:
        with only_one(home / "database.lock"):
            take_now(users, shared=True)
            addresses = _ensure_running(places_of(home, say), say, extra or {})
        try:
            yield addresses
        finally:
            with only_one(home / "database.lock"):
                if take_now(users) and not (home / "database.keep").exists():
                    _stop(places_of(home, say))


def keep_running(home: Path) -> None:
    """Let the server outlive its users until `stop`."""
    (home / "database.keep").touch()


def administration_url(home: Path, database: str = "postgres") -> str:
    """The address of the superuser: for making copies and for repair, never for pages."""
    places = places_of(home, say_on_terminal)
    return address(ADMINISTRATOR, passwords_of(home, may_make=False)[ADMINISTRATOR], places.sockets, database)


def make_empty_database(home: Path, name: str) -> None:
    """One more database on the running server, with the rights of our roles."""
    make_database(places_of(home, say_on_terminal), passwords_of(home, may_make=False), name)


def _ensure_running(places: Places, say: Say, extra: Mapping[str, str]) -> Addresses:
    passwords = passwords_of(places.home, may_make=not places.cluster.exists())
    if not places.cluster.exists():
        make_cluster(places, passwords[ADMINISTRATOR], say)
    postmaster = postmaster_of(places)
    if postmaster is None or not postmaster.is_ready:
        check_version(places)
        write_settings(places, extra)
        _start(places, say)
    finished = places.cluster / "tandem.roles"
    if not finished.exists():
        make_roles(places, passwords)
        write_file(places, finished, "")
    return addresses_from(passwords, places.sockets)


def _start(places: Places, say: Say) -> None:
    """Start and wait; processes of a killed server may hold on to its memory for a moment."""
    give_up_at = time.monotonic() + SECONDS_FOR_OLD_PROCESSES
    while not _started(places, say):
        text = _last_words(places)
        if time.monotonic() > give_up_at or not any(words in text for words in STILL_IN_USE):
            raise CannotStart(f"PostgreSQL start niet. Het logboek ({places.log}) zegt:\n{text}")
        time.sleep(0.2)


def _last_words(places: Places) -> str:
    """The end of the newest log: before it opens its own, the server writes to the start log."""
    logs = sorted([places.start_log, *places.log.glob("*.log")], key=lambda path: path.stat().st_mtime)
    return "\n".join("\n".join(log.read_text(errors="replace").splitlines()[-5:]) for log in logs[-2:])


def _started(places: Places, say: Say) -> bool:
    """One attempt; a server that somebody else was starting or stopping is waited for first."""
    _wait(lambda: not _is_busy(places), say)
    if postmaster_of(places):
        return True
    forget_dead_postmaster(places)
    options = ["start", "-w", "-t", NO_LIMIT, "-D", str(places.cluster)]
    process = start_program(places, "pg_ctl", options, places.start_log)
    _wait(lambda: process.poll() is not None, say)
    return process.returncode == 0


def _is_busy(places: Places) -> bool:
    postmaster = postmaster_of(places)
    return postmaster is not None and not postmaster.is_ready


def _wait(is_done: Callable[[], bool], say: Say) -> None:
    next_line_at = time.monotonic() + SECONDS_BETWEEN_LINES
    while not is_done():
        time.sleep(0.01)
        if time.monotonic() > next_line_at:
            next_line_at += SECONDS_BETWEEN_LINES
            say("PostgreSQL leest het logboek van de vorige keer na. Even geduld, dit mag lang duren.")


def _stop(places: Places) -> bool:
    if postmaster_of(places) is None:
        return False
    run_program(places, "pg_ctl", ["stop", "-m", "fast", "-w", "-t", NO_LIMIT, "-D", str(places.cluster)])
    return True
