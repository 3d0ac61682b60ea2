"""The blocks of a chapter, as they stand in `Chapter.blocks`, and what each asks. Pure.

Every block: `{"id": uuid, "kind": .., "is_aside": bool}`; aside: taken out, with a way back. And by kind:
- text: `words` (signs of rules.dossier_text)
- quote: `words`, `said_by` (a function, never a name), `permission_on` (ISO day), `permission_how`, `is_invented`
- figure: `title`, `sentence`, `unit`, `rows` [`{"label", "value"}`], `source`, `link`, `dated`, `trust`, `is_invented`
- recommendation: `recommendation` (its id)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from tandem.kernel.refusal import Problem

Block = dict[str, Any]
TEXT, QUOTE, FIGURE, RECOMMENDATION, BROKEN = "text", "quote", "figure", "recommendation", "broken"
KINDS = {TEXT: "tekst", QUOTE: "citaat", FIGURE: "cijfer met grafiek", RECOMMENDATION: "aanbeveling"}
TRUST = {
    "official": "officiële cijfers",
    "study": "uit onderzoek",
    "own": "eigen telling",
    "unverified": "niet nagekeken",
}
MOST_BLOCKS, MOST_CHAPTERS, MOST_FOOTNOTES, MOST_ROWS = 100, 40, 200, 30
LONGEST = {"text": 10000, "quote": 2000, "said_by": 120, "permission_how": 200, "title": 160, "sentence": 400, "unit": 40,
           "label": 80, "source": 300, "link": 500, "dated": 60}  # fmt: skip
HIGHEST = 10**12
RESERVED_SLUGS = frozenset({"maken", "nieuw"})
_YEAR = re.compile(r"\b(19|20)\d\d\b")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[,.]\d+)?")
_UNREADABLE = UUID("6f0f3e0a-5c58-5a0e-9d1c-0d5f2f0d7b11")  # names blocks that lost their own id
SAY_BROKEN = "Dit blok is niet leesbaar. Doe het weg en maak het opnieuw."


def blocks_of(value: object) -> list[Block]:
    """The blocks of a chapter, whatever stands there: what is no block comes back as a broken one."""
    rows = value if isinstance(value, list) else [] if value in (None, "") else [value]
    return [_read(row, place) for place, row in enumerate(rows)]


def shown(blocks: Iterable[Block]) -> list[Block]:
    """What stands in the dossier: not what was put aside."""
    return [block for block in blocks if not block.get("is_aside")]


def block_problems(block: Mapping[str, Any], *, on: date) -> list[Problem]:
    """What a block lacks, with the field it belongs to."""
    check = _CHECKS.get(str(block.get("kind")))
    return check(block, on) if check else [Problem(SAY_BROKEN)]


def chapter_problems(*, title: str, blocks: int = 0) -> list[Problem]:
    """A chapter has a title and no endless row of blocks."""
    problems = _texts({"title": title}, ("title", "Geef het hoofdstuk een titel."))
    if blocks > MOST_BLOCKS:
        problems.append(Problem(f"Een hoofdstuk heeft hoogstens {MOST_BLOCKS} blokken. Maak een nieuw hoofdstuk."))
    return problems


def dossier_problems(*, title: str, slug: str) -> list[Problem]:
    """A title, and an address that no other page has."""
    problems = _texts({"title": title}, ("title", "Geef het dossier een titel."))
    is_slug = bool(re.fullmatch(r"[-a-z0-9_]{1,80}", slug))
    if not is_slug or slug in RESERVED_SLUGS or _is_id(slug):
        problems.append(Problem("Kies een ander adres: kleine letters, cijfers en streepjes.", "slug"))
    return problems


def footnote_problems(*, mark: str, words: str, link: str) -> list[Problem]:
    """A mark to point with, words, and a web address when there is one."""
    problems = []
    if not re.fullmatch(r"[a-z0-9_-]{1,30}", mark):
        problems.append(Problem("Kies een kort teken: kleine letters, cijfers en streepjes.", "mark"))
    if not words.strip():
        problems.append(Problem("Schrijf wat in de voetnoot staat.", "words"))
    if len(words) > 400:
        problems.append(Problem("Hou de voetnoot bij 400 tekens.", "words"))
    if link and not is_web_address(link):
        problems.append(Problem("Dit is geen webadres. Begin met https://", "link"))
    return problems


def order_problems(places: Mapping[UUID, int], *, chapters: Iterable[UUID]) -> list[Problem]:
    """Every chapter has its own place."""
    if set(places) != set(chapters):
        return [Problem("De hoofdstukken veranderden net. Kijk na wat er nu staat.")]
    if len(set(places.values())) < len(places):
        return [Problem("Twee hoofdstukken hebben dezelfde plaats. Geef elk hoofdstuk een ander nummer.")]
    return []


def figure_rows(text: str) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Rows typed as "naam; getal", one per line, and what is wrong with them."""
    rows, problems = [], []
    for number, line in enumerate((line for line in text.splitlines() if line.strip()), start=1):
        label, _, figure = line.rpartition(";")
        value = _number(figure)
        if not label.strip() or value is None:
            problems.append(Problem(f"Regel {number}: schrijf een naam, een puntkomma en een getal.", "rows"))
        else:
            rows.append({"label": label.strip(), "value": value})
    return rows, problems[:5]


def rows_text(rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as somebody types them."""
    return "\n".join(f"{row['label']}; {figure_text(row['value'])}" for row in rows)


def figure_text(value: float) -> str:
    """A figure in Dutch, without needless zeros: 1.234,5."""
    whole = f"{value:,.2f}".rstrip("0").rstrip(".")
    return whole.replace(",", " ").replace(".", ",").replace(" ", ".")


def is_web_address(link: str) -> bool:
    """http or https, with a host."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"\s", link)


def permission_day(block: Mapping[str, Any]) -> date | None:
    """When somebody said yes to a quote; None for what is no quote, or invented."""
    is_said = block.get("kind") == QUOTE and block.get("is_invented") is not True
    return _day(block.get("permission_on")) if is_said else None


def moved(blocks: list[Block], block_id: str, step: int) -> list[Block]:
    """One place up (-1) or down (1); at the end nothing changes."""
    place = place_of(blocks, block_id)
    other = place + step
    if place < 0 or not 0 <= other < len(blocks):
        return blocks
    rows = [*blocks]
    rows[place], rows[other] = rows[other], rows[place]
    return rows


def recommendation_ids(blocks: Iterable[Block]) -> list[str]:
    """The recommendations that blocks point at, also blocks that are aside."""
    wanted = [block.get("recommendation") for block in blocks if block["kind"] == RECOMMENDATION]
    return [str(pk) for pk in wanted if _is_id(pk)]


def place_of(blocks: list[Block], block_id: str) -> int:
    """Where a block stands; -1 when it is gone."""
    return next((place for place, block in enumerate(blocks) if block["id"] == block_id), -1)


def _read(row: object, place: int) -> Block:
    if isinstance(row, dict) and row.get("kind") in KINDS and _is_id(row.get("id")):
        return row
    named = row.get("id") if isinstance(row, dict) else None
    return {"id": str(named) if _is_id(named) else str(uuid5(_UNREADABLE, str(place))), "kind": BROKEN}


def _is_id(value: object) -> bool:
    try:
        UUID(str(value))
    except ValueError:
        return False
    return True


def _text_problems(block: Mapping[str, Any], on: date) -> list[Problem]:
    return _texts(block, ("words", "Schrijf de tekst."), longest={"words": LONGEST["text"]})


def _quote_problems(block: Mapping[str, Any], on: date) -> list[Problem]:
    asked = ("words", "Schrijf wat er gezegd is."), ("said_by", "Schrijf wie dit zei, met een functie. Geen naam.")
    problems = _texts(block, *asked, longest={"words": LONGEST["quote"]})
    if block.get("is_invented") is True:
        return problems
    day = _day(block.get("permission_on"))
    if day is None:
        problems.append(Problem("Wanneer zei die persoon ja? Zonder ja komt een citaat er niet in.", "permission_on"))
    elif day > on:
        problems.append(
            Problem("Deze dag is nog niet voorbij. Vul de dag in waarop die persoon ja zei.", "permission_on")
        )
    return problems + _texts(block, ("permission_how", "Hoe zei die persoon ja? Bijvoorbeeld: in de groep."))


def _figure_problems(block: Mapping[str, Any], on: date) -> list[Problem]:
    problems = _texts(
        block, ("title", "Geef de grafiek een titel."), ("sentence", "Zeg in één zin wat je ziet."),
        ("unit", "Schrijf de eenheid, bijvoorbeeld: procent."), ("source", "Schrijf de bron."),
        ("link", "Schrijf het webadres van de bron."), ("dated", "Schrijf van welk jaar de cijfers zijn."),
    )  # fmt: skip
    named = {problem.field for problem in problems}
    checks = (
        ("link", is_web_address(str(block.get("link"))), "Dit is geen webadres. Begin met https://"),
        ("dated", bool(_YEAR.search(str(block.get("dated")))), "Schrijf van welk jaar de cijfers zijn."),
        ("trust", block.get("trust") in TRUST, "Kies hoe zeker deze cijfers zijn."),
    )
    problems += [Problem(text, field) for field, is_fine, text in checks if not is_fine and field not in named]
    return problems + _row_problems(block.get("rows"))


def _row_problems(rows: object) -> list[Problem]:
    if not isinstance(rows, list) or not rows:
        return [Problem("Vul de cijfers in: op elke regel een naam, een puntkomma en een getal.", "rows")]
    if len(rows) > MOST_ROWS:
        return [Problem(f"Een grafiek heeft hoogstens {MOST_ROWS} regels. Laat er weg, of maak er twee.", "rows")]
    if not all(is_row(row) for row in rows):
        return [Problem("Elke regel is een korte naam, een puntkomma en een getal van 0 of meer.", "rows")]
    return []


def is_row(row: object) -> bool:
    """A short label with a figure of 0 or more."""
    if not isinstance(row, dict):
        return False
    label, value = row.get("label"), row.get("value")
    is_label = isinstance(label, str) and 0 < len(label.strip()) <= LONGEST["label"]
    return is_label and isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= HIGHEST


def _recommendation_problems(block: Mapping[str, Any], on: date) -> list[Problem]:
    return [] if _is_id(block.get("recommendation")) else [Problem("Kies een aanbeveling.", "recommendation")]


def _texts(
    block: Mapping[str, Any], *asked: tuple[str, str], longest: Mapping[str, int] | None = None
) -> list[Problem]:  # fmt: skip
    problems = []
    for field, sentence in asked:
        text, most = block.get(field), {**LONGEST, **(longest or {})}[field]
        if not isinstance(text, str) or not text.strip():
            problems.append(Problem(sentence, field))
        elif len(text) > most:
            problems.append(Problem(f"Dit is te lang. Hou het bij {most} tekens.", field))
    return problems


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _number(text: str) -> float | None:
    typed = text.strip().removesuffix("%").strip()
    if not _NUMBER.fullmatch(typed):
        return None
    if "," in typed or re.fullmatch(r"\d{1,3}(?:\.\d{3})+", typed):
        typed = typed.replace(".", "").replace(",", ".")
    value = round(float(typed), 2)
    return int(value) if value.is_integer() else value


_CHECKS: dict[str, Callable[[Mapping[str, Any], date], list[Problem]]] = {
    TEXT: _text_problems,
    QUOTE: _quote_problems,
    FIGURE: _figure_problems,
    RECOMMENDATION: _recommendation_problems,
}
