"""The only doors to a file and its parts. What you may not see does not exist (404); behind them the database refuses.

One rule answers "may U see item I": `visible`. Lists, pages, exports, search, mails and the preview "zo ziet X het" use it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import Http404

from tandem.guidance import models
from tandem.guidance.models import ClientFile, FileAccess, FileItem, ItemAccess
from tandem.identity.rules import Viewer

Item = TypeVar("Item", bound=FileItem)
Row = TypeVar("Row", bound=Model)
MODELS: dict[str, type[FileItem]] = {
    model.__name__.lower(): model for name in models.__all__
    if isinstance(model := getattr(models, name), type) and issubclass(model, FileItem) and not model._meta.abstract
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A file with who looks at it: the person self (`is_owner`), a guide (`is_whole`), or somebody with single items."""

    file: ClientFile
    viewer: Viewer
    is_owner: bool
    is_whole: bool
    organisation_id: int | None
    at: datetime

    @property
    def is_guide(self) -> bool:
        """Looks along, but it is not theirs."""
        return self.is_whole and not self.is_owner


def place_for(viewer: Viewer, pk: object, *, at: datetime, is_whole: bool = True) -> Place:
    """The file of this address for this viewer; `is_whole=False` lets in who sees single items only."""
    access = _first(_accesses(viewer), file_id=pk)
    if access is None or (is_whole and not access.is_whole):
        raise Http404
    return _place(access, viewer, at)


def own_place(viewer: Viewer, *, at: datetime) -> Place:
    """The viewer's own file."""
    access = _first(_accesses(viewer), is_owner=True)
    if access is None:
        raise Http404
    return _place(access, viewer, at)


def visible(rows: QuerySet[Item], place: Place) -> QuerySet[Item]:
    """The rows of this file that this viewer may see now."""
    rows = rows.filter(file=place.file)
    if place.is_owner:
        return rows
    if place.is_whole:
        return rows.filter(is_mine_only=False)
    shared = ItemAccess.objects.filter(
        Q(until__isnull=True) | Q(until__gt=place.at),
        _of_my_organisations(place.viewer),
        reader_id=place.viewer.person_id,
    )
    return rows.filter(is_mine_only=False, pk__in=shared.values("item_id"))


def parts(place: Place, kind: type[Item]) -> QuerySet[Item]:
    """The visible rows of one kind, with this file already on them (their words open without a query)."""
    manager = getattr(place.file, f"{kind.__name__.lower()}_set")
    return visible(manager.all(), place)


def part_for(place: Place, kind: type[Item], pk: object) -> Item:
    """One visible row; 404 for what is not there for this viewer."""
    row = _first(parts(place, kind), pk=pk)
    if row is None:
        raise Http404
    return row


def item_for(place: Place, kind: str, pk: object) -> FileItem:
    """The same by the name of the kind, as it stands in shares and proposals."""
    if kind not in MODELS:
        raise Http404
    return part_for(place, MODELS[kind], pk)


def accessible(viewer: Viewer) -> QuerySet[FileAccess]:
    """Where every list of files starts: the projection, joined."""
    return _accesses(viewer).order_by("sort_key", "file_id")


def _accesses(viewer: Viewer) -> QuerySet[FileAccess]:
    rows = FileAccess.objects.select_related("file", "file__person")
    return rows.filter(_of_my_organisations(viewer), reader_id=viewer.person_id, file__erased_at__isnull=True)


def _of_my_organisations(viewer: Viewer) -> Q:
    return Q(organisation_id__isnull=True) | Q(organisation_id__in=viewer.organisation_ids())


def _place(access: FileAccess, viewer: Viewer, at: datetime) -> Place:
    return Place(access.file, viewer, access.is_owner, access.is_whole, access.organisation_id, at)


def _first(rows: QuerySet[Row], **which: object) -> Row | None:
    try:
        return rows.filter(**which).first()
    except ValidationError:
        return None
