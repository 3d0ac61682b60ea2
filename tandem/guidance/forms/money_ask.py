"""After a calculation: which choice is this step, and do the answers stay in the file?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _


class KeepLookForm(forms.Form):
    """Keeps the outcome. Nothing is ticked beforehand: without a tick the answers are gone after this page."""

    is_filter = True  # the page says what is kept

    def __init__(self, data: Any = None, *, choices: Sequence[tuple[str, str]], name: str = "", **options: Any) -> None:
        super().__init__(data, **options)
        if len(choices) > 1:
            self.fields["choice"] = forms.ChoiceField(
                label=_("Welke keuze hoort bij deze stap?"), choices=choices, widget=forms.RadioSelect,
                error_messages={"required": _("Duid aan welke keuze bij deze stap hoort."),
                                "invalid_choice": _("Duid een van deze keuzes aan.")},
            )  # fmt: skip
        self.fields["keep_answers"] = forms.BooleanField(
            required=False,
            label=_("Samen gezegd: bewaar deze antwoorden in het dossier van %(name)s.") % {"name": name} if name
            else _("Bewaar deze antwoorden in mijn dossier."),
        )  # fmt: skip
