"""What was decided, by whom, on which rung."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.guidance.forms.plan import PenForm
from tandem.guidance.forms.words import WordsField
from tandem.guidance.rules.vocabulary import CHOSEN_BY, RUNGS
from tandem.kernel.form_fields import offer


class DecisionForm(PenForm):
    """A decision in own words; advice stands beside it."""

    words = WordsField(label=_("Wat is er beslist?"), rows=3)
    chosen_by = forms.ChoiceField(label=_("Wie koos?"), choices=CHOSEN_BY, widget=forms.RadioSelect)
    rung = forms.ChoiceField(label=_("Hoe ging het?"), choices=RUNGS, widget=forms.RadioSelect)
    advice = WordsField(label=_("Wat raadde de gids aan?"), required=False, rows=2)

    def __init__(self, data: Any = None, *, asks_how: bool = False, name: str = "", **options: Any) -> None:
        super().__init__(data, asks_how=asks_how, name=name, **options)
        if asks_how:
            offer(self, "chosen_by", {**CHOSEN_BY, "client": _("%(name)s zelf") % {"name": name}}.items())
            self.fields["rung"].label = _("Hoe ging het? Zoals %(name)s het zegt.") % {"name": name}
