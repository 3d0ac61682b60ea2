"""Points and words of a juror, and of the meeting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tandem.calls.rules.jury import Asked
from tandem.kernel.pasted_numbers import pasted_numbers


class PointsInput(forms.TextInput):
    """A number with a comma, on a phone with the keys for numbers."""

    def format_value(self, value: Any) -> str | None:
        """`7` or `7,5`; what was typed stays."""
        if isinstance(value, Decimal):
            return f"{value.normalize():f}".replace(".", ",")
        return super().format_value(value)


class PointsField(forms.DecimalField):
    """Points on a scale."""

    def __init__(self, *, most: int, decimals: int, **options: Any) -> None:
        sentence = _now("Geef een getal van 0 tot %(most)s.") % {"most": most}
        widget = PointsInput(attrs={"inputmode": "decimal", "autocomplete": "off", "data-width": "5"})
        codes = ("invalid", "min_value", "max_value", "max_digits", "max_decimal_places", "max_whole_digits")
        super().__init__(
            min_value=0, max_value=most, max_digits=7, decimal_places=decimals, widget=widget,
            error_messages=dict.fromkeys(codes, sentence), **options,
        )  # fmt: skip

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """A comma is a point."""
        return super().to_python(value.strip().replace(",", ".") if isinstance(value, str) else value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No step, minimum or maximum: it is a text field."""
        return {}


class JuryTextForm(forms.Form):
    """Others of the jury read these texts: no number of a person or an account stands in them."""

    def clean(self) -> dict[str, Any]:
        """Each text with such a number says so."""
        for name, value in list(self.cleaned_data.items()):
            kinds = dict.fromkeys(found.kind for found in pasted_numbers(value)) if isinstance(value, str) else {}
            for kind in kinds:
                self.add_error(name, _now("Hier staat %(kind)s. Haal het weg: anderen lezen dit.") % {"kind": kind})
        return self.cleaned_data


@dataclass(frozen=True, slots=True)
class Scored:
    """A criterion with its fields."""

    asked: Asked
    points: BoundField
    why: BoundField | None = None
    mean: Decimal | None = None


class ReadingForm(JuryTextForm):
    """Per criterion points and why, and a remark. Nothing is needed before handing in."""

    is_filter = True  # "niet verplicht" would not be true: to hand in, every criterion needs points

    remark = forms.CharField(
        label=_("Wil je nog iets kwijt over dit project?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, asked: Sequence[Asked], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        for one in asked:
            label = _now("Hoeveel punten geef je, van 0 tot %(most)s?") % {"most": one.most}
            self.fields[f"points_{one.key}"] = PointsField(most=one.most, decimals=1, required=False, label=label)
            self.fields[f"why_{one.key}"] = forms.CharField(
                label=_("Waarom?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
            )

    def rows(self) -> list[Scored]:
        """In the order of the criteria."""
        return [Scored(one, self[f"points_{one.key}"], self[f"why_{one.key}"]) for one in self.asked]

    def points(self) -> dict[int, Decimal]:
        """What was filled in."""
        return _points(self, self.asked)

    def whys(self) -> dict[int, str]:
        """Words, for each criterion."""
        return {one.key: self.cleaned_data.get(f"why_{one.key}") or "" for one in self.asked}


def reading_initial(
    points: Mapping[int, Decimal], whys: Mapping[int, str], remark: str, version: int
) -> dict[str, Any]:
    """What a form starts with."""
    return {
        **{f"points_{key}": value for key, value in points.items()}, **{f"why_{key}": text for key, text in whys.items()},
        "remark": remark, "version": version,
    }  # fmt: skip


class FinalForm(JuryTextForm):
    """The final points of a project."""

    note = forms.CharField(
        label=_("Waarom deze eindpunten?"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Nodig als de eindscore ver ligt van wat de lezers gaven. De organisatie kan dit later lezen."),
    )  # fmt: skip
    is_discussed = forms.BooleanField(label=_("We hebben dit project besproken."), required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, asked: Sequence[Asked], means: Mapping[int, Decimal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked, self.means = asked, means
        for one in asked:
            label = _now("%(title)s: eindpunten van 0 tot %(most)s") % {"title": one.title, "most": one.most}
            self.fields[f"points_{one.key}"] = PointsField(most=one.most, decimals=2, label=label)

    def rows(self) -> list[Scored]:
        """In the order of the criteria, with the mean of the readers."""
        return [Scored(one, self[f"points_{one.key}"], None, self.means.get(one.key)) for one in self.asked]

    def points(self) -> dict[int, Decimal]:
        """What was filled in."""
        return _points(self, self.asked)


class NoteForm(JuryTextForm):
    """One thing that was said."""

    words = forms.CharField(
        label=_("Wat is er gezegd?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Zonder naam. Een nota blijft staan."),
    )  # fmt: skip


class OrderForm(JuryTextForm):
    """An order among projects with the same score."""

    why = forms.CharField(label=_("Waarom deze volgorde?"), max_length=1900, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, projects: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = [key for key, _title in projects]
        for key, title in projects:
            self.fields[f"place_{key}"] = forms.IntegerField(
                label=title, min_value=1, max_value=len(self.keys), widget=forms.NumberInput(attrs={"data-width": "5"})
            )
        self.order_fields([*(f"place_{key}" for key in self.keys), "why"])

    def order(self) -> dict[str, int]:
        """Key of the project -> place among the equals."""
        return {key: self.cleaned_data[f"place_{key}"] for key in self.keys}


def _points(form: forms.Form, asked: Iterable[Asked]) -> dict[int, Decimal]:
    found = {one.key: form.cleaned_data.get(f"points_{one.key}") for one in asked}
    return {key: value for key, value in found.items() if value is not None}
