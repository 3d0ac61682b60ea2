"""Who was heard."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.calls.forms.call import PlainTextForm
from tandem.calls.rules.vocabulary import CONSULTED
from tandem.kernel.form_fields import DateField


class ConsultationForm(PlainTextForm):
    """Who, when, what they said and what was done with it."""

    who = forms.ChoiceField(label=_("Wie hoorde je?"), choices=[*CONSULTED.items()], widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Welke groep of organisatie?"), max_length=160,
        help_text=_("Bijvoorbeeld: vereniging De Open Deur. Geen namen van mensen."),
    )  # fmt: skip
    people = forms.IntegerField(label=_("Met hoeveel mensen?"), min_value=1, max_value=10_000, required=False,
                                widget=forms.NumberInput(attrs={"data-width": "5"}))  # fmt: skip
    held_on = DateField(label=_("Wanneer?"))
    said = forms.CharField(label=_("Wat zeiden ze?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    done_with_it = forms.CharField(
        label=_("Wat deed je ermee?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Zeg ook wat je niet volgde, en waarom. Nodig voor je publiceert."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=1_000_000_000)

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}
