"""What a planner writes about colleagues: qualifications, a question to carry more, and what a half-day pays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.identity.rules import EXPERIENTIAL_EXPERT, TRAINER
from tandem.kernel.form_fields import DateField, MoneyField, offer

ROLES = [(TRAINER, _("vormingsmedewerker")), (EXPERIENTIAL_EXPERT, _("ervaringsdeskundige"))]


class QualificationForm(forms.Form):
    """A name, and from and until when it holds."""

    prefix = "bekwaamheid"
    name = forms.CharField(label=_("Bekwaamheid"), max_length=80, help_text=_("Bijvoorbeeld: intervisie begeleiden"),
                           widget=forms.TextInput(attrs={"list": "bekwaamheden", "autocomplete": "off"}))  # fmt: skip
    valid_from = DateField(label=_("Geldt vanaf"), required=False)
    valid_until = DateField(label=_("Geldt tot en met"), required=False)

    def clean_name(self) -> str:
        """Without needless spaces."""
        return " ".join(self.cleaned_data["name"].split())


class MoreForm(forms.Form):
    """Which limit, and what is asked instead."""

    prefix = "meer"
    limit = forms.ChoiceField(label=_("Wat staat er nu?"), widget=forms.RadioSelect)
    value = forms.IntegerField(label=_("Welk getal vraag je?"), min_value=0, max_value=500,
                               error_messages={"invalid": _("Vul een getal in, bijvoorbeeld 3.")})  # fmt: skip

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "limit", choices)


class RateForm(forms.Form):
    """A next amount for one role."""

    role = forms.ChoiceField(label=_("Voor wie?"), choices=ROLES, widget=forms.RadioSelect)
    per_half_day_eur = MoneyField(label=_("Vergoeding per halve dag"), max_digits=7, min_value=0)
    per_km_eur = MoneyField(label=_("Vergoeding per kilometer"), max_digits=5, decimal_places=4, min_value=0, required=False,
                            help_text=_("Laat leeg als je die niet betaalt."))  # fmt: skip
    valid_from = DateField(label=_("Geldt vanaf"))
    note = forms.CharField(label=_("Uitleg voor wie betaald wordt"), max_length=300, required=False,
                           widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip
