"""`tandem run`: database, web server and job worker together, each restarted when it dies."""

import http.client
import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tandem.kernel.database.locks import open_lock, take_now
from tandem.kernel.database.problems import DatabaseProblem
from tandem.kernel.database.server import ensure_running, is_running
from tandem.launch.children import Child
from tandem.launch.preparation import prepare, tandem
from tandem.launch.surroundings import CannotLaunch, Surroundings, check_hosts, database, surroundings

SECONDS_BETWEEN_LOOKS = 0.2
SECONDS_WEB_GOES_FIRST = 10.0


def say(line: str) -> None:
    """Progress for the person at the terminal."""
    print(line, flush=True)


def run() -> int:
    """Start everything and keep it running until Ctrl-C or SIGTERM."""
    found = surroundings()
    check_hosts(found)
    with only_run_of(found.home):
        _check_port(found)
        stopping = _Stopping()
        with database(found):
            prepare(found, say)
            if not stopping.is_asked:
                _keep_running(found, stopping)
    say("Tandem is gestopt.")
    return 0


def set_up() -> int:
    """Everything `run` does before it serves pages."""
    found = surroundings()
    check_hosts(found)
    with database(found):
        prepare(found, say)
    say("Alles staat klaar. Start met: tandem run")
    return 0


def stop_run(home: Path) -> bool:
    """Ask the running `tandem run` of this home to stop, and wait for it; False when there is none."""
    path = home / "run.lock"
    if not path.exists():
        return False
    with open_lock(path) as file:
        if take_now(file):
            return False
        os.kill(int(path.read_text()), signal.SIGTERM)
        while not take_now(file):
            time.sleep(SECONDS_BETWEEN_LOOKS)
    return True


@contextmanager
def only_run_of(home: Path) -> Iterator[None]:
    """One `tandem run` per home; the file holds its process number."""
    path = home / "run.lock"
    with open_lock(path) as file:
        if not take_now(file):
            raise CannotLaunch(f"Tandem draait al met deze map (proces {path.read_text()}). Stop met: tandem stop")
        os.truncate(file, 0)
        os.write(file, str(os.getpid()).encode())
        yield


class _Stopping:
    """Remembers that somebody asked us to stop."""

    def __init__(self) -> None:
        self.is_asked = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask)

    def _ask(self, *_: object) -> None:
        self.is_asked = True


def _keep_running(found: Surroundings, stopping: _Stopping) -> None:
    reading_end, writing_end = os.pipe()
    web = Child("web", "De webserver", reading_end, say)
    worker = Child("worker", "De taakverwerker", reading_end, say)
    try:
        web.start()
        _wait_for_web(found, web, stopping)
        worker.start()
        if found.is_example and not stopping.is_asked:
            tandem("logins").wait()
        while not stopping.is_asked:
            time.sleep(SECONDS_BETWEEN_LOOKS)
            _tend_database(found)
            web.tend()
            worker.tend()
    finally:
        _stop([web, worker])
        os.close(writing_end)
        os.close(reading_end)


def _wait_for_web(found: Surroundings, web: Child, stopping: _Stopping) -> None:
    """The web server goes first, so that the first page is there soonest."""
    until = time.monotonic() + SECONDS_WEB_GOES_FIRST
    while not stopping.is_asked and time.monotonic() < until:
        if _answers(found):
            say(f"Tandem draait op http://localhost:{found.port}/  (stoppen: Ctrl-C)")
            return
        web.tend()
        time.sleep(0.05)
    if not stopping.is_asked:
        say(f"De webserver antwoordt nog niet op poort {found.port}. Tandem blijft proberen.")


def _answers(found: Surroundings) -> bool:
    host = "127.0.0.1" if found.bind == "0.0.0.0" else found.bind  # noqa: S104 (asked by the person)
    connection = http.client.HTTPConnection(host, found.port, timeout=SECONDS_WEB_GOES_FIRST)
    try:
        connection.request("GET", "/healthz/")
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def _tend_database(found: Surroundings) -> None:
    if "TANDEM_EMBEDDED" not in os.environ or is_running(found.home):
        return
    say("De databank is gestopt en start opnieuw.")
    try:
        ensure_running(found.home, say=say)
        say("De databank draait weer.")
    except DatabaseProblem as problem:
        say(f"{problem}\nTandem probeert het over 5 s opnieuw.")
        time.sleep(5)


def _stop(children: list[Child]) -> None:
    say("Tandem stopt. Wat bezig is, wordt afgewerkt.")
    for child in children:
        child.ask_to_stop()
    for child in children:
        child.wait_until_stopped()


def _check_port(found: Surroundings) -> None:
    family = socket.AF_INET6 if ":" in found.bind else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with suppress(OSError):
            trial.bind((found.bind, found.port))
            return
    raise CannotLaunch(f"Poort {found.port} is bezet. Kies een andere, bijvoorbeeld: PORT={found.port + 1} make run")
