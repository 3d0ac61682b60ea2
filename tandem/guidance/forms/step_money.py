"""The household's own figures: now, and month by month after a step. What nobody knows stays empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.guidance.forms.words import WordsField
from tandem.guidance.rules.step_money import cents
from tandem.kernel.form_fields import MoneyField
from tandem.kernel.languages import spoken


class StepMoneyForm(forms.Form):
    """What comes in now per month, and in each of the months after."""

    is_filter = True  # the page itself says that months may stay empty

    now = MoneyField(
        label=_("Hoeveel komt er nu per maand binnen?"), min_value=0,
        help_text=_("Alles samen: loon, uitkering, kinderbijslag."),
        error_messages={"required": _("Vul in wat er nu per maand binnenkomt. Ongeveer mag.")},
    )  # fmt: skip

    def __init__(self, data: Any = None, *, months: Sequence[str], **options: Any) -> None:
        super().__init__(data, **options)
        for number, name in enumerate(months, start=1):
            self.fields[f"month_{number}"] = MoneyField(label=spoken(name), min_value=0, required=False)
        self.fields["unknown"] = WordsField(
            label=_("Wat weten we nog niet?"), rows=2, required=False,
            help_text=_("Bijvoorbeeld: of de sociale huur verandert."),
        )  # fmt: skip

    def now_cents(self) -> int:
        """Now, per month."""
        return cents(self.cleaned_data["now"]) or 0

    def month_cents(self) -> list[int | None]:
        """The months in order; None for an empty one."""
        found = self.cleaned_data
        return [cents(found[name]) for name in found if name.startswith("month_")]
