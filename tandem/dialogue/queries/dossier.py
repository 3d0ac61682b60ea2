"""Pages of dossiers: for who composes them, and for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.urls import reverse

from tandem.dialogue.models import Chapter, Dossier, DossierEdition, Footnote, Recommendation
from tandem.dialogue.rules import dossier as rules
from tandem.dialogue.rules.dossier_page import Asked, ChapterText, Draft, Note, composed, lacks, used_marks
from tandem.dialogue.rules.dossier_text import plain
from tandem.dialogue.rules.states import DRAFT, RECOMMENDATION_STATES
from tandem.dialogue.rules.vocabulary import DOSSIER_STATES
from tandem.kernel.dutch import date_nl
from tandem.kernel.identifying_words import found_in

STATE_TAGS = {"draft": "grey", "published": "green", "withdrawn": "red"}
MOST_CHOICES = 500
WITH_ADDRESSEE = Prefetch("recommendations", queryset=Recommendation.objects.select_related("addressee"))


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A footnote in the composer; `number` is empty while nothing points at it."""

    note: Footnote
    number: int | None


@dataclass(frozen=True, slots=True)
class DossierPage:
    """Everything of one dossier in the making."""

    row: Dossier
    state: str
    tag: str
    chapters: list[Chapter]
    notes: list[NoteLine]
    editions: list[DossierEdition]
    lacks: list[str]
    flags: list[str]


@dataclass(frozen=True, slots=True)
class BlockLine:
    """A block in the composer: its number when it is shown, what it says and what it lacks."""

    block: rules.Block
    kind: str
    number: int | None
    part: dict[str, Any]
    lacks: list[str]
    permission: str


def every_dossier(words: str = "") -> QuerySet[Dossier]:
    """Drafts too, for policy workers; narrowed by words of title and summary."""
    rows = Dossier.objects.order_by("-made_at", "-pk")
    if not words:
        return rows
    vector = SearchVector("title", "subtitle", "summary", config="dutch")
    return rows.annotate(told=vector).filter(told=SearchQuery(words, config="dutch", search_type="websearch"))


def dossier_row(row: Dossier) -> dict[str, Any]:
    """As the list of the composer shows it."""
    return {"row": row, "state": DOSSIER_STATES[row.state], "tag": STATE_TAGS[row.state]}


def chapter_titles(row: Dossier) -> list[tuple[UUID, str]]:
    """Id and title of the chapters, in their order."""
    return list(row.chapters.values_list("pk", "title"))


def public_dossiers() -> QuerySet[Dossier]:
    """What is published now, the latest first."""
    return Dossier.objects.filter(state="published").order_by("-published_at", "-pk")


def public_rows(rows: list[Dossier]) -> list[dict[str, Any]]:
    """As the public list shows them: by the words of the publication, not of the draft."""
    return [
        {"row": row, "title": page["title"], "subtitle": page["subtitle"], "edition": page["edition"], "on": _day(page)}
        for row in rows
        if (page := row.published_page)
    ]


def public_dossier_for(slug: str) -> Dossier:
    """A dossier that was ever published; withdrawn ones show why."""
    row = Dossier.objects.filter(slug=slug, state__in=["published", "withdrawn"]).select_related("document").first()
    if row is None or not row.published_page:
        raise Http404
    return row


def standing_editions(row: Dossier) -> list[DossierEdition]:
    """The editions that may be read, the latest first."""
    return list(row.editions.filter(withdrawn_at__isnull=True).select_related("document"))


def edition_for(slug: str, edition: int | None = None) -> DossierEdition:
    """The PDF of one edition, or of the latest; what was withdrawn is not there."""
    rows = DossierEdition.objects.filter(dossier__slug=slug, withdrawn_at__isnull=True).select_related("document")
    found = (rows if edition is None else rows.filter(edition=min(edition, 32767))).first()
    if found is None:
        raise Http404
    return found


def withdrawal_of(row: Dossier) -> DossierEdition | None:
    """The latest edition that was withdrawn, with its reason."""
    return row.editions.filter(withdrawn_at__isnull=False).first()


def published_day(row: Dossier) -> date | None:
    """The day of the edition that everybody reads."""
    return _day(row.published_page or {})


def draft_of(row: Dossier) -> Draft:
    """What the dossier is made of as it stands now. Three queries."""
    chapters = list(row.chapters.prefetch_related(WITH_ADDRESSEE))
    notes = [Note(note.mark, note.words, note.link) for note in row.footnotes.all()]
    return _draft(row, chapters, notes)


def dossier_page(row: Dossier, *, on: date) -> DossierPage:
    """Chapters, footnotes, editions, what lacks and what may point at somebody."""
    chapters = list(row.chapters.prefetch_related(WITH_ADDRESSEE))
    footnotes = list(row.footnotes.all())
    draft = _draft(row, chapters, [Note(note.mark, note.words, note.link) for note in footnotes])
    known = {note.mark for note in footnotes}
    order = [mark for mark in used_marks(draft.chapters) if mark in known]
    lines = [NoteLine(note, order.index(note.mark) + 1 if note.mark in order else None) for note in footnotes]
    return DossierPage(
        row, DOSSIER_STATES[row.state], STATE_TAGS[row.state], chapters,
        sorted(lines, key=lambda line: line.number or len(footnotes) + 1),
        list(row.editions.select_related("document")), lacks(draft, on=on), _flags(draft),
    )  # fmt: skip


def preview(row: Dossier, *, on: date) -> dict[str, Any]:
    """The page as it will be when it is published today."""
    return composed(draft_of(row), edition=row.edition + 1, published_on=on)


def chapter_of(row: Dossier, pk: UUID) -> Chapter:
    """One chapter of this dossier."""
    found = row.chapters.prefetch_related(WITH_ADDRESSEE).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def block_lines(row: Dossier, chapter: Chapter, *, on: date) -> list[BlockLine]:
    """The blocks of a chapter as they will be, each with what it lacks; what is aside too."""
    notes = [Note(note.mark, note.words, note.link) for note in row.footnotes.all()]
    recommendations, lines, number = _asked([chapter]), [], 0
    for block in rules.blocks_of(chapter.blocks):
        is_shown = not block.get("is_aside")
        number += is_shown
        alone = Draft("", "", "", [ChapterText("", [{**block, "is_aside": False}])], notes, recommendations)
        parts = composed(alone, edition=0, published_on=None)["chapters"][0]["parts"]
        sentences = [problem.text for problem in rules.block_problems(block, on=on)]
        name = rules.KINDS.get(block["kind"], "onleesbaar blok")
        lines.append(
            BlockLine(
                block, name, number if is_shown else None, parts[0] if parts else {}, sentences, _permission(block)
            )
        )
    return lines


def block_line(row: Dossier, chapter: Chapter, pk: UUID, *, on: date) -> BlockLine | None:
    """One block as it stands now; None when somebody took it away."""
    return next((line for line in block_lines(row, chapter, on=on) if line.block["id"] == str(pk)), None)


def block_of(chapter: Chapter, pk: UUID) -> rules.Block | None:
    """One block of this chapter, or None when somebody took it away."""
    return next((block for block in rules.blocks_of(chapter.blocks) if block["id"] == str(pk)), None)


def footnote_of(row: Dossier, pk: int) -> Footnote:
    """One footnote of this dossier."""
    found = row.footnotes.select_related("dossier").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def recommendation_choices() -> list[tuple[str, str]]:
    """The recommendations to choose from, the latest first."""
    rows = Recommendation.objects.order_by("-number").values_list("pk", "number", "title", "state")[:MOST_CHOICES]
    return [(str(pk), f"{number}. {title} ({RECOMMENDATION_STATES[state]})") for pk, number, title, state in rows]


def _draft(row: Dossier, chapters: list[Chapter], notes: list[Note]) -> Draft:
    texts = [ChapterText(chapter.title, rules.blocks_of(chapter.blocks)) for chapter in chapters]
    return Draft(row.title, row.subtitle, row.summary, texts, notes, _asked(chapters))


def _asked(chapters: list[Chapter]) -> dict[str, Asked]:
    rows = {ask.pk: ask for chapter in chapters for ask in chapter.recommendations.all()}
    return {
        str(ask.pk): Asked(
            ask.number, ask.title, ask.words, ask.addressee.name if ask.addressee else "", RECOMMENDATION_STATES[ask.state],
            reverse("recommendation_public", args=[ask.pk]), is_draft=ask.state == DRAFT,
        )
        for ask in rows.values()
    }  # fmt: skip


def _permission(block: rules.Block) -> str:
    """When and how somebody said yes, for who composes; empty for what is no quote or invented."""
    day = rules.permission_day(block)
    return f"Zei ja op {date_nl(day)}, {block.get('permission_how', '')}." if day else ""


def _flags(draft: Draft) -> list[str]:
    """Quotes in which a name or a number seems to stand; a person decides."""
    found = []
    for chapter in draft.chapters:
        for block in rules.shown(chapter.blocks):
            if block["kind"] == rules.QUOTE and not block.get("is_invented"):
                words = f"{plain(str(block.get('words', '')))} {block.get('said_by', '')}"
                found += [f"“{chapter.title}”: “{hit.words}”. {hit.sentence}" for hit in found_in(words)]
    return found


def _day(page: dict[str, Any]) -> date | None:
    return date.fromisoformat(page["published_on"]) if page.get("published_on") else None
