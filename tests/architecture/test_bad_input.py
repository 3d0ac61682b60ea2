"""Bad input never breaks a page: see `bad_input` for what is sent. `make bench` sends thousands more."""

from collections.abc import Iterator

import pytest
from django.db import connections, transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pytest_django.plugin import DjangoDbBlocker

from tandem.kernel import access
from tests import factories
from tests.architecture.bad_input import BadRequest, Visit, Walker
from tests.architecture.world import build_world
from tests.databases import OwnDatabase
from tests.journeys.rooms import fill_rooms
from tests.programmes.factories import TRAITS, make_application

CASES = 300
PAGE_NUMBERS = (b"0", b"-1", b"1000000000", b"9" * 400, b"x", b"", b"1.5", b"NaN", b"%D9%A3", b"%ED%A0%80")
LISTS = frozenset({
    "/trajecten/", "/afrekeningen/", "/aanvragen/", "/aanvragen/wachtrij/", "/zoeken/", "/planning/", "/agenda/",
    "/evaluaties/", "/logboek/", "/beheer/organisaties/", "/beheer/mensen/", "/aanvragen/te-versturen/",
    "/voorbeeld/post/", "/wachtrij/", "/plannen/", "/ploeg/",
})  # fmt: skip


@pytest.fixture(scope="module")
def crowd(django_db_setup: None, own_database: OwnDatabase, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Applications in every state, a trajectory with everything in it, calls, and everybody who works with them; made once."""
    with django_db_blocker.unblock(), transaction.atomic(), access.as_system():
        build_world()
        for trait in TRAITS:
            make_application(trait)
        for room in ("calls_", "planning_"):
            fill_rooms(only=room)
    yield
    with django_db_blocker.unblock():
        connections.close_all()
        own_database.renew()


@pytest.fixture
def walker(crowd: None, db: None) -> Walker:
    """Walks through the crowd; what it changes is undone."""
    with access.as_system():
        return Walker()


@pytest.mark.slow
def test_bad_input_never_breaks_a_page(walker: Walker) -> None:
    @settings(
        max_examples=CASES, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.randoms(use_true_random=False))
    def try_one(random) -> None:  # type: ignore[no-untyped-def]
        request = walker.bad_request(random)
        try:
            status = walker.send(request).status_code
        except BaseException as failure:
            failure.add_note(str(request))
            raise
        assert status < 500, request

    try_one()


def test_every_list_has_a_page_for_any_number(walker: Walker) -> None:
    """For every role that may come to a list, also for who has no rows."""
    visits = [visit for visit in walker.visits if visit.path() in LISTS and visit.role]
    asked = [(visit, number) for visit in visits for number in PAGE_NUMBERS]
    answers = {(visit.path(), visit.role, number): _page(walker, visit, number) for visit, number in asked}
    assert {path for path, _, _ in answers} == LISTS
    assert {question: status for question, status in answers.items() if status != 200} == {}


def _page(walker: Walker, visit: Visit, number: bytes) -> int:
    query = b"pagina=" + number
    return walker.send(BadRequest(visit.role, visit.membership_id, "GET", visit.path(), query=query)).status_code


@pytest.mark.parametrize("address", ["/trajecten/?zoek=a%00b", "/aanbod/%00/", "/logboek/?%00", "/deur/a%00/b/"])
def test_a_nul_in_an_address_is_a_bad_request_with_a_page(db: None, address: str) -> None:
    person = factories.make_membership("administrator").person
    for client in (Client(), factories.client_for(person)):
        answer = client.get(address)
        assert answer.status_code == 400
        assert "<h1" in answer.content.decode()


def test_a_referer_that_is_no_address_is_as_none(db: None) -> None:
    answer = Client(headers={"Referer": "http://["}).post("/aanvragen/nieuw/", {"programma": "1"})
    assert answer.status_code == 302
