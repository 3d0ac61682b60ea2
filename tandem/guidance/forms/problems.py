"""A refusal beside the fields it is about."""

from django import forms

from tandem.kernel.refusal import Refusal


def show_refusal(form: forms.Form, refusal: Refusal) -> None:
    """Each sentence at its field, the rest on top of the form."""
    for problem in refusal.problems:
        form.add_error(problem.field if problem.field in form.fields else None, problem.text)
