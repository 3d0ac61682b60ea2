"""When and where we see each other."""

from datetime import date, datetime, time

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.guidance.forms.words import WordsField
from tandem.guidance.rules.vocabulary import APPOINTMENT_ANSWERS
from tandem.kernel.clock import BRUSSELS
from tandem.kernel.form_fields import DateField, TimeField


class AppointmentForm(forms.Form):
    """A day, an hour, a place and how to get there."""

    day = DateField(label=_("Welke dag?"))
    hour = TimeField(label=_("Hoe laat?"))
    with_whom = forms.CharField(label=_("Met wie?"), max_length=80, widget=forms.TextInput({"data-width": "20"}))
    place = WordsField(
        label=_("Waar?"), max_length=200, widget=forms.TextInput(),
        error_messages={"required": _("Zeg waar jullie elkaar zien.")},
    )  # fmt: skip
    travel = WordsField(
        label=_("Hoe geraak je er?"), rows=2, help_text=_("Bijvoorbeeld: bus 3 stopt voor de deur. Of: ik kom naar jou."),
        error_messages={"required": _("Zeg hoe je er geraakt, bijvoorbeeld: bus 3 stopt voor de deur.")},
    )  # fmt: skip

    def facts(self) -> dict[str, object]:
        """What the action takes."""
        day: date = self.cleaned_data["day"]
        hour: time = self.cleaned_data["hour"]
        others = {name: self.cleaned_data[name] for name in ("with_whom", "place", "travel")}
        return {"starts_at": datetime.combine(day, hour, tzinfo=BRUSSELS), **others}


class AppointmentAnswerForm(forms.Form):
    """Ik kom, or liever een andere dag."""

    answer = forms.ChoiceField(
        label=_("Wat past voor jou?"), choices=APPOINTMENT_ANSWERS, widget=forms.RadioSelect,
        error_messages={"required": _("Kies een antwoord. Allebei is goed.")},
    )  # fmt: skip
    words = WordsField(label=_("Welke dag past beter?"), required=False, rows=2)
