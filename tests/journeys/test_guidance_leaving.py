"""It stays yours: everything goes along in three forms, and after erasing nobody finds anything."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tandem.guidance.models import ClientFile
from tests.guidance import full_file
from tests.guidance.factories import make_item
from tests.journeys.browsing import NewWindow
from tests.journeys.steps import guidance_own as own
from tests.journeys.steps import guidance_start as start
from tests.journeys.steps.guidance import Walk, come_in, finds_nothing, is_fine
from tests.journeys.steps.screen import is_not_told, is_told, press

pytestmark = pytest.mark.journey
WISH = "Een tuin met kippen."


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_person_takes_everything_along_and_leaves_nothing(
    new_window: NewWindow, javascript: bool, tmp_path: Path
) -> None:
    walk = Walk(new_window, javascript=javascript)
    file = walk.file(f"Kim {walk.family}")
    full_file.fill(file, guide=walk.guide)
    make_item(file, "wish", WISH, kind="want")
    guide, phone = walk.at_work(walk.guide), walk.phone()
    guide.goto(f"/dossier/{file.pk}/plan/")
    address, pin = start.give_card(guide)
    person = come_in(phone, address, pin)
    takes_along(person, tmp_path)
    guide.goto(f"/dossier/{file.pk}/plan/")
    is_told(guide, WISH)
    own.erase(person)
    is_fine(person)
    is_gone(file, guide, person)
    card_opens_nothing(walk.phone(), address, pin)


def takes_along(person: Page, folder: Path) -> None:
    """To read here, as a booklet, as data, and all in one."""
    own.open_export(person)
    is_told(person, WISH)
    is_fine(person)
    booklet = own.read_booklet(own.download(person, "Alleen het boekje", folder))
    data = json.dumps(own.read_data(own.download(person, "Gegevens voor een ander programma", folder)))
    for words in (WISH, *full_file.all_canaries()):
        assert words in data, words
    assert WISH in booklet
    names = own.names_in(own.download(person, "Neem alles mee", folder))
    assert {Path(name).suffix for name in names} >= {".html", ".pdf", ".json"}


def is_gone(file: ClientFile, guide: Page, person: Page) -> None:
    """The guide's next click finds nothing, and neither does a search; the phone forgot who was there."""
    finds_nothing(guide)
    guide.goto(f"/begeleiding/groep/?zoek={file.called.split()[0]}")
    is_told(guide, "Niemand gevonden")
    person.goto("/mijn/plan/")
    is_not_told(person, WISH)


def card_opens_nothing(phone: Page, address: str, pin: str) -> None:
    """The same card and the same PIN."""
    phone.goto(address)
    phone.get_by_label("Pincode").fill(pin)
    press(phone, "Ga verder")
    is_told(phone, "Deze pincode klopt niet.")
    is_fine(phone)
