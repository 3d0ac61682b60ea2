"""What is typed in a block of a chapter. Each form gives the block as rules.dossier describes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.dialogue.rules import dossier as rules
from tandem.kernel.form_fields import DateField, offer

_TEXT = {"max_length": _("Dat is te lang. Maak het korter.")}
_SIGNS = _(
    "Een lege regel begint een nieuwe alinea. Regels met “- ” worden een lijst. **vet**, *schuin*, [^teken] voor een voetnoot."
)


class BlockForm(forms.Form):
    """What every block has: the version of the chapter that somebody started from."""

    kind = ""
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=1_000_000)

    def block(self) -> rules.Block:
        """The block that was typed."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return {"kind": self.kind, **typed}

    @classmethod
    def initial_of(cls, block: rules.Block) -> dict[str, Any]:
        """What stands in the form at first."""
        return {name: block.get(name) for name in cls.base_fields if name in block}


class TextForm(BlockForm):
    """Paragraphs and lists."""

    kind = rules.TEXT
    words = forms.CharField(
        label=_("Tekst"), max_length=rules.LONGEST["text"], widget=forms.Textarea(attrs={"rows": 14}), help_text=_SIGNS,
        error_messages={"required": _("Schrijf de tekst."), **_TEXT},
    )  # fmt: skip


class QuoteForm(BlockForm):
    """Somebody's own words, with a permission; or an invented example that says so."""

    kind = rules.QUOTE
    words = forms.CharField(
        label=_("Wat is er gezegd?"), max_length=rules.LONGEST["quote"], widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Schrijf wat er gezegd is."), **_TEXT},
    )  # fmt: skip
    said_by = forms.CharField(
        label=_("Wie zei dit?"), max_length=rules.LONGEST["said_by"], help_text=_("Een functie, geen naam: een deelneemster."),
        error_messages={"required": _("Schrijf wie dit zei, met een functie. Geen naam."), **_TEXT},
    )  # fmt: skip
    is_invented = forms.BooleanField(
        label=_("Dit is een verzonnen voorbeeld"), required=False, help_text=_("Dat staat dan bij het citaat.")
    )
    permission_on = DateField(label=_("Wanneer zei die persoon ja?"), required=False)
    permission_how = forms.CharField(
        label=_("Hoe zei die persoon ja?"), max_length=rules.LONGEST["permission_how"], required=False,
        help_text=_("Bijvoorbeeld: in de groep, op papier. Dit leest alleen wie het dossier maakt."), error_messages=_TEXT,
    )  # fmt: skip

    def block(self) -> rules.Block:
        """The quote, its day as text."""
        day = self.cleaned_data["permission_on"]
        return super().block() | {"permission_on": day.isoformat() if day else ""}


class FigureForm(BlockForm):
    """A chart with its source."""

    kind = rules.FIGURE
    title = forms.CharField(label=_("Titel"), max_length=rules.LONGEST["title"],
                            error_messages={"required": _("Geef de grafiek een titel."), **_TEXT})  # fmt: skip
    sentence = forms.CharField(
        label=_("Wat zie je, in één zin?"), max_length=rules.LONGEST["sentence"],
        error_messages={"required": _("Zeg in één zin wat je ziet."), **_TEXT},
    )  # fmt: skip
    unit = forms.CharField(label=_("Eenheid"), max_length=rules.LONGEST["unit"], help_text=_("Bijvoorbeeld: procent."),
                           error_messages={"required": _("Schrijf de eenheid, bijvoorbeeld: procent."), **_TEXT})  # fmt: skip
    rows = forms.CharField(
        label=_("Cijfers"), max_length=5000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Op elke regel een naam, een puntkomma en een getal. Bijvoorbeeld: deeltijds; 12,5"),
        error_messages={"required": _("Vul de cijfers in: op elke regel een naam, een puntkomma en een getal."), **_TEXT},
    )  # fmt: skip
    is_invented = forms.BooleanField(
        label=_("Dit zijn verzonnen cijfers"), required=False, help_text=_("Dat staat dan bij de grafiek.")
    )
    source = forms.CharField(label=_("Bron"), max_length=rules.LONGEST["source"],
                             error_messages={"required": _("Schrijf de bron."), **_TEXT})  # fmt: skip
    link = forms.URLField(
        label=_("Webadres van de bron"), max_length=rules.LONGEST["link"], assume_scheme="https",
        error_messages={"required": _("Schrijf het webadres van de bron."),
                        "invalid": _("Dit is geen webadres. Begin met https://"), **_TEXT},
    )  # fmt: skip
    dated = forms.CharField(
        label=_("Van wanneer zijn de cijfers?"), max_length=rules.LONGEST["dated"], help_text=_("Bijvoorbeeld: 2024."),
        error_messages={"required": _("Schrijf van welk jaar de cijfers zijn."), **_TEXT},
    )  # fmt: skip
    trust = forms.ChoiceField(label=_("Hoe zeker zijn ze?"), choices=rules.TRUST, widget=forms.RadioSelect,
                              error_messages={"required": _("Kies hoe zeker deze cijfers zijn.")})  # fmt: skip

    def clean_rows(self) -> list[dict[str, Any]]:
        """The rows that were typed, each with its figure."""
        rows, problems = rules.figure_rows(self.cleaned_data["rows"])
        if problems:
            raise forms.ValidationError([problem.text for problem in problems])
        return rows

    @classmethod
    def initial_of(cls, block: rules.Block) -> dict[str, Any]:
        """Rows as somebody types them."""
        stored = block.get("rows")
        rows = [row for row in stored if rules.is_row(row)] if isinstance(stored, list) else []
        return super().initial_of(block) | {"rows": rules.rows_text(rows)}


class RecommendationBlockForm(BlockForm):
    """A recommendation, with its words and what became of it."""

    kind = rules.RECOMMENDATION
    recommendation = forms.ChoiceField(label=_("Aanbeveling"), error_messages={
        "required": _("Kies een aanbeveling."), "invalid_choice": _("Kies een aanbeveling uit de lijst.")})  # fmt: skip

    def offer_recommendations(self, choices: Iterable[tuple[str, str]]) -> None:
        """What may be chosen."""
        offer(self, "recommendation", [("", _("kies een aanbeveling")), *choices])


FORMS: dict[str, type[BlockForm]] = {
    form.kind: form for form in (TextForm, QuoteForm, FigureForm, RecommendationBlockForm)
}
