"""The invented people of one story.

Each story has its own organisation and provider, so that stories do not disturb each other; the fund is the one of the
example data.
"""

from dataclasses import dataclass
from datetime import date
from itertools import count

from tandem.identity import rules as roles
from tandem.identity.models import Membership, Organisation, Person
from tandem.kernel import access
from tests import factories

FUND_CODE = "331"
FAMILIES = ("Korenbloem", "Duindoorn", "Zonnedauw", "Moerasvaren", "Sleutelbloem", "Boterbloem", "Wederik", "Dotter",
            "Kamille", "Lisdodde", "Meidoorn", "Speenkruid")  # fmt: skip
_stories = count()


@dataclass(frozen=True)
class Cast:
    """Who plays in a story: memberships, because somebody always acts in a role."""

    organisation: Organisation
    provider: Organisation
    contact: Membership
    colleague: Membership
    officer: Membership
    second_officer: Membership
    planner: Membership
    trainer: Membership
    expert: Membership


def new_cast() -> Cast:
    """A new organisation that qualifies, a fund with two officers, a provider with a planner and a trained duo."""
    number = next(_stories)
    family = FAMILIES[number % len(FAMILIES)] + "s" * (number // len(FAMILIES))
    with access.as_system():
        fund = factories.make_fund(FUND_CODE)
        provider = factories.make_provider(
            name=f"De Brug {family}",
            email=f"{family}@brug.test".lower(),
            phone="+32 2 555 01 99",
            province="Oost-Vlaanderen",
        )
        organisation = factories.make_organisation(
            name=f"Huis {family} vzw",
            street="Zavelweg 12",
            postal_code="9000",
            place="Gent",
            email=f"{family}@huis.test",
        )
        factories.make_sector(organisation)

        def member(role: str, first_name: str, home: Organisation, **facts: object) -> Membership:
            return factories.make_membership(role, person=person_named(first_name, family), organisation=home, **facts)

        return Cast(
            organisation=organisation,
            provider=provider,
            contact=member(roles.ORGANISATION_CONTACT, "Amira", organisation),
            colleague=member(roles.ORGANISATION_CONTACT, "Bas", organisation),
            officer=member(roles.FUND_OFFICER, "Dorien", fund),
            second_officer=member(roles.FUND_OFFICER, "Elias", fund),
            planner=member(roles.PLANNER, "Fien", provider),
            trainer=member(roles.TRAINER, "Gust", provider, province="Oost-Vlaanderen"),
            expert=member(
                roles.EXPERIENTIAL_EXPERT, "Hanne", provider, province="Oost-Vlaanderen", trained_on=date(2019, 6, 28)
            ),
        )


def person_named(first_name: str, last_name: str) -> Person:
    """Somebody with an address to mail to and a number to call."""
    email = f"{first_name}.{last_name}@voorbeeld.test".lower()
    return factories.make_person(first_name=first_name, last_name=last_name, email=email, phone="+32 9 000 01 02")
