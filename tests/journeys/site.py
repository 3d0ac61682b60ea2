"""The real product, started for the journeys: web server and job worker as processes of their own."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tandem.launch.parent import VARIABLE as PARENT_PIPE

SECONDS_TO_START = 60
LOG_LINES_SHOWN = 25


@dataclass(frozen=True)
class Site:
    """Where the product answers, and what it wrote down."""

    url: str
    home: Path

    def log_tail(self) -> str:
        """The last lines of each process, for a failing journey."""
        tails = []
        for path in sorted(self.home.glob("journey-*.log")):
            lines = path.read_text(errors="replace").splitlines()[-LOG_LINES_SHOWN:]
            tails.append("\n".join([f"== {path}", *lines]))
        return "\n".join(tails)


@contextmanager
def running_site(home: Path, *, secret_key: str) -> Iterator[Site]:
    """Web server and worker on a free port, with the database of the environment; both are ended at the end."""
    port = free_port()
    site = Site(f"http://127.0.0.1:{port}", home)
    environment = {
        **os.environ, "TANDEM_HOME": str(home), "PORT": str(port), "TANDEM_BIND": "127.0.0.1", "TANDEM_MODE": "example",
        "DJANGO_SETTINGS_MODULE": "tandem.config.settings.example", "TANDEM_SECRET_KEY": secret_key,
        "TANDEM_SITE_URL": site.url,
    }  # fmt: skip
    run_command("static-files", environment)
    reading_end, writing_end = os.pipe()
    children = [start(name, home, environment, reading_end) for name in ("web", "worker")]
    try:
        wait_until_healthy(port, children, site)
        yield site
    finally:
        for child in children:
            end(child)
        os.close(writing_end)
        os.close(reading_end)


def run_command(name: str, environment: dict[str, str]) -> None:
    """One command of ours that ends by itself."""
    command = [sys.executable, "-m", "tandem", name]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]


def start(name: str, home: Path, environment: dict[str, str], pipe: int) -> "subprocess.Popen[bytes]":
    """A long-lived command; it leaves by itself when these tests are killed."""
    with (home / f"journey-{name}.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "tandem", name], env={**environment, PARENT_PIPE: str(pipe)}, pass_fds=[pipe],
            stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip


def end(child: "subprocess.Popen[bytes]") -> None:
    """End a process and the helpers it started."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def wait_until_healthy(port: int, children: "list[subprocess.Popen[bytes]]", site: Site) -> None:
    """Both the web server and the worker say that they are up."""
    until = time.monotonic() + SECONDS_TO_START
    while health(port) != {"database": "up", "worker": "up"}:
        is_late = time.monotonic() > until or any(child.poll() is not None for child in children)
        assert not is_late, f"The site does not start.\n{site.log_tail()}"
        time.sleep(0.1)


def health(port: int) -> dict[str, str]:
    """What /healthz/ says; nothing while the server starts."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    with closing(connection), suppress(OSError, http.client.HTTPException):
        connection.request("GET", "/healthz/")
        return json.loads(connection.getresponse().read())
    return {}


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]
