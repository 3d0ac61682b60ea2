"""Life domains of a file: what each side says about how it goes, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.guidance.models import DomainView, ExtraDomain
from tandem.guidance.queries.doors import Place, parts
from tandem.guidance.queries.other_view import SeenOtherwise, other_views_of
from tandem.guidance.rules.domain import domain_names


@dataclass(frozen=True, slots=True)
class Said:
    """What one side said last, when, and who said it when it was not the person."""

    pk: UUID
    words: str
    at: datetime
    said_by: str
    other_views: list[SeenOtherwise]


@dataclass(frozen=True, slots=True)
class DomainLine:
    """One life domain with the newest words of both sides; both may be there, none weighs more."""

    key: str
    name: str
    own: Said | None
    other: Said | None


def names_for(place: Place) -> dict[str, str]:
    """Key -> name of every domain offered in this file."""
    partnership_id = place.file.partnership_id
    rows = ExtraDomain.objects.filter(partnership_id=partnership_id) if partnership_id else ()
    return domain_names([(row.key, row.name) for row in rows])


def domain_lines(place: Place) -> list[DomainLine]:
    """Every domain, in order, with what was said last by the person and by others."""
    newest: dict[tuple[str, bool], DomainView] = {}
    for view in parts(place, DomainView).select_related("made_by"):
        newest.setdefault((view.domain, view.is_by_client), view)
    views = other_views_of(place, [view.pk for view in newest.values() if not view.is_by_client])
    names = domain_names(names_for(place).items(), [domain for domain, _ in newest])
    return [
        DomainLine(key, name, _said(newest.get((key, True)), views), _said(newest.get((key, False)), views))
        for key, name in names.items()
    ]


def _said(view: DomainView | None, views: dict[UUID, list[SeenOtherwise]]) -> Said | None:
    if view is None:
        return None
    said_by = "" if view.is_by_client else str(view.made_by or "")
    return Said(view.pk, view.words, view.made_at, said_by, views.get(view.pk, []))
