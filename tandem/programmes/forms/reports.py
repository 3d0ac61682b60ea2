"""A report as a form: a text per section, with what belongs to its kind beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.programmes.rules.definition import WORK_FORMS, DocumentPlan
from tandem.programmes.rules.report import (
    BOTH,
    CHOSEN_PROBLEM,
    MINE,
    PROBLEM_LIMIT,
    RECOMMENDATION_LIMIT,
    RECOMMENDATIONS,
    RECOMMENDATIONS_LIMIT,
    SECTION,
    SECTION_LIMIT,
    THEIRS,
    WORK_FORM_LIST,
    Contents,
    cleaned_recommendations,
    has_problem,
    has_recommendations,
    has_work_forms,
    moved,
    part_text,
    part_title,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.forms import BoundField
    from django.http import QueryDict

CHOICE, ROW = "choice-", "recommendation_"
CHOICES = {
    MINE: gettext_lazy("mijn tekst"),
    THEIRS: gettext_lazy("de andere tekst"),
    BOTH: gettext_lazy("allebei, onder elkaar"),
}


@dataclass(frozen=True, slots=True)
class ClashPart:
    """One part that two people changed: both texts, and what to keep."""

    name: str
    title: str
    theirs: str
    mine: str
    choices: tuple[tuple[str, str], ...]


class ReportForm(forms.Form):
    """`contents` is what stands there; posted text always wins, so nothing typed is lost."""

    is_filter = True  # nothing is obligatory in a draft, so no field says that it is not
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None = None, *, plan: DocumentPlan, contents: Contents | None = None, version: int = 0
    ) -> None:
        self.plan, contents = plan, contents or Contents()
        super().__init__(data, initial=_initial(plan, contents, version))
        for section in plan.sections:
            self.fields[SECTION + section.key] = forms.CharField(
                label=section.title, help_text=section.hint, required=False, widget=forms.Textarea(attrs={"rows": 6}),
                validators=[_at_most(SECTION_LIMIT)],
            )  # fmt: skip
        self._add_own_parts()

    def _add_own_parts(self) -> None:
        if has_problem(self.plan):
            self.fields[CHOSEN_PROBLEM] = forms.CharField(
                label=_("Het gekozen probleem"), required=False, validators=[_at_most(PROBLEM_LIMIT)],
                help_text=_("Kies één concreet probleem. Schrijf het in één zin."), widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip
        if has_work_forms(self.plan):
            self.fields[WORK_FORM_LIST] = forms.MultipleChoiceField(
                label=_("Welke werkvormen passen?"), required=False, choices=list(WORK_FORMS.items()),
                widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip
        if has_recommendations(self.plan):
            for number in range(self._row_count()):
                self.fields[f"{ROW}{number}"] = forms.CharField(
                    label=_("Aanbeveling %(number)s") % {"number": number + 1}, required=False,
                    validators=[_at_most(RECOMMENDATION_LIMIT)], widget=forms.Textarea(attrs={"rows": 2}),
                )  # fmt: skip

    def _row_count(self) -> int:
        """Rows that have text and one empty; as many as were posted."""
        if self.is_bound:
            posted = sum(1 for name in self.data if name.startswith(ROW))
            return min(max(posted, 1), RECOMMENDATIONS_LIMIT)
        return min(len(self.initial[RECOMMENDATIONS]) + 1, RECOMMENDATIONS_LIMIT)

    def contents(self) -> Contents:
        """What was typed."""
        cleaned = self.cleaned_data
        return Contents(
            sections={section.key: _plain(cleaned[SECTION + section.key]) for section in self.plan.sections},
            chosen_problem=_plain(cleaned.get(CHOSEN_PROBLEM, "")),
            work_forms=tuple(cleaned.get(WORK_FORM_LIST, ())),
            recommendations=cleaned_recommendations(self._rows_after_button()),
        )

    def _rows_after_button(self) -> list[str]:
        """The recommendations after "hoger", "lager" or "weg" was pressed."""
        rows = [self.cleaned_data[f"{ROW}{number}"] for number in range(self._row_count())] if self._has_rows() else []
        verb, _sep, number = self.data.get("do", "").partition(":")
        if not number.isdecimal() or int(number) >= len(rows):
            return rows
        if verb == "drop":
            return rows[: int(number)] + rows[int(number) + 1 :]
        return moved(rows, int(number), by={"up": -1, "down": 1}.get(verb, 0))

    def _has_rows(self) -> bool:
        return has_recommendations(self.plan)

    def choices(self) -> dict[str, str]:
        """What was chosen between two versions of the same part."""
        return {
            name.removeprefix(CHOICE): value
            for name, value in self.data.items()
            if name.startswith(CHOICE) and value in CHOICES
        }

    def sections(self) -> Iterator[BoundField]:
        """The fields of the guided sections."""
        return (self[SECTION + section.key] for section in self.plan.sections)

    def rows(self) -> list[BoundField]:
        """The fields of the recommendations."""
        return [self[f"{ROW}{number}"] for number in range(self._row_count())] if self._has_rows() else []

    @property
    def problem_field(self) -> BoundField | None:
        """The field of the chosen problem, where the document has one."""
        return self[CHOSEN_PROBLEM] if has_problem(self.plan) else None

    @property
    def work_form_field(self) -> BoundField | None:
        """The field of the work forms, where the document has one."""
        return self[WORK_FORM_LIST] if has_work_forms(self.plan) else None


def clash_parts(plan: DocumentPlan, theirs: Contents, mine: Contents, names: tuple[str, ...]) -> list[ClashPart]:
    """Both versions of each part that two people changed."""
    other, own = theirs.parts(), mine.parts()
    choices = tuple((value, str(text)) for value, text in CHOICES.items())
    return [
        ClashPart(CHOICE + name, part_title(plan, name), part_text(name, other.get(name, "")),
                  part_text(name, own.get(name, "")), choices)
        for name in names
    ]  # fmt: skip


def _initial(plan: DocumentPlan, contents: Contents, version: int) -> dict[str, object]:
    rows = {f"{ROW}{number}": text for number, text in enumerate(contents.recommendations)}
    return {
        "version": version, CHOSEN_PROBLEM: contents.chosen_problem, WORK_FORM_LIST: list(contents.work_forms),
        RECOMMENDATIONS: list(contents.recommendations), **rows,
        **{SECTION + section.key: contents.sections.get(section.key, "") for section in plan.sections},
    }  # fmt: skip


def _at_most(limit: int) -> MaxLengthValidator:
    return MaxLengthValidator(limit, _("Deze tekst is te lang. Schrijf ten hoogste %(limit_value)d tekens."))


def _plain(text: str) -> str:
    return "\n".join(text.splitlines()).strip()


class ReasonForm(forms.Form):
    """Why a final report is opened again."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom heropen je het verslag?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("De reden staat bij de nieuwe versie."),
    )  # fmt: skip


class Row(Protocol):
    """One recommendation, as the checklist needs it."""

    pk: int
    text: str
    state: str
    note: str


class ChecklistForm(forms.Form):
    """What became of each recommendation."""

    def __init__(self, data: QueryDict | None = None, *, rows: Iterable[Row], states: Mapping[str, str]) -> None:
        super().__init__(data)
        self.keys = []
        for row in rows:
            self.keys.append(row.pk)
            self.fields[f"state_{row.pk}"] = forms.ChoiceField(
                label=row.text, choices=list(states.items()), initial=row.state, widget=forms.RadioSelect
            )
            self.fields[f"note_{row.pk}"] = forms.CharField(
                label=_("Toelichting"), required=False, max_length=500, initial=row.note,
                help_text=_("Niet gedaan? Schrijf kort waarom."), widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip
            self.fields[f"seen_{row.pk}"] = forms.CharField(required=False, initial=row.state, widget=forms.HiddenInput)

    def parts(self) -> Iterator[tuple[BoundField, BoundField, BoundField]]:
        """State, note and what was seen, per recommendation."""
        return ((self[f"state_{pk}"], self[f"note_{pk}"], self[f"seen_{pk}"]) for pk in self.keys)

    def answers(self) -> dict[int, tuple[str, str, str]]:
        """State, note and what was seen, by recommendation."""
        cleaned = self.cleaned_data
        return {pk: (cleaned[f"state_{pk}"], _plain(cleaned[f"note_{pk}"]), cleaned[f"seen_{pk}"]) for pk in self.keys}

    def see(self, rows: Iterable[Row]) -> None:
        """The next attempt knows what stands there now; what was typed stays."""
        self.data = {
            **{name: self.data.get(name) for name in self.data},
            **{f"seen_{row.pk}": row.state for row in rows},
        }
