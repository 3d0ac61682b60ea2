"""An expectation in two steps: first the words and where it hangs on, then the person's own answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.guidance.forms.plan import PenForm
from tandem.guidance.forms.words import WordsField
from tandem.guidance.rules.barrier_map import SHOWN_AT_FIRST
from tandem.guidance.rules.vocabulary import FEASIBLE
from tandem.kernel.form_fields import offer


def feasible_field() -> forms.ChoiceField:
    """Only the person says this."""
    return forms.ChoiceField(
        label=_("Lukt dit?"), choices=FEASIBLE, widget=forms.RadioSelect,
        error_messages={"required": _("Zeg zelf of dit lukt of niet lukt.")},
    )  # fmt: skip


class ExpectationForm(PenForm):
    """What is expected, and which life domains and barriers it hangs on."""

    words = WordsField(label=_("Wat wordt er verwacht?"), rows=3)
    domains = forms.MultipleChoiceField(
        label=_("Waar gaat het over?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    barriers = forms.MultipleChoiceField(
        label=_("Welke drempels kunnen in de weg staan?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    more_barriers = forms.MultipleChoiceField(
        label=_("Nog meer drempels"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, data: Any = None, *, domains: list[tuple[str, str]], barriers: list[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(data, **options)
        first, more = barriers[:SHOWN_AT_FIRST], barriers[SHOWN_AT_FIRST:]
        for name, choices in (("domains", domains), ("barriers", first), ("more_barriers", more)):
            if choices:
                offer(self, name, choices)
            else:
                del self.fields[name]

    def chosen_domains(self) -> list[str]:
        """Life domains that were ticked; nothing when there was nothing to tick."""
        return list(self.cleaned_data.get("domains", ()))

    def chosen_barriers(self) -> list[str]:
        """The same for barriers."""
        return [key for name in ("barriers", "more_barriers") for key in self.cleaned_data.get(name, ())]


class FeasibleForm(forms.Form):
    """Dit lukt, of dit lukt niet: after reading what stands in the way."""

    feasible = feasible_field()
