"""The person's answer to a proposal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.guidance.forms.expectation import feasible_field
from tandem.guidance.forms.plan import version_field
from tandem.guidance.forms.words import WordsField

ACCEPT, CHANGE, DECLINE, WITHDRAW = "accept", "change", "decline", "withdraw"


class AnswerForm(forms.Form):
    """Yes, yes in other words, or no; with room for a word, which is never asked."""

    is_filter = True  # nothing here is asked, so no field says that it may stay empty
    answer = forms.ChoiceField(choices=[(name, name) for name in (ACCEPT, CHANGE, DECLINE, WITHDRAW)])
    words = WordsField(label=gettext_lazy("In mijn eigen woorden"), required=False, rows=4)
    said = WordsField(label=gettext_lazy("Wil je er iets bij zeggen?"), required=False, rows=2)
    version = version_field()

    def __init__(self, data: Any = None, *, asks_feasible: bool = False, **options: Any) -> None:
        super().__init__(data, **options)
        if asks_feasible:
            self.fields["feasible"] = feasible_field()
            self.fields["feasible"].required = False

    def clean(self) -> dict[str, Any]:
        """Other words need words; a yes to an expectation needs the person's own answer."""
        cleaned = self.cleaned_data
        answer = cleaned.get("answer")
        if answer == CHANGE and not cleaned.get("words") and "words" not in self.errors:
            self.add_error("words", _("Schrijf eerst iets, in eigen woorden."))
        if answer in {ACCEPT, CHANGE} and "feasible" in self.fields and not cleaned.get("feasible"):
            self.add_error("feasible", _("Zeg zelf of dit lukt of niet lukt."))
        return cleaned
