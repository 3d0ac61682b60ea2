"""Another guide: a warm handover that the person confirms, and a guide whom the person ends alone."""

import pytest
from playwright.sync_api import Page

from tandem.guidance.models import ClientFile
from tests.guidance.factories import make_item
from tests.journeys.browsing import NewWindow
from tests.journeys.steps import guidance_network as network
from tests.journeys.steps import guidance_start as start
from tests.journeys.steps.guidance import Walk, finds_nothing, is_fine, tab
from tests.journeys.steps.screen import is_told, press, sees_title

pytestmark = pytest.mark.journey
WISH = "Ik wil weer koken voor veel mensen."


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_person_changes_from_one_guide_to_another_and_ends_one(new_window: NewWindow, javascript: bool) -> None:
    walk = Walk(new_window, javascript=javascript)
    file = walk.file("Marie")
    make_item(file, "wish", WISH, kind="want")
    old, new = walk.at_work(walk.guide), walk.at_work(walk.worker("Omar", "Straathoek"))
    person = start.card_for(old, walk.phone(), file)
    plans(file, old, new)
    confirms(file, person, old, new)
    ends(person, new)


def plans(file: ClientFile, old: Page, new: Page) -> None:
    """The next guide says yes, and sees nothing before the person confirms."""
    old.goto(f"/dossier/{file.pk}/plan/")
    tab(old, "Netwerk")
    is_fine(old)
    network.join(new, network.plan_handover(old, "Omar"))
    is_told(new, "Na het gesprek met z’n drieën begin je.")
    new.goto(f"/dossier/{file.pk}/plan/")
    finds_nothing(new)


def confirms(file: ClientFile, person: Page, old: Page, new: Page) -> None:
    """From the yes of the person on, one sees the file and the other finds nothing."""
    old.goto(f"/dossier/{file.pk}/plan/")
    is_told(old, WISH)
    network.confirm_handover(person, "Omar")
    is_fine(person)
    finds_nothing(old)
    new.reload()
    sees_title(new, "Plan van Marie")
    is_told(new, WISH)


def ends(person: Page, new: Page) -> None:
    """No reason is asked; the file stays with the person."""
    network.change_guide(person)
    is_fine(person)
    press(person, "Stop met Omar")
    is_told(person, "Je hebt nu geen gids")
    finds_nothing(new)
    person.goto("/mijn/plan/")
    is_told(person, WISH)
