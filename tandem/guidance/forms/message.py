"""A message between the person and who walks along."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.guidance.forms.words import WordsField


class MessageForm(forms.Form):
    """Words, and the identifier that makes sending twice one message."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    words = WordsField(label=_("Je bericht"), error_messages={"required": _("Schrijf eerst een bericht.")})
