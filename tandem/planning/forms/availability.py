"""What people tell about themselves: a week of toggles, home, wishes, days that differ, limits."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.kernel.form_fields import DateField
from tandem.planning import travel
from tandem.planning.problem.half_days import HALF_WORDS
from tandem.planning.rules import limits, words

WEEK = [
    (day, [(f"{number}{half}", name) for half, name in HALF_WORDS.items()])
    for number, day in enumerate(words.WEEKDAY_WORDS)
]
AWAY, EXTRA = "niet", "extra"


class WeekChoice(forms.CheckboxSelectMultiple):
    """Ten toggles, a row per day."""

    template_name = "planning/week_choice.html"


class SheetForm(forms.Form):
    """Part of a sheet; `version` is the sheet as it stood on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def facts(self) -> dict[str, Any]:
        """What to write on the sheet."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class WeekForm(SheetForm):
    """The usual week; the second button means every half-day."""

    is_filter = True
    every = forms.BooleanField(required=False, widget=forms.HiddenInput)
    weekly = forms.MultipleChoiceField(
        label=_("Wanneer kan je meestal?"), choices=WEEK, widget=WeekChoice, required=False,
        help_text=_("Tik aan wat past. Dagen die anders zijn, zet je later apart."),
    )  # fmt: skip

    def facts(self) -> dict[str, Any]:
        """The chosen half-days, or all."""
        found = self.cleaned_data
        return {"weekly": list(words.HALF_DAYS) if found["every"] else found["weekly"]}


class AboutForm(SheetForm):
    """From where, how, in which languages, about what."""

    home = forms.CharField(
        label=_("In welke gemeente woon je?"), max_length=80,
        help_text=_("Naam of postcode. Je adres vragen we niet. We schatten er je reistijd mee."),
        widget=forms.TextInput(attrs={"list": "gemeenten", "autocomplete": "off", "data-width": "20"}),
    )  # fmt: skip
    transport = forms.ChoiceField(
        label=_("Hoe kom je naar een sessie?"), choices=list(words.TRANSPORT.items()), widget=forms.RadioSelect
    )
    languages = forms.MultipleChoiceField(
        label=_("In welke talen kan je een sessie geven?"), choices=list(words.LANGUAGES.items()),
        widget=forms.CheckboxSelectMultiple, error_messages={"required": _("Kies ten minste één taal.")},
    )  # fmt: skip
    themes = forms.MultipleChoiceField(
        label=_("Waarover werk je graag?"), choices=list(words.THEMES.items()), widget=forms.CheckboxSelectMultiple,
        required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_home(self) -> str:
        """The code of the one municipality that is meant."""
        text = " ".join(self.cleaned_data["home"].split())
        found = travel.found(text, on=self.on) or travel.found(text.partition(" ")[2], on=self.on)
        if len(found) == 1:
            return found[0].nis_code
        if found:
            names = _(" of ").join(sorted(place.name for place in found))
            raise forms.ValidationError(_("Welke gemeente bedoel je: %(names)s?"), params={"names": names})
        raise forms.ValidationError(
            _("We kennen deze gemeente niet. Kies een gemeente in Vlaanderen of Brussel, of vul de postcode in.")
        )


class WishForm(SheetForm):
    """Kept where possible."""

    never_on = forms.MultipleChoiceField(
        label=_("Wanneer liever niet?"), choices=WEEK, widget=WeekChoice, required=False,
        help_text=_("Alleen als het niet anders kan, krijg je dan een vraag."),
    )  # fmt: skip
    wished_per_week = forms.IntegerField(
        label=_("Liefst hoogstens hoeveel halve dagen per week?"), required=False, min_value=1, max_value=10,
        error_messages={"invalid": _("Vul een getal in van 1 tot 10.")},
        help_text=_("Dit is een wens. Een vaste grens zet je bij «Mijn grenzen»."),
    )  # fmt: skip


class DatesForm(forms.Form):
    """Days off or extra days; one day when the last is left out."""

    is_filter = True

    kind = forms.ChoiceField(
        label=_("Wat wil je zeggen?"), choices=[(AWAY, _("Dan kan het niet")), (EXTRA, _("Dan kan het extra"))],
        widget=forms.RadioSelect, initial=AWAY,
    )  # fmt: skip
    first = DateField(label=_("Eerste dag"))
    last = DateField(label=_("Laatste dag"), required=False, help_text=_("Laat leeg voor één dag."))
    half = forms.ChoiceField(
        label=_("Welk deel van de dag?"), choices=list(words.HALF_OR_DAY.items()), widget=forms.RadioSelect, required=False,
        initial="",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """One day when there is no last one."""
        found = super().clean() or self.cleaned_data
        if found.get("first") and not found.get("last") and "last" not in self.errors:
            found["last"] = found["first"]
        return found

    def facts(self) -> dict[str, Any]:
        """What to add."""
        found = self.cleaned_data
        return {"first": found["first"], "last": found["last"], "half": found["half"], "is_away": found["kind"] == AWAY}


def _limit(name: str, label: Any, hint: Any, *, required: bool = False) -> forms.IntegerField:
    lowest, highest = limits.RANGES[name]
    wrong = _("Vul een getal in van %(lowest)s tot %(highest)s.") % {"lowest": lowest, "highest": highest}
    return forms.IntegerField(
        label=label, help_text=hint, required=required, min_value=lowest, max_value=highest,
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong, "required": wrong},
    )  # fmt: skip


class LimitsForm(SheetForm):
    """Hard limits. An empty one is no limit."""

    max_per_week = _limit("max_per_week", _("Hoogstens hoeveel halve dagen per week?"),
                          _("Meer dan dit plant niemand voor je."), required=True)  # fmt: skip
    max_per_day = _limit("max_per_day", _("Hoogstens hoeveel halve dagen op één dag?"),
                         _("1 of 2."), required=True)  # fmt: skip
    rest_days = _limit("rest_days", _("Hoeveel vrije werkdagen wil je tussen twee dagen met een sessie?"),
                       _("0 als dat niet hoeft."), required=True)  # fmt: skip
    max_travel = _limit("max_travel", _("Hoogstens hoeveel minuten onderweg, enkele reis?"),
                        _("Verder weg vraagt niemand je. De reistijd is een schatting."))  # fmt: skip
    max_group = _limit(
        "max_group", _("Hoogstens hoeveel mensen in de groep?"), _("Een grotere groep vraagt niemand je.")
    )
    max_total = _limit("max_total", _("Hoogstens hoeveel halve dagen in alles wat nog gepland is?"),
                       _("Zo blijft er plaats voor de rest van je leven."))  # fmt: skip


class ThemesForm(forms.Form):
    """Themes somebody does not want to talk about."""

    is_filter = True

    themes = forms.MultipleChoiceField(
        label=_("Over welke thema's wil je niet praten?"), choices=list(words.THEMES.items()),
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip


class PlaceSearchForm(forms.Form):
    """Part of the name of an organisation."""

    is_filter = True

    zoek = forms.CharField(label=_("Naam van de organisatie"), max_length=100,
                           widget=forms.TextInput(attrs={"autocomplete": "off"}))  # fmt: skip


class AgendaForm(forms.Form):
    """A calendar file."""

    file = forms.FileField(label=_("Bestand van je agenda (.ics)"), allow_empty_file=True)


class ForgetForm(forms.Form):
    """A yes to taking everything back."""

    sure = forms.BooleanField(label=_("Ja, wis alles wat ik hier vertelde"))
