"""Dates that exist, for an organisation: counts of duos, never names; what went meanwhile is told and the rest is kept."""

from datetime import timedelta

import pytest

from tandem.kernel import clock
from tandem.planning.problem.half_days import HalfDay
from tandem.planning.problem.problem import Pin
from tandem.planning.queries.facts import Choices, situation
from tandem.planning.queries.possible_days import duos_for_days
from tests.planning.page_factories import (
    make_asking_series,
    make_house,
    make_planned_expert,
    next_monday,
)

pytestmark = pytest.mark.usefixtures("system")


def fortnights(count: int, half: str = "am") -> list[HalfDay]:
    """Mondays, two weeks apart."""
    return [HalfDay(next_monday() + timedelta(weeks=2 * number), half) for number in range(count)]


def test_duos_for_days_are_those_that_can_do_exactly_these() -> None:
    provider, _ = make_house(trainers=1, experts=1)
    mornings = make_planned_expert(provider, weekly=["0am"])
    series = make_asking_series(provider)
    key = str(series.pk)
    known = situation(provider.pk, [series.pk], on=clock.today())
    assert len(duos_for_days(known, key, fortnights(3))) == 2
    afternoon = duos_for_days(known, key, fortnights(3, "pm"))
    assert len(afternoon) == 1
    assert mornings.pk not in afternoon[0]
    assert duos_for_days(known, key, [HalfDay(clock.today(), "am")]) == ()
    assert duos_for_days(known, "unknown", fortnights(3)) == ()
    trainer, expert = next(pair for pair in duos_for_days(known, key, fortnights(3)) if mornings.pk in pair)
    fixed = situation(
        provider.pk, [series.pk], on=clock.today(), choices=Choices(pins=(Pin(key, str(trainer), str(expert)),))
    )
    assert duos_for_days(fixed, key, fortnights(3)) == ((trainer, expert),)
    assert duos_for_days(fixed, key, fortnights(3, "pm")) == ()
