"""Coming in: by the role switcher of the example, by a code from the outbox; and the clock of the example."""

import re
from datetime import datetime

from playwright.sync_api import expect

from tandem.identity.models import Membership
from tandem.kernel import clock
from tandem.kernel.models import OutgoingMail
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
    actor.page.goto("/aanmelden/")
    actor.page.get_by_label("E-mailadres").fill(actor.membership.person.email)
    enter_code(actor)
    sees_title(actor.page, "Wat moet ik nu doen?")


def enter_code(actor: Actor) -> None:
    """On the login page the address stands there: ask the code, read it and fill it in."""
    page = actor.page
    press(page, "Stuur me een code")
    sees_title(page, "Vul de code in")
    code = re.search(r"^\d{3} \d{3}$|^\d{3}-?\d{3}$", newest_mail(actor, actor.membership.person.email), re.MULTILINE)
    assert code
    page.get_by_role("textbox").fill(code.group())
    press(page, "Ga verder")


def newest_mail(actor: Actor, email: str) -> str:
    """The text of the newest message to this address, read in another tab.

    Its own address is looked up: stories that moved the clock wrote later messages, so it need not stand on page one.
    """
    newest = OutgoingMail.objects.filter(to_email=email).latest("pk")
    tab = actor.page.context.new_page()
    tab.goto(f"/voorbeeld/post/{newest.pk}/")
    body = tab.get_by_role("main").inner_text()
    tab.close()
    return body


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
