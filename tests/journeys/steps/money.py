"""The questions of Wat als, one screen after another, and what stands beside a step in somebody's file."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.steps.guidance import choose
from tests.journeys.steps.screen import follow, press, sees_title

START = "2026-12"


def live(page: Page, alone: str = "alleen") -> None:
    """With whom, and from which month it would change."""
    sees_title(page, "Met wie woon je?")
    choose(page, "Hoe woon je?", alone)
    page.get_by_label("Vanaf welke maand zou het veranderen?").fill(START)
    press(page, "Verder")


def say(page: Page, title: str, incomes: Sequence[str], details: Mapping[str, str]) -> None:
    """What one lives on in one situation, and the amounts that belong to it."""
    sees_title(page, title)
    for name in incomes:
        page.get_by_role("checkbox", name=name, exact=True).check()
    press(page, "Verder")
    fill_in(page, details)


def fill_in(page: Page, details: Mapping[str, str]) -> None:
    """Amounts and hours; what stands there already stays."""
    for label, text in details.items():
        page.get_by_label(label).fill(text)
    press(page, "Verder")


def headline(page: Page, number: int = 0) -> str:
    """The first sentence of the outcome of a choice."""
    return page.locator(".wat-als").nth(number).locator(".wat-als__kop").first.inner_text().replace("\u00a0", " ")


def months(page: Page, number: int = 0) -> str:
    """The table of a choice, for who reads it row by row."""
    table = page.get_by_role("table", name="Maand per maand").nth(number)
    expect(table.get_by_role("rowheader").first).to_be_visible()
    return table.inner_text().replace("\u00a0", " ")


def open_money(page: Page, step: str) -> None:
    """Before the yes: the page of the step leads to the money."""
    page.goto(step)
    follow(page, "Bekijk eerst het geld")
    sees_title(page, "Wat doet deze stap met het geld?")


def first_sentence(page: Page) -> str:
    """What is kept in the file says the loss first."""
    return page.locator(".geld-zinnen p").first.inner_text().replace("\u00a0", " ")


def take_the_sheet(page: Page, folder: Path) -> Path:
    """The paper to take along."""
    with page.expect_download() as started:
        press(page, "Neem het mee op papier (pdf)")
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path
