"""What a planner fills in for one series or one absence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.planning.problem.half_days import HalfDay
from tandem.planning.queries.half_days import half_day_from


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
        if half_day:
            yield pk, half_day
