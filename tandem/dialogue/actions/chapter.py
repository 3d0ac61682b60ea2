"""The blocks of a chapter: put in, change, move, put aside and take back. One version per chapter guards them all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.dialogue.actions.dossier import CannotCompose
from tandem.dialogue.models import Chapter, Recommendation
from tandem.dialogue.rules import dossier as rules
from tandem.kernel import audit, clock
from tandem.kernel.ids import new_id
from tandem.kernel.refusal import Conflict, Problem

if TYPE_CHECKING:
    from tandem.identity.models import Person


class ChapterChanged(Conflict):
    """Somebody else changed this chapter meanwhile."""

    current: Chapter


@transaction.atomic
def name_chapter(chapter: Chapter, *, title: str, version: int, by: Person, at: datetime) -> Chapter:
    """Another title. Raises CannotCompose, ChapterChanged."""
    CannotCompose.if_any(rules.chapter_problems(title=title))
    row = _locked(chapter, version)
    row.title = title.strip()
    return _saved(row, "chapter.name", by=by, at=at)


@transaction.atomic
def add_block(chapter: Chapter, facts: Mapping[str, Any], *, by: Person, at: datetime) -> rules.Block:
    """A block behind the others; nothing of somebody else is lost by it. Raises CannotCompose."""
    block = {**facts, "id": str(new_id()), "is_aside": False}
    _check(block, at)
    row = _locked(chapter)
    CannotCompose.if_any(rules.chapter_problems(title=row.title, blocks=len(rules.blocks_of(row.blocks)) + 1))
    row.blocks = [*rules.blocks_of(row.blocks), block]
    _saved(row, "chapter.add_block", by=by, at=at, block=block["id"], kind=block["kind"])
    return block


@transaction.atomic
def change_block(
    chapter: Chapter, block_id: UUID, facts: Mapping[str, Any], *, version: int, by: Person, at: datetime
) -> rules.Block:  # fmt: skip
    """Other words in a block. Raises CannotCompose, ChapterChanged."""
    row = _locked(chapter, version)
    place, blocks = _place(row, block_id)
    block = {**facts, "id": str(block_id), "is_aside": bool(blocks[place].get("is_aside"))}
    _check(block, at)
    row.blocks = [*blocks[:place], block, *blocks[place + 1 :]]
    _saved(row, "chapter.change_block", by=by, at=at, block=block_id)
    return block


@transaction.atomic
def move_block(chapter: Chapter, block_id: UUID, *, step: int, by: Person, at: datetime) -> None:
    """One place up (-1) or down (1)."""
    row = _locked(chapter)
    _place(row, block_id)
    row.blocks = rules.moved(rules.blocks_of(row.blocks), str(block_id), -1 if step < 0 else 1)
    _saved(row, "chapter.move_block", by=by, at=at, block=block_id)


@transaction.atomic
def put_aside(chapter: Chapter, block_id: UUID, *, is_aside: bool, by: Person, at: datetime) -> None:
    """Out of the dossier but kept, or back in."""
    row = _locked(chapter)
    place, blocks = _place(row, block_id)
    blocks[place] = {**blocks[place], "is_aside": is_aside}
    row.blocks = blocks
    _saved(row, "chapter.put_aside", by=by, at=at, block=block_id, is_aside=is_aside)


@transaction.atomic
def forget_block(chapter: Chapter, block_id: UUID, *, by: Person, at: datetime) -> None:
    """Gone for good: a permission that was taken back, a block that is broken. Only what is aside."""
    row = _locked(chapter)
    place, blocks = _place(row, block_id)
    if blocks[place]["kind"] != rules.BROKEN and not blocks[place].get("is_aside"):
        raise CannotCompose(_("Zet het blok eerst opzij."))
    row.blocks = blocks[:place] + blocks[place + 1 :]
    _saved(row, "chapter.forget_block", by=by, at=at, block=block_id)


def _check(block: rules.Block, at: datetime) -> None:
    CannotCompose.if_any(rules.block_problems(block, on=clock.local(at).date()))
    wanted = rules.recommendation_ids([block])
    if wanted and not Recommendation.objects.filter(pk__in=wanted).exists():
        raise CannotCompose(Problem(_("Kies een aanbeveling."), "recommendation"))


def _locked(chapter: Chapter, version: int | None = None) -> Chapter:
    row = Chapter.objects.select_for_update(of=("self",)).filter(pk=chapter.pk).first()
    if row is None:
        raise CannotCompose(_("Iemand deed dit hoofdstuk net weg."))
    if version is not None and row.version != version:
        raise ChapterChanged(_("Iemand schreef net ook in dit hoofdstuk. Kijk na wat er nu staat."), current=row)
    return row


def _place(row: Chapter, block_id: UUID) -> tuple[int, list[rules.Block]]:
    blocks = rules.blocks_of(row.blocks)
    place = rules.place_of(blocks, str(block_id))
    if place < 0:
        raise CannotCompose(_("Dit blok staat er niet meer. Kijk na wat er nu staat."))
    return place, blocks


def _saved(row: Chapter, act: str, *, by: Person, at: datetime, **facts: object) -> Chapter:
    row.version += 1
    row.save()
    wanted = rules.recommendation_ids(rules.blocks_of(row.blocks))
    row.recommendations.set(Recommendation.objects.filter(pk__in=wanted))
    audit.record(act, row.dossier, by=by, at=at, chapter=row.pk, **facts)
    return row
