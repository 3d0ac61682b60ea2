"""What holds for a plan, whoever looks: is it a draft, may it be asked, which weights a planner may choose. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from tandem.planning.problem.problem import Weights

DRAFT = "draft"  # step of a plan in which changes are collected, and that nobody searches yet
SHORTEST, USUAL, FOLLOWING, LONGEST = 5, 60, 5, 600  # seconds of a search
STEPS = {
    "": "wacht op de rekenaar", DRAFT: "nog niet gezocht", "start": "leest wie wanneer kan",
    "near": "houdt wat kan blijven", "duos": "zoekt wie bij wie past", "dates": "zoekt dagen",
    "wishes": "zoekt dagen waarop elke wens lukt", "better": "zoekt vroegere dagen", "part": "plant per kwartaal en streek",
}  # fmt: skip
WEIGHTS = {
    "travel": "weinig onderweg", "theme": "de ervaringsdeskundige kent het thema", "fairness": "het werk eerlijk verdelen",
    "hard_jobs": "zwaar werk eerlijk verdelen", "nice_jobs": "fijn werk eerlijk verdelen",
    "learning": "wie nieuw is, leert van iemand met ervaring", "continuity": "hetzelfde duo voor een heel traject",
    "wishes": "wensen van mensen", "earliest": "vroeg klaar", "change_duo": "het vorige duo houden",
    "change_date": "de vorige dagen houden",
}  # fmt: skip
FACTORS = {"0": "telt niet", "1": "gewoon", "3": "zwaarder", "10": "veel zwaarder"}


def is_draft(progress: Mapping[str, Any]) -> bool:
    """Changes are collected here, or were before they were forgotten; the search begins on request."""
    return progress.get("step") == DRAFT


def is_imagined(extra_people: Iterable[object], away: Iterable[object]) -> bool:
    """A "what if": nobody can be asked for it."""
    return bool(list(extra_people) or list(away))


def next_title(title: str, longest: int = 120) -> str:
    """Voorjaar, Voorjaar (2), Voorjaar (3)."""
    found = re.fullmatch(r"(.*) \((\d{1,4})\)", title)
    name, number = (found[1], int(found[2])) if found else (title, 1)
    end = f" ({number + 1})"
    return f"{name[: longest - len(end)]}{end}"


def chosen_weights(factors: Mapping[str, str]) -> dict[str, int]:
    """Weights that differ from the usual ones."""
    usual = Weights()
    chosen = {name: int(factor) for name, factor in factors.items() if name in WEIGHTS and factor in FACTORS}
    return {name: getattr(usual, name) * factor for name, factor in chosen.items() if factor != 1}
