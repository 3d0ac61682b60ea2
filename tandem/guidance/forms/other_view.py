"""Ik zag het anders."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.guidance.forms.words import WordsField


class OtherViewForm(forms.Form):
    """How the person saw it."""

    words = WordsField(label=_("Hoe zag jij het?"), rows=5)
