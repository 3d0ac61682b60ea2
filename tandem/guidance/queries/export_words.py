"""One value of a row, in words for a reader."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from tandem.guidance.models import FileItem
from tandem.guidance.rules.export import MARKS
from tandem.guidance.rules.vocabulary import CONTEXTS, DOMAINS, FACES, HEARD_QUESTIONS, ITEM_KINDS
from tandem.income.questions import told
from tandem.kernel import dutch
from tandem.kernel.money import format_eur
from tandem.policy_signals.rules.vocabulary import AREAS, POLICY_DOMAINS, THEMES

LISTS = {
    "contexts": CONTEXTS, "domains": DOMAINS, "domain": DOMAINS, "topic": DOMAINS, "item_kind": ITEM_KINDS, "theme": THEMES,
    "policy_domain": POLICY_DOMAINS, "area": AREAS,
}  # fmt: skip


def in_words(row: FileItem, name: str, value: Any, titles: Mapping[UUID, str]) -> str:
    """The value as a sentence part; empty for what says nothing."""
    if isinstance(row, FileItem) and (name, type(row).__name__) == ("kind", "ThreadMark"):
        return MARKS.get(value, "") if not row.words else ""  # type: ignore[attr-defined]
    if name in JSON_TEXTS:
        return JSON_TEXTS[name](value)
    if name == "answers":
        return "; ".join(f"{HEARD_QUESTIONS.get(key, key)} {FACES.get(face, face)}" for key, face in value.items())
    if name in LISTS:
        return ", ".join(LISTS[name].get(key, key) for key in ([value] if isinstance(value, str) else value) if key)
    if name == "is_answer":
        return {True: "ja", False: "nee, nog niet"}.get(value, "")
    choices = _choices(row, name)
    return str(choices[value]) if isinstance(value, str) and value in choices else _plain_words(value, titles)


def _plain_words(value: Any, titles: Mapping[UUID, str]) -> str:
    match value:
        case None | False | "":
            return ""
        case datetime():
            return dutch.datetime_nl(value)
        case date():
            return dutch.date_nl(value)
        case UUID():
            return titles.get(value, "")
        case list():
            return "; ".join(filter(None, (_plain_words(part, titles) for part in value)))
    return "ja" if value is True else str(value)


def _figures(text: str) -> str:
    """Nu € 1.000,00; maand 1: € 950,00; maand 2: weten we niet."""
    try:
        figures = json.loads(text or "{}")
        now, months, nows = figures.get("now"), figures.get("months", []), figures.get("nows", [])
    except (ValueError, AttributeError):
        return text
    today = [f" (nu {_cents(amount)})" if amount != now else "" for amount in nows] or [""] * len(months)
    told_months = [f"maand {number}: {_cents(after)}{beside}"
                   for number, (after, beside) in enumerate(zip(months, today, strict=True), 1)]  # fmt: skip
    others = [f"{title}: {' '.join(said)}" for title, said in figures.get("beside", [])]
    return "; ".join(
        [*([f"nu {_cents(now)}"] if now is not None else []), *told_months, *figures.get("rights", []), *others]
    )


def _inputs(text: str) -> str:
    """Hoe woon je? alleen; Waarvan leef je nu? leefloon van het OCMW."""
    try:
        return "; ".join(f"{label} {words}" for label, words in told(json.loads(text or "{}")))
    except (ValueError, AttributeError):
        return text


def _cents(cents: Any) -> str:
    return "weten we niet" if cents is None else format_eur(Decimal(cents) / 100)


def _choices(row: FileItem, name: str) -> dict[Any, Any]:
    column = next((field for field in row._meta.concrete_fields if field.name == name), None)
    return dict(column.flatchoices or ()) if column else {}


JSON_TEXTS = {"figures": _figures, "inputs": _inputs}
