"""Everybody of one file at a phone of their own: the guide, the person with a card, a service; and the ways in."""

from itertools import count

import zxingcpp
from playwright.sync_api import Locator, Page, Response, expect

from tandem.guidance.models import ClientFile
from tandem.identity.models import Person
from tests import factories
from tests.guidance.factories import make_file, make_guide
from tests.journeys.browsing import PHONE, NewWindow
from tests.journeys.measuring import OVERFLOW, faults_of, widest
from tests.journeys.steps.entrance import label_of
from tests.journeys.steps.paper import picture_of
from tests.journeys.steps.screen import follow, press, sees_title

FAMILIES = ("Akkerwinde", "Beemdgras", "Citroenkruid", "Duizendblad", "Ereprijs", "Fluitenkruid", "Guldenroede",
            "Hondsdraf", "IJzerhard", "Judaspenning")  # fmt: skip
NOT_THERE = 404
_walks = count()


class Walk:
    """One story. Everybody has a phone of their own; a guide works in an organisation under professional secrecy."""

    def __init__(self, new_window: NewWindow, *, javascript: bool) -> None:
        number = next(_walks)
        self.new_window, self.javascript = new_window, javascript
        self.family = FAMILIES[number % len(FAMILIES)] + "s" * (number // len(FAMILIES))
        self.guide = self.worker("Nadia", "Huis")

    def worker(self, first_name: str, kind: str) -> Person:
        """Somebody who accompanies people, in an organisation of this story."""
        organisation = factories.make_organisation(name=f"{kind} {self.family}")
        email = f"{first_name}.{self.family}@voorbeeld.test".lower()
        return make_guide(organisation, first_name=first_name, last_name=self.family, email=email)

    def file(self, called: str) -> ClientFile:
        """Somebody's own file, made by the real actions."""
        return make_file(self.guide, called=called)

    def phone(self) -> Page:
        """A phone on which nobody is logged in."""
        return self.new_window(width=PHONE, javascript=self.javascript).page

    def at_work(self, person: Person) -> Page:
        """A phone on which this guide works."""
        page = self.phone()
        page.goto(f"/voorbeeld/?zoek={person.last_name}")
        press(page, label_of(person.memberships.get()))
        sees_title(page, "Vandaag")
        return page


def come_in(page: Page, address: str, pin: str) -> Page:
    """Behind the QR code of a card: type the PIN."""
    page.goto(address)
    page.get_by_label("Pincode").fill(pin)
    press(page, "Ga verder")
    sees_title(page, "Dit is jouw plan")
    return page


def scanned(page: Page, title: str) -> str:
    """What another phone reads from the code on this screen."""
    code = page.get_by_role("img", name=title)
    expect(code).to_be_visible()
    found = zxingcpp.read_barcodes(picture_of(code.screenshot()))
    assert found, f"no code on the screen: {title}"
    return str(found[0].text)


def is_fine(page: Page) -> None:
    """Accessible and within the screen, as it stands there now; axe itself needs scripts."""
    has_scripts = page.evaluate("!matchMedia('(scripting: none)').matches")
    faults = faults_of(page) if has_scripts else [*widest(page)] if page.evaluate(OVERFLOW) else []
    assert faults == [], f"{page.url}: {faults}"


def tab(page: Page, name: str) -> None:
    """The guide goes to another part of the file."""
    follow(page, name, within=page.get_by_role("navigation", name="In dit dossier"))


def more(page: Page, name: str) -> None:
    """The person goes somewhere by "Meer", one tap from the plan."""
    page.goto("/mijn/plan/")
    follow(page, "Meer")
    follow(page, name)


def finds_nothing(page: Page) -> None:
    """The page that was on the screen is not there any more for who looks."""
    answer: Response | None = page.reload()
    assert answer is not None
    assert answer.status == NOT_THERE, page.url


def choose(page: Page, group: str, choice: str) -> None:
    """One of the choices under a question."""
    within(page, group).get_by_role("radio", name=choice).check()


def within(page: Page, group: str) -> Locator:
    """The fields under one question."""
    return page.get_by_role("group", name=group)
