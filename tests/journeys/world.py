"""The invented people and organisations of the journeys, made by the same builders as all tests."""

from tandem.identity import rules as roles
from tandem.kernel import access
from tests import factories
from tests.programmes import factories as programmes


def fill() -> None:
    """Files in every state."""
    with access.as_system():
        for code in ("319.01", "329", "331"):
            factories.make_membership(roles.FUND_OFFICER, organisation=factories.make_fund(code))
        provider = programmes.provider_with_contact()
        for role in (roles.PLANNER, *roles.DUO_ROLES):
            factories.make_membership(role, organisation=provider)
        factories.make_membership(roles.ADMINISTRATOR)
        for trait in programmes.TRAITS:
            programmes.make_application(trait)
        programmes.make_trajectory(template=programmes.shipped_template(programmes.TWO_PHASES))
