"""A message on a trajectory."""

from django import forms
from django.utils.translation import gettext_lazy as _


class MessageForm(forms.Form):
    """One text."""

    text = forms.CharField(
        label=_("Je bericht"), max_length=5000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Schrijf geen namen van mensen in armoede. De andere kant krijgt een mail dat er een bericht staat."),
    )  # fmt: skip
