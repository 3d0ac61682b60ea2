"""A dossier in the making: its title, its chapters and their order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tandem.dialogue.models import Chapter, Dossier
from tandem.dialogue.rules import dossier as rules
from tandem.kernel import audit
from tandem.kernel.refusal import Conflict, Problem, Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotCompose(Refusal):
    """Something is missing, or does not fit."""


class DossierChanged(Conflict):
    """Somebody else changed it meanwhile."""

    current: Dossier


@dataclass(frozen=True, slots=True)
class DossierFacts:
    """What stands on the first page. Without `slug` the title makes one."""

    title: str
    slug: str = ""
    subtitle: str = ""
    summary: str = ""


@transaction.atomic
def make_dossier(facts: DossierFacts, *, by: Person, at: datetime) -> Dossier:
    """A new dossier, seen by policy workers only. Raises CannotCompose."""
    slug = _checked_slug(facts)
    try:
        with transaction.atomic():
            row = Dossier.objects.create(
                slug=slug, title=facts.title.strip(), subtitle=facts.subtitle.strip(), summary=facts.summary, made_at=at,
                made_by=by,
            )  # fmt: skip
    except IntegrityError as error:
        raise _slug_taken() from error
    audit.record("dossier.make", row, by=by, at=at)
    return row


@transaction.atomic
def change_dossier(dossier: Dossier, facts: DossierFacts, *, version: int, by: Person, at: datetime) -> Dossier:
    """Another title or summary; the address stays once it was published. Raises CannotCompose, DossierChanged."""
    row = locked(dossier)
    if row.version != version:
        raise DossierChanged(_("Iemand paste dit dossier net aan. Kijk na wat er nu staat."), current=row)
    row.slug = row.slug if row.edition else _checked_slug(facts)
    CannotCompose.if_any(rules.dossier_problems(title=facts.title, slug=row.slug))
    row.title, row.subtitle, row.summary = facts.title.strip(), facts.subtitle.strip(), facts.summary
    try:
        with transaction.atomic():
            return _saved(row, "dossier.change", by=by, at=at)
    except IntegrityError as error:
        raise _slug_taken() from error


@transaction.atomic
def add_chapter(dossier: Dossier, *, title: str, by: Person, at: datetime) -> Chapter:
    """A new chapter, behind the others. Raises CannotCompose."""
    CannotCompose.if_any(rules.chapter_problems(title=title))
    row = locked(dossier)
    places = list(row.chapters.values_list("position", flat=True))
    if len(places) >= rules.MOST_CHAPTERS:
        raise CannotCompose(_("Een dossier heeft hoogstens %d hoofdstukken.") % rules.MOST_CHAPTERS)
    chapter = Chapter.objects.create(dossier=row, position=max(places, default=0) + 1, title=title.strip())
    _saved(row, "dossier.add_chapter", by=by, at=at, chapter=chapter.pk)
    return chapter


@transaction.atomic
def order_chapters(dossier: Dossier, places: Mapping[UUID, int], *, by: Person, at: datetime) -> None:
    """Chapters in the order of these numbers. Raises CannotCompose when two share one, or one came or went meanwhile."""
    row = locked(dossier)
    chapters = {chapter.pk: chapter for chapter in row.chapters.select_for_update(of=("self",))}
    CannotCompose.if_any(rules.order_problems(places, chapters=chapters))
    for position, pk in enumerate(sorted(places, key=places.__getitem__), start=1):
        chapters[pk].position = position
    Chapter.objects.bulk_update(chapters.values(), ["position"])
    _saved(row, "dossier.order_chapters", by=by, at=at)


@transaction.atomic
def drop_chapter(dossier: Dossier, chapter: Chapter, *, by: Person, at: datetime) -> None:
    """Take an empty chapter away. Raises CannotCompose while a block stands in it, or waits aside."""
    row = locked(dossier)
    found = row.chapters.select_for_update(of=("self",)).get(pk=chapter.pk)
    if rules.blocks_of(found.blocks):
        raise CannotCompose(_("Er staan nog blokken in dit hoofdstuk. Doe ze eerst voorgoed weg."))
    found.delete()
    _saved(row, "dossier.drop_chapter", by=by, at=at, chapter=chapter.pk)


def locked(dossier: Dossier) -> Dossier:
    """The row as it stands, held until the end of the transaction."""
    return Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)


def _checked_slug(facts: DossierFacts) -> str:
    slug = facts.slug.strip() or slugify(facts.title)[:80].strip("-")
    CannotCompose.if_any(rules.dossier_problems(title=facts.title, slug=slug or "dossier"))
    return slug or "dossier"


def _slug_taken() -> CannotCompose:
    return CannotCompose(Problem(_("Dit adres is al van een ander dossier. Kies een ander."), "slug"))


def _saved(row: Dossier, act: str, *, by: Person, at: datetime, **facts: object) -> Dossier:
    row.version += 1
    row.save()
    audit.record(act, row, by=by, at=at, **facts)
    return row
