"""Also the question on the pages of sessions tells the way and the pay before a yes or no."""

from decimal import Decimal

import pytest
from django.urls import reverse

from tandem.identity.models import Person
from tandem.kernel import access, clock
from tandem.planning.models import PayRate, RequestSheet
from tandem.sessions.models import Series
from tests.factories import client_for, make_provider
from tests.planning.page_factories import BRUGGE, make_asking_series, make_planned_expert, make_planned_trainer
from tests.sessions.factories import make_duo

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked() -> tuple[Series, Person, Person]:
    """A series in Gent, a trainer by car from Brugge, an expert of Gent."""
    with access.as_system():
        provider = make_provider()
        series = make_asking_series(provider)
        trainer, expert = make_planned_trainer(provider, home=BRUGGE), make_planned_expert(provider)
        make_duo(series, trainer=trainer, expert=expert)
    return series, trainer, expert


def page_of(series: Series, person: Person) -> str:
    return client_for(person).get(reverse("duo_answer", args=[series.pk])).content.decode()


def test_way_and_pay_are_told_or_said_to_be_unknown(asked: tuple[Series, Person, Person]) -> None:
    series, trainer, expert = asked
    with access.as_system():
        PayRate.objects.create(provider=series.provider, role="experiential_expert", per_half_day_eur=Decimal("112.50"),
                               valid_from=clock.today(), made_at=clock.now())  # fmt: skip
    assert "heen en terug, met het openbaar vervoer. Dit is een schatting." in page_of(series, expert)
    assert "112,50 per halve dag." in page_of(series, expert)
    assert "heen en terug, met de auto" in page_of(series, trainer)
    assert "Er staat nog geen bedrag." in page_of(series, trainer)


def test_online_asks_no_way(asked: tuple[Series, Person, Person]) -> None:
    series, trainer, _ = asked
    with access.as_system():
        RequestSheet.objects.filter(series=series).update(is_remote=True)
    assert "Je hoeft niet te reizen." in page_of(series, trainer)
