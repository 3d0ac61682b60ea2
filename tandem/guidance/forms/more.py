"""Choices of the person about their own pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.guidance.rules.thread import LANGUAGES


class LanguageForm(forms.Form):
    """The language to talk and write in."""

    language = forms.ChoiceField(
        label=_("Welke taal praat je het liefst?"), choices=LANGUAGES, widget=forms.RadioSelect
    )
    needs_interpreter = forms.BooleanField(label=_("Ik wil er graag een tolk bij"), required=False)
