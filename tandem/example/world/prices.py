"""A second version of each programme, with an invented price per half-day: the sources name none."""

from datetime import timedelta

from tandem.example.world.cast import World, at_hour
from tandem.programmes.actions.template import copy_template, edit_template, publish_template
from tandem.programmes.models import ProgrammeTemplate

PRICES_EUR = {"zes-workshops": "450.00", "twee-fasen": "450.00", "drie-fasen": "475.00"}
PRICED_SINCE_DAYS = 1000
TRUST_NOTE = "Voorbeeldbedrag, verzonnen: de bron noemt geen prijs per halve dag."


def publish_prices(world: World) -> None:
    """A fund officer copies each shipped programme, fills in the price and publishes the copy."""
    officer = world.funds["331"].people[0]
    begins_on = world.today - timedelta(days=PRICED_SINCE_DAYS)
    at = at_hour(begins_on - timedelta(days=14), 11)
    for code, price in PRICES_EUR.items():
        shipped = ProgrammeTemplate.objects.get(code=code, version=1)
        copy = copy_template(shipped, by=officer, at=at)
        definition = {**copy.definition, "price_per_half_day_eur": price, "trust": "no", "trust_note": TRUST_NOTE}
        general = {"title": copy.title, "summary": copy.summary, "valid_from": begins_on, "valid_to": None}
        edited = edit_template(
            copy, general=general, definition=definition, expected_version=copy.edit_version, by=officer,
            at=at + timedelta(hours=1),
        )  # fmt: skip
        world.templates[code] = publish_template(edited, by=officer, at=at + timedelta(hours=2))
