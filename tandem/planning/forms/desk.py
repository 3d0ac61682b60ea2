"""What a planner fills in for one series or one absence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.kernel.form_fields import DateField, offer
from tandem.planning.problem.half_days import HalfDay
from tandem.planning.queries.half_days import half_day_from
from tandem.planning.rules.hindrance import LONGEST_ABSENCE_DAYS

SENSIBLE_YEARS = range(2000, 2101)


class AskDuoForm(forms.Form):
    """Which duo for which days, and who said yes by telephone."""

    duo = forms.RegexField(r"^\d{1,12}-\d{1,12}$", widget=forms.HiddenInput,
                           error_messages={"required": _("Kies een duo."), "invalid": _("Kies een duo.")})  # fmt: skip
    trainer_ja = forms.BooleanField(required=False)
    expert_ja = forms.BooleanField(required=False)

    @property
    def people(self) -> tuple[int, int]:
        """Trainer and expert."""
        trainer, expert = self.cleaned_data["duo"].split("-")
        return int(trainer), int(expert)

    @property
    def has_said_yes(self) -> frozenset[int]:
        """Who agreed by telephone."""
        ticked = self.cleaned_data["trainer_ja"], self.cleaned_data["expert_ja"]
        return frozenset(person for person, said in zip(self.people, ticked, strict=True) if said)

    @property
    def dates(self) -> tuple[tuple[UUID, HalfDay], ...]:
        """Session and half-day, as they stood on the page."""
        data: Any = self.data
        return tuple(dates_from(data.getlist("dag")))


def dates_from(keys: Iterable[str]) -> Iterable[tuple[UUID, HalfDay]]:
    """Of `session@2027-01-12am`; nonsense is left out, the action says what is missing."""
    for key in keys:
        session, _at, day = key.partition("@")
        half_day = half_day_from(day)
        try:
            pk = UUID(session)
        except ValueError:
            continue
        if half_day and half_day.on.year in SENSIBLE_YEARS:
            yield pk, half_day


class AbsenceForm(forms.Form):
    """Who is away, from when to when."""

    persoon = forms.TypedChoiceField(coerce=int, label=_("Wie?"), error_messages={
        "required": _("Kies wie er niet kan."), "invalid_choice": _("Kies iemand uit de lijst."),
    })  # fmt: skip
    van = DateField(label=_("Eerste dag"))
    tot = DateField(label=_("Laatste dag"))

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "persoon", [("", _("Kies iemand")), *people])

    def clean(self) -> dict[str, Any]:
        """From first to last, at most a year."""
        found: dict[str, Any] = super().clean() or {}
        first, last = found.get("van"), found.get("tot")
        if first and last and last < first:
            self.add_error("tot", _("De laatste dag ligt voor de eerste. Kies een latere dag."))
        elif first and last and (last - first).days > LONGEST_ABSENCE_DAYS:
            self.add_error("tot", _("Dit is langer dan een jaar. Kies een vroegere laatste dag."))
        return found


class RepairForm(forms.Form):
    """Per series that is hit: the way out, and whether everybody said yes by telephone. Names hold the series."""

    def choices(self) -> dict[str, tuple[str, bool]]:
        """Series -> way out, and said yes by telephone."""
        found = ((name.removeprefix("kies-"), value) for name, value in self.data.items() if name.startswith("kies-"))
        return {series: (str(value), f"ja-{series}" in self.data) for series, value in found}
