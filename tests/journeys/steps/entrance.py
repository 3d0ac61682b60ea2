"""Coming in: by the role switcher of the example, by a code from the outbox; and the clock of the example."""

import re
from datetime import datetime

from playwright.sync_api import expect

from tandem.identity.models import Membership
from tandem.kernel import clock
from tests.journeys.browsing import path_of
from tests.journeys.steps.screen import Actor, press, sees_title


def become(actor: Actor) -> None:
    """Find this person in the role switcher and work as them."""
    page, membership = actor.page, actor.membership
    page.goto("/voorbeeld/")
    page.get_by_role("searchbox", name="Naam, organisatie of rol").fill(membership.person.last_name)
    press(page, "Zoek")
    press(page, label_of(membership))
    sees_title(page, "Wat moet ik nu doen?")


def log_in_by_code(actor: Actor) -> None:
    """Ask a code by e-mail, read it in the outbox of the example, and come in."""
    page, email = actor.page, actor.membership.person.email
    page.goto("/aanmelden/")
    page.get_by_label("E-mailadres").fill(email)
    press(page, "Stuur mij een code")
    code = code_in_outbox(actor, email)
    page.get_by_label("Code").fill(code)
    press(page, "Meld aan")
    sees_title(page, "Wat moet ik nu doen?")


def code_in_outbox(actor: Actor, email: str) -> str:
    """The code in the newest message to this address, in another tab."""
    tab = actor.page.context.new_page()
    tab.goto("/voorbeeld/post/")
    tab.get_by_role("row").filter(has_text=email).first.get_by_role("link").click()
    body = tab.get_by_role("main").inner_text()
    tab.close()
    found = re.search(r"\b\d{3} ?\d{3}\b|\b\d{3}-\d{3}\b", body)
    assert found, body
    return found.group()


def go_to(actor: Actor, moment: datetime) -> None:
    """Move the clock of the example; everybody is at that moment from now on."""
    page, local = actor.page, clock.local(moment)
    back = page.url
    page.goto("/voorbeeld/")
    page.get_by_label("Dag").fill(local.date().isoformat())
    page.get_by_label("Uur").fill(f"{local:%H:%M}")
    press(page, "Ga naar deze dag")
    expect(page.get_by_text("De klok van de voorbeeldomgeving is verzet.")).to_be_visible()
    assert path_of(page) == "/voorbeeld/"
    page.goto(back)


def label_of(membership: Membership) -> str:
    """As the role switcher lists somebody."""
    return f"{membership.person}, {membership.get_role_display()}, {membership.organisation.name}"
