"""Free words without names: what may point at somebody is shown first, a person decides (see `identifying_words`)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tandem.kernel.identifying_words import Found, found_in

SEEN = "seen"


class SeenWordsForm(forms.Form):
    """A form with a field `words`. The same words a second time are the answer: they may stay."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=1000)

    def found(self) -> list[Found]:
        """What may point at somebody in the words as they were typed."""
        return found_in(self.data.get("words", "")) if self.is_bound else []

    def clean(self) -> dict[str, Any]:
        """What was pointed out is looked at once."""
        typed = super().clean() or self.cleaned_data
        words = typed.get("words", "")
        if words and found_in(words) and typed.get(SEEN, "").strip() != words.strip():
            self.add_error("words", _("Kijk de aangeduide woorden na. Mogen ze blijven? Klik dan nog eens op de knop."))
            if isinstance(self.data, QueryDict):
                shown = self.data.copy()
                shown[SEEN] = words
                self.data = shown
        return typed
