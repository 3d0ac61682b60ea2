"""Every test process has its own PostgreSQL database; see `databases` and `harsher`."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.test import TransactionTestCase
from pytest_django.plugin import DjangoDbBlocker

from tandem.config.settings.base import database_from
from tests.databases import OwnDatabase, TestServer, template_of, test_server
from tests.harsher import fail_on_unknown_variables, shuffle_unordered_rows

SERVER = pytest.StashKey[TestServer]()
OPENED = pytest.StashKey[ExitStack]()
# The dearest files come first: a core that is ready takes the next file, so at the end none waits for a long one.
DEAREST_FILES = (
    "journeys/test_pages.py", "journeys/test_pages_of_calls.py", "journeys/test_login.py",
    "journeys/test_six_workshops.py", "journeys/test_two_phases.py",
    "journeys/test_guidance_first_contact.py", "journeys/test_dialogue.py",
    "kernel/test_run.py", "architecture/test_permissions_do.py", "architecture/test_permissions_open.py",
    "architecture/test_bad_input.py", "example/test_world.py",
)  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    """Have a server for the whole run; the last test process stops it."""
    if config.option.help or config.option.version or config.option.collectonly:
        return
    config.stash[OPENED] = ExitStack()
    config.stash[SERVER] = config.stash[OPENED].enter_context(test_server())
    fail_on_unknown_variables()
    shuffle_unordered_rows()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {Path(__file__).parent / file: place for place, file in enumerate(DEAREST_FILES)}
    assert all(path.exists() for path in places), "DEAREST_FILES names a file that is not there"
    items.sort(key=lambda item: places.get(item.path, len(places)))


def pytest_unconfigure(config: pytest.Config) -> None:
    if OPENED in config.stash:
        config.stash[OPENED].close()


def pytest_sessionfinish(exitstatus: int) -> None:
    """The files of a run that went well are of no use to anybody."""
    if exitstatus == pytest.ExitCode.OK:
        shutil.rmtree(settings.HOME, ignore_errors=True)


@pytest.fixture(scope="session")
def own_database(request: pytest.FixtureRequest) -> Iterator[OwnDatabase]:
    """The addresses of this process's database; also in the environment, for programs that tests start."""
    server = request.config.stash[SERVER]
    database = OwnDatabase(server, template_of(server))
    database.renew()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DATABASE_URL", database.app_url)
        environment.setenv("TANDEM_OWNER_DATABASE_URL", database.owner_url)
        yield database
    database.drop()


@pytest.fixture(scope="session")
def django_db_setup(own_database: OwnDatabase, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Point Django at this process's database, as the application role."""
    _use(own_database)
    with pytest.MonkeyPatch.context() as patch:
        # Emptying tables is not the application's right (and the audit refuses it), so committed tests get a new copy.
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: _renew(own_database))
        yield
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture
def fresh_database(transactional_db: None, own_database: OwnDatabase) -> OwnDatabase:
    """For a test that must really commit: afterwards the database is replaced by a new copy."""
    return own_database


def _use(database: OwnDatabase) -> None:
    settings.DATABASES = {"default": database_from(database.app_url)}
    connections.settings = connections.configure_settings(settings.DATABASES)
    if hasattr(connections._connections, "default"):
        del connections["default"]


def _renew(database: OwnDatabase) -> None:
    connections.close_all()
    database.renew()
