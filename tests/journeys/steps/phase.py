"""After a phase: stop for now, resume later, and agree the contact moments of the next phase."""

from collections.abc import Sequence

from playwright.sync_api import expect

from tests.journeys.steps.screen import Actor, follow, is_told, press, sees_title
from tests.journeys.steps.trajectory import open_trajectory


def stop_for_now(actor: Actor, organisation: str) -> None:
    """The organisation takes a break; resuming stays possible."""
    page = actor.page
    open_trajectory(actor, organisation)
    follow(page, "Doe dit nu")
    sees_title(page, "Doorgaan of voorlopig stoppen?")
    page.get_by_label("We stoppen voorlopig. Later hervatten kan.").check()
    press(page, "Bevestig de keuze")
    is_told(page, "Jullie stoppen voorlopig.")
    expect(page.get_by_role("heading", name="Voorlopig gestopt")).to_be_visible()


def resume(actor: Actor, organisation: str, moments: Sequence[tuple[str, str]]) -> None:
    """Go on after all: a number of contact moments, each with its work form and subject."""
    page = actor.page
    open_trajectory(actor, organisation)
    follow(page, "Hervat het traject")
    sees_title(page, "Hervat het traject")
    page.get_by_label("We gaan door met Fase 2").check()
    page.get_by_label("Hoeveel contactmomenten spreken jullie af?").select_option(str(len(moments)))
    for number, (work_form, subject) in enumerate(moments, start=1):
        page.get_by_label(f"Werkvorm van contactmoment {number}").select_option(label=work_form)
        page.get_by_label(f"Waarover gaat contactmoment {number}?").fill(subject)
    press(page, "Bevestig de keuze")
    is_told(page, "Jullie gaan verder. Spreek nu de datums af.")
