"""What is asked of somebody you just met, and what is asked when the file becomes theirs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.guidance.forms.words import WordsField
from tandem.guidance.rules.thread import LANGUAGES
from tandem.guidance.rules.vocabulary import CONTACT_WAYS


def called_field() -> WordsField:
    """A first name, a nickname, or nothing."""
    return WordsField(
        label=_("Hoe wil deze persoon genoemd worden?"), required=False, max_length=80,
        widget=forms.TextInput({"autocomplete": "off", "data-width": "20"}),
        help_text=_("Een voornaam of roepnaam. Leeg laten mag."),
    )  # fmt: skip


def language_field() -> forms.ChoiceField:
    """Which language this person likes to speak."""
    return forms.ChoiceField(label=_("Welke taal praat deze persoon het liefst?"), choices=LANGUAGES, initial="nl")


class ThreadForm(forms.Form):
    """A first contact: nothing is compulsory."""

    called = called_field()
    language = language_field()
    met = WordsField(
        label=_("Waar kwam je deze persoon tegen?"), required=False, max_length=200, widget=forms.TextInput(),
        help_text=_("Bijvoorbeeld: op het plein, in het buurthuis."),
    )  # fmt: skip
    note = WordsField(label=_("Waar ging het over?"), required=False, rows=5,
                      help_text=_("Schrijf alleen wat je ook samen zou nalezen."))  # fmt: skip


class TheirsForm(forms.Form):
    """Filled in with the person beside you."""

    called = called_field()
    language = language_field()
    needs_interpreter = forms.BooleanField(label=_("Er komt beter een tolk bij"), required=False)
    contact_way = forms.ChoiceField(
        label=_("Hoe hoort deze persoon het liefst iets?"), widget=forms.RadioSelect, choices=CONTACT_WAYS,
        error_messages={"required": _("Kies een manier. Later veranderen kan altijd.")},
    )  # fmt: skip
    birth_year = forms.IntegerField(
        label=_("Geboortejaar"), required=False, widget=forms.TextInput({"inputmode": "numeric", "data-width": "5"}),
        help_text=_("Alleen het jaar, en alleen als het nodig is."),
        error_messages={"invalid": _("Vul een jaar van vier cijfers in, of niets.")},
    )  # fmt: skip
    said_yes = forms.BooleanField(
        label=_("We lazen dit samen. De persoon zei zelf: dit wordt van mij."),
        error_messages={"required": _("Lees het samen. Vink dit pas aan na een ja.")},
    )  # fmt: skip
