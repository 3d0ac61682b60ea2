"""What the person wants, in whose words: a proposal beside it, other words, and two phones at once."""

from playwright.sync_api import Page, expect

from tests.journeys.steps.screen import follow, is_told, opened, press, sees_title


def propose(page: Page, words: str, *, instead_of: str, why: str) -> None:
    """A guide thinks of other words. They wait for the person."""
    follow(page, instead_of)
    page.get_by_label("In eigen woorden").fill(words)
    page.get_by_label("Waarom stel je het voor?").fill(why)
    press(page, "Bewaar")
    is_told(page, "Je voorstel ligt klaar.")


def answer_in_own_words(page: Page, words: str, *, by: str, own: str, proposed: str) -> None:
    """Both stand side by side; the person writes a third."""
    follow(page, "Bekijk en beslis")
    sees_title(page, f"{by} stelt iets voor")
    is_told(page, own)
    is_told(page, proposed)
    opened(page, "Liever in mijn eigen woorden")
    page.get_by_label("In mijn eigen woorden").fill(words)
    press(page, "Bewaar deze woorden")
    is_told(page, words)


def open_words(page: Page, words: str) -> None:
    """The form over what stands in the plan."""
    page.goto("/mijn/plan/")
    follow(page, words)
    sees_title(page, "Verander de woorden")


def rewrite(page: Page, words: str) -> None:
    """Other words in the form that is open."""
    page.get_by_label("In eigen woorden").fill(words)
    press(page, "Bewaar")


def sees_both(page: Page, *, theirs: str, mine: str) -> None:
    """What stands there now, and what was typed here."""
    expect(page.get_by_role("heading", name="Dit staat er nu")).to_be_visible()
    is_told(page, theirs)
    expect(page.get_by_label("In eigen woorden")).to_have_value(mine)
