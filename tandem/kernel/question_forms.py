"""A plain form made of questions that a pure file lists: key, label, kind, hint, choices, default, whether it is needed.

The cleaned answers are texts again, as the pure file reads them: money as 1234.50, a list with commas between.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, Protocol

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tandem.kernel.form_fields import MoneyField
from tandem.kernel.languages import spoken


class Question(Protocol):
    """What a question tells."""

    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def hint(self) -> str: ...
    @property
    def choices(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def default(self) -> str: ...
    @property
    def is_needed(self) -> bool: ...


NUMBER = {"inputmode": "decimal", "autocomplete": "off", "data-width": "5"}


class QuestionForm(forms.Form):
    """One screen of questions."""

    def __init__(self, questions: Iterable[Question], data: Mapping[str, Any] | None = None, *,
                 answers: Mapping[str, str] | None = None) -> None:  # fmt: skip
        super().__init__(data)
        for question in questions:
            field = FIELDS[question.kind](question)
            field.initial = _initial(question, answers or {})
            self.fields[question.key] = field

    def answers(self) -> dict[str, str]:
        """What was answered, as texts."""
        return {key: _text(value) for key, value in self.cleaned_data.items()}

    def typed(self) -> dict[str, str]:
        """What stands in the fields, right or wrong, as texts."""
        return {name: _text(self[name].data) for name in self.fields}


def _initial(question: Question, answers: Mapping[str, str]) -> Any:
    text = answers.get(question.key, question.default)
    return [part for part in text.split(",") if part] if question.kind == "choices" else text


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ",".join(str(part) for part in value)
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _common(question: Question) -> dict[str, Any]:
    return {"label": spoken(question.label), "help_text": spoken(question.hint), "required": question.is_needed}


def _offered(question: Question) -> list[tuple[str, str]]:
    return [(value, spoken(words)) for value, words in question.choices]


def _money(question: Question) -> forms.Field:
    return MoneyField(min_value=0, **_common(question))


def _number(highest: int) -> Callable[[Question], forms.Field]:
    def make(question: Question) -> forms.Field:
        return forms.DecimalField(
            min_value=0, max_value=highest, localize=True, widget=forms.TextInput(attrs=NUMBER),
            error_messages={"invalid": _("Vul een getal in."), "min_value": _("Dat kan niet onder nul zijn."),
                            "max_value": _("Dat is te veel: hoogstens %(limit_value)s.")},
            **_common(question),
        )  # fmt: skip

    return make


def _choice(question: Question) -> forms.Field:
    messages = {"required": _("Kies wat past."), "invalid_choice": _("Kies een van de antwoorden.")}
    if len(question.choices) > 5:
        return forms.ChoiceField(choices=_offered(question), error_messages=messages, **_common(question))
    return forms.ChoiceField(
        choices=_offered(question), widget=forms.RadioSelect, error_messages=messages, **_common(question)
    )


def _choices(question: Question) -> forms.Field:
    messages = {"required": _("Duid er minstens een aan."), "invalid_choice": _("Kies uit de lijst.")}
    return forms.MultipleChoiceField(
        choices=_offered(question), widget=forms.CheckboxSelectMultiple, error_messages=messages, **_common(question)
    )


def _yes(question: Question) -> forms.Field:
    return forms.ChoiceField(
        choices=[("no", _("nee")), ("yes", _("ja"))], widget=forms.RadioSelect, **_common(question)
    )


def _years(question: Question) -> forms.Field:
    return forms.CharField(max_length=100, validators=[_are_years], **_common(question))


def _are_years(text: str) -> None:
    parts = text.replace(",", " ").split()
    if not all(part.isdigit() and 1900 <= int(part) <= 2100 for part in parts):
        raise ValidationError(_("Schrijf jaren van vier cijfers, met een komma ertussen: 2019, 2022."))


class MonthInput(forms.TextInput):
    """The device's own month picker."""

    input_type = "month"


def _month(question: Question) -> forms.Field:
    return forms.RegexField(
        r"^\d{4}-(0[1-9]|1[0-2])$", widget=MonthInput(attrs={"data-width": "10"}),
        error_messages={"invalid": _("Kies een maand, of schrijf ze als 2026-04."), "required": _("Kies een maand.")},
        **_common(question),
    )  # fmt: skip


FIELDS: dict[str, Callable[[Question], forms.Field]] = {
    "money": _money,
    "number": _number(600),
    "hours": _number(50),
    "choice": _choice,
    "choices": _choices,
    "yes": _yes,
    "years": _years,
    "month": _month,
}
