"""One section of a project as a form. Whatever is typed is kept; what cannot be read yet is said beside the field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tandem.calls.rules.answers import most_characters, problem_of
from tandem.calls.rules.budget import amount_of, number_of
from tandem.calls.rules.definition import Question
from tandem.calls.rules.writing import Typed
from tandem.identity.places import municipalities
from tandem.kernel import dutch
from tandem.kernel.form_fields import DateInput, MoneyInput

MOST_RADIOS, LONG = 7, 800
CHOICES = "calls/submission_choices.html"
_NO_MEMORY = {"autocomplete": "off"}
_ATTRS: dict[str, dict[str, str]] = {
    "number": {"data-kind": "number", "inputmode": "decimal", "data-width": "5", **_NO_MEMORY},
    "money": {"data-kind": "money"},
    "municipality": {"list": "gemeenten", "data-width": "20", **_NO_MEMORY},
}
_SIMPLE: dict[str, type[forms.Widget]] = {"money": MoneyInput, "date": DateInput}
NOT_FIELDS = {"file", "budget"}  # these have their own place on the page


class AnswerField(forms.Field):
    """A question. An empty answer is never wrong here: the list of what misses tells."""

    def __init__(self, question: Question) -> None:
        super().__init__(
            required=question.is_needed, label=question.label, help_text=question.hint, widget=_widget(question)
        )
        self.question = question
        self.max_length = most_characters(question) if question.kind == "long_text" else None

    def clean(self, value: Any) -> Any:
        """What was typed; the problem is shown, and keeps nothing from being saved."""
        if text := problem_of(self.question, value):
            raise ValidationError(text)
        return value


class SectionForm(forms.Form):
    """The questions of one section, filled in with what stands there or with what was typed."""

    use_required_attribute = False
    prefix = "v"

    def __init__(self, questions: Iterable[Question], data: Mapping[str, Any]) -> None:
        super().__init__(data)
        for question in questions:
            if question.kind not in NOT_FIELDS:
                self.fields[question.id] = AnswerField(question)


def name_of(question_id: str) -> str:
    """The name of the input of a question."""
    return f"{SectionForm.prefix}-{question_id}"


def form_data(questions: Iterable[Question], answers: Mapping[str, Any], *, on: date) -> QueryDict:
    """Answers as the inputs show them."""
    data = QueryDict(mutable=True)
    for question in questions:
        shown = _shown(question, answers.get(question.id), on)
        data.setlist(name_of(question.id), shown if isinstance(shown, list) else [shown])
    return data


def typed_of(question: Question, data: QueryDict) -> Typed | None:
    """What came in for a question; None when it was not on the page."""
    version = data.get(f"version-{question.id}", "")
    if not (version.isascii() and version.isdigit()) or len(version) > 9:
        return None
    return Typed(question, _raw(question, data), int(version), data.get(f"keuze-{question.id}", "")[:10])


def files_to_remove(question: Question, data: QueryDict) -> Iterator[UUID]:
    """The files of a question that were ticked to go."""
    for raw in data.getlist(f"weg-{question.id}"):
        with suppress(ValueError):
            yield UUID(raw)


def budget_rows(data: QueryDict, question_id: str) -> list[dict[str, Any]]:
    """The lines of a budget, as they were typed, in the order of the page."""
    start, rows = f"{name_of(question_id)}-", []
    for number in range(300):
        if f"{start}{number}-label" not in data:
            break
        parts = {
            _plain(name.removeprefix(f"{start}{number}-")): _plain(data.get(name, ""))
            for name in data
            if name.startswith(f"{start}{number}-") and not name.endswith("-label")
        }
        rows.append({"label": _plain(data.get(f"{start}{number}-label", "")), "parts": parts})
    return rows


def _raw(question: Question, data: QueryDict) -> Any:
    if question.kind == "budget":
        return budget_rows(data, question.id)
    name = name_of(question.id)
    if question.kind == "choices":
        return [_plain(one) for one in data.getlist(name)]
    return _plain(data.get(name, ""))


def _plain(text: str) -> str:
    """Without the one sign that the database cannot keep."""
    return text.replace("\0", "")


def _shown(question: Question, value: Any, on: date) -> Any:
    if value is None:
        return [] if question.kind == "choices" else ""
    match question.kind:
        case "municipality":
            return municipalities(on=on).get(str(value), str(value))
        case "money":
            amount = amount_of(value)
            return str(value) if amount is None else dutch.money(amount).removeprefix(f"€{dutch.NO_BREAK}")
        case "number":
            return str(value) if number_of(value) is None else str(value).replace(".", ",")
    return value if isinstance(value, list) else str(value)


def _widget(question: Question) -> forms.Widget:
    attrs: dict[str, Any] = {"data-question": question.id, **_ATTRS.get(question.kind, {})}
    match question.kind:
        case "long_text":
            return forms.Textarea({**attrs, "rows": 8 if most_characters(question) > LONG else 5})
        case "yes":
            return _Radios(attrs, choices=[("yes", _("ja")), ("no", _("nee"))])
        case "choice" | "choices":
            return _choice_widget(question, attrs)
    return _SIMPLE.get(question.kind, forms.TextInput)(attrs)


def _choice_widget(question: Question, attrs: dict[str, Any]) -> forms.Widget:
    offered = [(choice.id, choice.text) for choice in question.choices]
    if question.kind == "choices":
        return _Checkboxes(attrs, choices=offered)
    if len(offered) <= MOST_RADIOS:
        return _Radios(attrs, choices=offered)
    return forms.Select(attrs, choices=[("", _("Kies een antwoord")), *offered])


class _OfQuestion:
    """Every input says to which question it belongs: the conditions of the page read it there."""

    kind = ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """What the template shows."""
        context: dict[str, Any] = super().get_context(name, value, attrs)  # type: ignore[misc]
        context["widget"]["kind"] = self.kind
        return context


class _Radios(_OfQuestion, forms.RadioSelect):
    template_name = CHOICES
    kind = "radios"


class _Checkboxes(_OfQuestion, forms.CheckboxSelectMultiple):
    template_name = CHOICES
    kind = "checkboxes"
