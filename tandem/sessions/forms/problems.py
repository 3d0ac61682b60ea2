"""A refusal beside the fields it is about."""

from django import forms

from tandem.kernel.refusal import Refusal


def show_refusal(refusal: Refusal, *rows: forms.Form) -> None:
    """Each sentence at its field: `Problem.field` is the full name of an input; the rest on top of the first form."""
    for problem in refusal.problems:
        for row in rows:
            name = problem.field.removeprefix(f"{row.prefix}-") if row.prefix else problem.field
            if name in row.fields:
                row.add_error(name, problem.text)
                break
        else:
            rows[0].add_error(None, problem.text)
