"""What a note-taker writes at a table. The id is made where the form is made: posted twice it counts once."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.dialogue.rules.table import LONGEST_STATEMENT, LONGEST_VOICE
from tandem.dialogue.rules.vocabulary import VOICES

HINDERS, HELPS = "in-de-weg", "helpt"
KINDS = {HINDERS: _("Wat staat in de weg"), HELPS: _("Wat helpt")}
EMPTY = {"required": _("Schrijf wat er gezegd is.")}


def hidden_id() -> forms.UUIDField:
    """A fresh number for what is about to be written."""
    return forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class StatementForm(forms.Form):
    """One statement, in the words of who said it."""

    kind = forms.ChoiceField(label=_("Waarover gaat het?"), choices=KINDS, widget=forms.RadioSelect, initial=HINDERS)
    words = forms.CharField(
        label=_("Wat werd er gezegd?"), help_text=_("In de woorden van wie het zei. Schrijf geen namen."),
        max_length=LONGEST_STATEMENT, widget=forms.Textarea(attrs={"rows": 3}), error_messages=EMPTY,
    )  # fmt: skip


class NewStatementForm(StatementForm):
    """The same, posted by itself."""

    id = hidden_id()


class ChangeForm(forms.Form):
    """Better words, on the version that was on the screen."""

    id = hidden_id()
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    words = forms.CharField(
        label=_("Betere woorden"), max_length=LONGEST_STATEMENT, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=EMPTY,
    )  # fmt: skip


class VoiceForm(forms.Form):
    """Agreement, dissent or an addition."""

    id = hidden_id()
    kind = forms.ChoiceField(label=_("Wat zegt iemand hierover?"), choices=VOICES, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In eigen woorden"), required=False, max_length=LONGEST_VOICE, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Bij «eens» mag dit leeg blijven."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Who does not agree, or adds something, says so in words."""
        typed = super().clean() or self.cleaned_data
        if typed.get("kind") not in {None, "agree"} and not typed.get("words", "").strip():
            self.add_error("words", _("Schrijf kort wat die persoon anders ziet."))
        return typed
