"""The evaluation as a form, in the language of the participant; and what an organisation sends in about it."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from tandem.sessions.evaluation_questions import (
    PAIR,
    SCALES,
    SHORT_MOMENTS,
    STEPS,
    TEXT,
    TEXT_LIMIT,
    Question,
    page_text,
    questions_of,
    screens_of,
)

SCANS_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """One circle of a scale."""

    name: str
    id: str
    value: int
    label: str
    is_checked: bool


@dataclass(frozen=True, slots=True)
class ScaleRow:
    """One word of a scale with its circle, or its two: before and now."""

    word: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """One question, ready to draw."""

    text: str
    hint: str
    heads: tuple[str, ...]
    rows: tuple[ScaleRow, ...]
    errors: tuple[str, ...]
    field: BoundField | None = None


@dataclass(frozen=True, slots=True)
class ScreenPart:
    """A few questions that belong together."""

    id: str
    title: str
    number_text: str
    is_last: bool
    has_pairs: bool
    questions: tuple[QuestionPart, ...]


class AnswerForm(forms.Form):
    """Every question may be skipped; an empty form is not sent. `nonce` makes a second post count once."""

    nonce = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, question_set: str, language: str, **kwargs: Any) -> None:
        kwargs["initial"] = {"nonce": uuid.uuid4()}
        super().__init__(*args, **kwargs)
        self.question_set, self.language = question_set, language
        for question in questions_of(question_set):
            for name in question.fields:
                self.fields[name] = self._field(question)

    def _field(self, question: Question) -> forms.Field:
        label = question.text[self.language]
        if question.kind == TEXT:
            too_long = page_text("too_long", self.language).format(limit=TEXT_LIMIT)
            return forms.CharField(label=label, required=False, max_length=TEXT_LIMIT, error_messages={"max_length": too_long},
                                   widget=forms.Textarea(attrs={"rows": 4}))  # fmt: skip
        words = SCALES[question.scale]
        return forms.TypedChoiceField(
            label=label, required=False, coerce=int, empty_value=None, widget=forms.RadioSelect,
            choices=[(step, words[step][self.language]) for step in STEPS],
            error_messages={"invalid_choice": page_text("unknown_choice", self.language)},
        )  # fmt: skip

    def clean(self) -> dict[str, object]:
        """At least one answer."""
        if not self.answers() and not self.errors:
            raise forms.ValidationError(page_text("nothing", self.language))
        return self.cleaned_data

    def answers(self) -> dict[str, object]:
        """What was answered, without what was skipped."""
        return {name: value for name, value in self.cleaned_data.items() if name != "nonce" and value not in (None, "")}

    def screens(self) -> Iterator[ScreenPart]:
        """The form in pieces that fit on a phone."""
        screens = screens_of(self.question_set)
        for number, screen in enumerate(screens, start=1):
            text = page_text("part", self.language).format(n=number, total=len(screens))
            questions = tuple(self._part(question) for question in screen.questions)
            has_pairs = any(question.kind == PAIR for question in screen.questions)
            yield ScreenPart(
                f"deel-{number}", screen.title[self.language], text, number == len(screens), has_pairs, questions
            )

    def _part(self, question: Question) -> QuestionPart:
        hint = page_text(question.hint, self.language) if question.hint else ""
        errors = tuple(str(error) for name in question.fields for error in self[name].errors)
        if question.kind == TEXT:
            field = self[question.key]
            field.help_text = hint
            return QuestionPart(question.text[self.language], hint, (), (), errors, field)
        heads = tuple(words[self.language] for words in SHORT_MOMENTS.values()) if question.kind == PAIR else ()
        rows = tuple(self._row(question, step, heads) for step in STEPS)
        return QuestionPart(question.text[self.language], hint, heads, rows, errors)

    def _row(self, question: Question, step: int, heads: tuple[str, ...]) -> ScaleRow:
        word = SCALES[question.scale][step][self.language]
        labels = [f"{head}: {word}" for head in heads] or [word]
        return ScaleRow(
            word, tuple(self._choice(name, step, label) for name, label in zip(question.fields, labels, strict=True))
        )

    def _choice(self, name: str, step: int, label: str) -> Choice:
        field = self[name]
        return Choice(field.html_name, f"{field.auto_id}_{step}", step, label, str(field.value()) == str(step))


class SeveralFiles(forms.FileField):
    """More than one file in one go."""

    widget = type("SeveralFilesInput", (forms.FileInput,), {"allow_multiple_selected": True})

    def clean(self, data: object, initial: object = None) -> list[object]:
        """Every chosen file; none is refused as for one file."""
        files = data if isinstance(data, (list, tuple)) else [data]
        if len(files) > SCANS_AT_ONCE:
            raise forms.ValidationError(_("Kies ten hoogste %(count)s bestanden tegelijk.") % {"count": SCANS_AT_ONCE})
        return [forms.FileField.clean(self, file, initial) for file in files or [None]]


class ScanForm(forms.Form):
    """Scans or photos of evaluation forms on paper."""

    sheets = SeveralFiles(
        label=_("Scans of foto’s van de formulieren"),
        help_text=_("Een pdf met alle bladen, of foto’s. Je mag er meer dan een kiezen."),
    )
