"""Input of "mijn agenda"."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.kernel.form_fields import DateField, offer
from tandem.sessions.timetable import CalendarWish


class CalendarFilter(forms.Form):
    """From which day; for planners also whose sessions. Nonsense counts as empty."""

    is_filter = True
    vanaf = DateField(label=gettext_lazy("Vanaf"), required=False, help_text="")
    wie = forms.TypedChoiceField(label=gettext_lazy("Wie"), required=False, coerce=int, empty_value=None)
    zoek = forms.CharField(label=gettext_lazy("Organisatie"), required=False, max_length=100)

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        known = list(people)
        offer(self, "wie", [("", _("iedereen")), *known])
        if not known:
            del self.fields["wie"], self.fields["zoek"]

    def wanted(self) -> CalendarWish:
        """What was asked."""
        self.is_valid()
        chosen: dict[str, Any] = self.cleaned_data
        day: date | None = chosen.get("vanaf")
        return CalendarWish(since=day, person_id=chosen.get("wie"), text=chosen.get("zoek", ""))

    @property
    def is_filtered(self) -> bool:
        """Whether anything was asked."""
        self.is_valid()
        return any(self.cleaned_data.values())
