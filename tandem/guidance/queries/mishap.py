"""What went differently, with its talks. Nothing here counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.http import Http404
from django.urls import reverse

from tandem.guidance.models import FileItem, Mishap, Talk
from tandem.guidance.queries.doors import Place, item_for, part_for, parts
from tandem.guidance.queries.talk import where_of
from tandem.guidance.rules.mishap import ABOUT
from tandem.guidance.rules.vocabulary import CONTEXTS, MISHAP_ENDS


@dataclass(frozen=True, slots=True)
class MishapLine:
    """One of the list."""

    url: str
    made_at: datetime
    contexts: str
    way_on: str


@dataclass(frozen=True, slots=True)
class AboutTalk:
    """A talk it was about, or may be."""

    pk: UUID
    url: str
    held_at: datetime
    where: str
    is_attached: bool


@dataclass(frozen=True, slots=True)
class MishapPage:
    """One, with what it was about and its talks."""

    mishap: Mishap
    contexts: str
    about: str
    about_words: str
    way_on: str
    talks: tuple[AboutTalk, ...]

    @property
    def attached(self) -> tuple[AboutTalk, ...]:
        """Talks that were about this."""
        return tuple(talk for talk in self.talks if talk.is_attached)

    @property
    def others(self) -> tuple[AboutTalk, ...]:
        """Recent talks that may be added."""
        return tuple(talk for talk in self.talks if not talk.is_attached)[:12]


def mishap_lines(place: Place) -> list[MishapLine]:
    """Newest first."""
    return [
        MishapLine(
            reverse("mishap", args=[place.file.pk, row.pk]), row.made_at, contexts_text(row),
            MISHAP_ENDS.get(row.ends_in, ""),
        )
        for row in parts(place, Mishap)
    ]  # fmt: skip


def contexts_text(mishap: Mishap) -> str:
    """What was going on, in one line."""
    return ", ".join(CONTEXTS[context] for context in mishap.contexts)


def mishap_for(place: Place, pk: object) -> Mishap:
    """One of this file."""
    return part_for(place, Mishap, pk)


def mishap_page(place: Place, pk: object) -> MishapPage:
    """Everything on the page."""
    mishap = mishap_for(place, pk)
    about = about_item(place, mishap.about_kind, mishap.about_id) if mishap.about_id else None
    return MishapPage(
        mishap, contexts_text(mishap), ABOUT.get(mishap.about_kind, ""), words_of(about),
        MISHAP_ENDS.get(mishap.ends_in, ""), _talks(place, mishap),
    )  # fmt: skip


def about_item(place: Place, kind: str, pk: object) -> FileItem | None:
    """What it is about, from an address or the row; None when it is not there (any more) for this viewer."""
    if kind not in ABOUT or not pk:
        return None
    try:
        return item_for(place, kind, pk)
    except Http404:
        return None


def words_of(row: FileItem | None) -> str:
    """The words of an item that has them."""
    return getattr(row, "words", "") if row else ""


def _talks(place: Place, mishap: Mishap) -> tuple[AboutTalk, ...]:
    rows = parts(place, Talk).filter(Q(mishap=mishap) | Q(mishap__isnull=True))
    return tuple(_about(place, row) for row in rows[:40])


def _about(place: Place, row: Talk) -> AboutTalk:
    where = where_of(row, is_owner=place.is_owner)
    url = reverse("talk", args=[place.file.pk, row.pk])
    return AboutTalk(row.pk, url, row.held_at, where, row.mishap_id is not None)
