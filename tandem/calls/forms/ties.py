"""With whom a juror has a tie: first which organisations, then what kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tandem.calls.rules.ties import KNOWN
from tandem.calls.rules.vocabulary import TIE_KINDS
from tandem.kernel.form_fields import offer

KINDS = [(kind, text) for kind, text in TIE_KINDS.items() if kind != KNOWN]


class TiesForm(forms.Form):
    """Which organisations; none is an answer too, but has to be said."""

    ties = forms.MultipleChoiceField(
        label=_("Met welke organisaties heb je een band?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    none = forms.BooleanField(label=_("Ik heb met geen enkele van deze organisaties een band."), required=False)

    def __init__(self, *args: Any, places: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "ties", places)

    def clean(self) -> dict[str, Any]:
        """One of both."""
        data = super().clean() or self.cleaned_data
        if data.get("ties") and data.get("none"):
            self.add_error("none", _now("Je vinkte een organisatie aan én «geen enkele». Kies een van de twee."))
        elif not data.get("ties") and not data.get("none") and "ties" not in self.errors:
            self.add_error("none", _now("Vink organisaties aan, of zeg dat je met geen enkele een band hebt."))
        return data


class TieKindsForm(forms.Form):
    """What kind of tie, per organisation that was ticked."""

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        for number, (_key, name) in enumerate(places):
            self.fields[f"kind_{number}"] = forms.ChoiceField(label=name, choices=KINDS, widget=forms.RadioSelect)

    def said(self) -> dict[str, str]:
        """Key of the organisation -> kind."""
        return {key: self.cleaned_data[f"kind_{number}"] for number, (key, _name) in enumerate(self.places)}


class RecogniseForm(forms.Form):
    """The juror knows the project after all."""

    kind = forms.ChoiceField(label=_("Wat voor band heb je?"), choices=KINDS, widget=forms.RadioSelect)
