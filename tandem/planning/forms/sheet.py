"""What an organisation asks of a planning, and what only a planner fills in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.identity.places import municipalities
from tandem.kernel.form_fields import DateField, offer
from tandem.planning.rules import words

EMPTY_ROWS, MOST_ROWS = 2, 60
CANNOT, CAN = "niet", "wel"
LONGEST = 366


class WeekGrid(forms.CheckboxSelectMultiple):
    """Ten toggles: a row per working day, a column per half-day."""

    template_name = "planning/week_grid.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The options by day."""
        context = super().get_context(name, value, attrs)
        options = [option for _group, group, _index in context["widget"]["optgroups"] for option in group]
        context["widget"]["days"] = [
            {"label": day, "options": options[2 * number : 2 * number + 2]}
            for number, day in enumerate(words.WEEKDAY_WORDS)
        ]
        return context


def _line(label: Any, hint: Any = "", **options: Any) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=False, max_length=300, **options)


def _count(label: Any, hint: Any, *, most: int, required: bool = True) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, help_text=hint, required=required, min_value=1, max_value=most,
        widget=forms.NumberInput({"data-width": "5", "inputmode": "numeric"}),
        error_messages={"invalid": gettext_lazy("Vul een getal in, bijvoorbeeld 12."),
                        "min_value": gettext_lazy("Vul een getal van 1 of meer in."),
                        "max_value": gettext_lazy("Dit getal is te groot. Kijk het na.")},
    )  # fmt: skip


class SheetForm(forms.Form):
    """What the organisation says: when, where, with how many, about what."""

    is_filter = True  # the page says what is needed

    window_first = DateField(label=gettext_lazy("Vanaf welke dag?"), required=False,
                             help_text=gettext_lazy("Leeg betekent: over twee weken."))  # fmt: skip
    window_last = DateField(label=gettext_lazy("Tot en met welke dag?"), required=False,
                            help_text=gettext_lazy("Leeg betekent: vier maanden na het begin."))  # fmt: skip
    weekly = forms.MultipleChoiceField(
        label=gettext_lazy("Wanneer kunnen jullie in een gewone week?"), required=False, widget=WeekGrid,
        choices=list(words.HALF_DAYS.items()),
        help_text=gettext_lazy("Vink je niets aan, dan kan elke halve dag. Hoe meer er kan, hoe meer dagen je straks kiest."),
    )  # fmt: skip
    is_remote = forms.BooleanField(label=gettext_lazy("We komen online samen"), required=False)
    place = forms.ChoiceField(label=gettext_lazy("Gemeente"), required=False)
    address = _line(gettext_lazy("Adres"), gettext_lazy("Straat, nummer, gemeente en zaal"))
    directions = _line(
        gettext_lazy("Hoe geraak je er?"),
        gettext_lazy("Met bus, tram of trein: welke halte? Waar is parking en fietsenstalling? Welke ingang, is er een trap?"),
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip
    remote_link = forms.URLField(
        label=gettext_lazy("Link voor online"), required=False, max_length=200, assume_scheme="https",
        help_text=gettext_lazy("Alleen als jullie online samenkomen."),
        error_messages={"invalid": gettext_lazy("Plak de hele link, met https:// vooraan.")},
    )  # fmt: skip
    group_size = _count(gettext_lazy("Met hoeveel zijn jullie?"), gettext_lazy("Een schatting is genoeg."), most=2000,
                        required=False)  # fmt: skip
    language = forms.ChoiceField(label=gettext_lazy("In welke taal?"), choices=list(words.LANGUAGES.items()))
    theme = forms.ChoiceField(label=gettext_lazy("Over welk thema?"), required=False,
                              choices=[("", gettext_lazy("geen vast thema")), *words.THEMES.items()])  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=1_000_000_000)

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "place", [("", _("Kies een gemeente")), *municipalities(on=on).items()])

    def clean_directions(self) -> str:
        """One line: it stands in mails and calendars."""
        return " ".join(str(self.cleaned_data["directions"]).split())

    @property
    def facts(self) -> dict[str, Any]:
        """Every field of the sheet as it was typed."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class PlannerSheetForm(SheetForm):
    """What a planner adds: the rhythm, what a duo must be able to, how it is liked."""

    min_gap = _count(gettext_lazy("Minstens zoveel werkdagen tussen twee sessies"),
                     gettext_lazy("5 werkdagen is een week."), most=120)  # fmt: skip
    max_gap = _count(gettext_lazy("Hoogstens zoveel werkdagen tussen twee sessies"),
                     gettext_lazy("20 werkdagen is vier weken."), most=250)  # fmt: skip
    start_within = _count(gettext_lazy("De eerste sessie valt binnen zoveel werkdagen"),
                          gettext_lazy("Na het begin van de periode. Leeg betekent: het maakt niet uit."), most=250,
                          required=False)  # fmt: skip
    continuity = forms.ChoiceField(label=gettext_lazy("Hetzelfde duo?"), choices=list(words.CONTINUITY.items()),
                                   widget=forms.RadioSelect)  # fmt: skip
    appeal = forms.ChoiceField(
        label=gettext_lazy("Hoe valt dit werk?"), choices=list(words.APPEAL.items()), widget=forms.RadioSelect,
        help_text=gettext_lazy("Om zwaar werk en werk dat graag gedaan wordt eerlijk te verdelen."),
    )  # fmt: skip
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("Welke kwalificatie is nodig?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Iemand van het duo heeft ze op de dag zelf."),
    )  # fmt: skip

    def __init__(self, *args: Any, qualifications: Iterable[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        names = list(qualifications)
        if names:
            offer(self, "needs", [(name, name) for name in names])
        else:
            del self.fields["needs"]


class DayForm(forms.Form):
    """A day or days on which the organisation cannot, or can besides its usual week. An empty row tells nothing."""

    is_filter = True

    first = DateField(label=gettext_lazy("Dag"), required=False, help_text="")
    last = DateField(label=gettext_lazy("Tot en met"), required=False, help_text="")
    half = forms.ChoiceField(label=gettext_lazy("Welk deel?"), required=False, choices=list(words.HALF_OR_DAY.items()))
    kind = forms.ChoiceField(label=gettext_lazy("Kunnen jullie?"), required=False, initial=CANNOT,
                             choices=[(CANNOT, gettext_lazy("niet")), (CAN, gettext_lazy("wel"))])  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """One day unless an end is given; not longer than a year."""
        facts: dict[str, Any] = super().clean() or {}
        first, last = facts.get("first"), facts.get("last")
        if last and not first and "first" not in self.errors:
            self.add_error("first", _("Vul de eerste dag in."))
        if first and last and last < first:
            self.add_error("last", _("Het einde ligt voor het begin. Kies een latere dag."))
        if first and last and (last - first).days > LONGEST:
            self.add_error("last", _("Dit is langer dan een jaar. Kijk het jaar na."))
        return facts


DayFormSet = formset_factory(DayForm, extra=EMPTY_ROWS, can_delete=True, absolute_max=MOST_ROWS, max_num=MOST_ROWS)


def rows_of(formset: Any) -> list[Mapping[str, Any]]:
    """The rows that are filled in and not taken out."""
    rows = [form.cleaned_data for form in formset.forms]
    return [row for row in rows if row.get("first") and not row.get("DELETE")]
