"""Kinds of money, amounts per wave, limits per area."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tandem.calls.forms.call_rows import MOST_ROWS
from tandem.calls.rules.vocabulary import AREAS
from tandem.kernel.form_fields import DateField, MoneyField

KIND_NAMES = ("id", "title", "hint", "cap", "is_optional")
_SHORT = {"data-width": "5"}


class KindForm(forms.Form):
    """One kind of money."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Soort geld"), max_length=80, help_text=_("Bijvoorbeeld: werkingssubsidie"))
    hint = forms.CharField(label=_("Waarvoor dient het?"), max_length=300, required=False)
    cap = MoneyField(label=_("Maximum per project"), required=False, min_value=Decimal("0.01"),
                     help_text=_("Laat leeg als er geen maximum is."))  # fmt: skip
    is_optional = forms.BooleanField(label=_("Niet elk project vraagt dit"), required=False)


class WaveForm(forms.Form):
    """One wave, with a field per kind of money."""

    year = forms.IntegerField(
        label=_("Begrotingsjaar"), min_value=2000, max_value=2100, required=False, widget=forms.NumberInput(attrs=_SHORT),
        help_text=_("Laat leeg voor één pot over alle jaren."),
    )  # fmt: skip
    starts_on = DateField(label=_("Startdag van de projecten"), required=False)

    def __init__(self, *args: Any, kinds: Iterable[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = list(kinds)
        for pk, title in self.kinds:
            self.fields[amount_name(pk)] = MoneyField(label=title, required=False, min_value=Decimal(0))

    def clean(self) -> dict[str, Any]:
        """A row without an amount says nothing."""
        if self.has_changed() and not self.errors and not self.amounts() and not self.cleaned_data.get("DELETE"):
            raise forms.ValidationError(_now("Vul een bedrag in, of haal deze golf weg."))
        return self.cleaned_data

    def amounts(self) -> dict[int, Decimal]:
        """Per kind that has one."""
        found = {pk: self.cleaned_data.get(amount_name(pk)) for pk, _title in self.kinds}
        return {pk: amount for pk, amount in found.items() if amount is not None}


class LimitsForm(forms.Form):
    """For each area at least and at most how many projects."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for area, name in AREAS.items():
            self.fields[f"{area}-least"] = forms.IntegerField(
                label=_now("%(area)s: minstens") % {"area": name}, min_value=0, max_value=999, required=False,
                widget=forms.NumberInput(attrs=_SHORT))  # fmt: skip
            self.fields[f"{area}-most"] = forms.IntegerField(
                label=_now("%(area)s: hoogstens") % {"area": name}, min_value=0, max_value=999, required=False,
                widget=forms.NumberInput(attrs=_SHORT))  # fmt: skip

    def limits(self) -> Iterator[tuple[str, int, int | None]]:
        """Area, at least, at most."""
        for area in AREAS:
            yield area, self.cleaned_data[f"{area}-least"] or 0, self.cleaned_data[f"{area}-most"]


KindFormSet = formset_factory(KindForm, extra=1, can_delete=True, max_num=10, absolute_max=MOST_ROWS)
WaveFormSet = formset_factory(WaveForm, extra=1, can_delete=True, max_num=20, absolute_max=MOST_ROWS)


def amount_name(kind: int) -> str:
    """The name of the field with the amount of one kind."""
    return f"bedrag_{kind}"
