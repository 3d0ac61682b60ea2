"""A case in a file: a household, how it is now, and what would change. Refuses what it does not know.

start: 2026-04
months: 24
household: {category: N, children_born: [2020], birth_year: 1990}
now:  [{kind: sickness, month: 14, daily_wage: "80"}]
then: [{kind: unemployment, month: 13}]
household_then: {category: N}        # only when the household changes too
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from tandem.income.engine.catalogue import CannotCompute, amount, count
from tandem.income.engine.households import Household
from tandem.income.engine.parameters import Book
from tandem.income.engine.scenario import Comparison, compare
from tandem.income.engine.spells import Spell

KEYS = {"start", "months", "household", "household_then", "now", "then", "title"}
AMOUNTS = {"partner_net_income", "taxable_income_before"}


def comparison_from(text: str, *, book: Book) -> Comparison:
    """Read a case (YAML) and compare; raises CannotCompute."""
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise CannotCompute("Dit bestand is geen geldige YAML. Kijk de inspringing na.") from error
    if not isinstance(content, dict) or set(content) - KEYS or not {"start", "now", "then"} <= set(content):
        raise CannotCompute(f"Een geval heeft start, now en then nodig, en kent alleen: {', '.join(sorted(KEYS))}.")
    household = household_from(content.get("household") or {})
    then = content.get("household_then")
    return compare(
        household, spells_from(content["now"]), spells_from(content["then"]), start=month_from(str(content["start"])),
        months=count(1, 120)(str(content.get("months", 24))), book=book,
        household_then=household_from({**(content.get("household") or {}), **then}) if then else None,
    )  # fmt: skip


def month_from(text: str) -> date:
    """2026-04 or 2026-04-01 as the first day of that month."""
    try:
        return date.fromisoformat(text if len(text) > 7 else f"{text}-01").replace(day=1)
    except ValueError as error:
        raise CannotCompute("Schrijf de eerste maand als 2026-04.") from error


def household_from(content: Mapping[str, Any]) -> Household:
    """A household from texts and numbers."""
    known = {field.name for field in dataclasses.fields(Household)}
    if stray := sorted(set(content) - known):
        raise CannotCompute(f"Een gezin kent {', '.join(stray)} niet. Kies uit: {', '.join(sorted(known))}.")
    facts: dict[str, Any] = dict(content)
    for key in AMOUNTS & set(facts):
        facts[key] = Decimal(0) if facts[key] in {"", None} else amount(str(facts[key]))
    if "children_born" in facts:
        facts["children_born"] = tuple(count(1900, 2100)(str(year)) for year in facts["children_born"])
    return Household(**facts)


def spells_from(content: Any) -> tuple[Spell, ...]:
    """Spells from a list of mappings: `kind`, `begin`, `end`, and what belongs to the kind."""
    if not isinstance(content, list) or not all(isinstance(entry, dict) and "kind" in entry for entry in content):
        raise CannotCompute("Schrijf now en then als een lijst met bij elk een kind, bijvoorbeeld: - {kind: leefloon}.")
    return tuple(_spell(dict(entry)) for entry in content)


def _spell(entry: dict[str, Any]) -> Spell:
    kind, begin, end = str(entry.pop("kind")), entry.pop("begin", 1), entry.pop("end", None)
    whole = count(1, 600)
    texts = {key: {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
             for key, value in entry.items()}  # fmt: skip
    return Spell(kind, whole(str(begin)), None if end is None else whole(str(end)), texts)
