"""What somebody without login sends at the door. The sentences come from `door_words`, in the reader's language."""

from typing import Any

from django import forms

from tandem.sessions.door_words import DoorWords
from tandem.sessions.forms.attendance import NameField, SignatureField


class DoorNameForm(forms.Form):
    """A typed name."""

    name = NameField(required=True)

    def problem(self, words: DoorWords) -> str:
        """What to do when the name cannot be kept."""
        return "" if self.is_valid() else words.need_name


class DoorSignForm(forms.Form):
    """A drawing or a typed name; one of both is enough."""

    signature = SignatureField()
    typed_name = NameField()

    def clean(self) -> dict[str, Any]:
        """Nothing at all is no signature."""
        if not self.errors and not self.cleaned_data.get("signature") and not self.cleaned_data.get("typed_name"):
            raise forms.ValidationError("")
        return self.cleaned_data

    def problem(self, words: DoorWords) -> str:
        """What to do next, in the language of the reader."""
        if self.is_valid():
            return ""
        if "signature" in self.errors:
            return words.bad_signature
        return words.need_name if "typed_name" in self.errors else words.need_signature
