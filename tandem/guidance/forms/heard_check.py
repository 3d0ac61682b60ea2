"""The heard-check as a form: four sentences with three faces each, and room for words. Everything may stay empty but all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tandem.guidance.forms.words import WordsField
from tandem.guidance.rules.heard_check import OWN, TABLET, cleaned_code
from tandem.guidance.rules.vocabulary import FACES, HEARD_QUESTIONS

if TYPE_CHECKING:
    from django.forms import BoundField
    from django.http import QueryDict


class CodeField(forms.CharField):
    """A code as people type it over: small letters, spaces and dashes do not matter."""

    def clean(self, value: str) -> str:
        """The bare code."""
        typed = super().clean(value)
        code = cleaned_code(typed)
        if typed and not code:
            raise ValidationError(_("Zo ziet een code er niet uit. Ze heeft twaalf tekens, drie keer vier."))
        return code


def code_field() -> CodeField:
    """The code of a slip."""
    return CodeField(
        label=_("Code van het strookje"), max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip


class HeardCodeForm(forms.Form):
    """Type the code of the slip."""

    is_filter = True
    code = code_field()


class HeardForm(forms.Form):
    """Four own sentences; `way` says on what it is answered."""

    is_filter = True
    way = forms.ChoiceField(choices=[(OWN, OWN), (TABLET, TABLET)], widget=forms.HiddenInput)
    words = WordsField(label=_("Wil je er iets bij zeggen?"), rows=4, required=False)
    may_guide_see = forms.BooleanField(label=_("Mijn gids mag dit zien."), required=False)

    def __init__(self, data: QueryDict | None = None, *, way: str = OWN) -> None:
        super().__init__(data, initial={"way": way})
        for key, text in HEARD_QUESTIONS.items():
            self.fields[key] = forms.TypedChoiceField(
                label=text, required=False, coerce=int, empty_value=None, choices=list(FACES.items()),
                widget=forms.RadioSelect, error_messages={"invalid_choice": _("Kies een van de gezichten.")},
            )  # fmt: skip

    def questions(self) -> Iterator[BoundField]:
        """The four sentences."""
        return (self[key] for key in HEARD_QUESTIONS)

    def answers(self) -> dict[str, int]:
        """What was answered, without what was skipped."""
        return {key: value for key in HEARD_QUESTIONS if (value := self.cleaned_data.get(key)) is not None}


class HeardPaperForm(HeardForm):
    """The same, typed over from a paper slip by a colleague."""

    way = None  # type: ignore[assignment]
    may_guide_see = forms.BooleanField(label=_("Op het strookje staat: mijn gids mag dit zien."), required=False)
    words = WordsField(label=_("Wat schreef de persoon erbij?"), rows=4, required=False)
    code = code_field()

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
