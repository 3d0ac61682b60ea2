"""The builders make what the rules accept."""

import pytest

from tandem.identity import rules
from tandem.identity.models import Organisation
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", rules.ROLES)
def test_viewer_of_a_role_has_that_role_in_a_fitting_organisation(role: str) -> None:
    viewer = factories.make_viewer(role)

    assert viewer.current is not None
    assert viewer.current.role == role
    assert viewer.has_role(role)


def test_enterprise_numbers_are_valid_and_differ() -> None:
    numbers = [factories.make_organisation().enterprise_number for _ in range(50)]

    assert len(set(numbers)) == 50
    assert [rules.enterprise_number_problems(number) for number in numbers] == [[]] * 50


def test_fund_is_made_once_per_code() -> None:
    assert factories.make_fund("329") == factories.make_fund("329")
    assert Organisation.objects.funds().count() == 1
