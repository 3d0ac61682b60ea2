"""What is typed about a start day, and about needs: at a table, fast, several at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from tandem.calls.forms.network import PlainWordsField
from tandem.calls.rules.need import LONGEST_WORDS, ROWS_AT_THE_TABLE, NeedFacts, about_choices, from_about
from tandem.calls.rules.vocabulary import AREAS, SUPPORT_KINDS, URGENCIES
from tandem.kernel.form_fields import DateField, TimeField

MOST_NEEDS = 20


class StartDayForm(forms.Form):
    """The day itself. How to get there is asked of every day: without it people stay at home."""

    area = forms.ChoiceField(label=_("Voor welke streek?"), choices=[("", _("Kies een provincie")), *AREAS.items()])
    held_on = DateField(label=_("Datum"))
    starts_at = TimeField(label=_("Beginuur"), required=False)
    place = forms.CharField(label=_("Plaats"), max_length=200)
    getting_there = forms.CharField(
        label=_("Hoe geraak je er?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bus, trein, te voet van de halte, en hoe je er met een rolstoel binnengaat."),
    )  # fmt: skip
    version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0, max_value=1_000_000)

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class VisitForm(forms.Form):
    """How many people of a network came."""

    people = forms.IntegerField(
        label=_("Met hoeveel mensen?"), required=False, min_value=0, max_value=200, help_text=_("Een getal. Geen namen."),
        widget=forms.TextInput(attrs={"data-width": "5", "inputmode": "numeric"}),
        error_messages={"invalid": _("Vul een getal in, bijvoorbeeld 4.")},
    )  # fmt: skip


class NeedForm(forms.Form):
    """One need, in four fields."""

    kind = forms.ChoiceField(label=_("Wat is er nodig?"), choices=[("", _("Kies")), *SUPPORT_KINDS.items()])
    about = forms.ChoiceField(label=_("Waarover?"), choices=about_choices, required=False)
    words = PlainWordsField(label=_("In de woorden van het netwerk"), rows=2, max_length=LONGEST_WORDS)
    urgency = forms.TypedChoiceField(label=_("Tegen wanneer?"), choices=list(URGENCIES.items()), coerce=int, initial=2)

    def facts(self) -> NeedFacts:
        """What the action takes."""
        typed = self.cleaned_data
        return NeedFacts(typed["kind"], typed["words"], urgency=typed["urgency"], **from_about(typed["about"]))


class NeedRowForm(NeedForm):
    """A row at the table: left open it is no need."""

    def has_changed(self) -> bool:
        """A need begins with a kind or with words; the other fields have a choice of their own."""
        return any(str(self.data.get(self.add_prefix(name), "")).strip() for name in ("kind", "words"))


class NeedEditForm(NeedForm):
    """Better words for a need that is open."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0, max_value=1_000_000)


class DropForm(forms.Form):
    """Why it is no longer needed."""

    reason = forms.CharField(label=_("Waarom is dit niet meer nodig?"), max_length=500)


NeedFormSet = formset_factory(NeedRowForm, extra=ROWS_AT_THE_TABLE, max_num=MOST_NEEDS, absolute_max=MOST_NEEDS)


def filled_in(formset: BaseFormSet[Any]) -> list[Any]:
    """The forms of the rows that are a need, in the order of the page."""
    return [form for form in formset.forms if form.has_changed()]


def need_initial(facts: Mapping[str, Any], about: str) -> dict[str, Any]:
    """What the form about one need starts with."""
    return {name: facts[name] for name in ("kind", "words", "urgency", "version")} | {"about": about}
