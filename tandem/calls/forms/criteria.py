"""The criteria of a call, in their order."""

from __future__ import annotations

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from tandem.calls.forms.call_rows import MOST_ROWS

CRITERION_NAMES = ("id", "place", "title", "hint", "weight", "most_points")
_SHORT = {"data-width": "5"}


class CriterionForm(forms.Form):
    """One criterion. `place` orders the list: no dragging needed."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Criterium"), max_length=120)
    hint = forms.CharField(
        label=_("Waar let de jury op?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Wie indient, leest dit ook."),
    )  # fmt: skip
    weight = forms.IntegerField(label=_("Gewicht"), min_value=1, max_value=1000, initial=1,
                                widget=forms.NumberInput(attrs=_SHORT))  # fmt: skip
    most_points = forms.IntegerField(label=_("Hoogste aantal punten"), min_value=1, max_value=100, initial=10,
                                     widget=forms.NumberInput(attrs=_SHORT))  # fmt: skip
    place = forms.IntegerField(label=_("Plaats in de lijst"), min_value=1, max_value=999, required=False,
                               widget=forms.NumberInput(attrs=_SHORT))  # fmt: skip


CriterionFormSet = formset_factory(CriterionForm, extra=1, can_delete=True, max_num=20, absolute_max=MOST_ROWS)
