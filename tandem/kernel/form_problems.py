"""What is wrong in one or more forms: beside each field, and as links for the top of the page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BoundField, CheckboxInput, Field, FileInput
from django.forms.formsets import BaseFormSet
from django.forms.widgets import ChoiceWidget
from django.http import QueryDict
from django.utils.translation import gettext as _

from tandem.kernel.refusal import Refusal

STANDARD_CODES = {"max_length", "min_length", "max_value", "min_value", "max_decimal_places", "max_digits"}


@dataclass(frozen=True, slots=True)
class FormProblem:
    """An error text and the id of the field to jump to; no id when it concerns the whole form."""

    text: str
    target: str = ""


def form_problems(*forms: object) -> list[FormProblem]:
    """Every error of forms, formsets and lists of them, in the order of the page; anything else is skipped."""
    return [problem for form in forms for problem in _of(form)]


def show_refusal(form: BaseForm, refusal: Refusal, *others: BaseForm) -> None:
    """Each sentence at its field, of whichever form has it; the rest on top of the first form.

    Of a form with a prefix `Problem.field` may be the full name of the input.
    """
    for problem in refusal.problems:
        target, name = _place_of(problem.field, form, *others)
        target.add_error(name, problem.text)


def keep_typed(form: BaseForm, current: Any) -> None:
    """After a clash: what was typed stays, on top of `current`, the row as it is on the screen now."""
    if isinstance(form.data, QueryDict):
        typed = form.data.copy()
        typed["version"] = str(current.version)
        form.data = typed


def error_texts(field: BoundField) -> list[str]:
    """The errors of a field; an empty field gets a sentence that says what to do."""
    return [_what_to_do(field)] if _is_just_empty(field) else [str(text) for text in field.errors]


def field_target(field: BoundField) -> str:
    """Where a link to a field lands: its input, or the first choice of a group; nothing for a hidden field."""
    if field.is_hidden:
        return ""
    return f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label


def _place_of(field: str, *forms: BaseForm) -> tuple[BaseForm, str | None]:
    for form in forms:
        name = field.removeprefix(f"{form.prefix}-") if form.prefix else field
        if name in form.fields:
            return form, name
    return forms[0], None


def _of(form: object) -> Iterator[FormProblem]:
    if isinstance(form, BaseForm):
        yield from _of_form(form)
    elif isinstance(form, BaseFormSet):
        if form.is_bound:
            yield from (FormProblem(str(text)) for text in form.non_form_errors())
        yield from form_problems(*form.forms)
    elif isinstance(form, Iterable) and not isinstance(form, str):
        yield from form_problems(*form)


def _of_form(form: BaseForm) -> Iterator[FormProblem]:
    yield from (FormProblem(str(text)) for text in form.non_field_errors())
    for field in form:
        named = _named(field)
        yield from (FormProblem(f"{named}{text}", field_target(field)) for text in error_texts(field))


def _named(field: BoundField) -> str:
    """The label in front of Django's own words, which do not say which field they mean."""
    known = Field.default_error_messages | getattr(field.field, "default_error_messages", {})
    texts = {*known.values()}
    if not all(error.code in STANDARD_CODES or error.message in texts for error in field.errors.as_data()):
        return ""
    return f"{field.label} " if str(field.label).endswith(("?", ".", "!")) else f"{field.label}: "


def _is_just_empty(field: BoundField) -> bool:
    """True for Django's own "this field is required", which a form did not replace by better words."""
    errors = field.errors.as_data()
    own_words = field.field.error_messages["required"] != Field.default_error_messages["required"]
    return len(errors) == 1 and errors[0].code == "required" and not own_words


def _what_to_do(field: BoundField) -> str:
    widget = field.field.widget
    if isinstance(widget, CheckboxInput):
        return _("Vink dit aan om verder te gaan.")
    if isinstance(widget, FileInput):
        return _("Kies een bestand.")
    return _("Kies een antwoord.") if isinstance(widget, ChoiceWidget) else _("Vul dit nog in.")
