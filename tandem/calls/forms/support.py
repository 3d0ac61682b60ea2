"""What is asked of the offer, of a request and of how it went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.calls.rules.support import WISHED_DAYS
from tandem.calls.rules.vocabulary import GUIDANCE_TASKS, SUPPORT_KINDS, SUPPORT_THEMES
from tandem.kernel.form_fields import DateField

SMALL = {"data-width": "5"}
CAME, MET = "came-", "met-"
Options = Iterable[tuple[str, str]]


class OfferForm(forms.Form):
    """One piece of the offer."""

    title = forms.CharField(label=_("Titel"), max_length=160)
    kind = forms.ChoiceField(label=_("Soort"), choices=SUPPORT_KINDS)
    theme = forms.ChoiceField(label=_("Thema"), choices=SUPPORT_THEMES, required=False)
    task = forms.ChoiceField(label=_("Opdracht"), choices=GUIDANCE_TASKS, required=False,
                             help_text=_("Alleen bij proces- en trajectbegeleiding."))  # fmt: skip
    about = forms.CharField(label=_("Wat is het, en voor wie?"), required=False, max_length=2000,
                            widget=forms.Textarea(attrs={"rows": 4}))  # fmt: skip
    half_days = forms.IntegerField(label=_("Hoeveel halve dagen?"), min_value=1, max_value=12, initial=1,
                                   widget=forms.NumberInput(attrs=SMALL))  # fmt: skip
    most_people = forms.IntegerField(label=_("Hoeveel mensen kunnen er bij?"), min_value=1, max_value=500, required=False,
                                     widget=forms.NumberInput(attrs=SMALL))  # fmt: skip
    is_shared = forms.BooleanField(label=_("Meer netwerken samen"), required=False)
    is_open = forms.BooleanField(label=_("Netwerken kunnen dit nu vragen"), required=False, initial=True)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """A task belongs to process guidance only."""
        facts = super().clean() or {}
        if facts.get("task") and facts.get("kind") not in (None, "process_guidance"):
            self.add_error(
                "task", _("Een opdracht hoort bij proces- en trajectbegeleiding. Laat ze leeg, of kies die soort.")
            )
        return facts

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class RequestForm(forms.Form):
    """What a network, or several together, ask for."""

    offer = forms.ChoiceField(label=_("Wat wil je vragen?"))
    networks = forms.MultipleChoiceField(label=_("Voor welk netwerk?"), widget=forms.CheckboxSelectMultiple,
                                         error_messages={"required": _("Kies minstens één netwerk.")})  # fmt: skip
    needs = forms.MultipleChoiceField(label=_("Welke noden neem je hierin op?"), required=False,
                                      widget=forms.CheckboxSelectMultiple)  # fmt: skip
    words = forms.CharField(label=_("Wat moet de tandem weten?"), required=False, max_length=1000,
                            help_text=_("Schrijf niets over mensen die je begeleidt."),
                            widget=forms.Textarea(attrs={"rows": 3}))  # fmt: skip
    wished_days = forms.MultipleChoiceField(label=_("Wanneer past het?"), required=False, choices=WISHED_DAYS,
                                            widget=forms.CheckboxSelectMultiple)  # fmt: skip
    wished_from = DateField(label=_("Vanaf"), required=False)
    wished_until = DateField(label=_("Tot en met"), required=False)
    people = forms.IntegerField(label=_("Hoeveel mensen komen er?"), required=False, min_value=1, max_value=500,
                                widget=forms.NumberInput(attrs=SMALL))  # fmt: skip
    place = forms.CharField(label=_("Waar?"), required=False, max_length=300,
                            help_text=_("Adres en hoe je er geraakt. Leeg als je nog geen plaats hebt."))  # fmt: skip

    def __init__(self, *args: Any, offers: Options, networks: Options, needs: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, options in (("offer", offers), ("networks", networks), ("needs", needs)):
            self.fields[name].choices = list(options)  # type: ignore[attr-defined]
        self._only_choice("networks")
        if not self.fields["needs"].choices:  # type: ignore[attr-defined]
            del self.fields["needs"]

    def taken_up(self) -> tuple[UUID, ...]:
        """Keys of the needs that were ticked."""
        return tuple(map(UUID, self.cleaned_data.get("needs", ())))

    def _only_choice(self, name: str) -> None:
        choices = self.fields[name].choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields[name].initial = [choices[0][0]]


class WithdrawForm(forms.Form):
    """Why it is no longer needed; nobody has to say."""

    reason = forms.CharField(label=_("Waarom niet meer?"), required=False, max_length=500)


class HouseForm(forms.Form):
    """Which two houses form the tandem."""

    provider = forms.ChoiceField(label=_("De ervaringsdeskundige komt van"))
    budget_holder = forms.ChoiceField(label=_("De vormingsmedewerker komt van"), required=False)

    def __init__(self, *args: Any, providers: Options, umbrellas: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider"].choices = list(providers)  # type: ignore[attr-defined]
        holders = list(umbrellas)
        self.fields["budget_holder"].choices = [*holders, ("", _("dezelfde organisatie"))]  # type: ignore[attr-defined]


class HoldForm(forms.Form):
    """How many came of each network, and which needs are met."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, networks: Mapping[str, str], needs: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for pk, name in networks.items():
            label = _("Hoeveel mensen kwamen er van %(name)s?") % {"name": name}
            self.fields[CAME + pk] = forms.IntegerField(
                label=label, min_value=0, max_value=500, widget=forms.NumberInput(attrs=SMALL)
            )
        for pk, words in needs.items():
            self.fields[MET + pk] = forms.BooleanField(label=words, required=False)

    def came(self) -> dict[UUID, int]:
        """Network -> how many."""
        return {UUID(name.removeprefix(CAME)): n for name, n in self.cleaned_data.items() if name.startswith(CAME)}

    def met(self) -> set[UUID]:
        """Needs that are met."""
        return {UUID(name.removeprefix(MET)) for name, yes in self.cleaned_data.items() if name.startswith(MET) and yes}
