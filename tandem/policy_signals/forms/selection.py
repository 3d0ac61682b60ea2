"""Which signals are chosen."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _


class SignalsField(forms.TypedMultipleChoiceField):
    """Ids of signals; whether they still wait is the action's question."""

    widget = forms.MultipleHiddenInput

    def __init__(self, **options: Any) -> None:
        texts = {"required": _("Kies minstens één signaal."), "invalid_choice": _("Kies de signalen opnieuw.")}
        super().__init__(**{"coerce": UUID, "error_messages": texts, "empty_value": [], **options})

    def valid_value(self, value: Any) -> bool:
        """Anything that is an id."""
        return bool(signal_ids([value]))


def signal_ids(texts: Iterable[object]) -> list[UUID]:
    """Those that are ids; nonsense is left out."""
    found = []
    for text in texts:
        with suppress(ValueError):
            found.append(UUID(str(text)))
    return found
