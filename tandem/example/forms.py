"""Input of the example's pages."""

from datetime import date, datetime, time

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.kernel.clock import BRUSSELS


class ClockForm(forms.Form):
    """A day and an hour to go to."""

    day = forms.DateField(label=_("Dag"), widget=forms.DateInput(attrs={"type": "date"}))
    hour = forms.TimeField(
        label=_("Uur"), required=False, initial=time(9), widget=forms.TimeInput(attrs={"type": "time"})
    )

    def clean_day(self) -> date:
        """Within the years the example can hold."""
        day: date = self.cleaned_data["day"]
        if not date(2020, 1, 1) <= day <= date(2040, 1, 1):
            raise forms.ValidationError(_("Kies een dag tussen 2020 en 2040."))
        return day

    def moment(self) -> datetime:
        """The chosen day and hour on a Brussels clock."""
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"] or time(9), tzinfo=BRUSSELS)
