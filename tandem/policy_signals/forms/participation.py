"""One phase, one rung, and how."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.policy_signals.rules.vocabulary import PARTICIPATION_PHASES, RUNGS


class ParticipationForm(forms.Form):
    """In which phase people were involved, how far, and what was done."""

    phase = forms.ChoiceField(
        label=_("In welke fase?"), choices=PARTICIPATION_PHASES, widget=forms.RadioSelect,
        error_messages={"required": _("Kies een fase."), "invalid_choice": _("Kies een fase.")},
    )  # fmt: skip
    rung = forms.ChoiceField(
        label=_("Hoe ver ging dat?"), choices=RUNGS, widget=forms.RadioSelect,
        help_text=_("Van weinig naar veel: informeren, raadplegen, adviseren, samen maken, samen beslissen."),
        error_messages={"required": _("Kies een trede."), "invalid_choice": _("Kies een trede.")},
    )  # fmt: skip
    words = forms.CharField(
        label=_("Hoe deden mensen mee?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Bijvoorbeeld: acht mensen van twee groepen lazen het formulier en schrapten drie vragen."),
        error_messages={"required": _("Schrijf kort hoe mensen meededen."),
                        "max_length": _("Dat is te lang. Hou het bij hoogstens 1000 tekens.")},
    )  # fmt: skip
