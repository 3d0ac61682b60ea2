"""A network of organisations round children in poverty: what has to be right, and when it is forgotten. Pure (seed 002)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from functools import lru_cache

from tandem.calls.rules.vocabulary import AREAS
from tandem.identity import places
from tandem.kernel.refusal import Problem

# No session and no contact in this time: somebody calls.
FORGOTTEN_AFTER_WEEKS = 8
MOST_PARTNERS, MOST_MUNICIPALITIES = 60, 60
ODD_YEAR = "Kijk het jaar na."
_BEFORE_THE_MERGERS = date(2024, 12, 31)


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation of the network. `until` is its last day; no day is from the start, or until the end."""

    name: str
    part: str = ""
    organisation_id: int | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """How long nobody heard of a network: the last talk or session, else its start."""

    since: date | None
    days: int
    is_forgotten: bool


def is_of_now(day: date) -> bool:
    """A year somebody can mean; a typing error like 206 or 20026 is not."""
    return 2000 <= day.year <= 2100


def network_problems(*, name: str, area: str, starts_on: date, ends_on: date | None) -> list[Problem]:
    """What is missing or cannot be."""
    checks = (
        ("name", bool(name.strip()), "Vul de naam van het netwerk in."),
        ("name", len(name.strip()) <= 160, "Die naam is te lang. Hou het bij hoogstens 160 tekens."),
        ("area", area in AREAS, "Kies een provincie of Brussel."),
        ("starts_on", is_of_now(starts_on), ODD_YEAR),
        ("ends_on", ends_on is None or is_of_now(ends_on), ODD_YEAR),
        ("ends_on", ends_on is None or ends_on >= starts_on, "De laatste dag ligt voor de eerste dag."),
    )
    return [Problem(sentence, field) for field, is_fine, sentence in checks if not is_fine]


def municipality_problems(codes: Collection[str], *, on: date) -> list[Problem]:
    """Codes nobody knows, or too many."""
    unknown = sorted(set(codes) - set(municipality_names(on)))
    problems = [Problem(f"Wij kennen geen gemeente met code {code[:20]}.", "municipalities") for code in unknown]
    if len(set(codes)) > MOST_MUNICIPALITIES:
        problems.append(Problem(f"Hou het bij hoogstens {MOST_MUNICIPALITIES} gemeenten.", "municipalities"))
    return problems


def partner_problems(partners: Iterable[Partner]) -> list[Problem]:
    """Twice the same partner, a period that ends before it begins, or too many."""
    seen, problems = set(), []
    for partner in partners:
        name = partner.name.strip().casefold()
        if not name:
            problems.append(Problem("Vul de naam van elke partner in."))
        elif name in seen:
            problems.append(Problem(f"{partner.name.strip()} staat er twee keer."))
        if partner.since and partner.until and partner.until < partner.since:
            problems.append(Problem(f"{partner.name.strip()}: de laatste dag ligt voor de eerste dag."))
        seen.add(name)
    if len(seen) > MOST_PARTNERS:
        problems.append(Problem(f"Hou het bij hoogstens {MOST_PARTNERS} partners."))
    return problems


@lru_cache(maxsize=64)
def municipality_names(on: date) -> dict[str, str]:
    """Code -> name; municipalities that merged since are still known by their old code."""
    return {**places.municipalities(on=_BEFORE_THE_MERGERS), **places.municipalities(on=on)}


@lru_cache(maxsize=64)
def _codes_by_name(on: date) -> dict[str, str]:
    return {name.casefold(): code for code, name in municipality_names(on).items()}


def municipalities_in(text: str, *, on: date) -> tuple[list[str], list[Problem]]:
    """`Gent, Deinze` as codes, each once; and a sentence for every name nobody knows, with the one that looks like it."""
    codes, problems = _codes_by_name(on), []
    found: dict[str, None] = {}
    for name in filter(None, (part.strip() for part in text.replace("\n", ",").replace(";", ",").split(","))):
        code = codes.get(name.casefold())
        if code:
            found[code] = None
        else:
            problems.append(Problem(_unknown(name[:60], codes, on), "municipalities"))
    return list(found), problems


def _unknown(name: str, codes: dict[str, str], on: date) -> str:
    near = get_close_matches(name.casefold(), codes, n=1)
    hint = f" Bedoel je {municipality_names(on)[codes[near[0]]]}?" if near else ""
    return f"Wij kennen de gemeente “{name}” niet.{hint}"


def silence(*, state: str, starts_on: date, last: date | None, on: date, weeks: int = FORGOTTEN_AFTER_WEEKS) -> Silence:
    """A network that ended or starts later is never forgotten; a day to come is not yet heard of."""
    begin = last if last and last <= on else starts_on
    days = max((on - begin).days, 0)
    is_out = state == "ended" or starts_on > on
    return Silence(begin, days, is_forgotten=not is_out and begin <= on - timedelta(weeks=weeks))


def wave_text(starts_on: date) -> str:
    """`december 2026`: networks that start in one month are one wave."""
    months = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
              "november", "december")  # fmt: skip
    return f"{months[starts_on.month - 1]} {starts_on.year}"


def note_problems(*, words: str, contacted_on: date, next_contact_on: date | None, on: date) -> list[Problem]:
    """A contact is of today or before; the next one comes after it."""
    checks = (
        ("words", bool(words.strip()), "Schrijf in een paar woorden wat jullie afspraken."),
        ("contacted_on", is_of_now(contacted_on), ODD_YEAR),
        ("contacted_on", contacted_on <= on, "Deze dag moet nog komen. Vul de dag in waarop je het netwerk hoorde."),
        ("next_contact_on", next_contact_on is None or is_of_now(next_contact_on), ODD_YEAR),
        ("next_contact_on", next_contact_on is None or next_contact_on > contacted_on,
         "Het volgende contact komt na dit contact. Kies een latere dag."),
    )  # fmt: skip
    return [Problem(sentence, field) for field, is_fine, sentence in checks if not is_fine]
