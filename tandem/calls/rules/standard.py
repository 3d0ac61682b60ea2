"""The section every form begins with: what a call must know of each project, whatever else it asks. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from tandem.calls.rules import definition as form
from tandem.calls.rules.definition import Choice, Definition, Question, Section

MOST_CHARACTERS = {"text": 300, "long_text": 6000}


def with_standard(own: Definition, *, years: Iterable[int], least_months: int, most_months: int) -> Definition:
    """The whole form: the fixed section first, then what the officer made, then the budget."""
    first = Section(
        "project", "Het project", questions=tuple(_questions(sorted(set(years)), least_months, most_months))
    )
    budget = Section("budget", "Begroting", questions=(_budget(),))
    return Definition((first, *own.sections, budget), own.stops)


def _questions(years: list[int], least: int, most: int) -> Iterable[Question]:
    yield Question(form.TITLE, "text", "Hoe heet het project?", max_length=160)
    yield Question(form.SUMMARY, "long_text", "Vertel in eenvoudige woorden wat jullie gaan doen.",
                   "Deze tekst staat later op de lijst van gekozen projecten.", max_length=1000)  # fmt: skip
    yield Question(form.MUNICIPALITY, "municipality", "In welke gemeente ligt het zwaartepunt?")
    yield Question(form.MONTHS, "number", "Hoeveel maanden loopt het project?",
                   f"Minstens {least}, hoogstens {most} maanden." if least != most else f"Precies {least} maanden.")  # fmt: skip
    if len(years) > 1:
        choices = tuple(Choice(str(year), str(year)) for year in years)
        yield Question(form.START_YEAR, "choice", "In welk jaar wil je starten?",
                       "Sla over als beide voor jou goed zijn.", is_needed=False, choices=choices)  # fmt: skip
    yield Question(form.IS_READY, "yes", "Is er al iemand om het project te trekken?",
                   "Nee is geen probleem. We houden er rekening mee bij de start.")  # fmt: skip


def _budget() -> Question:
    return Question(form.BUDGET, "budget", "Wat kost het, en wie betaalt het?",
                    "Zet elke kost op een eigen regel. Het totaal telt vanzelf op.")  # fmt: skip
