"""Four questions: "kom ik in aanmerking?". Anybody may ask; nothing is kept."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.calls.forms.call import SUBMITTER_KINDS
from tandem.calls.rules.fit import ELSEWHERE, Asked
from tandem.calls.rules.vocabulary import AREAS
from tandem.kernel.form_fields import MoneyField

KINDS = [("", _("Kies een soort")), *SUBMITTER_KINDS.items(), ("other", _("geen organisatie"))]
PLACES = [("", _("Kies een gebied")), *AREAS.items(), (ELSEWHERE, _("ergens anders"))]


class FitForm(forms.Form):
    """Answered in the address of the page."""

    is_filter = True

    kind = forms.ChoiceField(label=_("Wat voor organisatie ben je?"),
                             choices=KINDS)  # fmt: skip
    area = forms.ChoiceField(label=_("Waar loopt het project?"),
                             choices=PLACES)  # fmt: skip
    months = forms.IntegerField(label=_("Hoeveel maanden duurt het?"), min_value=1, max_value=600,
                                widget=forms.NumberInput(attrs={"data-width": "5"}))  # fmt: skip
    amount = MoneyField(label=_("Hoeveel geld vraag je?"), min_value=0)

    def asked(self) -> Asked:
        """The plan."""
        found = self.cleaned_data
        return Asked(found["kind"], found["area"], found["months"], found["amount"])
