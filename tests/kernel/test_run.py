"""`tandem run` as an operator knows it: production settings, real processes, killed one by one."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from tandem.kernel.database.server import is_running, stop

pytestmark = pytest.mark.slow
PATIENCE = 240.0  # seconds; only a run that never comes reaches this


@dataclass
class Run:
    """One running installation."""

    home: Path
    port: int
    process: subprocess.Popen[bytes]

    def answer(self) -> int:
        """Status of the health page; 0 when nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", "/healthz/", headers={"Host": "tandem.example"})
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()

    def children(self, command: str) -> list[psutil.Process]:
        """The child that runs this command, then its own children."""
        for child in psutil.Process(self.process.pid).children():
            with suppress(psutil.NoSuchProcess):  # died meanwhile
                if child.cmdline()[-1:] == [command]:
                    return [child, *child.children(recursive=True)]
        return []

    def postmaster(self) -> int:
        return int((self.home / "database" / "cluster" / "postmaster.pid").read_text().splitlines()[0])


def wait_for(condition: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, "waited too long"
        time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def surroundings(home: Path, port: int) -> dict[str, str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith(("TANDEM_", "DATABASE_", "DJANGO_"))}
    own = {"TANDEM_MODE": "production", "TANDEM_HOSTS": "tandem.example", "TANDEM_WEB_WORKERS": "2"}
    return {**kept, **own, "TANDEM_HOME": str(home), "PORT": str(port)}


def start(home: Path) -> Run:
    port = free_port()
    with (home.parent / "run.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tandem", "run"], env=surroundings(home, port), stdout=log, stderr=log
        )
    run = Run(home, port, process)
    try:
        wait_for(lambda: run.answer() == 200 and run.children("worker"))
    except AssertionError as too_long:
        process.kill()
        process.wait()
        raise AssertionError((home.parent / "run.log").read_text()[-3000:]) from too_long
    return run


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """Open for passage, because as root the server is another user."""
    top = Path(tempfile.mkdtemp(prefix="tandem-run-"))
    top.chmod(0o711)
    yield top
    for home in (top / "home", top / "killed"):
        stop(home, say=lambda _: None)
    shutil.rmtree(top)


@pytest.fixture(scope="module")
def run(folder: Path) -> Iterator[Run]:
    run = start(folder / "home")
    yield run
    run.process.terminate()
    run.process.wait()


def test_killed_web_worker_is_replaced(run: Run) -> None:
    server, *workers = run.children("web")
    assert len(workers) == 2
    for worker in workers:
        worker.kill()
    wait_for(lambda: run.answer() == 200 and run.children("web")[0] == server)


def test_killed_web_server_is_started_again(run: Run) -> None:
    before = run.children("web")
    before[0].kill()
    wait_for(lambda: run.children("web")[:1] not in ([], before[:1]) and run.answer() == 200)
    assert [child.pid for child in before if child.is_running() and child.status() != psutil.STATUS_ZOMBIE] == []


def test_killed_job_worker_is_started_again(run: Run) -> None:
    before = run.children("worker")
    before[0].kill()
    wait_for(lambda: run.children("worker")[:1] not in ([], before[:1]))


def test_killed_database_is_started_again(run: Run) -> None:
    before = run.postmaster()
    os.kill(before, signal.SIGKILL)
    wait_for(lambda: is_running(run.home) and run.postmaster() != before and run.answer() == 200)


def test_second_run_on_the_same_home_is_refused(run: Run) -> None:
    environment = surroundings(run.home, free_port())
    done = subprocess.run(
        [sys.executable, "-m", "tandem", "run"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Tandem draait al met deze map" in done.stderr


def test_busy_port_is_refused_with_another_to_try(run: Run, folder: Path) -> None:
    environment = surroundings(folder / "other", run.port)
    done = subprocess.run(
        [sys.executable, "-m", "tandem", "run"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert f"Poort {run.port} is bezet" in done.stderr


def test_killed_run_takes_its_processes_along_and_the_next_one_uses_the_database(folder: Path) -> None:
    killed = start(folder / "killed")
    children = [*killed.children("web"), *killed.children("worker")]
    killed.process.kill()
    killed.process.wait()
    wait_for(lambda: not any(child.is_running() and child.status() != psutil.STATUS_ZOMBIE for child in children))
    postmaster = killed.postmaster()
    again = start(folder / "killed")
    assert again.postmaster() == postmaster
    again.process.terminate()
    assert again.process.wait() == 0
    assert is_running(folder / "killed") is False
