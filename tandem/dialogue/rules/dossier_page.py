"""A whole dossier as everybody reads it, and what still lacks before it is published. Pure.

`composed` gives plain JSON: it is frozen at publication, and the web page and the PDF are both made from it, from nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tandem.dialogue.rules import dossier as rules
from tandem.dialogue.rules.dossier_text import Paragraph, Span, lines_of, marks_in, paragraphs
from tandem.kernel.charts import percent


@dataclass(frozen=True, slots=True)
class ChapterText:
    """A chapter: its title and all its blocks."""

    title: str
    blocks: Sequence[rules.Block]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: the mark that points at it, words and maybe a link."""

    mark: str
    words: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A recommendation as it stands now; `path` is its page."""

    number: int
    title: str
    words: str
    addressee: str
    state: str
    path: str
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything a dossier is made of."""

    title: str
    subtitle: str
    summary: str
    chapters: Sequence[ChapterText]
    notes: Sequence[Note]
    recommendations: Mapping[str, Asked]


def lacks(draft: Draft, *, on: date) -> list[str]:
    """What has to be done before it is published; empty when nothing."""
    found = [] if draft.summary.strip() else ["Schrijf een samenvatting. Zo weet een lezer waarover het gaat."]
    if not draft.chapters:
        found.append("Voeg een hoofdstuk toe.")
    for chapter in draft.chapters:
        found += [f"Hoofdstuk “{chapter.title}”: {sentence}" for sentence in _chapter_lacks(chapter, draft, on)]
    return found + _note_lacks(draft)


def used_marks(chapters: Iterable[ChapterText]) -> list[str]:
    """Marks in the order of first use over the whole dossier."""
    texts = (block["words"] for chapter in chapters for block in rules.shown(chapter.blocks) if _has_signs(block))
    return list(dict.fromkeys(mark for text in texts for mark in marks_in(text)))


def composed(draft: Draft, *, edition: int, published_on: date | None) -> dict[str, Any]:
    """The page in plain JSON: chapters with their parts, and footnotes in the order of first use."""
    known = {note.mark: note for note in draft.notes}
    numbering = _Numbering({mark: place for place, mark in enumerate(_known_in_order(draft, known), start=1)})
    chapters = [
        {"anchor": f"hoofdstuk-{place}", "title": chapter.title, "parts": _parts(chapter, draft, numbering)}
        for place, chapter in enumerate(draft.chapters, start=1)
    ]
    notes = [
        {"number": number, "words": known[mark].words, "link": known[mark].link, "uses": numbering.uses[mark]}
        for mark, number in numbering.numbers.items()
    ]
    return {
        "title": draft.title, "subtitle": draft.subtitle, "summary": [_told(part) for part in paragraphs(draft.summary)],
        "edition": edition, "published_on": published_on.isoformat() if published_on else "", "chapters": chapters, "notes": notes,
    }  # fmt: skip


@dataclass(slots=True)
class _Numbering:
    """Numbers of marks, the places that point at them, and how many figures there were so far."""

    numbers: dict[str, int]
    uses: dict[str, list[str]] = field(default_factory=dict)
    figures: int = 0

    def point(self, mark: str) -> Span:
        """A span that points at a footnote, with an address of its own to come back to."""
        if mark not in self.numbers:
            return {"unknown": mark, "mark": mark}
        uses = self.uses.setdefault(mark, [])
        place = f"verwijzing-{self.numbers[mark]}-{len(uses) + 1}"
        uses.append(place)
        return {"note": self.numbers[mark], "mark": mark, "place": place, "is_first": len(uses) == 1}


def _chapter_lacks(chapter: ChapterText, draft: Draft, on: date) -> list[str]:
    blocks = rules.shown(chapter.blocks)
    found = [] if blocks else ["schrijf iets, of doe het hoofdstuk weg."]
    for place, block in enumerate(blocks, start=1):
        found += [f"blok {place}: {problem.text}" for problem in rules.block_problems(block, on=on)]
        if block["kind"] == rules.RECOMMENDATION:
            found += [f"blok {place}: {sentence}" for sentence in _recommendation_lacks(block, draft)]
    return found


def _recommendation_lacks(block: rules.Block, draft: Draft) -> list[str]:
    asked = draft.recommendations.get(str(block.get("recommendation")))
    if asked is None:
        return ["Deze aanbeveling bestaat niet meer. Kies een andere, of doe het blok weg."]
    return [f"Aanbeveling {asked.number} is nog in opmaak. Leg ze eerst voor."] if asked.is_draft else []


def _note_lacks(draft: Draft) -> list[str]:
    used, known = used_marks(draft.chapters), [note.mark for note in draft.notes]
    missing = [
        f"Er is geen voetnoot voor [^{mark}]. Maak ze, of haal het teken weg." for mark in used if mark not in known
    ]
    loose = [f"Niets wijst naar voetnoot [^{mark}]. Zet het teken in een tekst, of doe de voetnoot weg."
             for mark in known if mark not in used]  # fmt: skip
    return missing + loose


def _known_in_order(draft: Draft, known: Mapping[str, Note]) -> list[str]:
    return [mark for mark in used_marks(draft.chapters) if mark in known]


def _has_signs(block: rules.Block) -> bool:
    return block["kind"] in {rules.TEXT, rules.QUOTE} and isinstance(block.get("words"), str)


def _parts(chapter: ChapterText, draft: Draft, numbering: _Numbering) -> list[dict[str, Any]]:
    parts = [_part(block, draft, numbering) for block in rules.shown(chapter.blocks)]
    return [part for part in parts if part]


def _part(block: rules.Block, draft: Draft, numbering: _Numbering) -> dict[str, Any]:
    kind = block["kind"]
    if _has_signs(block):
        said = {"kind": kind, "paragraphs": [_numbered(part, numbering) for part in paragraphs(block["words"])]}
        about = {"said_by": str(block.get("said_by", "")), "is_invented": block.get("is_invented") is True}
        return said | about if kind == rules.QUOTE else said
    if kind == rules.FIGURE and not rules.block_problems(block, on=date.max):
        numbering.figures += 1
        return _figure(block, numbering.figures)
    asked = draft.recommendations.get(str(block.get("recommendation")))
    if kind == rules.RECOMMENDATION and asked:
        return {"kind": kind, "number": asked.number, "title": asked.title, "words": asked.words,
                "addressee": asked.addressee, "state": asked.state, "path": asked.path}  # fmt: skip
    return {}


def _numbered(part: Paragraph, numbering: _Numbering) -> Paragraph:
    def told(spans: list[Span]) -> list[Span]:
        return [numbering.point(span["mark"]) if "mark" in span else span for span in spans]

    if part["kind"] == "list":
        return {"kind": "list", "items": [told(spans) for spans in part["items"]]}
    return {"kind": "paragraph", "spans": told(part["spans"])}


def _told(part: Paragraph) -> Paragraph:
    """A paragraph of the summary: it stands before the first chapter and has no footnotes."""
    lines = [[span for span in spans if "mark" not in span] for spans in lines_of(part)]
    return {"kind": "list", "items": lines} if part["kind"] == "list" else {"kind": "paragraph", "spans": lines[0]}


def _figure(block: rules.Block, number: int) -> dict[str, Any]:
    top = max(row["value"] for row in block["rows"])
    rows = [
        {"label": row["label"], "value": row["value"], "text": rules.figure_text(row["value"]), "width": percent(row["value"], top)}
        for row in block["rows"]
    ]  # fmt: skip
    told = {name: block[name] for name in ("title", "sentence", "unit", "source", "link", "dated")}
    return {"kind": rules.FIGURE, "number": number, **told, "rows": rows, "trust": rules.TRUST[block["trust"]],
            "is_invented": block.get("is_invented") is True, "alt": _alt(block)}  # fmt: skip


def _alt(block: rules.Block) -> str:
    """What a screen reader says instead of the picture."""
    rows = ", ".join(f"{row['label']} {rules.figure_text(row['value'])}" for row in block["rows"])
    return f"Staafgrafiek: {block['title']}, in {block['unit']}. {rows}."
