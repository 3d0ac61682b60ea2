"""What is typed about a recommendation, its evidence, its follow-up and what a group says of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.dialogue.rules.recommendation import VERBS
from tandem.dialogue.rules.vocabulary import EVIDENCE_KINDS, VERDICTS
from tandem.kernel.form_fields import DateField, offer
from tandem.policy_signals.rules.vocabulary import POLICY_DOMAINS, THEMES

Choices = Iterable[tuple[str, str]]
_TEXT = {"max_length": _("Dat is te lang. Maak het korter.")}


class RecommendationForm(forms.Form):
    """What must change, who has to do it, and who follows it up."""

    title = forms.CharField(
        label=_("Titel"),
        max_length=160,
        error_messages={"required": _("Geef de aanbeveling een korte titel."), **_TEXT},
    )
    words = forms.CharField(
        label=_("Wat vragen we?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("In klare taal: wat moet er veranderen, en voor wie?"),
        error_messages={"required": _("Schrijf wat er moet veranderen."), **_TEXT},
    )  # fmt: skip
    theme = forms.ChoiceField(label=_("Thema"), choices=THEMES)
    policy_domain = forms.ChoiceField(label=_("Beleidsdomein"), choices=POLICY_DOMAINS)
    addressee = forms.ChoiceField(label=_("Aan wie?"), required=False)
    owner = forms.ChoiceField(label=_("Wie volgt het op?"), required=False)
    review_on = DateField(label=_("Wanneer kijken we opnieuw?"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=1_000_000)

    def __init__(self, *args: Any, addressees: Choices, owners: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "addressee", [("", _("nog te kiezen")), *addressees])
        offer(self, "owner", [("", _("nog te kiezen")), *owners])


class EvidenceForm(forms.Form):
    """What a recommendation rests on."""

    kind = forms.ChoiceField(label=_("Wat voor bewijs?"), choices=EVIDENCE_KINDS, widget=forms.RadioSelect,
                             error_messages={"required": _("Kies wat voor bewijs het is.")})  # fmt: skip
    words = forms.CharField(
        label=_("Wat zegt het?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Schrijf wat het bewijs zegt."), **_TEXT},
    )  # fmt: skip
    source = forms.CharField(
        label=_("Bron"), max_length=300, required=False, help_text=_("Bij een bron of een cijfer: wie, wat, welk jaar.")
    )
    link = forms.URLField(label=_("Adres van de bron"), max_length=500, required=False, assume_scheme="https",
                          error_messages={"invalid": _("Dit is geen webadres. Begin met https://")})  # fmt: skip
    bundle = forms.ChoiceField(label=_("Structureel signaal"), required=False)
    permission_on = DateField(label=_("Bij een citaat: wanneer zei die persoon ja?"), required=False)
    permission_how = forms.CharField(
        label=_("Hoe zei die persoon ja?"),
        max_length=200,
        required=False,
        help_text=_("Bijvoorbeeld: in de groep, op papier."),
    )

    def __init__(self, *args: Any, bundles: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "bundle", [("", _("geen")), *bundles])


class FollowUpForm(forms.Form):
    """What became of it."""

    verb = forms.ChoiceField(label=_("Wat werd ervan?"), choices=VERBS, widget=forms.RadioSelect,
                             error_messages={"required": _("Kies wat er van de aanbeveling werd.")})  # fmt: skip
    words = forms.CharField(
        label=_("Wat gebeurde er?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Schrijf wat er gebeurde."), **_TEXT},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Niet gevolgd: waarom?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    review_on = DateField(label=_("Wanneer kijken we opnieuw?"), required=False,
                          help_text=_("Niet nodig als ze is uitgevoerd of niet gevolgd wordt."))  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=1_000_000)


class VerdictForm(forms.Form):
    """What a group says."""

    group = forms.ChoiceField(label=_("Welke groep?"), error_messages={"required": _("Kies een groep.")})
    verdict = forms.ChoiceField(
        label=_("Is dit antwoord goed genoeg?"), choices=VERDICTS, widget=forms.RadioSelect,
        error_messages={"required": _("Kies: goed genoeg, deels of niet goed genoeg.")},
    )  # fmt: skip
    words = forms.CharField(
        label=_("In welke woorden?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, groups: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "group", list(groups))
