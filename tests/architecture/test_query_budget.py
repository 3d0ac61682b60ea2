"""How many questions a page may ask the database; `make bench` tells what they cost."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tandem.identity.models import Person
from tandem.kernel import access
from tests import factories
from tests.architecture.world import World, build_world

MOST_OF_A_LIST, MOST_OF_A_FILE = 12, 15
NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")  # they travel along with others, or belong to the test
LISTS = [
    ("fonds", "/aanvragen/wachtrij/?stand=alle"),
    ("fonds", "/trajecten/"),
    ("fonds", "/afrekeningen/"),
    ("fonds", "/start/"),
    ("fonds", "/zoeken/?zoek=Gent"),
    ("planner", "/planning/"),
    ("planner", "/trajecten/?zoek=Gent"),
    ("planner", "/start/"),
    ("planner", "/agenda/"),
    ("contact", "/aanvragen/"),
    ("contact", "/start/"),
]
FILES = [("planner", "trajecten"), ("contact", "trajecten"), ("fonds", "aanvragen"), ("contact", "aanvragen")]


@pytest.fixture
def world(db: None) -> World:
    with access.as_system():
        return build_world()


def questions(client: Client, url: str) -> list[str]:
    """What a warm page asks."""
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in captured.captured_queries if not query["sql"].startswith(NOT_COUNTED)]


def client_of(world: World, name: str) -> Client:
    person = world.people[name]
    assert isinstance(person, Person)
    return factories.client_for(person)


def test_lists_ask_no_more_than_their_budget(world: World) -> None:
    counts = {(name, url): len(questions(client_of(world, name), url)) for name, url in LISTS}
    assert {page: count for page, count in counts.items() if count > MOST_OF_A_LIST} == {}


def test_files_ask_no_more_than_their_budget(world: World) -> None:
    pages = {"trajecten": world.trajectory.pk, "aanvragen": world.trajectory.application_id}
    counts = {page: len(questions(client_of(world, page[0]), f"/{page[1]}/{pages[page[1]]}/")) for page in FILES}
    assert {page: count for page, count in counts.items() if count > MOST_OF_A_FILE} == {}
