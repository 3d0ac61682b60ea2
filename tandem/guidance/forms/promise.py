"""What is told about a promise, and a point for the next talk."""

import uuid
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.guidance.forms.words import WordsField

if TYPE_CHECKING:
    from django.http import QueryDict


class CameBetweenForm(forms.Form):
    """Wat kwam er tussen?"""

    words = WordsField(label=_("Wat kwam er tussen?"), rows=4)


class AgendaPointForm(forms.Form):
    """Something for the next talk; the hidden key makes sending twice give one."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    words = WordsField(label=_("Waarover wil je het hebben?"), rows=3)

    def __init__(self, data: "QueryDict | None" = None) -> None:
        super().__init__(data, initial={"key": uuid.uuid4()})
