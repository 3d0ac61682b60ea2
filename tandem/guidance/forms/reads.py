"""The answer of somebody who looked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.guidance.forms.words import WordsField


class AnswerForm(forms.Form):
    """Why I looked."""

    words = WordsField(
        label=_("Waarom keek je?"), help_text=_("De persoon leest je antwoord precies zo."),
        error_messages={"required": _("Schrijf waarom je keek. De persoon leest het zo.")},
    )  # fmt: skip
