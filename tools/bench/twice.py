"""The same form posted several times at once, against a real web server: it must count once."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.test import Client
from django.utils.crypto import get_random_string

from tandem.kernel.models import AuditEntry
from tandem.launch.parent import VARIABLE as PARENT_PIPE
from tools.bench.forms import message_url, message_writer, messages_of
from tools.bench.report import table

KEYS, THREADS, KEYS_OF_CONTROL = 50, 4, 10
SECONDS_TO_START = 60


def report(home: Path) -> str:
    """50 keys, each posted by four threads at the same moment; and the same without keys, which must double."""
    trajectory, client = message_writer()
    with web_server(home) as port:
        lines = []
        for name, keys, has_key in (("with a key", KEYS, True), ("control: without key", KEYS_OF_CONTROL, False)):
            mark, audited = get_random_string(12), AuditEntry.objects.count()
            answers, seconds = _post_all(port, client, message_url(trajectory), keys, mark, has_key=has_key)
            told = ", ".join(f"{status}: {count}" for status, count in sorted(Counter(answers).items()))
            lines.append((name, keys * THREADS, keys, messages_of(trajectory, text=mark), AuditEntry.objects.count() - audited,
                          told, f"{seconds:.1f}"))  # fmt: skip
    header = ("posts", "sent", "forms", "messages afterwards", "audit entries", "answers (status and place)", "seconds")
    return table(header, lines)


def _post_all(
    port: int, client: Client, path: str, keys: int, mark: str, *, has_key: bool
) -> tuple[list[tuple[int, str]], float]:
    token = get_random_string(32)
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}; csrftoken={token}"
    forms = [
        {"text": f"{mark} vraag {number}", "csrfmiddlewaretoken": token, "form_key": str(uuid4()) if has_key else ""}
        for number in range(keys)
    ]
    together, answers = threading.Barrier(THREADS), list[tuple[int, str]]()

    def post() -> None:
        for form in forms:
            together.wait(timeout=60)
            answers.append(_post(port, path, urlencode(form), cookie))

    began = time.perf_counter()
    threads = [threading.Thread(target=post) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers, time.perf_counter() - began


def _post(port: int, path: str, form: str, cookie: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", path, form, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.getheader("Location", "").replace(path, "the page of the messages")
    finally:
        connection.close()


@contextmanager
def web_server(home: Path) -> Iterator[int]:
    """`tandem web` with two workers on a free port, on the database of this run."""
    port = _free_port()
    reading_end, writing_end = os.pipe()
    environment = {**os.environ, "PORT": str(port), "TANDEM_BIND": "127.0.0.1", "TANDEM_MODE": "example",
                   "TANDEM_WEB_WORKERS": "2", PARENT_PIPE: str(reading_end)}  # fmt: skip
    with (home / "web.log").open("wb") as log:
        web = subprocess.Popen([sys.executable, "-m", "tandem", "web"], env=environment, pass_fds=[reading_end],
                               stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)  # fmt: skip
    try:
        _wait_until_it_answers(port, web, home)
        yield port
    finally:
        with suppress(ProcessLookupError):
            os.killpg(web.pid, signal.SIGKILL)
        web.wait()
        os.close(writing_end)
        os.close(reading_end)


def _wait_until_it_answers(port: int, web: "subprocess.Popen[bytes]", home: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while True:
        with suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", "/healthz/")
            if connection.getresponse().status == 200:
                return
        if time.monotonic() > until or web.poll() is not None:
            raise RuntimeError(f"The web server does not start:\n{(home / 'web.log').read_text()[-2000:]}")
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
