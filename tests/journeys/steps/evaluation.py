"""The evaluation: a code to scan, a few screens on a phone in three languages, and the results."""

import re

import zxingcpp
from playwright.sync_api import Page, expect

from tests.journeys.steps.paper import picture_of
from tests.journeys.steps.screen import Actor, follow, is_not_told, is_told, press, sees_title
from tests.journeys.steps.trajectory import open_trajectory

UNDERSTANDING = {
    "nl": "Hoe goed begrijp je mensen in armoede?",
    "fr": "Comprenez-vous bien les personnes en pauvreté ?",
    "en": "How well do you understand people in poverty?",
}
WELL = {
    "nl": ("Voor: niet", "Nu: goed"),
    "fr": ("Avant: pas bien", "Après: bien"),
    "en": ("Before: not well", "Now: well"),
}
SCREENS, NEXT = 4, {"nl": "Verder", "fr": "Continuer", "en": "Continue"}
LANGUAGES = {"nl": "Nederlands", "fr": "Français", "en": "English"}
GOOD = {"nl": "Wat was goed?", "fr": "Qu'est-ce qui était bien ?", "en": "What was good?"}
SEND = {"nl": "Verstuur", "fr": "Envoyer", "en": "Send"}
THANKS = {"nl": "Dank", "fr": "Merci", "en": "Thank"}


def share(actor: Actor, organisation: str) -> str:
    """The organisation shows the code to its participants; the address in it."""
    page = actor.page
    open_trajectory(actor, organisation)
    follow(page, "Evaluatie")
    sees_title(page, "Wat zeggen de deelnemers?")
    follow(page, "Naar de vragenlijst")
    sees_title(page, "Evaluatie door de deelnemers")
    found = zxingcpp.read_barcodes(picture_of(page.locator(".qr").screenshot()))
    assert found, "no code on the page"
    return found[0].text


def answer(phone: Actor, address: str, language: str, words: str) -> None:
    """One participant, on a phone, without login."""
    page = phone.page
    page.goto(address)
    if language != "nl":
        page.get_by_role("link", name=LANGUAGES[language]).click()
    question = page.get_by_role("group", name=UNDERSTANDING[language])
    for label in WELL[language]:
        question.get_by_label(label, exact=True).check(force=True)
    if phone.is_scripted:
        for _ in range(SCREENS - 1):
            page.get_by_role("button", name=NEXT[language]).click()
    page.get_by_label(GOOD[language]).fill(words)
    page.get_by_role("button", name=SEND[language], exact=True).click()
    sees_title(page, THANKS[language])


def complete(actor: Actor, organisation: str) -> None:
    """Everybody had the chance: the link closes."""
    page = actor.page
    open_trajectory(actor, organisation)
    follow(page, "Evaluatie")
    press(page, "Rond de evaluatie af")
    expect(page.get_by_text("afgerond").first).to_be_visible()


def sees_results(page: Page, *, given: int) -> None:
    """Charts, once there are enough answers."""
    sees_title(page, "Wat zeggen de deelnemers?")
    expect(page.get_by_role("list", name="Stand")).to_contain_text(f"{given}")
    expect(page.get_by_role("table", name="Wat veranderde er?")).to_contain_text("Begrip")


def sees_no_own_words(page: Page, words: str) -> None:
    """Fewer than five people wrote in a language: nobody may guess who wrote what."""
    is_told(page, re.compile("We tonen niet alle teksten in het .*: minder dan 5 mensen"))
    is_not_told(page, words)
