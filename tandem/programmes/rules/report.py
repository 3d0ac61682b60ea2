"""What a report holds, how two people's changes come together, and when it may become final. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tandem.kernel.refusal import Problem
from tandem.programmes.rules.definition import WORK_FORMS, DocumentPlan

SECTION = "section:"
CHOSEN_PROBLEM, WORK_FORM_LIST, RECOMMENDATIONS = "chosen_problem", "work_forms", "recommendations"
PART_TITLES = {
    CHOSEN_PROBLEM: "Het gekozen probleem",
    WORK_FORM_LIST: "Werkvormen",
    RECOMMENDATIONS: "Aanbevelingen",
}
SECTION_LIMIT, PROBLEM_LIMIT, RECOMMENDATION_LIMIT, RECOMMENDATIONS_LIMIT = 10_000, 300, 500, 30
MINE, THEIRS, BOTH = "mine", "theirs", "both"
Part = str | list[str]


@dataclass(frozen=True, slots=True)
class Contents:
    """What somebody wrote: a text per section, and the parts that some documents have beside it."""

    sections: Mapping[str, str] = field(default_factory=dict)
    chosen_problem: str = ""
    work_forms: tuple[str, ...] = ()
    recommendations: tuple[str, ...] = ()

    def parts(self) -> dict[str, Part]:
        """Everything by name, as versions keep it."""
        return {
            **{f"{SECTION}{key}": text for key, text in self.sections.items()},
            CHOSEN_PROBLEM: self.chosen_problem,
            WORK_FORM_LIST: list(self.work_forms),
            RECOMMENDATIONS: list(self.recommendations),
        }


@dataclass(frozen=True, slots=True)
class Told:
    """What was told before, so that nobody has to tell it again."""

    motives: tuple[str, ...] = ()
    motive_text: str = ""
    wishes: str = ""
    group: str = ""
    chosen_problem: str = ""
    objectives: str = ""
    plan: str = ""


def contents_from(parts: Mapping[str, Any]) -> Contents:
    """Out of what a version kept."""
    return Contents(
        sections={key.removeprefix(SECTION): text for key, text in parts.items() if key.startswith(SECTION)},
        chosen_problem=parts.get(CHOSEN_PROBLEM, ""),
        work_forms=tuple(parts.get(WORK_FORM_LIST, ())),
        recommendations=tuple(parts.get(RECOMMENDATIONS, ())),
    )


def has_problem(plan: DocumentPlan) -> bool:
    """One concrete, delimited problem is chosen in the action plan (seed 001, session 4)."""
    return plan.kind == "action_plan"


def has_work_forms(plan: DocumentPlan) -> bool:
    """Work forms answer the objectives (seed 000, phase 2)."""
    return plan.kind == "objectives"


def has_recommendations(plan: DocumentPlan) -> bool:
    """The report at the end holds further recommendations (seed 000)."""
    return plan.kind == "final_report"


def part_title(plan: DocumentPlan, name: str) -> str:
    """How a part is called on the page."""
    titles = {f"{SECTION}{section.key}": section.title for section in plan.sections}
    return titles.get(name) or PART_TITLES.get(name, name)


def part_text(name: str, part: Part) -> str:
    """A part as text: lists become lines."""
    if isinstance(part, str):
        return part
    return "\n".join(WORK_FORMS.get(line, line) if name == WORK_FORM_LIST else line for line in part)


def merge(base: Contents, theirs: Contents, mine: Contents) -> tuple[Contents, list[str]]:
    """Both people's changes since `base`, and the parts that both changed: there `mine` stands until a person chooses."""
    before, other, own = base.parts(), theirs.parts(), mine.parts()
    merged: dict[str, Part] = {}
    conflicts = []
    for name in dict.fromkeys([*own, *other]):
        was, now_theirs, now_mine = (_same(parts.get(name, "")) for parts in (before, other, own))
        if now_mine in (was, now_theirs):
            merged[name] = other.get(name, own.get(name, ""))
        else:
            merged[name] = own.get(name, "")
            if now_theirs != was:
                conflicts.append(name)
    return contents_from(merged), conflicts


def _same(part: Part) -> Part:
    """Browsers change line ends and lists may be empty: no change of what somebody wrote."""
    return "\n".join(part.split("\r\n")).strip() if isinstance(part, str) else (part or "")


def choose(theirs: Contents, mine: Contents, choices: Mapping[str, str]) -> Contents:
    """What a person kept after seeing both versions: own text, the other's, or both under each other."""
    other, kept = theirs.parts(), mine.parts()
    for name, choice in choices.items():
        if name not in other or choice == MINE:
            continue
        kept[name] = other[name] if choice == THEIRS else _together(other[name], kept.get(name, ""))
    return contents_from(kept)


def _together(theirs: Part, mine: Part) -> Part:
    if isinstance(theirs, str):
        return f"{theirs}\n\n{mine}".strip()
    return list(dict.fromkeys([*theirs, *mine]))


def prefilled(plan: DocumentPlan, told: Told) -> Contents:
    """The first text of a document, from what was told before: shown with the question whether it still holds."""
    texts = {"scan_report": _why(told), "objectives": told.wishes, "final_report": _basis(told)}
    text = texts.get(plan.kind, "")
    if not text or not plan.sections:
        return Contents(sections={section.key: "" for section in plan.sections})
    first = plan.sections[0].key
    return Contents(sections={section.key: text if section.key == first else "" for section in plan.sections})


def _why(told: Told) -> str:
    lines = [f"- {motive}" for motive in told.motives]
    return "\n\n".join(part for part in ("\n".join(lines), told.motive_text, told.wishes) if part)


def _basis(told: Told) -> str:
    parts = []
    if told.chosen_problem:
        parts.append(f"Gekozen probleem: {told.chosen_problem}")
    if told.objectives:
        parts.append(f"Doelstellingen: {told.objectives}")
    if told.plan:
        parts.append(f"Plan: {told.plan}")
    return "\n\n".join(parts)


def final_problems(plan: DocumentPlan, contents: Contents) -> list[Problem]:
    """What misses before a document may become final."""
    problems = []
    if not any(text.strip() for text in contents.sections.values()):
        problems.append(Problem("Alle delen zijn nog leeg. Schrijf minstens één deel."))
    if has_problem(plan) and not contents.chosen_problem.strip():
        problems.append(Problem("Kies eerst één afgebakend probleem.", CHOSEN_PROBLEM))
    if has_work_forms(plan) and not contents.work_forms:
        problems.append(Problem("Kies minstens één werkvorm.", WORK_FORM_LIST))
    if has_recommendations(plan) and not contents.recommendations:
        problems.append(Problem("Schrijf minstens één aanbeveling.", RECOMMENDATIONS))
    return problems


def empty_sections(plan: DocumentPlan, contents: Contents) -> list[str]:
    """Titles of sections without text: named before the report becomes final."""
    return [section.title for section in plan.sections if not contents.sections.get(section.key, "").strip()]


def moved(rows: Sequence[str], index: int, *, by: int) -> list[str]:
    """The list with one row a place higher (-1) or lower (1); at an end it stays."""
    target = index + by
    changed = list(rows)
    if 0 <= index < len(changed) and 0 <= target < len(changed):
        changed[index], changed[target] = changed[target], changed[index]
    return changed


def cleaned_recommendations(rows: Iterable[str]) -> tuple[str, ...]:
    """Without empty rows and doubles, in order."""
    return tuple(dict.fromkeys(text for row in rows if (text := " ".join(row.split()))))
