"""What a network needs, in its own words: what has to be filled in, and when it stands there already. Pure (seed 002)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tandem.calls.rules.vocabulary import GUIDANCE_TASKS, SUPPORT_KINDS, SUPPORT_THEMES, URGENCIES
from tandem.kernel.refusal import Problem

ROWS_AT_THE_TABLE = 5
LONGEST_WORDS = 1000
THEME, TASK = "theme", "task"


@dataclass(frozen=True, slots=True)
class NeedFacts:
    """One need as it was said. A theme or a task, or neither."""

    kind: str
    words: str
    theme: str = ""
    task: str = ""
    urgency: int = 2

    @property
    def sign(self) -> tuple[str, str, str, str]:
        """Two needs with one sign are the same need."""
        return self.kind, self.theme, self.task, " ".join(self.words.casefold().split()).rstrip(".!?")


def need_problems(facts: NeedFacts) -> list[Problem]:
    """What is missing or unknown."""
    checks = (
        ("kind", facts.kind in SUPPORT_KINDS, "Kies wat er nodig is."),
        ("about", facts.theme in SUPPORT_THEMES and facts.task in GUIDANCE_TASKS, "Kies een thema of een opdracht uit de lijst."),
        ("about", not (facts.theme and facts.task), "Kies een thema of een opdracht, niet allebei."),
        ("words", bool(facts.words.strip()), "Schrijf in de woorden van het netwerk wat er nodig is."),
        ("words", len(facts.words) <= LONGEST_WORDS, f"Dat is te lang. Hou het bij hoogstens {LONGEST_WORDS} tekens."),
        ("urgency", facts.urgency in URGENCIES, "Kies tegen wanneer het nodig is."),
    )  # fmt: skip
    return [Problem(sentence, field) for field, is_fine, sentence in checks if not is_fine]


def doubles(needs: Iterable[NeedFacts], standing: Iterable[NeedFacts]) -> list[int]:
    """Places in `needs` of what stands there already, open or planned, or higher on the same page."""
    seen, found = {need.sign for need in standing}, []
    for place, need in enumerate(needs):
        if need.sign in seen:
            found.append(place)
        seen.add(need.sign)
    return found


def about_choices() -> list[tuple[str, object]]:
    """Theme or task in one list, in two groups; `theme:youth`, `task:voice`."""
    themes = [(f"{THEME}:{key}", label) for key, label in SUPPORT_THEMES.items() if key]
    tasks = [(f"{TASK}:{key}", label) for key, label in GUIDANCE_TASKS.items() if key]
    return [("", "geen vast thema"), ("Thema", themes), ("Opdracht van procesbegeleiding", tasks)]


def about_key(*, theme: str, task: str) -> str:
    """The choice of that list."""
    if theme:
        return f"{THEME}:{theme}"
    return f"{TASK}:{task}" if task else ""


def from_about(about: str) -> dict[str, str]:
    """`theme:youth` as a theme and no task."""
    group, _, key = about.partition(":")
    return {THEME: key if group == THEME else "", TASK: key if group == TASK else ""}


def about_text(*, theme: str, task: str) -> str:
    """What people read; empty when there is neither."""
    if theme:
        return SUPPORT_THEMES.get(theme, theme)
    return GUIDANCE_TASKS.get(task, task) if task else ""
