"""How it goes in a life domain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.guidance.forms.words import WordsField
from tandem.guidance.rules.pen import TOGETHER
from tandem.kernel.form_fields import offer


class DomainViewForm(forms.Form):
    """Words about one domain. `asks_how`: a guide says whose words they are."""

    domain = forms.ChoiceField(label=gettext_lazy("Waarover gaat het?"))
    own_domain = WordsField(
        label=gettext_lazy("Of in een eigen woord"), required=False, max_length=40, widget=forms.TextInput(),
    )  # fmt: skip
    words = WordsField(label=gettext_lazy("Hoe gaat het daarmee?"))

    def __init__(
        self, data: Any = None, *, names: Mapping[str, str], asks_how: bool = False, name: str = "", **options: Any
    ) -> None:  # fmt: skip
        super().__init__(data, **options)
        offer(self, "domain", names.items())
        if asks_how:
            self.fields["how"] = forms.ChoiceField(
                label=_("Van wie zijn deze woorden?"), initial="", required=False, widget=forms.RadioSelect,
                choices=[("", _("Van mij. Zo zie ik het.")), (TOGETHER, _("Van %(name)s, samen opgeschreven.") % {"name": name})],
            )  # fmt: skip

    def chosen_domain(self) -> str:
        """The own word when there is one."""
        return str(self.cleaned_data["own_domain"]).strip() or str(self.cleaned_data["domain"])

    def how(self) -> str:
        """As the action takes it."""
        return str(self.cleaned_data.get("how", ""))
