"""The living world, loaded once for every test of one file."""

from collections.abc import Iterator

import pytest
from django.db import connections, transaction
from pytest_django.plugin import DjangoDbBlocker

from tandem.example.world.guidance.others import tell_guidance
from tandem.example.world.loading import load_world
from tandem.example.world.people import bring_cast
from tandem.example.world.signals.story import tell_dialogue
from tandem.kernel import access, clock
from tests.databases import OwnDatabase

SEED = 2026


@pytest.fixture(scope="module")
def living_world(
    django_db_setup: None, own_database: OwnDatabase, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Everything is committed, as `example_data` does; afterwards the database is a new copy."""
    with django_db_blocker.unblock():
        load_world(seed=SEED, today=clock.today(), say=lambda line: None)
    yield
    with django_db_blocker.unblock():
        connections.close_all()
        own_database.renew()


@pytest.fixture
def world(living_world: None, db: None) -> None:
    """One test in the loaded world; what it changes is undone."""


@pytest.fixture
def every_row(world: None) -> Iterator[None]:
    """The same, with the rows of every organisation in sight."""
    with access.as_system():
        yield


@pytest.fixture(scope="module")
def living_polder(
    django_db_setup: None, own_database: OwnDatabase, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """People, the partnership, signals and groups, without the trajectories of organisations; once for every test of one file."""
    with django_db_blocker.unblock(), transaction.atomic(), access.as_system():
        world = bring_cast(seed=SEED, today=clock.today())
        tell_guidance(world)
        tell_dialogue(world)
    yield
    with django_db_blocker.unblock():
        connections.close_all()
        own_database.renew()


@pytest.fixture
def polder(living_polder: None, db: None) -> None:
    """One test in it; what it changes is undone."""
