"""What the fund writes when it decides, and what it searches for in its queue."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.kernel.form_fields import offer

TEXT_LIMIT = 2000


def _area(*, rows: int = 5) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ApproveForm(forms.Form):
    """The provider, and an optional remark for the letter."""

    provider = forms.ChoiceField(label=_("Aanbieder"), widget=forms.RadioSelect,
                                 error_messages={"required": _("Kies een aanbieder.")})  # fmt: skip
    note = forms.CharField(
        label=_("Opmerking in de brief"), required=False, max_length=TEXT_LIMIT, widget=_area(rows=3),
        help_text=_("Komt in de brief en in de mail aan de organisatie."),
    )  # fmt: skip

    def __init__(self, *args: Any, providers: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = list(providers)
        offer(self, "provider", choices)
        if choices:
            self.fields["provider"].initial = choices[0][0]


class AskForm(forms.Form):
    """A question to the organisation."""

    question = forms.CharField(
        label=_("Je vraag aan de organisatie"), max_length=TEXT_LIMIT, widget=_area(),
        help_text=_("De organisatie krijgt je vraag meteen per mail. De termijn staat stil tot ze antwoordt."),
        error_messages={"required": _("Schrijf je vraag voor de organisatie.")},
    )  # fmt: skip


class RefuseForm(forms.Form):
    """A reason, and another way."""

    reason = forms.CharField(
        label=_("Waarom keur je niet goed?"), max_length=TEXT_LIMIT, widget=_area(),
        help_text=_("De organisatie leest deze tekst in de brief."),
        error_messages={"required": _("Leg uit waarom de aanvraag niet goedgekeurd is.")},
    )  # fmt: skip
    alternative = forms.CharField(
        label=_("Wat kan de organisatie wel doen?"), required=False, max_length=TEXT_LIMIT, widget=_area(rows=6),
        help_text=_("Eén voorstel per regel. Pas deze voorstellen aan of schrap wat niet past."),
    )  # fmt: skip
