"""What an officer decides about a project before the jury reads it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.calls.rules.admissibility import REASONS


class AdmissibilityForm(forms.Form):
    """Admissible or not, with reasons in plain words for the organisation. `seen`: the decision the page showed."""

    decision = forms.ChoiceField(
        label=_("Is dit project ontvankelijk?"), widget=forms.RadioSelect,
        choices=[("yes", _("Ja, het gaat naar de jury")), ("no", _("Nee"))],
    )  # fmt: skip
    reasons = forms.MultipleChoiceField(
        label=_("Waarom niet?"), required=False, choices=list(REASONS.items()), widget=forms.CheckboxSelectMultiple,
        help_text=_("Alleen invullen als je nee kiest."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Uitleg voor de organisatie"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Gewone woorden. De organisatie leest dit in de brief."),
    )  # fmt: skip
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
