"""Networks, needs and an offer, and the two houses that form a tandem."""

from datetime import timedelta
from itertools import count
from typing import Any

from tandem.calls.models import Network, SupportNeed, SupportOffer
from tandem.identity import rules as roles
from tandem.identity.models import Organisation, Person
from tandem.kernel import clock
from tests.calls.call_factories import make_submitter
from tests.factories import make_membership, make_organisation, make_provider

_numbers = count(1)


def make_network(promoter: Person | None = None, **fields: Any) -> Network:
    """A network that runs, of the organisation of `promoter`."""
    person = promoter or make_submitter()
    return Network.objects.create(**{
        "organisation": person.memberships.order_by("pk").first().organisation, "name": f"Netwerk Kastanje {next(_numbers)}",
        "area": "east_flanders", "starts_on": clock.today() - timedelta(days=60), "state": "running", "made_at": clock.now(),
        **fields,
    })  # fmt: skip


def make_need(network: Network, **fields: Any) -> SupportNeed:
    """Something this network needs."""
    facts = {"kind": "coaching", "words": f"Iemand die meedenkt {next(_numbers)}.", "made_at": clock.now(), **fields}
    return SupportNeed.objects.create(network=network, **facts)


def make_offer(**fields: Any) -> SupportOffer:
    """A piece of the offer."""
    facts = {"kind": "coaching", "title": f"Coaching op maat {next(_numbers)}", "made_at": clock.now(), **fields}
    return SupportOffer.objects.create(**facts)


def make_houses() -> tuple[Organisation, Organisation, Person]:
    """The provider, the umbrella, and who coordinates the support there."""
    umbrella = make_organisation(kind="umbrella", name=f"Netwerk van Verenigingen {next(_numbers)}")
    coordinator = make_membership(roles.SUPPORT_COORDINATOR, organisation=umbrella).person
    return make_provider(), umbrella, coordinator
