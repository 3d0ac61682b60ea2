"""Networks: made once, changed by two people at once, ended; who sees what."""

from datetime import date, timedelta

import pytest

from tandem.calls.actions import network as actions
from tandem.calls.models import Network
from tandem.calls.rules.network import Partner, municipalities_in, silence
from tandem.kernel import clock
from tandem.kernel.refusal import Conflict
from tests.calls.call_factories import make_submitter
from tests.calls.network_factories import make_running_network

pytestmark = pytest.mark.django_db


def test_network_of_a_name_that_stands_there_is_refused_when_typed_by_hand() -> None:
    network = make_running_network(name="Netwerk De Appelbloesem")
    with pytest.raises(actions.CannotKeepNetwork, match="deze naam"):
        make_running_network(name="Netwerk De Appelbloesem")
    assert Network.objects.get(name=network.name) == network


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"area": "mars"}, "provincie"),
        ({"name": "  "}, "naam"),
        ({"ends_on": date(2025, 1, 1)}, "laatste dag"),
        ({"starts_on": date(206, 2, 1)}, "jaar"),
        ({"municipalities": ["99999"]}, "code 99999"),
        ({"partners": [Partner("Huis Op De Hoek"), Partner("huis op de hoek ")]}, "twee keer"),
    ],
)
def test_network_with_facts_that_cannot_be_is_refused(fields: dict[str, object], words: str) -> None:
    with pytest.raises(actions.CannotKeepNetwork, match=words):
        make_running_network(**fields)
    assert not Network.objects.exists()


def test_second_of_two_editors_sees_what_stands_there() -> None:
    promoter = make_submitter()
    network = make_running_network(promoter)
    actions.edit_network(network, {"about": "Eerst."}, version=network.version, by=promoter, at=clock.now())
    with pytest.raises(Conflict) as clash:
        actions.edit_network(network, {"about": "Later."}, version=network.version, by=promoter, at=clock.now())
    assert clash.value.current.about == "Eerst."


def test_ended_network_stays_as_it_is() -> None:
    promoter = make_submitter()
    network = make_running_network(promoter)
    for odd in (clock.today() + timedelta(days=1), date(2025, 1, 1)):
        with pytest.raises(actions.CannotKeepNetwork, match="tussen de start en vandaag"):
            actions.end_network(network, ended_on=odd, by=promoter, at=clock.now())
    actions.end_network(network, ended_on=clock.today(), by=promoter, at=clock.now())
    network.refresh_from_db()
    with pytest.raises(actions.NetworkHasEnded):
        actions.edit_network(network, {"about": "Nog iets."}, version=network.version, by=promoter, at=clock.now())


def test_municipalities_are_read_from_names_and_a_typing_error_gets_a_hint() -> None:
    codes, problems = municipalities_in("Gent, gent ; Deinze\nGendt", on=date(2026, 3, 1))
    assert codes == ["44021", "44083"]
    assert [problem.text for problem in problems] == ["Wij kennen de gemeente “Gendt” niet. Bedoel je Gent?"]


def test_network_is_forgotten_after_eight_weeks_of_silence_only_while_it_works() -> None:
    heard = {"state": "running", "starts_on": date(2026, 1, 1), "on": date(2026, 10, 1)}
    assert silence(last=date(2026, 8, 6), **heard).is_forgotten
    assert not silence(last=date(2026, 8, 7), **heard).is_forgotten
    assert not silence(last=None, **{**heard, "state": "ended"}).is_forgotten
    assert not silence(last=None, **{**heard, "starts_on": date(2026, 12, 1)}).is_forgotten
    assert silence(last=date(2026, 12, 24), **heard).is_forgotten  # a day to come is not yet heard of
