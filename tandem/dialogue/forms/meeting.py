"""What is typed about groups and meetings. Names of people are never asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.dialogue.rules.meeting import MOST_PEOPLE
from tandem.dialogue.rules.vocabulary import VOICES
from tandem.kernel.form_fields import DateField, offer
from tandem.policy_signals.rules.vocabulary import AREAS, POLICY_DOMAINS, THEMES

_NO_THEME = [("", _("geen thema"))]


class GroupForm(forms.Form):
    """A group has a name; who takes part is not written down."""

    name = forms.CharField(
        label=_("Naam van de groep"), max_length=120, error_messages={"required": _("Vul de naam van de groep in.")}
    )
    about = forms.CharField(
        label=_("Waarover praat deze groep?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1, max_value=1_000_000)


class NewGroupForm(GroupForm):
    """Of which association, when somebody works for more than one."""

    association = forms.ChoiceField(
        label=_("Van welke vereniging?"), error_messages={"required": _("Kies een vereniging.")}
    )
    field_order = ("association", "name", "about")

    def __init__(self, *args: Any, associations: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = list(associations)
        if len(choices) == 1:
            self.fields["association"].widget = forms.HiddenInput()
            self.fields["association"].initial = choices[0][0]
        offer(self, "association", choices)


class MeetingForm(forms.Form):
    """When, where and about what."""

    title = forms.CharField(
        label=_("Waarover gaat het?"), max_length=160, error_messages={"required": _("Schrijf waarover het gaat.")}
    )
    held_on = DateField(label=_("Welke dag?"), error_messages={"required": _("Kies een dag.")})
    place = forms.CharField(
        label=_("Waar?"), max_length=200, required=False, help_text=_("Schrijf er ook bij hoe je er geraakt.")
    )
    themes = forms.MultipleChoiceField(
        label=_("Thema’s"), choices=THEMES, required=False, widget=forms.CheckboxSelectMultiple
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1, max_value=1_000_000)


class PointForm(forms.Form):
    """A point of the agenda, with a structural signal beside it when one fits."""

    words = forms.CharField(
        label=_("Agendapunt"), max_length=300, error_messages={"required": _("Schrijf waarover het punt gaat.")}
    )
    bundle = forms.ChoiceField(label=_("Signaal dat hierbij hoort"), required=False)

    def __init__(self, *args: Any, bundles: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "bundle", [("", _("geen")), *bundles])


class ReportForm(forms.Form):
    """How many were there, and the written part."""

    people = forms.IntegerField(
        label=_("Hoeveel mensen waren er?"), min_value=1, max_value=MOST_PEOPLE, help_text=_("Een getal. Geen namen."),
        widget=forms.TextInput(attrs={"data-width": "5", "inputmode": "numeric"}),
        error_messages={"required": _("Vul een getal in."), "invalid": _("Vul een getal in, bijvoorbeeld 8."),
                        "min_value": _("Vul een getal vanaf 1 in."), "max_value": _("Dat zijn te veel mensen voor één groep.")},
    )  # fmt: skip
    report = forms.CharField(
        label=_("Verslag"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Wat er gezegd is, staat hieronder al. Hier komt wat daar niet in past."),
    )  # fmt: skip
    version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1, max_value=1_000_000)


class StatementForm(forms.Form):
    """What somebody said, in their own words."""

    words = forms.CharField(
        label=_("Wat is er gezegd?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In de woorden van wie het zei. Zonder naam."),
        error_messages={"required": _("Schrijf wat er gezegd is."),
                        "max_length": _("Dat is te lang. Maak er twee uitspraken van.")},
    )  # fmt: skip
    is_what_helps = forms.BooleanField(label=_("Dit zou helpen"), required=False)
    theme = forms.ChoiceField(label=_("Thema"), choices=[*_NO_THEME, *THEMES.items()], required=False)


class RewordForm(forms.Form):
    """Better words."""

    words = StatementForm.base_fields["words"]
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=1_000_000)


class VoiceForm(forms.Form):
    """Agree, differ or add."""

    kind = forms.ChoiceField(
        label=_("Hoe ziet iemand anders het?"), choices=VOICES, widget=forms.RadioSelect,
        error_messages={"required": _("Kies: eens, niet eens of aanvulling.")},
    )  # fmt: skip
    words = forms.CharField(
        label=_("In welke woorden?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class CorrectionForm(forms.Form):
    """What somebody says of the report."""

    words = forms.CharField(
        label=_("Wat klopt er niet, of wat mist er?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Schrijf wat er niet klopt.")},
    )  # fmt: skip


class CorrectionAnswerForm(forms.Form):
    """Taken over, or not and why."""

    is_taken = forms.ChoiceField(
        label=_("Neem je dit over?"), choices=[("yes", _("ja, het verslag is aangepast")), ("no", _("nee, en dit is waarom"))],
        widget=forms.RadioSelect, error_messages={"required": _("Kies ja of nee.")},
    )  # fmt: skip
    answer = forms.CharField(
        label=_("Uitleg"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class GiveOnForm(forms.Form):
    """The exact words that leave, and where they belong."""

    words = forms.CharField(
        label=_("Deze woorden vertrekken"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Zonder namen, zonder plaatsen waar je iemand herkent."),
        error_messages={"required": _("Schrijf de woorden die mogen vertrekken.")},
    )  # fmt: skip
    theme = forms.ChoiceField(label=_("Thema"), choices=THEMES)
    policy_domain = forms.ChoiceField(label=_("Wie moet dit horen?"), choices=POLICY_DOMAINS)
    area = forms.ChoiceField(label=_("Waar?"), choices=AREAS)
    has_agreed = forms.BooleanField(
        label=_("De groep zei ja op deze woorden"), error_messages={"required": _("Vraag het eerst aan de groep.")}
    )
