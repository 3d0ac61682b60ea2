"""Going on, stopping for now, stopping for good."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.programmes.rules.definition import WORK_FORMS
from tandem.programmes.rules.phases import ContactMoment, NextPhase

if TYPE_CHECKING:
    from django.forms import BoundField
    from django.http import QueryDict

CONTINUE, STOP_FOR_NOW = "continue", "stop_for_now"


class PhaseForm(forms.Form):
    """The choice after a phase, and which contact moments the next one has."""

    is_filter = True  # what is obligatory depends on the choice, so no field says that it is not
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None = None, *, phase: NextPhase | None, may_pause: bool, may_continue: bool = True,
        is_recorded: bool = False, work_forms: tuple[str, ...] = (), version: int = 1,
    ) -> None:  # fmt: skip
        super().__init__(data, initial={"version": version, **_first_work_forms(phase, work_forms)})
        self.phase = phase
        self.is_recorded = is_recorded
        choices = (
            [(CONTINUE, _("We gaan door met %(phase)s.") % {"phase": phase.title})] if phase and may_continue else []
        )
        choices += [(STOP_FOR_NOW, _("We stoppen voorlopig. Later hervatten kan."))] if may_pause else []
        self.fields["choice"] = forms.ChoiceField(
            label=_("Wat kiezen jullie?"), choices=choices, widget=forms.RadioSelect,
            initial=choices[0][0] if len(choices) == 1 else None,
            error_messages={"required": _("Kies of jullie doorgaan of voorlopig stoppen.")},
        )  # fmt: skip
        self._add_moments()
        self.fields["note"] = forms.CharField(
            label=_("Wat zei de organisatie, en wie zei het?") if is_recorded else _("Wil je er iets bij zeggen? Dat hoeft niet."),
            required=is_recorded, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        )  # fmt: skip

    def _add_moments(self) -> None:
        if not self.phase or not self.phase.repeated:
            return
        numbers = [(str(number), str(number)) for number in range(1, self.phase.most + 1)]
        self.fields["contact_moments"] = forms.ChoiceField(
            label=_("Hoeveel contactmomenten spreken jullie af?"), required=False, choices=[("", _("Kies")), *numbers],
            help_text=_("Eén contactmoment duurt een halve dag. Het fonds betaalt er ten hoogste %(most)s.")
            % {"most": self.phase.most},
            error_messages={"invalid_choice": _("Kies een aantal van 1 tot %(most)s.") % {"most": self.phase.most}},
        )  # fmt: skip
        for number in range(1, self.phase.most + 1):
            self.fields[f"work_form_{number}"] = forms.ChoiceField(
                label=_("Werkvorm van contactmoment %(number)s") % {"number": number}, required=False,
                choices=[("", _("Kies")), *WORK_FORMS.items()],
            )  # fmt: skip
            self.fields[f"title_{number}"] = forms.CharField(
                label=_("Waarover gaat contactmoment %(number)s?") % {"number": number}, required=False, max_length=120
            )

    def clean(self) -> dict[str, object]:
        """A number of contact moments and a work form for each, when they go on."""
        cleaned = self.cleaned_data
        if cleaned.get("choice") != CONTINUE or not self.phase or not self.phase.repeated:
            return cleaned
        count = int(cleaned.get("contact_moments") or 0)
        if not count:
            self.add_error("contact_moments", _("Kies hoeveel contactmomenten jullie afspreken."))
        for number in range(1, self.phase.most + 1):
            self._check_moment(number, count)
        return cleaned

    def _check_moment(self, number: int, count: int) -> None:
        work_form = self.cleaned_data.get(f"work_form_{number}")
        if number <= count and not work_form:
            self.add_error(
                f"work_form_{number}", _("Kies de werkvorm van contactmoment %(number)s.") % {"number": number}
            )
        if number > count and count and self.cleaned_data.get(f"title_{number}"):
            text = _("Je koos %(count)s contactmomenten, maar vulde er meer in. Verhoog het aantal of maak dit leeg.")
            self.add_error(f"title_{number}", text % {"count": count})

    def moments(self) -> list[ContactMoment]:
        """What was agreed, in order."""
        cleaned = self.cleaned_data
        count = int(cleaned.get("contact_moments") or 0)
        return [ContactMoment(cleaned[f"title_{n}"], cleaned[f"work_form_{n}"]) for n in range(1, count + 1)]

    def rows(self) -> Iterator[tuple[int, BoundField, BoundField]]:
        """Number, work form and subject of each possible contact moment."""
        most = self.phase.most if self.phase and self.phase.repeated else 0
        return ((n, self[f"work_form_{n}"], self[f"title_{n}"]) for n in range(1, most + 1))


def _first_work_forms(phase: NextPhase | None, work_forms: tuple[str, ...]) -> dict[str, str]:
    """The work forms of the objectives, one after the other: a first proposal."""
    most = phase.most if phase and phase.repeated and work_forms else 0
    return {f"work_form_{number}": work_forms[(number - 1) % len(work_forms)] for number in range(1, most + 1)}


class TakeBackForm(forms.Form):
    """Undo stopping for good, of the trajectory as it was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class StopForm(forms.Form):
    """Stop for good, with a reason that everybody reads."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Waarom stopt het traject?"), max_length=300, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("De organisatie, het duo en het fonds lezen deze reden. Schrijf geen namen."),
    )  # fmt: skip
