"""Facts of an addressee, and its end."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.kernel.form_fields import DateField, offer
from tandem.policy_signals.rules.vocabulary import ADDRESSEE_KINDS, AREAS, POLICY_DOMAINS, WHOLE_AREA


class AddresseeForm(forms.Form):
    """A function, what it is about, and where mail goes."""

    name = forms.CharField(
        label=_("Naam van de functie of dienst"), max_length=200,
        help_text=_("Bijvoorbeeld: Aandachtsambtenaar Wonen. Dit staat op de openbare pagina."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Soort"), choices=[("", _("Kies een soort")), *ADDRESSEE_KINDS.items()])
    policy_domain = forms.ChoiceField(
        label=_("Beleidsdomein"), required=False, choices=[("", _("Alle domeinen")), *POLICY_DOMAINS.items()]
    )
    area = forms.ChoiceField(label=_("Gebied"), required=False, choices=[("", WHOLE_AREA), *AREAS.items()])
    email = forms.EmailField(
        label=_("E-mailadres"), help_text=_("Hierheen gaan de signalen en de geheime link om te antwoorden.")
    )
    contact_name = forms.CharField(
        label=_("Contactpersoon"), max_length=150, required=False, help_text=_("Staat niet op de openbare pagina.")
    )


class EditAddresseeForm(AddresseeForm):
    """With the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class EndAddresseeForm(forms.Form):
    """Its last day and who comes after."""

    on = DateField(label=_("Laatste dag"))
    successor = forms.ChoiceField(
        label=_("Wie komt erna?"), required=False, help_text=_("Bij opnieuw versturen stellen we deze bestemmeling voor."),
        error_messages={"invalid_choice": _("Kies een opvolger die nog bestaat.")},
    )  # fmt: skip

    def __init__(self, *args: Any, addressees: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "successor", [("", _("Niemand of nog niet bekend")), *addressees])
