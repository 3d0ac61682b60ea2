"""The person holds the pen: a guide proposes, the person says it otherwise on another phone; two phones at once."""

import pytest
from playwright.sync_api import Page

from tests.guidance.factories import make_item
from tests.journeys.browsing import NewWindow
from tests.journeys.steps import guidance_plan as plan
from tests.journeys.steps import guidance_start as start
from tests.journeys.steps.guidance import Walk, come_in, is_fine
from tests.journeys.steps.screen import is_not_told, is_told

pytestmark = pytest.mark.journey
OWN, PROPOSED, CHANGED = (
    "Ik wil werken.",
    "Een opleiding tot lasser volgen.",
    "Eerst een week gaan kijken bij een lasser.",
)


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_guide_proposes_and_the_person_says_it_otherwise(new_window: NewWindow, javascript: bool) -> None:
    walk = Walk(new_window, javascript=javascript)
    file = walk.file("Ilse")
    make_item(file, "wish", OWN, kind="want")
    guide = walk.at_work(walk.guide)
    guide.goto(f"/dossier/{file.pk}/plan/")
    address, pin = start.give_card(guide)
    guide.goto(f"/dossier/{file.pk}/plan/")
    plan.propose(guide, PROPOSED, instead_of=OWN, why="Daar zijn veel plaatsen.")
    is_fine(guide)
    person = come_in(walk.phone(), address, pin)
    answers(person, str(walk.guide))
    sees_what_was_said(guide)
    writes_on_two_phones(person, come_in(walk.phone(), address, pin))


def answers(person: Page, by: str) -> None:
    """Nothing changed yet; then it is what the person writes."""
    is_told(person, OWN)
    is_told(person, PROPOSED)
    is_fine(person)
    plan.answer_in_own_words(person, CHANGED, by=by, own=OWN, proposed=PROPOSED)
    is_not_told(person, PROPOSED)


def sees_what_was_said(guide: Page) -> None:
    """The guide reads the person's words, on the plan and on the day page."""
    guide.reload()
    is_told(guide, CHANGED)
    is_not_told(guide, PROPOSED)
    guide.goto("/begeleiding/")
    is_told(guide, "Antwoord op je voorstellen")
    is_fine(guide)


def writes_on_two_phones(one: Page, other: Page) -> None:
    """Both are open; who is later sees both texts, and nothing typed is lost."""
    first, second = "Een week kijken in Gent.", "Een week kijken, dicht bij huis."
    for phone in (one, other):
        plan.open_words(phone, CHANGED)
    plan.rewrite(one, first)
    is_told(one, first)
    plan.rewrite(other, second)
    plan.sees_both(other, theirs=first, mine=second)
    is_fine(other)
    plan.rewrite(other, f"{first} {second}")
    is_told(other, f"{first} {second}")
    one.reload()
    is_told(one, f"{first} {second}")
