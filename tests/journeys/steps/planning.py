"""The duo and the dates: choose, agree, propose, counter, confirm and report."""

import re
from collections.abc import Mapping
from datetime import date

from playwright.sync_api import Locator, Page, expect

from tandem.kernel.dutch import MONTHS
from tests.journeys.steps.screen import Actor, choose_in_menu, follow, is_told, press, sees_title
from tests.journeys.steps.trajectory import open_trajectory


def choose_duo(actor: Actor, organisation: str, *, trainer: str, expert: str) -> None:
    """The planner finds the series that needs a duo and chooses both people at once."""
    page = actor.page
    choose_in_menu(page, "Planning")
    follow(page, re.compile(f"Kies een duo\\s+voor {organisation}"))
    sees_title(page, "Kies een duo")
    page.get_by_role("radio", name=trainer).check()
    page.get_by_role("radio", name=expert).check()
    press(page, "Kies dit duo")
    is_told(page, "Het duo is gekozen.")


def agree(actor: Actor, series_path: str) -> None:
    """A member of the duo says yes, on the page the mail links to."""
    page = actor.page
    page.goto(f"{series_path}duo/antwoord/")
    sees_title(page, "Wil jij in dit duo?")
    page.get_by_label("Ja, ik doe het").check()
    press(page, "Verstuur mijn antwoord")
    is_told(page, "Bedankt. Je staat in het duo.")


def open_dates(actor: Actor, organisation: str) -> str:
    """The page with all sessions; its address without the last part."""
    open_trajectory(actor, organisation)
    follow(actor.page, re.compile(r"^Dat(a|ums)$"))
    sees_title(actor.page, "en duo")
    return actor.page.url.removesuffix("data/")


def propose(page: Page, dates: Mapping[str, date], *, starts: str = "09:30", ends: str = "12:30") -> None:
    """Days for several sessions in one form; hours and place of the first hold for all."""
    for number, (title, day) in enumerate(dates.items()):
        row = page.get_by_role("group", name=title)
        row.get_by_label("Dag").fill(day.isoformat())
        if number == 0:
            row.get_by_label("Van").fill(starts)
            row.get_by_label("Tot").fill(ends)
            row.get_by_label("Hoe geraak je er?").fill("Tram 1, halte Rabot")
    press(page, "Verstuur voorstel")


def counter(page: Page, title: str, day: date) -> None:
    """Another day than the one that was proposed."""
    session_card(page, title).get_by_role("link", name="Andere dag").click()
    sees_title(page, "Stel een dag voor")
    page.get_by_label("Dag").fill(day.isoformat())
    page.get_by_label("Boodschap erbij").fill("Die dinsdag is het duo al elders.")
    press(page, "Verstuur voorstel")
    expect(session_card(page, title)).to_contain_text("datum voorgesteld")


def confirm(page: Page, title: str) -> None:
    """Say yes to the day the other side proposed."""
    session_card(page, title).get_by_role("button", name="Bevestig").click()
    expect(session_card(page, title)).to_contain_text("bevestigd")
    is_told(page, "ligt vast. Iedereen krijgt een uitnodiging.")


def report(page: Page, *, count: int) -> None:
    """The organisation passes the dates on to the fund."""
    press(page, re.compile(f"^Geef {count} dat"))
    is_told(page, "doorgegeven aan het fonds")


def is_past(page: Page, title: str) -> None:
    """A session without list took place."""
    session_card(page, title).get_by_role("button", name="Is voorbij").click()
    expect(session_card(page, title)).to_contain_text("voorbij")


def accept_visit(actor: Actor, organisation: str) -> date:
    """The visit that was planned by itself suits the organisation; its day."""
    page = actor.page
    open_dates(actor, organisation)
    confirm(page, "Feedbackmoment")
    text = session_card(page, "Feedbackmoment").inner_text()
    day, month, year = re.search(r"(\d+) (\w+) (\d{4}) om", text).groups()
    return date(int(year), MONTHS.index(month) + 1, int(day))


def session_card(page: Page, title: str) -> Locator:
    """One session in the list."""
    return page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=title))
