"""Seats of a jury."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.calls.rules.vocabulary import SEATS
from tandem.kernel.form_fields import offer


class ChairForm(forms.Form):
    """Where a juror sits and works."""

    seat = forms.ChoiceField(label=_("Welke zetel?"), choices=list(SEATS.items()), widget=forms.RadioSelect)
    works_at = forms.CharField(
        label=_("Waar werkt of helpt deze persoon?"), required=False, max_length=200,
        help_text=_("Schrijf de naam of het nummer. Wat van daar komt, krijgt deze persoon niet te lezen."),
    )  # fmt: skip


class SeatForm(ChairForm):
    """The same, with who."""

    person = forms.ChoiceField(label=_("Wie?"))
    field_order = ("person", "seat", "works_at")

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person", [("", _("Kies iemand")), *people])


class JurorInviteForm(forms.Form):
    """Somebody who is no juror of the administration yet."""

    name = forms.CharField(label=_("Voornaam en naam"), max_length=150)
    email = forms.EmailField(label=_("E-mailadres"), max_length=254)
