"""Barriers in own words, their state, and what makes what harder."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.guidance.forms.plan import PROPOSE, PenForm, version_field
from tandem.guidance.forms.words import WordsField
from tandem.guidance.rules.pen import TOGETHER
from tandem.guidance.rules.vocabulary import BARRIER_STATES
from tandem.kernel.form_fields import offer

NEW = ""


class BarrierForm(PenForm):
    """One barrier, in one or more life domains."""

    words = WordsField(label=_("Wat staat in de weg?"), rows=3, help_text=_("In eigen woorden. Kort mag."))
    domains = forms.MultipleChoiceField(
        label=_("Waar hoort het bij?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Kies er een, meer, of geen."),
    )  # fmt: skip
    own_domain = WordsField(label=_("Of in een eigen woord"), required=False, max_length=40, widget=forms.TextInput())
    version = version_field()

    def __init__(self, data: Any = None, *, names: Mapping[str, str], **options: Any) -> None:
        super().__init__(data, **options)
        offer(self, "domains", names.items())

    def all_domains(self) -> list[str]:
        """The chosen ones, and the own word."""
        own = str(self.cleaned_data["own_domain"]).strip()
        return list(dict.fromkeys([*self.cleaned_data["domains"], *([own] if own else [])]))


class BarrierStateForm(PenForm):
    """How it stands with a barrier."""

    state = forms.ChoiceField(label=_("Hoe staat het ermee?"), choices=BARRIER_STATES, widget=forms.RadioSelect)
    version = version_field()


class EdgeForm(PenForm):
    """Another barrier from the list, or one in new words."""

    other = forms.ChoiceField(label=_("Kies uit de lijst"), required=False)
    words = WordsField(label=_("Of schrijf iets nieuws"), required=False, rows=2)

    def __init__(self, data: Any = None, *, others: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(data, **options)
        offer(self, "other", [(NEW, _("Iets nieuws")), *others])
        if "how" in self.fields:
            del self.fields["why"]
            how = self.fields["how"]
            how.label, how.help_text = _("Wie zegt dit?"), _("Nieuwe woorden tellen pas na een ja.")
            offer(self, "how", [(PROPOSE, _("Ik zie het zo. Mijn naam staat erbij.")), (TOGETHER, _("Samen gezegd."))])

    def clean(self) -> dict[str, Any]:
        """One of both is needed."""
        found = super().clean() or {}
        if not self.errors and not found.get("other") and not found.get("words"):
            self.add_error("words", _("Kies er een uit de lijst, of schrijf iets nieuws."))
        return found
