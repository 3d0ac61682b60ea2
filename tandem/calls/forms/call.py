"""What an officer fills in about a call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tandem.calls.rules.vocabulary import AREA_RULES
from tandem.identity.rules import ORGANISATION_KINDS
from tandem.kernel import clock
from tandem.kernel.form_fields import DateField, TimeField, offer
from tandem.kernel.pasted_numbers import pasted_numbers

SUBMITTER_KINDS = {
    kind: ORGANISATION_KINDS[kind] for kind in ("organisation", "association", "umbrella", "provider", "training_fund")
}
_SHORT = {"data-width": "5"}


class PlainTextForm(forms.Form):
    """Everybody reads these texts: no number of a person or an account stands in them."""

    def clean(self) -> dict[str, Any]:
        """Each text field with such a number says so."""
        for name, value in list(self.cleaned_data.items()):
            kinds = dict.fromkeys(found.kind for found in pasted_numbers(value)) if isinstance(value, str) else {}
            for kind in kinds:
                self.add_error(name, _now("Hier staat %(kind)s. Haal het weg: iedereen leest dit.") % {"kind": kind})
        return self.cleaned_data


class CallStartForm(PlainTextForm):
    """A call begins with a title."""

    title = forms.CharField(label=_("Titel"), max_length=160)
    summary = forms.CharField(
        label=_("Samenvatting"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In eenvoudige woorden. Je kan dit later nog schrijven."),
    )  # fmt: skip
    administration = forms.ChoiceField(label=_("Namens welke dienst?"))

    def __init__(self, *args: Any, administrations: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = list(administrations)
        offer(self, "administration", names)
        if len(names) == 1:
            self.fields["administration"].widget = forms.HiddenInput()
            self.fields["administration"].initial = names[0][0]

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: self.cleaned_data[name] for name in ("title", "summary")}


class CallForm(PlainTextForm):
    """The texts, the terms and the moments."""

    title = forms.CharField(label=_("Titel"), max_length=160)
    summary = forms.CharField(
        label=_("Samenvatting"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In eenvoudige woorden: wat kan je doen met dit geld?"),
    )  # fmt: skip
    goals = forms.CharField(
        label=_("Wat wil de oproep bereiken?"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    who_may_submit = forms.CharField(
        label=_("Wie mag een project indienen?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    submitter_kinds = forms.MultipleChoiceField(
        label=_("Welke soorten organisaties?"), choices=[*SUBMITTER_KINDS.items()], required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("Duid niets aan als elke organisatie mag indienen."),
    )  # fmt: skip
    area_rule = forms.ChoiceField(
        label=_("Hoeveel projecten?"), choices=[*AREA_RULES.items()], widget=forms.RadioSelect, initial="free"
    )
    least_months = forms.IntegerField(label=_("Kortste looptijd, in maanden"), min_value=1, max_value=120, initial=24,
                                      widget=forms.NumberInput(attrs=_SHORT))  # fmt: skip
    most_months = forms.IntegerField(label=_("Langste looptijd, in maanden"), min_value=1, max_value=120, initial=36,
                                     widget=forms.NumberInput(attrs=_SHORT))  # fmt: skip
    opens_on = DateField(label=_("De oproep gaat open op"), required=False)
    opens_time = TimeField(label=_("Uur van openen"), required=False)
    closes_on = DateField(label=_("De oproep sluit op"), required=False)
    closes_time = TimeField(label=_("Uur van sluiten"), required=False, help_text=_("Die minuut telt nog mee."))
    grace_minutes = forms.IntegerField(
        label=_("Extra minuten"), min_value=0, max_value=120, initial=0, widget=forms.NumberInput(attrs=_SHORT),
        help_text=_("Voor wie het formulier al open had toen de oproep sloot."),
    )  # fmt: skip
    decision_on = DateField(label=_("De beslissing valt op"), required=False)
    first_start_on = DateField(label=_("De eerste projecten starten op"), required=False)
    help_email = forms.EmailField(label=_("E-mailadres voor hulp"), required=False, max_length=254)
    is_blind = forms.BooleanField(
        label=_("De jury leest geen namen van organisaties"), required=False,
        help_text=_("Namen worden zichtbaar nadat de regel van de selectie vastligt."),
    )  # fmt: skip
    readers_each = forms.IntegerField(label=_("Hoeveel juryleden lezen elk project?"), min_value=1, max_value=15, initial=3,
                                      widget=forms.NumberInput(attrs=_SHORT))  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=1_000_000_000)

    def clean(self) -> dict[str, Any]:
        """A day and an hour go together."""
        super().clean()
        for name, sentence in (("opens", _now("Vul ook het uur van openen in.")),
                               ("closes", _now("Vul ook het uur van sluiten in."))):  # fmt: skip
            if self.cleaned_data.get(f"{name}_on") and self.cleaned_data.get(f"{name}_time", "wrong") is None:
                self.add_error(f"{name}_time", sentence)
        return self.cleaned_data

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        parts = {"version", "opens_on", "opens_time", "closes_on", "closes_time"}
        rest = {name: value for name, value in self.cleaned_data.items() if name not in parts}
        return rest | {"opens_at": self._moment("opens"), "closes_at": self._moment("closes")}

    def _moment(self, name: str) -> datetime | None:
        day, hour = self.cleaned_data[f"{name}_on"], self.cleaned_data[f"{name}_time"]
        return clock.moment_on(day, hour.hour, hour.minute) if day else None


def initial_of(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in the form of a call at first; `facts` as the action takes them."""
    shown = {name: value for name, value in facts.items() if name not in {"opens_at", "closes_at"}}
    for name in ("opens", "closes"):
        moment = facts[f"{name}_at"]
        here = clock.local(moment) if moment else None
        shown |= {f"{name}_on": here.date() if here else None, f"{name}_time": here.time() if here else None}
    return shown


def kinds_text(kinds: Iterable[str]) -> str:
    """The kinds of organisations that may submit, in words; empty when any may."""
    return ", ".join(SUBMITTER_KINDS.get(kind, kind) for kind in kinds)


class StopForm(PlainTextForm):
    """Why a call stops."""

    reason = forms.CharField(
        label=_("Waarom stopt de oproep?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Iedereen die aan een project schreef, krijgt deze uitleg in een mail."),
        error_messages={"required": _("Schrijf waarom de oproep stopt. Wie schreef, leest dat.")},
    )  # fmt: skip
