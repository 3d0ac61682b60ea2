"""What a policy worker fills in about a forum day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from tandem.kernel.form_fields import DateField, offer
from tandem.policy_signals.rules.vocabulary import THEMES

MOST_ASSOCIATIONS, MOST_TABLES = 60, 40


class ForumDayForm(forms.Form):
    """The day itself. How to get there is asked of every day: without it people stay at home."""

    title = forms.CharField(label=_("Titel"), max_length=160)
    question = forms.CharField(
        label=_("Welke vraag ligt op tafel?"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    theme = forms.ChoiceField(label=_("Thema"), choices=[("", _("Kies een thema")), *THEMES.items()])
    held_on = DateField(label=_("Datum"))
    place = forms.CharField(label=_("Plaats"), max_length=200)
    getting_there = forms.CharField(
        label=_("Hoe geraak je er?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bus, trein, te voet van de halte, en hoe je er met een rolstoel binnengaat."),
    )  # fmt: skip
    host = forms.ChoiceField(label=_("Namens welke organisatie?"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, hosts: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = list(hosts)
        offer(self, "host", names)
        if len(names) == 1:
            self.fields["host"].widget = forms.HiddenInput()
            self.fields["host"].initial = names[0][0]

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: text for name, text in self.cleaned_data.items() if name not in {"host", "version"}}


class AssociationForm(forms.Form):
    """One association with a head count."""

    name = forms.CharField(
        label=_("Vereniging"), max_length=200, widget=forms.TextInput(attrs={"list": "verenigingen"})
    )
    people = forms.IntegerField(label=_("Hoeveel mensen?"), min_value=0, max_value=500, initial=0,
                                widget=forms.NumberInput(attrs={"data-width": "5"}))  # fmt: skip


class TableForm(forms.Form):
    """One table."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    number = forms.IntegerField(label=_("Nummer"), min_value=1, max_value=999,
                                widget=forms.NumberInput(attrs={"data-width": "5"}))  # fmt: skip
    topic = forms.CharField(label=_("Waarover gaat het aan deze tafel?"), max_length=200)
    facilitator = forms.CharField(
        label=_("Wie begeleidt?"),
        required=False,
        max_length=120,
        help_text=_("Wie werkt voor een vereniging. Geen deelnemers."),
    )


AssociationFormSet = formset_factory(AssociationForm, extra=3, can_delete=True, max_num=MOST_ASSOCIATIONS)
TableFormSet = formset_factory(TableForm, extra=2, can_delete=True, max_num=MOST_TABLES)


def kept_rows(formset: BaseFormSet[Any]) -> list[Mapping[str, Any]]:
    """What is filled in and not taken out."""
    return [form.cleaned_data for form in formset.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]


class MergeForm(forms.Form):
    """The draft that statements come together in."""

    title = forms.CharField(label=_("Titel van de aanbeveling"), max_length=160)
    words = forms.CharField(
        label=_("Wat moet er veranderen, en door wie?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Blijf dicht bij wat er gezegd is. De uitspraken blijven erbij staan."),
    )  # fmt: skip
