"""The words of a bundle, and its moves."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.kernel.form_fields import offer
from tandem.policy_signals.forms.selection import SignalsField
from tandem.policy_signals.rules.bundle import Wording
from tandem.policy_signals.rules.vocabulary import AREAS, POLICY_DOMAINS, THEMES, WHOLE_AREA


class BundleForm(forms.Form):
    """What goes wrong, what is asked, and where it belongs."""

    title = forms.CharField(
        label=_("Titel"), max_length=160, help_text=_("Eén zin die zegt wat er misgaat."),
        error_messages={"required": _("Geef het signaal een titel.")},
    )  # fmt: skip
    words = forms.CharField(
        label=_("Wat gaat er mis?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("In gewone woorden. Zonder namen, adressen of nummers."),
        error_messages={"required": _("Schrijf wat er misgaat.")},
    )  # fmt: skip
    asks = forms.CharField(
        label=_("Wat vragen we?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Nodig voor je het verstuurt."),
    )  # fmt: skip
    theme = forms.ChoiceField(label=_("Thema"), choices=[("", _("Kies een thema")), *THEMES.items()])
    policy_domain = forms.ChoiceField(
        label=_("Beleidsdomein"), choices=[("", _("Kies een beleidsdomein")), *POLICY_DOMAINS.items()]
    )
    area = forms.ChoiceField(label=_("Gebied"), required=False, choices=[("", WHOLE_AREA), *AREAS.items()])

    @property
    def wording(self) -> Wording:
        """What was typed."""
        return Wording(**{name: self.cleaned_data[name] for name in Wording.__dataclass_fields__})


class NewBundleForm(BundleForm):
    """With the signals it begins with."""

    signals = SignalsField()


class EditBundleForm(BundleForm):
    """With the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class SplitForm(BundleForm):
    """The signals that leave, and the words of the new bundle."""

    signals = SignalsField(
        error_messages={"required": _("Kies minstens één signaal, en laat er minstens één liggen."),
                        "invalid_choice": _("Kies de signalen opnieuw.")}
    )  # fmt: skip


class MergeForm(forms.Form):
    """The bundle it goes into."""

    into = forms.ChoiceField(
        label=_("In welk signaal gaat dit op?"),
        error_messages={"required": _("Kies een signaal."),
                        "invalid_choice": _("Dit signaal is niet meer in de maak. Kies een ander.")},
    )  # fmt: skip

    def __init__(self, *args: Any, bundles: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "into", [("", _("Kies een signaal")), *bundles])


class EndForm(forms.Form):
    """Why it is not sent."""

    reason = forms.CharField(
        label=_("Waarom verstuur je dit niet?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Schrijf kort waarom dit niet verstuurd wordt.")},
    )  # fmt: skip
