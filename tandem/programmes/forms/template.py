"""The programme template as a form: general facts and four lists of rows, to and from the stored definition."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from tandem.identity.joint_committees import joint_committees
from tandem.programmes.rules.definition import DOCUMENT_KINDS, SETTLEMENT_TRIGGERS
from tandem.sessions.rules import GROUP_KINDS, KINDS

DATE = forms.DateInput(attrs={"type": "date"})


class GeneralForm(forms.Form):
    """What the whole programme shares."""

    title = forms.CharField(label=_("Naam van het programma"), max_length=200)
    summary = forms.CharField(label=_("Korte uitleg"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}))
    valid_from = forms.DateField(label=_("Geldt vanaf"), required=False, widget=DATE)
    valid_to = forms.DateField(
        label=_("Geldt tot en met"), required=False, widget=DATE, help_text=_("Leeg: tot je een einde kiest.")
    )
    max_half_days = forms.IntegerField(label=_("Hoogstens betaalde halve dagen"), min_value=1, max_value=60)
    price_per_half_day_eur = forms.DecimalField(
        label=_("Prijs per halve dag in euro"), min_value=0, max_digits=8, decimal_places=2, required=False, localize=True,
        help_text=_("Zonder prijs kan niemand afrekenen."),
    )  # fmt: skip
    settlement_trigger = forms.ChoiceField(
        label=_("Wanneer mag de aanbieder afrekenen?"),
        choices=list(SETTLEMENT_TRIGGERS.items()),
        widget=forms.RadioSelect,
    )
    target_months = forms.IntegerField(label=_("Duurt ongeveer (maanden)"), min_value=1, max_value=60)
    follow_up_months = forms.IntegerField(label=_("Feedbackmoment na (maanden)"), min_value=0, max_value=24)
    min_participants = forms.IntegerField(
        label=_("Minstens zoveel deelnemers"), min_value=0, max_value=500, required=False
    )
    trust_note = forms.CharField(
        label=_("Wat is niet zeker?"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class PhaseForm(forms.Form):
    """One phase."""

    number = forms.IntegerField(label=_("Nummer"), min_value=1, max_value=9)
    title = forms.CharField(label=_("Naam"), max_length=120)
    may_stop_after = forms.BooleanField(label=_("Na deze fase mag de organisatie stoppen"), required=False)
    max_half_days = forms.IntegerField(label=_("Hoogstens halve dagen"), min_value=1, max_value=60, required=False)


class SessionForm(forms.Form):
    """One session of the programme."""

    step = forms.CharField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Naam"), max_length=150)
    phase = forms.IntegerField(label=_("Fase"), min_value=1, max_value=9)
    kind = forms.ChoiceField(label=_("Soort"), choices=list(KINDS.items()))
    group_kind = forms.ChoiceField(label=_("Groep"), choices=[("", "—"), *GROUP_KINDS.items()], required=False)
    half_days = forms.IntegerField(label=_("Halve dagen"), min_value=1, max_value=4, initial=1)
    repeat_up_to = forms.IntegerField(label=_("Hoogstens zoveel keer"), min_value=1, max_value=20, initial=1)
    is_financed = forms.BooleanField(label=_("Het fonds betaalt"), required=False)
    needs_list = forms.BooleanField(label=_("Deelnemers tekenen een lijst"), required=False)
    goals = forms.CharField(label=_("Doelen, één per lijn"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class SectorForm(forms.Form):
    """A joint committee that may apply."""

    joint_committee = forms.ChoiceField(
        label=_("Paritair comité"),
        choices=lambda: [("", "—"), *((c.code, c.code) for c in joint_committees().values())],
    )
    rsz_categories = forms.CharField(label=_("RSZ-categorieën"), max_length=60, help_text=_("Met een komma ertussen."))
    fund_code = forms.CharField(label=_("Fonds dat betaalt"), max_length=10)


class DocumentForm(forms.Form):
    """A document the duo writes."""

    kind = forms.ChoiceField(label=_("Soort"), choices=list(DOCUMENT_KINDS.items()))
    title = forms.CharField(label=_("Naam"), max_length=150)
    phase = forms.IntegerField(label=_("Fase"), min_value=1, max_value=9)
    after_step = forms.CharField(label=_("Na bijeenkomst (sleutel)"), max_length=40)
    is_shared = forms.BooleanField(label=_("De organisatie schrijft mee"), required=False)
    sections = forms.CharField(
        label=_("Onderdelen, één per lijn: titel | uitleg"), widget=forms.Textarea(attrs={"rows": 5})
    )


LISTS: dict[str, type[BaseFormSet]] = {
    "phases": formset_factory(PhaseForm, extra=1, can_delete=True, max_num=9),
    "sessions": formset_factory(SessionForm, extra=1, can_delete=True, can_order=True, max_num=40),
    "eligible": formset_factory(SectorForm, extra=1, can_delete=True, max_num=20),
    "documents": formset_factory(DocumentForm, extra=1, can_delete=True, max_num=20),
}


def rows_from_definition(definition: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Initial rows of the four lists."""
    return {
        "phases": [dict(row) for row in definition["phases"]],
        "sessions": [
            {
                "is_financed": True,
                "needs_list": True,
                "half_days": 1,
                "repeat_up_to": 1,
                **row,
                "goals": "\n".join(row.get("goals", [])),
            }
            for row in definition["sessions"]
        ],
        "eligible": [{**row, "rsz_categories": ", ".join(row["rsz_categories"])} for row in definition["eligible"]],
        "documents": [{**row, "sections": _lines(row["sections"])} for row in definition["documents"]],
    }


def _lines(sections: list[dict[str, str]]) -> str:
    return "\n".join(f"{section['title']} | {section.get('hint', '')}".rstrip(" |") for section in sections)


def definition_from(
    general: Mapping[str, Any], lists: Mapping[str, BaseFormSet], before: Mapping[str, Any]
) -> dict[str, Any]:
    """The stored definition; keys of sections and sessions stay what they were, so that running text keeps its place."""
    price = general["price_per_half_day_eur"]
    return {
        **before,
        "phases": [_without(row, "DELETE") for row in _kept(lists["phases"])],
        "sessions": _sessions(lists["sessions"]),
        "eligible": [
            {
                **_without(row, "DELETE"),
                "rsz_categories": [part.strip() for part in row["rsz_categories"].split(",") if part.strip()],
            }
            for row in _kept(lists["eligible"])
        ],
        "documents": [_document(row, before) for row in _kept(lists["documents"])],
        "price_per_half_day_eur": str(price) if price is not None else None,
        **{
            name: general[name] or 0
            for name in ("max_half_days", "target_months", "follow_up_months", "min_participants")
        },
        "settlement_trigger": general["settlement_trigger"],
        "trust_note": general["trust_note"],
    }


def _kept(formset: BaseFormSet) -> list[dict[str, Any]]:
    return [form.cleaned_data for form in formset.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]


def _sessions(formset: BaseFormSet) -> list[dict[str, Any]]:
    rows = sorted(_kept(formset), key=lambda row: row.get("ORDER") or 999)
    taken: set[str] = set()
    made = []
    for row in rows:
        step = row["step"] or slugify(row["title"]).replace("-", "_")[:36] or "sessie"
        while step in taken:
            step += "_"
        taken.add(step)
        goals = [line.strip() for line in row["goals"].splitlines() if line.strip()]
        made.append({**_without(row, "DELETE", "ORDER"), "step": step, "goals": goals})
    return made


def _document(row: dict[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    known = {
        section["title"]: section["key"]
        for document in before.get("documents", []) if document["kind"] == row["kind"] for section in document["sections"]
    }  # fmt: skip
    sections = []
    for line in filter(str.strip, row["sections"].splitlines()):
        title, _bar, hint = (part.strip() for part in line.partition("|"))
        sections.append(
            {"key": known.get(title) or slugify(title).replace("-", "_")[:40], "title": title, "hint": hint}
        )
    return {**_without(row, "DELETE"), "sections": sections}


def _without(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in names}
