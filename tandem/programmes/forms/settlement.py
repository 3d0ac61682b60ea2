"""Input of the settlement pages."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.programmes.rules.settlement import REFUSED_COSTS


class RemarkForm(forms.Form):
    """A question or an answer."""

    text = forms.CharField(label=_("Je tekst"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
                           error_messages={"required": _("Schrijf eerst je tekst.")})  # fmt: skip


class CostForm(forms.Form):
    """The cost lines people ask for: each is refused, with the reason."""

    kind = forms.ChoiceField(label=_("Welke kost?"), choices=list(REFUSED_COSTS.items()), widget=forms.RadioSelect,
                             error_messages={"required": _("Kies welke kost je bedoelt.")})  # fmt: skip


class PaidForm(forms.Form):
    """The day of payment."""

    paid_on = forms.DateField(label=_("Dag van de betaling"), widget=forms.DateInput(attrs={"type": "date"}),
                              error_messages={"required": _("Kies de dag van de betaling."),
                                              "invalid": _("Schrijf de dag als 27/3/2027.")})  # fmt: skip


def disputes_from(post: dict[str, str], line_ids: Iterable[int]) -> dict[int, str]:
    """Lines marked as disputed, with the reason that was typed."""
    return {pk: post.get(f"reason_{pk}", "") for pk in line_ids if post.get(f"verdict_{pk}") == "disputed"}
