"""The call of the seed: 151 submissions, 45 networks, the spread and the waves; told by the real selection."""

from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import connections, transaction
from pytest_django.plugin import DjangoDbBlocker

from tandem.calls.models import Call, Decision, Submission
from tandem.example.world.calls.story import tell_calls
from tandem.example.world.people import bring_cast
from tandem.kernel import access, clock
from tests.databases import OwnDatabase
from tests.example.conftest import SEED


@pytest.fixture(scope="module")
def living_calls(
    django_db_setup: None, own_database: OwnDatabase, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """People and calls, nothing else; once for every test of this file."""
    with django_db_blocker.unblock(), transaction.atomic(), access.as_system():
        tell_calls(bring_cast(seed=SEED, today=clock.today()))
    yield
    with django_db_blocker.unblock():
        connections.close_all()
        own_database.renew()


@pytest.fixture
def calls(living_calls: None, db: None) -> Iterator[None]:
    with access.as_system():
        yield


def great_call() -> Call:
    return Call.objects.order_by("closes_at").first()


def test_the_call_has_151_submissions_of_which_45_are_chosen(calls: None) -> None:
    states = Counter(great_call().submissions.values_list("state", flat=True))
    assert (sum(states.values()), states["chosen"], states["waiting"]) == (151, 45, 8)


def test_chosen_projects_are_spread_and_start_as_in_the_seed(calls: None) -> None:
    chosen = Decision.objects.filter(submission__call=great_call(), outcome="chosen")
    assert Counter(chosen.values_list("submission__area", flat=True)) == {
        "east_flanders": 14, "antwerp": 13, "brussels": 6, "west_flanders": 5, "limburg": 5, "flemish_brabant": 2,
    }  # fmt: skip
    waves = Counter(chosen.values_list("wave", flat=True))
    assert [waves[year] for year in sorted(waves)] == [19, 26]


def test_no_organisation_sent_in_two_projects(calls: None) -> None:
    homes = Submission.objects.filter(call=great_call()).values_list("organisation", flat=True)
    assert len(set(homes)) == len(homes)
