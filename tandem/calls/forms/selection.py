"""What an officer tries out, stores, moves and promotes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.calls.rules.decision import Target, target_from
from tandem.calls.rules.vocabulary import AREAS
from tandem.kernel.form_fields import MoneyField, offer

MOST_PROJECTS = 999
Choices = Iterable[tuple[str, str]]


class TryForm(forms.Form):
    """Other floors and ceilings per area, other amounts per envelope. Nothing of it is kept on the call."""

    is_filter = True

    def __init__(self, *args: Any, limits: Mapping[str, tuple[int, int | None]],
                 envelopes: Iterable[tuple[int, str, Decimal]], **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.limits, self.amounts = dict(limits), {pk: amount for pk, _label, amount in envelopes}
        for area in AREAS:
            least, most = self.limits.get(area, (0, None))
            self.fields[f"min_{area}"] = _count(least or None)
            self.fields[f"max_{area}"] = _count(most)
        for pk, label, amount in envelopes:
            self.fields[f"bedrag_{pk}"] = MoneyField(label=label, required=False, min_value=0, initial=amount)

    @property
    def area_rows(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """One line per area."""
        return [(label, self[f"min_{area}"], self[f"max_{area}"]) for area, label in AREAS.items()]

    @property
    def amount_fields(self) -> list[forms.BoundField]:
        """One per envelope."""
        return [self[f"bedrag_{pk}"] for pk in self.amounts]

    def clean(self) -> dict[str, Any]:
        """A floor is never above its own ceiling."""
        found = super().clean() or {}
        for area in AREAS:
            least, most = found.get(f"min_{area}"), found.get(f"max_{area}")
            if least is not None and most is not None and least > most:
                self.add_error(f"min_{area}", _("Het minimum is hoger dan het maximum."))
        return found

    def tried_limits(self) -> dict[str, tuple[int, int | None]] | None:
        """The limits that were typed; None when they are those of the call."""
        typed = {
            area: (self.cleaned_data.get(f"min_{area}") or 0, self.cleaned_data.get(f"max_{area}")) for area in AREAS
        }
        typed = {area: pair for area, pair in typed.items() if pair != (0, None)}
        own = {area: pair for area, pair in self.limits.items() if pair != (0, None)}
        return None if typed == own else typed

    def tried_amounts(self) -> dict[int, Decimal]:
        """The amounts that differ from the call's."""
        typed = {pk: self.cleaned_data.get(f"bedrag_{pk}") for pk in self.amounts}
        return {pk: amount for pk, amount in typed.items() if amount is not None and amount != self.amounts[pk]}


class StoreForm(forms.Form):
    """Which rule, and why. A second time: why again."""

    rule = forms.ChoiceField(label=_("Welke regel kiest de jury?"), widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("Waarom deze regel?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Iedereen die een antwoord krijgt, leest welke regel gold. Deze uitleg blijft bij de beslissing."),
    )  # fmt: skip
    replaced_why = forms.CharField(
        label=_("Waarom vervang je de bewaarde regel?"), required=False, max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, rules: Choices, is_second: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "rule", rules)
        if not is_second:
            del self.fields["replaced_why"]


class TargetField(forms.ChoiceField):
    """A place on the board."""

    def clean(self, value: Any) -> Any:
        """A target, or an error."""
        target: Target | None = target_from(super().clean(value))
        if target is None:
            raise forms.ValidationError(self.error_messages["required"])
        return target


class MoveForm(forms.Form):
    """One project to another place on the board."""

    number = forms.ChoiceField(label=_("Welk project?"))
    target = TargetField(label=_("Waarheen?"))
    reason = forms.CharField(
        label=_("Waarom?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Nodig als het anders is dan de regel zegt. De organisatie leest deze uitleg."),
    )  # fmt: skip
    stamp = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, projects: Choices, targets: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "number", [("", _("Kies een project")), *projects])
        offer(self, "target", [("", _("Kies een plaats")), *targets])


class WaitingForm(forms.Form):
    """How long the waiting list is."""

    length = forms.IntegerField(label=_("Hoeveel projecten op de wachtlijst?"), min_value=0, max_value=MOST_PROJECTS,
                                widget=forms.NumberInput(attrs={"data-width": "5"}))  # fmt: skip
    stamp = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """A reason in words."""

    reason = forms.CharField(label=_("Waarom?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class PromoteForm(forms.Form):
    """A project of the waiting list gets the freed money."""

    target = TargetField(label=_("Welke golf?"))
    reason = forms.CharField(
        label=_("Uitleg"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, targets: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "target", targets)


def _count(initial: int | None) -> forms.IntegerField:
    return forms.IntegerField(required=False, min_value=0, max_value=MOST_PROJECTS, initial=initial,
                              widget=forms.NumberInput(attrs={"data-width": "5"}))  # fmt: skip
