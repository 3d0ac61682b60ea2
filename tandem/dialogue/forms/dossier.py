"""What is typed about a dossier, its chapters and its footnotes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

_TEXT = {"max_length": _("Dat is te lang. Maak het korter.")}


class DossierForm(forms.Form):
    """The first page."""

    title = forms.CharField(
        label=_("Titel"), max_length=160, error_messages={"required": _("Geef het dossier een titel."), **_TEXT}
    )
    subtitle = forms.CharField(label=_("Ondertitel"), max_length=200, required=False, error_messages=_TEXT)
    summary = forms.CharField(
        label=_("Samenvatting"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Waarover gaat het, en wat vragen jullie? Nodig om te publiceren."), error_messages=_TEXT,
    )  # fmt: skip
    slug = forms.CharField(
        label=_("Adres op het web"), max_length=80, required=False,
        help_text=_("Kleine letters, cijfers en streepjes. Laat leeg: dan maken we het uit de titel."), error_messages=_TEXT,
    )  # fmt: skip


class DossierEditForm(DossierForm):
    """The first page, later; the address stays once it was published."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=1_000_000)

    def __init__(self, *args: Any, was_published: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if was_published:
            del self.fields["slug"]


class ChapterForm(forms.Form):
    """The title of a chapter."""

    title = forms.CharField(
        label=_("Titel"), max_length=160, error_messages={"required": _("Geef het hoofdstuk een titel."), **_TEXT}
    )


class ChapterNameForm(ChapterForm):
    """The title, later."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=1_000_000)


class OrderForm(forms.Form):
    """A number per chapter; `chapters`: id and title, in their order."""

    def __init__(self, *args: Any, chapters: Iterable[tuple[UUID, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for place, (pk, title) in enumerate(chapters, start=1):
            self.fields[f"chapter_{pk}"] = forms.IntegerField(
                label=title, initial=place, min_value=1, max_value=999,
                widget=forms.NumberInput(attrs={"data-width": "5"}),
                error_messages={"required": _("Geef elk hoofdstuk een nummer.")},
            )  # fmt: skip

    def places(self) -> dict[UUID, int]:
        """The number of each chapter."""
        return {UUID(name.removeprefix("chapter_")): number for name, number in self.cleaned_data.items()}


class FootnoteForm(forms.Form):
    """A new footnote."""

    mark = forms.CharField(
        label=_("Teken"), max_length=30, widget=forms.TextInput(attrs={"data-width": "10"}),
        help_text=_("Een kort woord, bijvoorbeeld: huur. In de tekst schrijf je dan [^huur]."),
        error_messages={"required": _("Kies een kort teken."), **_TEXT},
    )  # fmt: skip
    words = forms.CharField(
        label=_("Wat staat in de voetnoot?"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wie, wat, welk jaar."), error_messages={"required": _("Schrijf wat in de voetnoot staat."), **_TEXT},
    )  # fmt: skip
    link = forms.URLField(label=_("Webadres"), max_length=500, required=False, assume_scheme="https",
                          error_messages={"invalid": _("Dit is geen webadres. Begin met https://"), **_TEXT})  # fmt: skip


class FootnoteEditForm(FootnoteForm):
    """Other words; the mark stays. `seen`: the words somebody started from."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["mark"]


class WithdrawForm(forms.Form):
    """Why a dossier goes away."""

    reason = forms.CharField(
        label=_("Waarom haal je het dossier weg?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Iedereen leest deze reden op de pagina van het dossier."),
        error_messages={"required": _("Schrijf waarom het dossier weggaat."), **_TEXT},
    )  # fmt: skip
