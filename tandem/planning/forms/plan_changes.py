"""What a planner fixes, rules out or imagines."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.identity.places import municipalities
from tandem.kernel.form_fields import DateField, offer
from tandem.planning.forms.availability import WEEK, WeekChoice
from tandem.planning.problem.half_days import HALF_WORDS
from tandem.planning.problem.people import EXPERT, TRAINER
from tandem.planning.queries.plans.choices import USUAL_PER_WEEK
from tandem.planning.rules import words
from tandem.planning.rules.plan_changes import ACTS, Change


class ChangeForm(forms.Form):
    """One button: an act at one request, and the version of the draft that was on the screen."""

    act = forms.ChoiceField(choices=[(one, one) for one in ACTS])
    request = forms.UUIDField()
    seen = forms.IntegerField(min_value=0)
    duo = forms.RegexField(r"^-?\d{1,12}--?\d{1,12}$", required=False)
    person = forms.RegexField(r"^-?\d{1,12}$", required=False)
    session = forms.IntegerField(min_value=1, max_value=200, required=False)
    day = DateField(label=gettext_lazy("Andere dag"), required=False)
    half = forms.ChoiceField(label=gettext_lazy("Deel van de dag"), required=False, choices=list(HALF_WORDS.items()))

    def change(self) -> Change:
        """What is asked."""
        facts = self.cleaned_data
        trainer, expert = people_in(facts["duo"])
        at = f"{facts['day'].isoformat()}{facts['half'] or 'am'}" if facts["day"] else ""
        return Change(facts["act"], str(facts["request"]), trainer, expert, facts["person"] or "", facts["session"], at)


def people_in(duo: str) -> tuple[str, str]:
    """The two of a key like 12-34; a person who was thought up has a minus: -1-34, 12--2."""
    if not duo:
        return "", ""
    cut = duo.index("-", 1)
    return duo[:cut], duo[cut + 1 :]


class ExtraForm(forms.Form):
    """Somebody who does not exist yet."""

    prefix = "extra"
    role = forms.ChoiceField(
        label=gettext_lazy("Wie komt erbij?"), widget=forms.RadioSelect, initial=EXPERT,
        choices=[(EXPERT, gettext_lazy("een ervaringsdeskundige")), (TRAINER, gettext_lazy("een lesgever"))],
    )  # fmt: skip
    home = forms.ChoiceField(label=gettext_lazy("Woont in"))
    transport = forms.ChoiceField(label=gettext_lazy("Komt"), choices=list(words.TRANSPORT.items()), initial="public")
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Spreekt"), choices=list(words.LANGUAGES.items()), widget=forms.CheckboxSelectMultiple, initial=["nl"]
    )  # fmt: skip
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Kent deze thema's"), choices=list(words.THEMES.items()), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    weekly = forms.MultipleChoiceField(
        label=gettext_lazy("Kan elke week op"), choices=WEEK, widget=WeekChoice,
        initial=list(words.HALF_DAYS), error_messages={"required": gettext_lazy("Kies minstens één halve dag.")},
    )  # fmt: skip
    max_per_week = forms.IntegerField(
        label=gettext_lazy("Hoogstens zoveel halve dagen per week"), min_value=1, max_value=10, initial=USUAL_PER_WEEK,
        error_messages={"invalid": gettext_lazy("Vul een getal van 1 tot 10 in.")},
    )  # fmt: skip

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.places = municipalities(on=on)
        offer(self, "home", [("", _("Kies een gemeente")), *self.places.items()])

    def person(self, number: int) -> dict[str, Any]:
        """As it is kept with the plan; the id can never be that of a real person."""
        facts = self.cleaned_data
        role = _("Extra ervaringsdeskundige") if facts["role"] == EXPERT else _("Extra lesgever")
        return {**facts, "id": f"-{number}", "name": f"{role} ({self.places[facts['home']]})"}


class AwayForm(forms.Form):
    """Somebody who is away for some time."""

    prefix = "weg"
    person = forms.ChoiceField(label=gettext_lazy("Wie is weg?"))
    first = DateField(label=gettext_lazy("Eerste dag"))
    last = DateField(label=gettext_lazy("Laatste dag"))

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "person", [("", _("Kies iemand")), *people])

    def clean(self) -> dict[str, Any]:
        """The last day does not come before the first."""
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and last < first:
            self.add_error("last", _("De laatste dag ligt voor de eerste. Kijk de datums na."))
        return self.cleaned_data

    def span(self) -> dict[str, str]:
        """As it is kept with the plan."""
        facts = self.cleaned_data
        return {"person": facts["person"], "first": facts["first"].isoformat(), "last": facts["last"].isoformat()}
