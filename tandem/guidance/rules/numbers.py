"""Numbers that do not belong in a person's file: national register numbers and bank accounts. Pure."""

from tandem.kernel.pasted_numbers import ACCOUNT, NATIONAL, pasted_numbers
from tandem.kernel.refusal import Problem

__all__ = ["ACCOUNT", "NATIONAL", "found_numbers", "number_problems"]


def found_numbers(text: str) -> list[str]:
    """Which kinds of numbers stand in a text, each once."""
    return list(dict.fromkeys(number.kind for number in pasted_numbers(text)))


def number_problems(text: str, *, field: str = "") -> list[Problem]:
    """A sentence per kind of number: what to do about it. The text itself stays in the form."""
    return [
        Problem(f"Hier staat {kind} in. Dat hoort niet in een dossier. Haal het weg en bewaar opnieuw.", field)
        for kind in found_numbers(text)
    ]
