"""The exact anonymous words of a signal, and where they belong."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.guidance.forms.words import WordsField
from tandem.kernel.seen_words import SeenWordsForm
from tandem.policy_signals.rules.vocabulary import AREAS, POLICY_DOMAINS, THEMES


class LiftForm(SeenWordsForm):
    """Words without names. What may point at somebody is shown first; a person decides."""

    words = WordsField(
        label=_("In welke woorden mag het vertrekken?"), rows=4, max_length=1000,
        help_text=_("Zonder namen, straten of nummers. Zo dat niemand je herkent."),
        error_messages={"required": _("Schrijf in een paar woorden wat er in de weg stond."),
                        "max_length": _("Dat is te lang. Hou het bij hoogstens 1000 tekens.")},
    )  # fmt: skip
    theme = forms.ChoiceField(label=_("Waarover gaat het?"), choices=[("", _("Kies een thema")), *THEMES.items()],
                              error_messages={"required": _("Kies een thema.")})  # fmt: skip
    policy_domain = forms.ChoiceField(
        label=_("Wie moet dit horen?"), choices=[("", _("Kies een beleidsdomein")), *POLICY_DOMAINS.items()],
        error_messages={"required": _("Kies een beleidsdomein.")},
    )  # fmt: skip
    area = forms.ChoiceField(
        label=_("Waar?"), choices=[("", _("Kies een provincie")), *AREAS.items()],
        help_text=_("Nooit preciezer dan een provincie."), error_messages={"required": _("Kies een provincie of Brussel.")},
    )  # fmt: skip
    version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0, max_value=1_000_000)


class AnswerForm(forms.Form):
    """Is this an answer?"""

    is_answer = forms.ChoiceField(
        label=_("Is dit een antwoord op wat je zei?"), choices=[("yes", _("ja")), ("no", _("nee, nog niet"))],
        widget=forms.RadioSelect, error_messages={"required": _("Kies ja of nee.")},
    )  # fmt: skip
