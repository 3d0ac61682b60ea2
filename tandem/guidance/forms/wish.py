"""What I want, what I can, how I like to work."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.guidance.forms.plan import PenForm, version_field
from tandem.guidance.forms.words import WordsField
from tandem.guidance.rules.vocabulary import WISH_KINDS


class WishForm(PenForm):
    """One wish or strength, in own words."""

    kind = forms.ChoiceField(label=_("Waarover gaat het?"), choices=WISH_KINDS, widget=forms.RadioSelect)
    words = WordsField(label=_("In eigen woorden"), rows=4)
    version = version_field()
