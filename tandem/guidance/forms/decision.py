"""What was decided, by whom, on which rung."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.guidance.forms.plan import PenForm
from tandem.guidance.forms.words import WordsField
from tandem.guidance.rules.vocabulary import CHOSEN_BY, RUNGS


class DecisionForm(PenForm):
    """A decision in own words; advice stands beside it."""

    words = WordsField(label=_("Wat is er beslist?"), rows=3)
    chosen_by = forms.ChoiceField(label=_("Wie koos?"), choices=CHOSEN_BY, widget=forms.RadioSelect)
    rung = forms.ChoiceField(label=_("Hoe ging het?"), choices=RUNGS, widget=forms.RadioSelect)
    advice = WordsField(label=_("Wat raadde de gids aan?"), required=False, rows=2)
