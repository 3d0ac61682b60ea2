"""Wat als? on a phone for who reads Arabic: from right to left, the same figures, and Dutch one tap away."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import PHONE, NewWindow
from tests.journeys.steps import money
from tests.journeys.steps.guidance import is_fine
from tests.journeys.steps.screen import press

pytestmark = pytest.mark.journey
BOTH_WAYS = pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
AMOUNT = re.compile(r"€\s[\d.,]*\d")
ON = "التالي"


def amounts(page: Page) -> list[str]:
    """Every amount of the outcome, in the order of the page."""
    return [found.replace("\u00a0", " ") for found in AMOUNT.findall(page.locator(".wat-als").inner_text())]


def change(page: Page, language: str) -> None:
    """One tap above the page."""
    page.locator(".taal").get_by_role("button", name=language).click()


def is_arabic(page: Page, title: str) -> None:
    """From right to left, marked as a draft, within the screen and accessible."""
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    expect(page.get_by_text("Voorproef: nog niet nagelezen.")).to_be_visible()
    is_fine(page)


@BOTH_WAYS
def test_same_figures_from_right_to_left_on_a_phone(new_window: NewWindow, javascript: bool) -> None:
    page = new_window(width=PHONE, javascript=javascript).page
    page.goto("/wat-als/")
    page.get_by_role("link", name="العربية").click()
    is_arabic(page, "مع من تسكن؟")
    page.get_by_role("radio", name="وحدي").check()
    page.get_by_label("من أي شهر سيبدأ التغيير؟").fill(money.START)
    press(page, ON)
    is_arabic(page, "من أين يأتي دخلك الآن؟")
    page.get_by_role("checkbox", name="إعانة المرض أو العجز").check()
    press(page, ON)
    page.get_by_label("منذ كم شهرًا أنت مريض؟").fill("14")
    change(page, "Lees het in het Nederlands")  # looks at it together with a guide, and nothing typed gets lost
    expect(page.get_by_label("Hoeveel maanden ben je al ziek?")).to_have_value("14")
    change(page, "العربية")
    page.get_by_label("إعانتك في اليوم").fill("68,00")
    press(page, ON)
    page.get_by_role("checkbox", name="إعانة البطالة").check()
    press(page, ON)
    page.get_by_label("في أي شهر من الإعانة أنت الآن؟").fill("7")
    page.get_by_label("آخر أجر إجمالي في الشهر").fill("2.200")
    press(page, ON)

    is_arabic(page, "مالك كل شهر")
    first = page.locator(".wat-als__kop").first
    expect(first).to_contain_text("أقل من الآن")
    expect(first.locator("bdi")).to_have_text(["€\u00a0272", "€\u00a0302"])
    found = amounts(page)
    change(page, "Lees het in het Nederlands")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page.locator(".wat-als__kop").first).to_contain_text("minder dan nu")
    assert amounts(page) == found
    assert len(found) > 10
