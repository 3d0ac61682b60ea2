"""Inviting somebody by mail, and the link in that mail."""

import re

from tandem.identity.models import Organisation
from tests.journeys.steps.entrance import newest_mail
from tests.journeys.steps.screen import Actor, is_told, press


def invite(actor: Actor, organisation: Organisation, email: str) -> None:
    """Send a colleague a link."""
    page = actor.page
    page.goto(f"/organisatie/{organisation.public_id}/uitnodigen/")
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_role("radio", name="contactpersoon van de organisatie").check()
    press(page, "Stuur de uitnodiging")
    is_told(page, email)


def link_in_outbox(actor: Actor, email: str) -> str:
    """The link in the newest message to this address."""
    found = re.search(r"https?://\S+/uitnodiging/\S+/", newest_mail(actor, email))
    assert found
    return found.group()
