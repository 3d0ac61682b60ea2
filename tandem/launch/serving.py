"""The two long-lived processes: the web server and the job worker."""

import importlib
import os

from tandem.launch.parent import SECONDS_TO_LEAVE, leave_with_parent
from tandem.launch.surroundings import database, surroundings

THREADS_PER_WORKER = 4
MOST_MEMORY_PER_WORKER_MB = 600
JOBS_AT_ONCE = 2


def serve_web() -> int:
    """Granian with as many workers as cores; a worker that dies or grows too big is replaced."""
    from granian.constants import Interfaces  # noqa: PLC0415 (slow import)
    from granian.log import LogLevels  # noqa: PLC0415 (slow import)
    from granian.server import Server  # noqa: PLC0415 (slow import)

    leave_with_parent()
    found = surroundings()
    with database(found):
        _load_application()
        Server(
            "tandem.config.wsgi:application",
            address=found.bind,
            port=found.port,
            interface=Interfaces.WSGI,
            workers=int(os.environ.get("TANDEM_WEB_WORKERS") or os.cpu_count() or 1),
            blocking_threads=THREADS_PER_WORKER,
            respawn_failed_workers=True,
            respawn_interval=0.5,
            workers_max_rss=MOST_MEMORY_PER_WORKER_MB,
            workers_kill_timeout=SECONDS_TO_LEAVE - 10,
            log_level=LogLevels.error,
        ).serve()
    return 0


def _load_application() -> None:
    """Once, before the workers split off: they start at once, share its memory, and a mistake in it is told once."""
    from django.db import connections  # noqa: PLC0415 (slow import)
    from django.urls import get_resolver  # noqa: PLC0415 (slow import)

    importlib.import_module("tandem.config.wsgi")
    get_resolver().url_patterns  # noqa: B018 (reading imports the pages)
    connections.close_all()


def serve_jobs() -> int:
    """Procrastinate's worker; a stop lets running jobs finish first."""
    from tandem.launch.django_commands import call  # noqa: PLC0415 (slow import)

    leave_with_parent()
    with database(surroundings()):
        options = [f"--concurrency={JOBS_AT_ONCE}", f"--shutdown-graceful-timeout={SECONDS_TO_LEAVE - 10}"]
        call("procrastinate", "worker", *options)
    return 0
