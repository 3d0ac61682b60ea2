"""An amount of law that waits for a second pair of eyes. It is invented, and says so wherever it is shown."""

from datetime import date, timedelta
from decimal import Decimal

from tandem.example.world.cast import World, at_hour
from tandem.income.actions import propose_parameter
from tandem.income.models import ParameterChange
from tandem.income.rules import Proposal

KEY, AMOUNT = "leefloon.single", Decimal("16735.51")
SOURCE = "Verzonnen bron van de voorbeeldomgeving"
NOTE = "Verzonnen bedrag. Kijk op deze pagina hoe een tweede beheerder een voorstel nakijkt."
PROPOSED_DAYS_AGO = 2


def propose_amount(world: World) -> ParameterChange:
    """One administrator proposes the leefloon of next year; the other one finds it waiting."""
    day = world.today - timedelta(days=PROPOSED_DAYS_AGO)
    proposal = Proposal(
        valid_from=date(world.today.year + 1, 1, 1), value=AMOUNT, source=SOURCE, source_date=day, checked_on=day, trust="S",
        note=NOTE,
    )  # fmt: skip
    return propose_parameter(key=KEY, proposal=proposal, by=world.administrator, at=at_hour(day, 10))
