"""What every form of the plan shares: who types, and whether it counts now or waits for the person."""

from __future__ import annotations

from typing import Any, TypedDict

from django import forms
from django.utils.translation import gettext as _

from tandem.guidance.forms.words import WordsField
from tandem.guidance.rules.pen import TOGETHER


class PenFacts(TypedDict):
    """What a form of the pen must know of the file."""

    asks_how: bool
    name: str


PROPOSE = "propose"
HIGHEST_VERSION = 1_000_000


def how_field(name: str) -> forms.ChoiceField:
    """Hoe kwam dit er? Asked of a guide: a proposal, or said together in a talk."""
    return forms.ChoiceField(
        label=_("Hoe kwam dit er?"), initial=PROPOSE, widget=forms.RadioSelect,
        choices=[
            (PROPOSE, _("Ik stel het voor. %(name)s beslist later.") % {"name": name}),
            (TOGETHER, _("Samen gezegd, in dit gesprek.")),
        ],
    )  # fmt: skip


class PenForm(forms.Form):
    """A form for words of the person. `asks_how`: a guide types in a file that is the person's."""

    def __init__(self, data: Any = None, *, asks_how: bool = False, name: str = "", **options: Any) -> None:
        super().__init__(data, **options)
        if asks_how:
            self.fields["how"] = how_field(name)
            self.fields["why"] = WordsField(label=_("Waarom stel je het voor?"), required=False, rows=2)

    def how(self) -> str:
        """As `actions.pen.write` takes it: empty for a proposal."""
        return TOGETHER if self.cleaned_data.get("how") == TOGETHER else ""

    def why(self) -> str:
        """The reason of a proposal."""
        return str(self.cleaned_data.get("why", ""))


def version_field() -> forms.IntegerField:
    """Which version was on the screen."""
    return forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=HIGHEST_VERSION)
