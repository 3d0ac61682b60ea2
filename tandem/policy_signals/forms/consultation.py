"""A consultation: when, what is on the agenda, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.kernel.form_fields import DateField
from tandem.policy_signals.rules import consultation as rules
from tandem.policy_signals.rules.vocabulary import POLICY_DOMAINS


class PlanForm(forms.Form):
    """Whose consultation, on which day and where."""

    policy_domain = forms.ChoiceField(
        label=_("Beleidsdomein"), choices=[("", _("Kies een beleidsdomein")), *POLICY_DOMAINS.items()],
        error_messages={"required": _("Kies een beleidsdomein."), "invalid_choice": _("Kies een beleidsdomein.")},
    )  # fmt: skip
    held_on = DateField(label=_("Dag"), error_messages={"required": _("Kies een dag.")})
    place = forms.CharField(label=_("Plaats"), max_length=200, required=False)


class MoveForm(PlanForm):
    """Another day or place for the same domain."""

    policy_domain = None  # type: ignore[assignment]


class AgendaForm(forms.Form):
    """Per line: on the agenda or not, and its place; and a new point by own words."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Nog een punt"), max_length=rules.LONGEST_POINT, required=False,
        help_text=_("In eigen woorden. Het komt onderaan. Laat leeg als er niets bij komt."),
    )  # fmt: skip

    def __init__(self, typed: Mapping[str, Any] | None, *, entries: Sequence[rules.Entry], version: int) -> None:
        super().__init__(typed, initial={"version": version})
        self.entries = entries
        for position, entry in enumerate(entries, start=1):
            self.fields[f"staat_{entry.key}"] = forms.BooleanField(
                label=entry.title, help_text=entry.note, required=False, initial=entry.stands
            )
            self.fields[f"plaats_{entry.key}"] = forms.IntegerField(
                label=_("Plaats in de rij"), required=False, min_value=1, max_value=999, initial=position,
                widget=forms.NumberInput(attrs={"data-width": "5"}),
                error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("Vul een getal van 1 tot 999 in.")),
            )  # fmt: skip

    def lines(self) -> Iterator[dict[str, object]]:
        """For the page: each entry with its two fields."""
        for entry in self.entries:
            yield {"entry": entry, "stands": self[f"staat_{entry.key}"], "place": self[f"plaats_{entry.key}"]}

    def points(self) -> list[rules.Point]:
        """The agenda as it was chosen."""
        facts = self.cleaned_data
        chosen = [
            (facts[f"plaats_{entry.key}"], rules.Point(item=entry.item, bundle=None if entry.stands else entry.bundle))
            for entry in self.entries
            if facts[f"staat_{entry.key}"]
        ]
        own = [rules.Point(words=facts["words"])] if facts["words"].strip() else []
        return [*rules.in_order(chosen), *own]

    def typed_over(self, entries: Sequence[rules.Entry], *, version: int) -> AgendaForm:
        """What was typed, laid over the agenda as it is now; points that came meanwhile stand there too."""
        typed = dict(self.data.items()) | {"version": str(version)}
        known = {entry.key for entry in self.entries}
        for position, entry in enumerate(entries, start=1):
            if entry.stands and entry.key not in known:
                typed |= {f"staat_{entry.key}": "on", f"plaats_{entry.key}": str(position)}
        return AgendaForm(typed, entries=entries, version=version)


class HoldForm(forms.Form):
    """What came of each point, and a report."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    report = forms.CharField(
        label=_("Verslag"), max_length=8000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Wie was erbij, wat is er besproken, en wie doet wat tegen wanneer?"),
        error_messages={"required": _("Schrijf kort wat er besproken is."),
                        "max_length": _("Dat is te lang. Hou het bij hoogstens 8000 tekens.")},
    )  # fmt: skip

    def __init__(self, typed: Mapping[str, Any] | None, *, points: Sequence[tuple[int, str]], version: int) -> None:
        super().__init__(typed, initial={"version": version})
        self.points = points
        for pk, title in points:
            self.fields[f"uitkomst_{pk}"] = forms.CharField(
                label=title, max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
                error_messages={"max_length": _("Dat is te lang. Hou het bij hoogstens 2000 tekens.")},
            )  # fmt: skip
        self.order_fields([*(f"uitkomst_{pk}" for pk, _title in points), "report", "version"])

    def outcomes(self) -> dict[int, str]:
        """By point."""
        return {pk: self.cleaned_data[f"uitkomst_{pk}"] for pk, _title in self.points}

    def typed_over(self, points: Sequence[tuple[int, str]], *, version: int) -> HoldForm:
        """What was typed, over the points as they are now."""
        typed = dict(self.data.items()) | {"version": str(version)}
        return HoldForm(typed, points=points, version=version)
