"""Networks with partners, start days and needs, made by the real actions."""

from datetime import date
from itertools import count
from typing import Any

from tandem.calls.actions.need import add_needs
from tandem.calls.actions.network import make_network, start_network
from tandem.calls.actions.start_day import make_start_day as make_day
from tandem.calls.models import Network, StartDay, SupportNeed
from tandem.calls.rules.need import NeedFacts
from tandem.calls.rules.network import Partner
from tandem.identity.models import Person
from tandem.kernel import clock
from tests.calls.call_factories import make_submitter

_numbers = count(1)
STARTED = date(2026, 2, 1)


def make_running_network(by: Person | None = None, **fields: Any) -> Network:
    """A network of the organisation of `by`, that runs since February unless told."""
    promoter = by or make_submitter()
    facts: dict[str, Any] = {
        "organisation": promoter.memberships.order_by("pk").first().organisation, "area": "east_flanders",
        "name": f"Netwerk Zonnedorp {next(_numbers)}", "starts_on": STARTED, "municipalities": ["44021"],
        "partners": [Partner("Basisschool De Zonnebloem", "brugfiguur op school")], **fields,
    }  # fmt: skip
    state = facts.pop("state", "running")
    network = make_network(None, by=promoter, at=clock.now(), **facts)
    if state != "starting":
        start_network(network, by=promoter, at=clock.now())
        network.refresh_from_db()
    return network


def make_start_day(**fields: Any) -> StartDay:
    """A day in the area of the usual network."""
    facts = {"area": "east_flanders", "held_on": clock.today(), "place": "Het Huis van de Streek", **fields}
    return make_day(facts, by=None, at=clock.now())


def make_needs(network: Network, day: StartDay | None = None, **fields: Any) -> list[SupportNeed]:
    """One need, in own words."""
    facts = NeedFacts(
        **{"kind": "peer_review", "words": "Leren van andere netwerken.", "theme": "stress_sensitive", **fields}
    )
    return add_needs(network, [facts], start_day=day, by=None, at=clock.now())
