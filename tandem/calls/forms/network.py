"""What is typed about a network: facts, company, a contact, a signal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from tandem.calls.rules.network import MOST_PARTNERS
from tandem.calls.rules.vocabulary import AREAS, COORDINATOR_STATES
from tandem.kernel.form_fields import DateField, offer
from tandem.kernel.pasted_numbers import pasted_numbers
from tandem.kernel.seen_words import SeenWordsForm
from tandem.policy_signals.rules.vocabulary import POLICY_DOMAINS, THEMES

_AREA = [("", _("Kies een provincie")), *AREAS.items()]


def _version() -> forms.IntegerField:
    return forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0, max_value=1_000_000)


class PlainWordsField(forms.CharField):
    """Free words in a text box; a pasted national number or bank account does not belong here."""

    def __init__(self, *, rows: int = 3, **options: Any) -> None:
        super().__init__(**{"widget": forms.Textarea(attrs={"rows": rows}), **options})

    def validate(self, value: str) -> None:
        """Required or not, and no numbers of people."""
        super().validate(value)
        if any(pasted_numbers(value)):
            raise ValidationError(_("Hier staat een rijksregisternummer of een rekeningnummer. Haal het weg."))


class NetworkForm(forms.Form):
    """The facts of a network."""

    name = forms.CharField(label=_("Naam van het netwerk"), max_length=160)
    area = forms.ChoiceField(label=_("Provincie"), choices=_AREA)
    starts_on = DateField(label=_("Eerste dag"))
    ends_on = DateField(label=_("Laatste dag"), required=False)
    coordinator_state = forms.ChoiceField(
        label=_("Coördinator van het netwerk"),
        choices=COORDINATOR_STATES,
        initial="to_recruit",
        widget=forms.RadioSelect,
    )
    coordinator_since = DateField(label=_("Sinds wanneer is de coördinator gestart?"), required=False)
    contact_name = forms.CharField(
        label=_("Wie belt of mailt het team ondersteuning?"), max_length=150, required=False,
        help_text=_("Dit staat niet op de openbare pagina."),
    )  # fmt: skip
    contact_email = forms.EmailField(label=_("E-mailadres"), required=False)
    contact_phone = forms.CharField(label=_("Telefoon"), max_length=30, required=False,
                                    widget=forms.TextInput(attrs={"data-width": "20"}))  # fmt: skip
    about = PlainWordsField(
        label=_("Wat doet het netwerk?"), rows=4, max_length=1000, required=False,
        help_text=_("Voor iedereen te lezen. In gewone woorden, zonder namen van mensen."),
    )  # fmt: skip
    version = _version()

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"version", "organisation"}}


class NewNetworkForm(NetworkForm):
    """A network that does not come from a call."""

    organisation = forms.CharField(
        label=_("Welke organisatie trekt het netwerk?"), max_length=200, help_text=_("Begin te typen en kies uit de lijst."),
        widget=forms.TextInput(attrs={"list": "organisaties", "autocomplete": "off"}),
    )  # fmt: skip
    field_order = ("organisation",)


class CompanyForm(forms.Form):
    """The municipalities; the partners stand in a formset below."""

    municipalities = forms.CharField(
        label=_("In welke gemeenten werkt het netwerk?"), required=False, max_length=3000,
        help_text=_("Met een komma ertussen. Bijvoorbeeld: Gent, Deinze"), widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    version = _version()


class PartnerForm(forms.Form):
    """One organisation of the network, from day to day."""

    name = forms.CharField(label=_("Organisatie"), max_length=200,
                           widget=forms.TextInput(attrs={"list": "organisaties", "autocomplete": "off"}))  # fmt: skip
    part = forms.CharField(label=_("Wat doet ze in het netwerk?"), max_length=300, required=False)
    since = DateField(label=_("Vanaf"), required=False)
    until = DateField(label=_("Tot en met"), required=False)


PartnerFormSet = formset_factory(
    PartnerForm, extra=2, can_delete=True, max_num=MOST_PARTNERS, absolute_max=MOST_PARTNERS + 20
)


def kept_partners(formset: BaseFormSet[Any]) -> list[Mapping[str, Any]]:
    """What is filled in and not taken out."""
    return [form.cleaned_data for form in formset.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]


class EndForm(forms.Form):
    """The last day of a network."""

    ended_on = DateField(label=_("Wat was de laatste dag?"))


class NoteForm(forms.Form):
    """A contact with a network, and when the next one is."""

    contacted_on = DateField(label=_("Wanneer hoorde je het netwerk?"))
    words = PlainWordsField(
        label=_("Wat hoorde je, en wat spraken jullie af?"), rows=4, max_length=2000,
        help_text=_("Over het netwerk. Niets over mensen die er hulp vinden. Alleen de coördinatoren lezen dit."),
    )  # fmt: skip
    next_contact_on = DateField(label=_("Wanneer hoor je het netwerk opnieuw?"), required=False)


class SignalForm(SeenWordsForm):
    """A barrier the network sees: words without names. What may point at somebody is shown first; a person decides."""

    title = forms.CharField(label=_("Korte naam, voor jullie zelf"), max_length=160,
                            help_text=_("Dit blijft hier. Zo vind je het signaal terug."))  # fmt: skip
    words = PlainWordsField(
        label=_("Wat maakt het moeilijk voor gezinnen?"), rows=4, max_length=1000,
        help_text=_("Zonder namen, straten of nummers. Zo dat niemand iemand herkent."),
    )  # fmt: skip
    theme = forms.ChoiceField(label=_("Waarover gaat het?"), choices=[("", _("Kies een thema")), *THEMES.items()])
    policy_domain = forms.ChoiceField(
        label=_("Wie moet dit horen?"), choices=[("", _("Kies een beleidsdomein")), *POLICY_DOMAINS.items()]
    )
    area = forms.ChoiceField(label=_("Waar?"), choices=_AREA, help_text=_("Nooit preciezer dan een provincie."))


class PracticeForm(forms.Form):
    """Something that works, and what remains of it."""

    title = forms.CharField(label=_("Hoe noemen jullie het?"), max_length=160)
    words = PlainWordsField(label=_("Wat deden jullie, en wat leverde het op?"), rows=5, max_length=2000)
    state = forms.ChoiceField(label=_("Hoe staat het ermee?"), widget=forms.RadioSelect, initial="tried")
    kept_by = forms.CharField(
        label=_("Welke organisatie gaat ermee verder?"), max_length=200, required=False,
        help_text=_("Alleen als het blijft bestaan."),
    )  # fmt: skip
    is_public = forms.BooleanField(label=_("Iedereen mag dit lezen"), required=False)
    version = _version()

    def __init__(self, *args: Any, states: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "state", states)

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}
