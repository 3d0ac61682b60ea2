"""Everybody a guide walks along with: a list that starts from the access projection."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from tandem.guidance.models import ClientFile, FileAccess
from tandem.guidance.queries.doors import accessible
from tandem.guidance.rules.day import heard_nothing_before
from tandem.identity.rules import Viewer, sort_key
from tandem.kernel import clock, dutch

EVERYBODY, SILENT, RESTING, TALKING = "", "stil", "rust", "gesprek"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of the group, ready to print."""

    name: str
    url: str
    last_contact: str
    next_contact: str
    is_thread: bool
    is_resting: bool
    is_silent: bool


def walks_along(viewer: Viewer) -> QuerySet[FileAccess]:
    """The files of others in which the viewer is a guide."""
    return accessible(viewer).select_related(None).select_related("file").filter(is_whole=True, is_owner=False)


def files_walked(viewer: Viewer) -> QuerySet[Any]:
    """Their ids alone, from the projection alone: erased files have no readers there."""
    mine = Q(organisation_id__isnull=True) | Q(organisation_id__in=viewer.organisation_ids())
    rows = FileAccess.objects.filter(mine, reader_id=viewer.person_id, is_whole=True, is_owner=False)
    return rows.order_by().values("file_id")


def silent_people(viewer: Viewer, *, at: datetime) -> QuerySet[FileAccess]:
    """Who heard nothing for two weeks, longest first. Who rests is left in peace."""
    rows = walks_along(viewer).filter(file__last_contact_at__lt=heard_nothing_before(at), file__paused_at__isnull=True)
    return rows.order_by("file__last_contact_at", "file_id")


def group_of(viewer: Viewer, *, words: str, only: str, at: datetime) -> QuerySet[FileAccess]:
    """The group by name; part of a name, and one of the three filters."""
    rows = walks_along(viewer)
    if only == SILENT:
        rows = silent_people(viewer, at=at)
    elif only == RESTING:
        rows = rows.filter(file__paused_at__isnull=False)
    elif only == TALKING:
        rows = rows.filter(file__theirs_since__isnull=True)
    wanted = sort_key(words).strip()
    return rows.filter(sort_key__contains=wanted) if wanted else rows


def group_rows(found: Iterable[FileAccess], *, at: datetime) -> list[PersonRow]:
    """The people of one page of the list."""
    return [_row(access.file, at) for access in found]


def file_url(file: ClientFile) -> str:
    """Where a guide opens it: a conversation has its own page."""
    return reverse("thread" if file.is_thread else "plan", args=[file.pk])


def _row(file: ClientFile, at: datetime) -> PersonRow:
    is_resting = file.paused_at is not None
    last = file.last_contact_at
    return PersonRow(
        name=str(file), url=file_url(file), last_contact=dutch.date_short(last),
        next_contact="" if is_resting else _day_to_come(file.next_contact_at, at), is_thread=file.is_thread,
        is_resting=is_resting, is_silent=not is_resting and last is not None and last < heard_nothing_before(at),
    )  # fmt: skip


def _day_to_come(moment: datetime | None, at: datetime) -> str:
    return dutch.date_short(moment) if moment and clock.local(moment).date() >= clock.local(at).date() else ""
