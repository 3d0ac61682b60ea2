"""What an officer types about a section, a question or a stop."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from tandem.calls.rules.definition import Question, Section, Stop
from tandem.calls.rules.form_check import OWN_KINDS
from tandem.calls.rules.form_edit import MOST_CHOICES, WITH_CHOICES, WITH_LENGTH, mark_of
from tandem.calls.rules.standard import MOST_CHARACTERS
from tandem.kernel.form_fields import offer

MOST_LABEL, MOST_HINT, MOST_TITLE = 300, 800, 120
_LONG = {"max_length": _("Dat is te lang. Maak het korter.")}
# For the script of the page: which fields belong to which kind of answer.
FOR_CHOICES = json.dumps({"any": [{"question": "kind", "op": "is", "value": kind} for kind in sorted(WITH_CHOICES)]})
FOR_LENGTH = json.dumps({"any": [{"question": "kind", "op": "is", "value": kind} for kind in sorted(WITH_LENGTH)]})


def hint_field(label: Any) -> forms.CharField:
    """An explanation in plain language; not needed."""
    return forms.CharField(
        label=label, required=False, max_length=MOST_HINT, error_messages=_LONG, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Korte zinnen, gewone woorden. Zeg wat je verwacht, met een voorbeeld."),
    )  # fmt: skip


class SectionForm(forms.Form):
    """A section: one page of the form."""

    title = forms.CharField(label=_("Titel van dit deel"), max_length=MOST_TITLE,
                            error_messages={"required": _("Geef dit deel een titel."), **_LONG})  # fmt: skip
    hint = hint_field(_("Uitleg bij dit deel"))
    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    @classmethod
    def initial_of(cls, section: Section) -> dict[str, Any]:
        """What stands in the form at first."""
        return {"title": section.title, "hint": section.hint, "seen": mark_of(section)}


class QuestionForm(forms.Form):
    """A question. Choices stand in a formset of their own."""

    label = forms.CharField(
        label=_("De vraag"), max_length=MOST_LABEL, error_messages={"required": _("Schrijf de vraag."), **_LONG},
        widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Eén vraag tegelijk, zoals je ze aan tafel zou stellen."),
    )  # fmt: skip
    hint = hint_field(_("Uitleg bij de vraag"))
    kind = forms.ChoiceField(label=_("Hoe antwoordt men?"), choices=OWN_KINDS.items(),
                             widget=forms.Select(attrs={"data-question": "kind"}))  # fmt: skip
    max_length = forms.IntegerField(
        label=_("Hoogstens hoeveel tekens?"), required=False, min_value=1, widget=forms.NumberInput(attrs={"data-width": "5"}),
        help_text=_("Leeg: 300 voor een korte tekst, 6000 voor een lange."),
    )  # fmt: skip
    is_needed = forms.BooleanField(label=_("Deze vraag moet ingevuld zijn"), required=False, initial=True)
    jury_sees = forms.BooleanField(label=_("De jury leest het antwoord"), required=False, initial=True)
    is_copied = forms.BooleanField(
        label=_("Het antwoord gaat mee als iemand een vroeger project kopieert"), required=False, initial=True
    )
    section = forms.ChoiceField(label=_("In welk deel staat de vraag?"))
    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(self, *args: Any, sections: Iterable[Section], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "section", [(section.id, section.title) for section in sections])

    @classmethod
    def initial_of(cls, question: Question, section: Section) -> dict[str, Any]:
        """What stands in the form at first."""
        plain = {name: getattr(question, name) for name in cls.base_fields if hasattr(question, name)}
        return {**plain, "max_length": question.max_length or None, "section": section.id, "seen": mark_of(question)}

    def clean(self) -> dict[str, Any]:
        """No answer is longer than its kind allows."""
        typed = super().clean() or {}
        most = MOST_CHARACTERS.get(typed.get("kind", ""), 0)
        if most and (typed.get("max_length") or 0) > most:
            text = _("Bij deze vraag mag een antwoord hoogstens %(most)s tekens tellen.")
            self.add_error("max_length", forms.ValidationError(text, params={"most": most}))
        return typed

    def question(self, now: Question | None = None) -> Question:
        """The question as it was typed; id and condition come from `now`."""
        typed, kind = self.cleaned_data, self.cleaned_data["kind"]
        return replace(
            now or Question("", kind, ""), kind=kind, label=typed["label"].strip(), hint=typed["hint"].strip(),
            is_needed=typed["is_needed"], max_length=(typed["max_length"] or 0) if kind in WITH_LENGTH else 0,
            jury_sees=typed["jury_sees"], is_copied=typed["is_copied"], choices=(),
        )  # fmt: skip


class ChoiceForm(forms.Form):
    """One answer to choose; an emptied line goes out."""

    id = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    text = forms.CharField(label=_("Keuze"), required=False, max_length=200, error_messages=_LONG)


ChoiceFormSet = formset_factory(ChoiceForm, extra=3, max_num=MOST_CHOICES, absolute_max=MOST_CHOICES)


def choice_rows(formset: Any, kind: str) -> list[tuple[str, str]]:
    """Id and text of every line; nothing for a kind without choices."""
    if kind not in WITH_CHOICES:
        return []
    return [(form.cleaned_data.get("id", ""), form.cleaned_data.get("text", "")) for form in formset.forms]


class StopForm(forms.Form):
    """Why a project cannot be handed in here, and where to go instead."""

    sentence = forms.CharField(
        label=_("Wat zeg je dan?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Schrijf waarom dit project niet past."), **_LONG},
        help_text=_("Bijvoorbeeld: Deze oproep is er voor netwerken met minstens één school."),
    )  # fmt: skip
    instead = forms.CharField(
        label=_("Waar kunnen ze dan wel terecht?"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=_LONG, help_text=_("Een dienst, een andere oproep, een telefoonnummer."),
    )  # fmt: skip
    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    @classmethod
    def initial_of(cls, stop: Stop) -> dict[str, Any]:
        """What stands in the form at first."""
        return {"sentence": stop.sentence, "instead": stop.instead, "seen": mark_of(stop)}


class SeenForm(forms.Form):
    """Which version of a part somebody started from."""

    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
