"""What somebody told does not stay for ever after they left."""

from datetime import timedelta

import pytest

from tandem.kernel import clock
from tandem.planning.actions.forgetting import KEPT_DAYS, forget_who_left
from tandem.planning.models import Capacity, NotPossible, Profile
from tests.factories import make_provider
from tests.planning.page_factories import make_planned_expert, make_planned_trainer

pytestmark = pytest.mark.usefixtures("system")


@pytest.mark.parametrize(("days", "left"), [(KEPT_DAYS - 1, 2), (KEPT_DAYS + 1, 1)])
def test_the_sheet_goes_ninety_days_after_somebody_left(days: int, left: int) -> None:
    provider = make_provider()
    stays, goes = make_planned_trainer(provider), make_planned_expert(provider)
    NotPossible.objects.create(person=goes, theme="justice", added_at=clock.now())
    goes.memberships.update(valid_to=clock.today() - timedelta(days=days))
    assert forget_who_left(at=clock.now()) == 2 - left
    assert [model.objects.count() for model in (Profile, Capacity)] == [left, left]
    assert NotPossible.objects.exists() == (left == 2)
    assert Profile.objects.filter(person=stays).exists()
    assert forget_who_left(at=clock.now()) == 0
