"""One form per step. Nothing is required while it is a draft; what misses is said at the end."""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tandem.kernel import clock
from tandem.kernel.form_fields import DateField, offer
from tandem.programmes.rules.application import (
    APPLICANT_KINDS,
    FIELD_LABELS,
    MOTIVES,
    PLACES,
    STEP_FIELDS,
    period_problems,
    shown_answers,
)

TEXT_LIMIT, LINE_LIMIT = 2000, 300


def _area(*, rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class StepForm(forms.Form):
    """A step: its fields, and hidden what the page showed when it was opened."""

    data: QueryDict
    step = ""
    is_filter = True  # no "not required" beside each label: most answers are needed in the end
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, answers: Mapping[str, Any], **options: Any) -> None:
        fields = STEP_FIELDS[self.step]
        shown = json.dumps(shown_answers(answers, fields))
        options["initial"] = {**{name: answers.get(name) for name in fields}, "shown": shown}
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.label = FIELD_LABELS.get(name, field.label)

    def clean_shown(self) -> dict[str, str]:
        """What stood on the page; anything unreadable counts as nothing shown."""
        try:
            shown = json.loads(self.cleaned_data["shown"] or "{}")
        except ValueError:
            return {}
        return {str(name): str(value) for name, value in shown.items()} if isinstance(shown, dict) else {}

    @property
    def typed(self) -> dict[str, Any]:
        """The answers of this step, without the hidden field."""
        return {name: value for name, value in self.cleaned_data.items() if name != "shown"}


class OrganisationForm(StepForm):
    """The sector, when more than one qualifies."""

    step = "organisation"
    sector = forms.ChoiceField(widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, sectors: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "sector", sectors.items())
        if set(sectors) <= {self.initial["sector"]}:
            del self.fields["sector"]


class ReasonForm(StepForm):
    """Why, and what for."""

    step = "reason"
    applicant_kind = forms.ChoiceField(choices=list(APPLICANT_KINDS.items()), widget=forms.RadioSelect, required=False)
    motives = forms.MultipleChoiceField(
        choices=list(MOTIVES.items()), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("Kies alles wat past."),
    )  # fmt: skip
    motive_text = forms.CharField(
        required=False,
        max_length=TEXT_LIMIT,
        widget=_area(rows=3),
        help_text=_("Alleen als ze niet in de lijst staat."),
    )
    wishes = forms.CharField(
        required=False, max_length=TEXT_LIMIT, widget=_area(),
        help_text=_("Wat moet er na het traject anders zijn, en voor wie? Dit is niet verplicht."),
    )  # fmt: skip


class GroupForm(StepForm):
    """Who takes part, and how many."""

    step = "group"
    group_description = forms.CharField(
        required=False, max_length=TEXT_LIMIT, widget=_area(),
        help_text=_("Bijvoorbeeld: het onthaalteam, twee leidinggevenden en drie vrijwilligers."),
    )  # fmt: skip
    expected_participants = forms.IntegerField(
        required=False, min_value=1, max_value=2000, help_text=_("Een schatting is genoeg."),
        error_messages={"invalid": _("Vul een getal in, bijvoorbeeld 12."),
                        "min_value": _("Vul een getal van 1 of meer in."),
                        "max_value": _("Vul een getal van ten hoogste 2000 in.")},
    )  # fmt: skip


class PeriodForm(StepForm):
    """Where and when."""

    step = "period"
    place_kind = forms.ChoiceField(choices=list(PLACES.items()), widget=forms.RadioSelect, required=False)
    place = forms.CharField(
        required=False,
        max_length=LINE_LIMIT,
        help_text=_("Straat, nummer, postcode en gemeente. Niet nodig op afstand."),
    )
    wished_from = DateField(required=False)
    wished_until = DateField(
        required=False, help_text=_("Een traject duurt ongeveer vier maanden. Dit is niet verplicht.")
    )
    period_note = forms.CharField(
        required=False, max_length=LINE_LIMIT,
        help_text=_("Bijvoorbeeld: liefst op dinsdag, niet in de schoolvakantie. Dit is niet verplicht."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A period lies ahead and ends after it starts."""
        cleaned = super().clean() or {}
        problems = period_problems(cleaned.get("wished_from"), cleaned.get("wished_until"), on=clock.today())
        for problem in problems:
            self.add_error(problem.field, problem.text)
        return cleaned


class ContactForm(StepForm):
    """Whom the fund and the provider may reach."""

    step = "contact"
    contact_name = forms.CharField(required=False, max_length=150)
    contact_email = forms.EmailField(
        required=False, help_text=_("Hier komt de beslissing toe."),
        error_messages={"invalid": _("Vul een volledig e-mailadres in, bijvoorbeeld naam@organisatie.be.")},
    )  # fmt: skip
    contact_phone = forms.CharField(required=False, max_length=30, widget=forms.TextInput(attrs={"type": "tel"}))


STEP_FORMS: dict[str, type[StepForm]] = {
    form.step: form for form in (OrganisationForm, ReasonForm, GroupForm, PeriodForm, ContactForm)
}


class StartForm(forms.Form):
    """Which programme, for which organisation and sector."""

    programma = forms.CharField(required=False)
    organisatie = forms.UUIDField(required=False)
    sector = forms.CharField(required=False, max_length=12)


class AnswerForm(forms.Form):
    """The organisation's answer to the fund's question."""

    answer = forms.CharField(
        label=_("Je antwoord"), max_length=TEXT_LIMIT, widget=_area(rows=6),
        error_messages={"required": _("Schrijf je antwoord voor het fonds.")},
    )  # fmt: skip
