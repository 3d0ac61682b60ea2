"""Steps: how they go on, and what comes before a yes. Pure (guidance.md behaviours 15 and 16, seed 004).

A step never fails and never ends by a date: it is done, laid aside without a reason, or it turned out otherwise.
"""

from tandem.guidance.rules.vocabulary import MONEY_STEPS, UNPAID_STEPS
from tandem.kernel.refusal import Problem
from tandem.kernel.states import Transition

STEPS = {
    "choose": Transition(
        frozenset({"idea"}), "chosen", "Deze stap is al gekozen of ligt opzij. Bekijk de pagina opnieuw."
    ),
    "start": Transition(frozenset({"chosen"}), "running", "Kies deze stap eerst zelf. Dan kan hij beginnen."),
    "finish": Transition(frozenset({"chosen", "running"}), "done", "Deze stap is nog niet gekozen, of al gedaan."),
    "lay_aside": Transition(
        frozenset({"idea", "chosen", "running"}), "laid_aside", "Deze stap ligt al opzij, of hij is gedaan."
    ),
    "take_up": Transition(frozenset({"laid_aside", "turned_out_otherwise"}), "idea", "Deze stap staat al op de lijst."),
}
ACTIVE = ("running", "chosen")
GROUPS = (
    ("running", "Bezig"),
    ("chosen", "Gekozen"),
    ("idea", "Ideeën"),
    ("done", "Gedaan"),
    ("turned_out_otherwise", "Het liep anders"),
    ("laid_aside", "Opzij gelegd"),
)


def needs_money_view(kind: str, *, changes_money: bool) -> bool:
    """Work and training move the household's income, other steps when somebody says so: money before yes."""
    return changes_money or kind in MONEY_STEPS


def is_unpaid_step(kind: str, *, is_ticked: bool) -> bool:
    """An internship and a volunteer job always, a trial at work when it is ticked."""
    return is_ticked or kind in UNPAID_STEPS


def unpaid_problems(*, is_unpaid: bool, brings_now: str, brings_later: str) -> list[Problem]:
    """The next unpaid step must earn its place: what it brings, now and later, in the person's words."""
    if not is_unpaid:
        return []
    asked = (
        ("brings_now", brings_now, "Schrijf wat deze stap nu brengt. Brengt hij niets, kies dan een andere."),
        ("brings_later", brings_later, "Schrijf wat deze stap later brengt. Weet je het niet, vraag het eerst na."),
    )
    return [Problem(sentence, field) for field, text, sentence in asked if not text.strip()]


def choice_problems(*, needs_money: bool, is_money_shown: bool) -> list[Problem]:
    """What misses before a yes can count."""
    if needs_money and not is_money_shown:
        return [Problem("Bekijk eerst wat deze stap met het geld doet. Daarna kan je kiezen.")]
    return []
