"""What somebody chooses when a project begins, and who joins it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tandem.identity.rules import compact_enterprise_number, enterprise_number_problems
from tandem.kernel.form_fields import offer


class StartForm(forms.Form):
    """For which organisation, and what comes along."""

    organisation = forms.ChoiceField(label=_("Voor welke organisatie?"))
    earlier = forms.ChoiceField(
        label=_("Neem antwoorden over van een eerder project"), required=False,
        help_text=_("We nemen over wat in dit formulier past. Daarna kan je alles nog wijzigen."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, organisations: Iterable[tuple[int, str]], earlier: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        homes, projects = list(organisations), list(earlier)
        offer(self, "organisation", homes)
        offer(self, "earlier", [("", _("Begin met een leeg project")), *projects])
        if len(homes) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.fields["organisation"].initial = homes[0][0]
        if not projects:
            del self.fields["earlier"]


class PartnerForm(forms.Form):
    """An organisation that carries the project too."""

    name = forms.CharField(label=_("Naam van de partner"), max_length=200)
    enterprise_number = forms.CharField(
        label=_("Ondernemingsnummer (KBO)"), required=False, max_length=20,
        help_text=_("Tien cijfers. Heeft de partner er geen, laat dit dan leeg."),
        widget=forms.TextInput(attrs={"data-width": "20", "autocomplete": "off"}),
    )  # fmt: skip
    part = forms.CharField(label=_("Wat doet deze partner in het project?"), required=False, max_length=300)

    def clean_enterprise_number(self) -> str:
        """Ten digits with a right check number, or nothing."""
        typed = self.cleaned_data["enterprise_number"].strip()
        if not typed:
            return ""
        if problems := enterprise_number_problems(typed):
            raise ValidationError(problems[0].text)
        return compact_enterprise_number(typed)


class EditorForm(forms.Form):
    """Somebody of a partner who writes along."""

    email = forms.EmailField(
        label=_("E-mailadres van wie meeschrijft"), help_text=_("Van iemand bij een partner, met een login op Tandem.")
    )
