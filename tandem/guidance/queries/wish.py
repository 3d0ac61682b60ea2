"""What the person wants and can: all of it, and how the words changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from tandem.guidance.models import ItemVersion, Wish
from tandem.guidance.queries.doors import Place, part_for, parts
from tandem.guidance.rules.vocabulary import WISH_KINDS


@dataclass(frozen=True, slots=True)
class WishLine:
    """One wish or strength, ready to print."""

    pk: UUID
    words: str
    url: str
    put_away_at: datetime | None
    heard_by: str  # who wrote it down when it was not the person


@dataclass(frozen=True, slots=True)
class WishGroup:
    """The wishes of one kind."""

    kind: str
    title: str
    lines: list[WishLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of an item in one period; `until` is None for how it stands now."""

    words: str
    until: datetime | None
    changed_by: str


def wish_for(place: Place, pk: object) -> Wish:
    """One wish or strength; 404 for what is not there for this viewer."""
    return part_for(place, Wish, pk)


def wishes_of(place: Place) -> list[Wish]:
    """Every visible wish and strength, in the order of the page."""
    return list(parts(place, Wish).select_related("made_by"))


def wish_line(wish: Wish) -> WishLine:
    """A row as the page prints it."""
    heard_by = "" if wish.is_by_client else str(wish.made_by or "")
    return WishLine(wish.pk, wish.words, reverse("wish_edit", args=[wish.file_id, wish.pk]), wish.put_away_at, heard_by)


def grouped(wishes: list[Wish]) -> list[WishGroup]:
    """By kind, in the order of the vocabulary; a kind without lines is there too, to invite."""
    return [
        WishGroup(kind, title, [wish_line(wish) for wish in wishes if wish.kind == kind])
        for kind, title in WISH_KINDS.items()
    ]


def wordings_of(place: Place, wish: Wish) -> list[Wording]:
    """How it stands now, then every earlier wording, newest first."""
    rows = parts(place, ItemVersion).filter(item_id=wish.pk).select_related("made_by")
    earlier = [Wording(row.words, row.made_at, str(row.made_by or "")) for row in rows]
    return [Wording(wish.words, None, ""), *earlier]
