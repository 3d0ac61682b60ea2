"""Steps: which kind, in which words, on what they hang; what an unpaid one brings; what it led to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.guidance.forms.plan import PenForm, version_field
from tandem.guidance.forms.words import WordsField
from tandem.guidance.rules.vocabulary import MONEY_STEPS, STEP_KINDS
from tandem.kernel.form_fields import offer


class StepKindForm(forms.Form):
    """What kind of step it is; asked first, because what follows depends on it."""

    is_filter = True
    soort = forms.ChoiceField(
        label=gettext_lazy("Wat voor stap is het?"), choices=STEP_KINDS, widget=forms.RadioSelect
    )  # fmt: skip
    onbetaald = forms.BooleanField(
        label=gettext_lazy("Er hoort geen loon bij"), required=False,
        help_text=gettext_lazy("Bijvoorbeeld een proefweek of meelopen."),
    )  # fmt: skip


class StepForm(PenForm):
    """One step. `is_unpaid`: it says what it brings. `kind` without money of its own: asks whether it changes money."""

    words = WordsField(label=gettext_lazy("Welke stap?"), rows=3, help_text=gettext_lazy("In eigen woorden."))
    hangs_on = forms.ChoiceField(
        label=gettext_lazy("Waar hoort deze stap bij?"), required=False,
        help_text=gettext_lazy("Bij een wens, bij een drempel, of nergens bij."),
    )  # fmt: skip
    version = version_field()

    def __init__(
        self, data: Any = None, *, hangers: list[tuple[str, list[tuple[str, str]]]], is_unpaid: bool, kind: str = "",
        is_done: bool = False, **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(data, **options)
        groups = [(title, choices) for title, choices in hangers if choices]
        offer(self, "hangs_on", [("", _("nergens bij")), *groups])
        if is_unpaid:
            self._ask_what_it_brings()
        if kind and kind not in MONEY_STEPS:
            self.fields["changes_money"] = forms.BooleanField(
                label=_("Deze stap verandert iets aan het geld"), required=False,
                help_text=_("Dan bekijken we eerst de maanden, voor er een ja komt."),
            )  # fmt: skip
        if is_done:
            self.fields["led_to"] = WordsField(label=_("Waar leidde deze stap toe?"), rows=3, required=False)
        self.order_fields([name for name in self.fields if name not in {"how", "why"}])  # who says it comes last

    def _ask_what_it_brings(self) -> None:
        own = _("In de woorden van wie de stap zet.")
        self.fields["brings_now"] = WordsField(label=_("Wat brengt deze stap nu?"), rows=2, help_text=own)
        self.fields["brings_later"] = WordsField(label=_("Wat brengt deze stap later?"), rows=2, help_text=own)

    def hanger(self) -> dict[str, str | None]:
        """The wish or the barrier it hangs on, or neither."""
        kind, _colon, pk = str(self.cleaned_data["hangs_on"]).partition(":")
        return {"wish_id": pk if kind == "wish" else None, "barrier_id": pk if kind == "barrier" else None}


class StepDoneForm(forms.Form):
    """It is done. What it led to may come later."""

    led_to = WordsField(label=gettext_lazy("Waar leidde deze stap toe?"), rows=3, required=False,
                        help_text=gettext_lazy("Weet je het nog niet, laat het dan leeg."))  # fmt: skip
