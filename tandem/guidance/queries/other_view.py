"""Ik zag het anders: the person's own views beside notes, reports and answers of others. Both stay, in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404

from tandem.guidance.models import FileItem, OtherView
from tandem.guidance.queries.doors import Place, item_for, parts
from tandem.guidance.rules.other_view import SEEN_OTHERWISE


@dataclass(frozen=True, slots=True)
class SeenOtherwise:
    """One own view, ready to print."""

    words: str
    at: datetime


def other_views_of(place: Place, item_ids: Iterable[UUID]) -> dict[UUID, list[SeenOtherwise]]:
    """Own views per item, oldest first, in one query. An item without any gives an empty list."""
    found: dict[UUID, list[SeenOtherwise]] = defaultdict(list)
    wanted = list(item_ids)
    if wanted:
        for view in parts(place, OtherView).filter(item_id__in=wanted).order_by("id"):
            found[view.item_id].append(SeenOtherwise(view.words, view.made_at))
    return found


def seen_item(place: Place, kind: str, pk: object) -> FileItem:
    """What the person saw otherwise; 404 for kinds that are the person's own words anyway."""
    if kind not in SEEN_OTHERWISE:
        raise Http404
    return item_for(place, kind, pk)


def texts_of(kind: str, item: FileItem) -> list[str]:
    """What stands there now."""
    return [text for name in SEEN_OTHERWISE[kind][1] if (text := getattr(item, name))]
