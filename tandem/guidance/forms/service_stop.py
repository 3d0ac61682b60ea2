"""A service stops a programme: what, why, and what comes next."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.guidance.forms.words import WordsField
from tandem.guidance.rules.service_stop import REASONS
from tandem.kernel.form_fields import offer


class ServiceStopForm(forms.Form):
    """Asked of the service."""

    organisation = forms.ChoiceField(label=_("Welke organisatie stopt hiermee?"))
    programme = WordsField(
        label=_("Waarmee stopt de organisatie?"), max_length=200, widget=forms.TextInput(),
        help_text=_("De naam van het aanbod."), error_messages={"required": _("Schrijf de naam van het aanbod.")},
    )  # fmt: skip
    reason_kind = forms.ChoiceField(label=_("Wat is de reden?"), choices=REASONS, widget=forms.RadioSelect)
    reason = WordsField(label=_("Leg het uit in gewone woorden"), rows=3)
    what_next = WordsField(label=_("Wat komt er nu?"), rows=3)
    who_next = WordsField(label=_("Wie zorgt daarvoor?"), max_length=200, widget=forms.TextInput())

    def __init__(self, data: Any = None, *, organisations: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(data, **options)
        offer(self, "organisation", organisations)
