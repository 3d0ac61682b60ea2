"""One item for one member: what for, until when, and who helped."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tandem.guidance.forms.network import TogetherField
from tandem.guidance.forms.words import WordsField
from tandem.guidance.rules import share as rules
from tandem.kernel import clock, dutch
from tandem.kernel.form_fields import DateField, offer

FIRST_YEAR, LAST_YEAR = 2000, 2100


class NearDayField(DateField):
    """A day that people plan: not centuries away."""

    def validate(self, value: date | None) -> None:
        """A year in this lifetime."""
        super().validate(value)
        if value is not None and not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise ValidationError(_("Dit jaar is te ver weg. Kies een andere dag."))


class TermsForm(forms.Form):
    """The terms of a share. The person's own form asks who helped; a guide's form how it was said."""

    purpose = WordsField(
        label=_("Waarvoor?"), rows=2, help_text=_("Bijvoorbeeld: voor de aanvraag van een sociale woning."),
        error_messages={"required": _("Schrijf waarvoor deze persoon het mag gebruiken.")},
    )  # fmt: skip
    until = forms.ChoiceField(
        label=_("Tot wanneer?"), widget=forms.RadioSelect, initial=rules.SIX_MONTHS,
        error_messages={"required": _("Kies tot wanneer.")},
    )  # fmt: skip
    day = NearDayField(label=_("Welke dag?"), required=False, help_text=_("Alleen als je een andere dag koos."))
    how = TogetherField()
    helped_by = forms.CharField(label=_("Hielp iemand je? Schrijf wie."), max_length=80, required=False)
    knows_no_secrecy = forms.BooleanField(label=_("Ik deel dit ook met iemand zonder beroepsgeheim."), required=False)

    def __init__(self, *args: Any, is_owner: bool, today: date, is_health: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        del self.fields["how" if is_owner else "helped_by"]
        if not is_health:
            del self.fields["knows_no_secrecy"]
        offer(self, "until", [
            (rules.SIX_MONTHS, _("Zes maanden, tot %(day)s") % {"day": dutch.date_short(rules.half_a_year_after(today))}),
            (rules.A_DAY, _("Tot een andere dag")),
            (rules.NO_END, _("Tot ik zelf stop")),
        ])  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A chosen day is named."""
        data = super().clean() or {}
        if data.get("until") == rules.A_DAY and not data.get("day") and "day" not in self.errors:
            self.add_error("day", _("Kies de laatste dag, of kies zes maanden."))
        return data

    def terms(self, *, helper: str = "") -> rules.Terms:
        """What was agreed; `helper` is the guide when it was said together."""
        data = self.cleaned_data
        return rules.Terms(
            purpose=data["purpose"], until=self._until(), given_by=data.get("how", "own"),
            helped_by=helper or data.get("helped_by", ""), knows_no_secrecy=data.get("knows_no_secrecy", False),
        )  # fmt: skip

    def _until(self) -> datetime | None:
        if self.cleaned_data["until"] == rules.NO_END:
            return None
        is_day = self.cleaned_data["until"] == rules.A_DAY
        last = self.cleaned_data["day"] if is_day else rules.half_a_year_after(self.today)
        return clock.moment_on(last + timedelta(days=1), 0)


class ShareForm(TermsForm):
    """The same, with who gets it."""

    member = forms.ChoiceField(
        label=_("Met wie?"), widget=forms.RadioSelect, error_messages={"required": _("Kies met wie je dit deelt.")}
    )
    field_order = ("member", "purpose", "until", "day", "how", "helped_by", "knows_no_secrecy")

    def __init__(self, *args: Any, members: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "member", members)
        if len(members) == 1:
            self.fields["member"].initial = members[0][0]
