"""What staff fill in about an amount of law: a dated proposal with its source, or that they looked again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.income.rules import TRUST_TO_PROPOSE, Proposal
from tandem.kernel.form_fields import DateField, MoneyField, offer

DIGITS: dict[str, Any] = {"max_digits": 14, "decimal_places": 6, "min_value": 0, "required": False}


def amount_field(label: Any, unit: str, hint: Any = "") -> forms.DecimalField:
    """Euros as people write them; a percentage or a factor has no thousands, so every point or comma marks decimals."""
    if unit.startswith("EUR"):
        return MoneyField(label=label, help_text=hint, **DIGITS)
    return forms.DecimalField(
        label=label, help_text=hint, localize=True, widget=forms.TextInput({"inputmode": "decimal", "data-width": "10"}),
        error_messages={"invalid": _("Vul een getal in, bijvoorbeeld 1,8114.")}, **DIGITS,
    )  # fmt: skip


def link_field() -> forms.URLField:
    """Where the source stands."""
    return forms.URLField(
        label=_("Link"), required=False, max_length=500, assume_scheme="https",
        error_messages={"invalid": _("Geef een volledig webadres, bijvoorbeeld https://www.rva.be.")},
    )  # fmt: skip


class ProposalForm(forms.Form):
    """A dated amount with its source."""

    valid_from = DateField(
        label=_("Geldt vanaf"), error_messages={"required": _("Vul in vanaf welke dag dit bedrag geldt.")}
    )
    valid_to = DateField(
        label=_("Geldt tot en met"), required=False, help_text=_("Leeg: tot er een nieuw bedrag komt.")
    )
    source = forms.CharField(label=_("Bron"), max_length=300, help_text=_("Wie publiceerde dit bedrag, en waar?"),
                             error_messages={"required": _("Schrijf waar dit bedrag staat.")})  # fmt: skip
    source_date = DateField(
        label=_("Datum van de bron"), error_messages={"required": _("Vul de dag in die op de bron staat.")}
    )
    link = link_field()
    checked_on = DateField(
        label=_("Nagekeken op"), error_messages={"required": _("Vul de dag in waarop je de bron las.")}
    )
    trust = forms.ChoiceField(label=_("Hoe zeker is dit?"), widget=forms.RadioSelect, choices=list(TRUST_TO_PROPOSE.items()),
                              error_messages={"required": _("Kies hoe zeker dit bedrag is.")})  # fmt: skip
    note = forms.CharField(label=_("Opmerking"), required=False, max_length=1000, widget=forms.Textarea({"rows": 3}))
    field_order = ("value", "second_value", "base_amount", "index_step", "valid_from", "valid_to", "source", "source_date",
                   "link", "checked_on", "trust", "note")  # fmt: skip

    def __init__(self, *args: Any, unit: str, indexes: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        own: dict[str, forms.Field] = {
            "value": amount_field(
                _("Bedrag"), unit, _("Zoals het in de bron staat: %s.") % unit.replace("EUR/", str(_("euro per ")))
            ),
            "second_value": amount_field(
                _("Wat een andere bron zegt"),
                unit,
                _("Alleen als twee bronnen verschillen. De berekening toont dan beide."),
            ),
        }
        choices = list(indexes)
        if unit.startswith("EUR") and choices:
            own["base_amount"] = amount_field(
                _("Of: basisbedrag uit de wet"), unit, _("Zonder index. Dan laat je het bedrag hierboven leeg.")
            )
            own["index_step"] = forms.ChoiceField(label=_("Index"), required=False)
        self.fields |= own
        if "index_step" in own:
            offer(self, "index_step", choices)
        self.order_fields(self.field_order)

    def proposal(self) -> Proposal:
        """The amount, once the form is valid."""
        facts = dict(self.cleaned_data)
        if facts.get("base_amount") is None:
            facts["index_step"] = ""
        return Proposal(**facts)


class CheckForm(forms.Form):
    """Somebody looked, and the amount still stands there."""

    checked_on = DateField(label=_("Nagekeken op"), error_messages={"required": _("Vul de dag in waarop je keek.")})
    source = forms.CharField(label=_("Waar keek je het na?"), max_length=300,
                             error_messages={"required": _("Schrijf waar je het nakeek.")})  # fmt: skip
    link = link_field()
