"""How a guide came to take a file along, and in which form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.guidance.rules.export import HOW

FORMS = {"bundle": _("alles samen (zip)"), "booklet": _("een boekje om te lezen (pdf)"),
         "data": _("gegevens voor een ander programma (json)")}  # fmt: skip


class ExportForm(forms.Form):
    """Together or asked; never on one's own."""

    how = forms.ChoiceField(
        label=_("Hoe kwam dit er?"), choices=HOW, widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe dit er kwam. Zonder de persoon neem je niets mee.")},
    )  # fmt: skip
    form = forms.ChoiceField(label=_("Wat neem je mee?"), choices=FORMS, widget=forms.RadioSelect, initial="bundle")
