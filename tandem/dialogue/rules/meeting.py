"""When a report is final, and what a meeting still lacks. Pure."""

from __future__ import annotations

from tandem.kernel.refusal import Problem

MOST_PEOPLE = 500
FEW_PEOPLE = 3


def hold_problems(*, people: int) -> list[Problem]:
    """A meeting was held by somebody."""
    if not 1 <= people <= MOST_PEOPLE:
        return [Problem(f"Vul in hoeveel mensen er waren: een getal van 1 tot {MOST_PEOPLE}.", "people")]
    return []


def read_back_problems(*, statements: int, report: str) -> list[Problem]:
    """There is something to read back."""
    if not statements and not report.strip():
        return [Problem("Er staat nog niets in het verslag. Schrijf eerst wat er gezegd is.")]
    return []


def final_problems(*, open_corrections: int) -> list[Problem]:
    """Every correction has its answer (guidance.md section 3)."""
    if open_corrections == 1:
        return [Problem("Er wacht nog één verbetering. Neem ze over, of zeg waarom niet.")]
    if open_corrections:
        return [Problem(f"Er wachten nog {open_corrections} verbeteringen. Neem ze over, of zeg waarom niet.")]
    return []


def people_words(people: int) -> str:
    """How many were there; a very small group is not counted in public."""
    return "een kleine groep" if people < FEW_PEOPLE else f"{people} mensen"
