"""An own temporary database and an own temporary home; nothing of this machine's Tandem is touched."""

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from tandem.kernel.database.server import administration_url
from tests.databases import OwnDatabase, named, template_of, test_server

ROOT = Path(__file__).resolve().parents[2]
BARE = "bare"  # the second way into the same database: as superuser, so without row-level security


@contextmanager
def measured_installation() -> Iterator[Path]:
    """A migrated empty database behind Django, and the folder of the installation."""
    os.chdir(ROOT)
    home = Path(tempfile.mkdtemp(prefix="tandem-bench-"))
    os.environ |= {
        "TANDEM_HOME": str(home), "TANDEM_SECRET_KEY": "only-for-measuring", "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "tandem.config.settings.example",
    }  # fmt: skip
    with test_server() as server:
        database = OwnDatabase(server, template_of(server))
        database.renew()
        os.environ |= {"DATABASE_URL": database.app_url, "TANDEM_OWNER_DATABASE_URL": database.owner_url}
        try:
            _set_up_django(named(server.administration_url, database.name))
            yield home
        finally:
            connections.close_all()
            database.drop()
            shutil.rmtree(home, ignore_errors=True)


def fill_to(scale: int) -> None:
    """The example world, and a crowd behind it; every table with fresh statistics."""
    call_command("example_data", f"--scale={scale}")
    with psycopg.connect(settings.OWNER_DATABASE_URL, autocommit=True) as owner:
        owner.execute("analyze")
    connections.close_all()  # plans made for small tables must not outlive them


def own_cluster_url(home: Path) -> str:
    """The superuser of an embedded server of our own."""
    return administration_url(home, "tandem")


def _set_up_django(superuser_url: str) -> None:
    django.setup()
    from tandem.config.settings.base import database_from  # noqa: PLC0415 (app ready)

    settings.DATABASES[BARE] = database_from(superuser_url)
    connections.settings = connections.configure_settings(settings.DATABASES)
    call_command("collectstatic", "--no-input", "--verbosity=0")
    nowhere = open(os.devnull, "w")  # noqa: SIM115, PTH123 (as long as this process)
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(nowhere)  # log lines are made, as in production, and read by nobody
