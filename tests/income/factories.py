"""Administrators and proposals about amounts of law."""

from datetime import date
from decimal import Decimal

from tandem.identity.models import Person
from tandem.identity.rules import ADMINISTRATOR
from tandem.income.actions import propose_parameter, publish_parameter
from tandem.income.models import ParameterChange
from tandem.income.rules import Proposal
from tandem.kernel import clock
from tests import factories

KEY = "leefloon.single"
SEPTEMBER = date(2026, 9, 1)


def make_administrator() -> Person:
    """Somebody who keeps the amounts."""
    return factories.make_membership(ADMINISTRATOR, organisation=factories.make_platform()).person


def make_proposal(**facts: object) -> Proposal:
    """A complete proposal of a new yearly leefloon."""
    usual: dict[str, object] = {
        "valid_from": SEPTEMBER, "value": Decimal(16800), "source": "POD MI, bedragen september 2026",
        "source_date": date(2026, 9, 1), "checked_on": date(2026, 9, 15), "trust": "O",
        "link": "https://www.mi-is.be/nl/bedragen",
    }  # fmt: skip
    return Proposal(**{**usual, **facts})  # type: ignore[arg-type]


def propose(*, key: str = KEY, by: Person | None = None, **facts: object) -> ParameterChange:
    """A proposal that waits."""
    return propose_parameter(key=key, proposal=make_proposal(**facts), by=by or make_administrator(), at=clock.now())


def publish(*, key: str = KEY, **facts: object) -> ParameterChange:
    """A published amount, by two people."""
    return publish_parameter(propose(key=key, **facts), by=make_administrator(), at=clock.now())
