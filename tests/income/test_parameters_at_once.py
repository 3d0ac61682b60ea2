"""Two administrators at the same moment: one amount is published, the other person reads a sentence."""

import pytest
from django.test import Client
from django.urls import reverse

from tandem.income.actions import PublishedByOther, publish_parameter
from tandem.income.models import ParameterChange
from tandem.kernel import access, clock
from tandem.kernel.states import CannotTransition
from tests.databases import OwnDatabase
from tests.factories import client_for
from tests.income.factories import make_administrator, propose
from tests.policy_signals.races import meanwhile

pytestmark = pytest.mark.django_db(transaction=True)


def twin_of(change: ParameterChange) -> ParameterChange:
    """A second proposal for the same day, as two people may make at the same moment."""
    fields = [field.attname for field in change._meta.concrete_fields if field.name != "id"]
    return ParameterChange.objects.create(**{name: getattr(change, name) for name in fields})


def test_two_amounts_published_at_once_for_one_day_give_one_and_a_sentence(fresh_database: OwnDatabase) -> None:
    first, administrators = propose(), [make_administrator(), make_administrator()]
    second = twin_of(first)

    def publish_second() -> object:
        with access.as_system():
            return publish_parameter(second, by=administrators[1], at=clock.now())

    outcome = meanwhile(lambda: publish_parameter(first, by=administrators[0], at=clock.now()), publish_second)

    assert isinstance(outcome, PublishedByOther)
    assert str(outcome).startswith("Iemand anders nam net een bedrag voor dezelfde dag in gebruik.")
    assert outcome.current == first
    states = dict(ParameterChange.objects.values_list("pk", "state"))
    assert states == {first.pk: "published", second.pk: "proposed"}
    assert publish_parameter(second, by=administrators[1], at=clock.now()).state == "published"
    first.refresh_from_db()
    assert first.state == "withdrawn"


def test_one_amount_published_twice_at_once_is_published_once(fresh_database: OwnDatabase) -> None:
    change, administrators = propose(), [make_administrator(), make_administrator()]

    def publish_again() -> object:
        with access.as_system():
            return publish_parameter(change, by=administrators[1], at=clock.now())

    outcome = meanwhile(lambda: publish_parameter(change, by=administrators[0], at=clock.now()), publish_again)
    assert isinstance(outcome, CannotTransition)
    assert "al beslist" in str(outcome)
    change.refresh_from_db()
    assert change.decided_by == administrators[0]


def test_page_shows_the_sentence_and_stays(fresh_database: OwnDatabase) -> None:
    first, administrators = propose(), [make_administrator(), make_administrator()]
    second = twin_of(first)
    client: Client = client_for(administrators[1])

    def press() -> object:
        return client.post(reverse("parameter_publish", args=[second.pk]), follow=True)

    response = meanwhile(lambda: publish_parameter(first, by=administrators[0], at=clock.now()), press)
    assert response.status_code == 200  # type: ignore[attr-defined]
    assert "Iemand anders nam net een bedrag voor dezelfde dag in gebruik." in response.content.decode()  # type: ignore[attr-defined]
