"""What a change does to a month, on a phone: a loss that is seen before the yes, a sheet to take along, two choices."""

import re
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.guidance.factories import make_item
from tests.journeys.browsing import PHONE, NewWindow
from tests.journeys.steps import guidance_start as start
from tests.journeys.steps import money
from tests.journeys.steps.guidance import Walk, is_fine
from tests.journeys.steps.screen import follow, is_told, press, sees_title

pytestmark = pytest.mark.journey
BOTH_WAYS = pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])


@BOTH_WAYS
def test_three_hundred_euro_less_is_known_before_the_yes(new_window: NewWindow, javascript: bool) -> None:
    """Seed 004: from invalidity to the status of job-seeker, for a training."""
    walk = Walk(new_window, javascript=javascript)
    file = walk.file("Sami")
    step = reverse("step", args=[file.pk, make_item(file, "step", "Opleiding lasser", kind="training").pk])
    guide = walk.at_work(walk.guide)
    money.open_money(guide, step)
    is_fine(guide)
    follow(guide, "Reken het uit")
    sees_title(guide, "Met wie woon je?")
    is_fine(guide)
    money.live(guide)
    money.say(guide, "Waarvan leef je nu?", ["ziekte- of invaliditeitsuitkering"],
              {"al ziek?": "14", "je uitkering per dag": "68"})  # fmt: skip
    money.say(guide, "Wat zou er veranderen?", ["werkloosheidsuitkering"],
              {"in welke maand": "7", "laatste brutoloon": "2.200"})  # fmt: skip
    assert money.headline(guide) == (
        "Van december 2026 tot en met mei 2028 heb je elke maand € 272 tot € 302 minder dan nu."
    )
    is_told(guide, "De belastingen worden later afgerekend")
    is_told(guide, "Vraag het aan je ziekenfonds")
    is_fine(guide)
    guide.get_by_role("checkbox", name="Samen gezegd").check()
    press(guide, "Dit hebben we samen bekeken")
    is_told(guide, "Uitgerekend op")
    is_fine(guide)

    person = start.card_for(guide, walk.phone(), file)
    money.open_money(person, step)
    assert "heb je elke maand € 301,60 minder dan nu." in money.first_sentence(person)
    is_fine(person)
    press(person, "Ik weet het vooraf")
    press(person, "Ja, dit kies ik")
    is_told(person, "Gekozen. Deze stap staat nu in het plan.")
    person.goto("/mijn/geld/")
    is_told(person, "€ 301,60 minder")
    is_fine(person)
    follow(person, re.compile("العربية"), within=person.locator(".taal"))
    expect(person.locator("html")).to_have_attribute("dir", "rtl")
    is_fine(person)
    follow(person, "Opleiding lasser")
    expect(person.get_by_role("heading", level=1)).to_contain_text("ماذا تفعل هذه الخطوة بالمال؟")
    expect(person.locator(".geld-zinnen p").first.locator("bdi")).to_have_text(["€\u00a0301,60"])
    is_fine(person)
    guide.goto(f"{step}geld/vragen/")
    sees_title(guide, "Klopt dit nog?")
    is_fine(guide)


@BOTH_WAYS
def test_half_time_beside_leefloon_goes_along_on_paper(new_window: NewWindow, javascript: bool, tmp_path: Path) -> None:
    page = new_window(width=PHONE, javascript=javascript).page
    page.goto("/wat-als/")
    is_fine(page)
    money.live(page)
    money.say(page, "Waarvan leef je nu?", ["leefloon van het OCMW"], {"SPI-vrijstelling": "0"})
    sees_title(page, "Wat zou er veranderen?")
    is_fine(page)
    work = {"brutoloon per maand": "1.250", "uren per week": "19"}
    money.say(page, "Wat zou er veranderen?", ["leefloon van het OCMW", "werk"], work)

    assert money.headline(page) == "Elke maand heb je € 310 tot € 370 meer dan nu."
    assert "december 2026" in money.months(page)
    is_told(page, "Aanvullende steun van het OCMW")
    is_fine(page)
    sheet = PdfReader(money.take_the_sheet(page, tmp_path))
    assert len(sheet.pages) == 1
    assert "€ 310 tot € 370 meer dan nu." in sheet.pages[0].extract_text().replace("\u00a0", " ")


@BOTH_WAYS
def test_training_and_job_stand_side_by_side(new_window: NewWindow, javascript: bool) -> None:
    page = new_window(width=PHONE, javascript=javascript).page
    page.goto("/wat-als/")
    money.live(page)
    benefit = {"in welke maand": "3", "laatste brutoloon": "2.200"}
    money.say(page, "Waarvan leef je nu?", ["werkloosheidsuitkering"], benefit)
    training = {**benefit, "kilometers per maand": "100"}
    money.say(page, "Wat zou er veranderen?", ["werkloosheidsuitkering", "opleiding van VDAB"], training)
    press(page, "Zet er een andere keuze naast")
    sees_title(page, "En de tweede keuze?")
    is_fine(page)
    money.say(page, "En de tweede keuze?", ["werk"], {"brutoloon per maand": "2.400"})
    assert "€ 15 meer dan nu." in money.headline(page, 0)
    assert "€ 512 meer dan nu." in money.headline(page, 1)
    is_fine(page)

    stopped = page.get_by_role("heading", name="Als het contract stopt", exact=True)
    expect(stopped).to_have_count(0)
    page.get_by_label("Wat als het contract stopt na een aantal maanden?").fill("3")
    press(page, "Reken opnieuw")
    expect(stopped).to_have_count(1)
    is_told(page, re.compile("Van december 2026 tot en met februari 2027 heb je elke maand €.512 meer dan nu"))
    is_fine(page)
