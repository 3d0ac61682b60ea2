"""What waits for a plan: series with sessions without a day, and who or what is not complete yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tandem.planning import travel
from tandem.planning.models import Asking
from tandem.planning.problem.requests import NETWORK
from tandem.planning.queries.facts import Situation, situation
from tandem.sessions.queries.facts import unplanned_series

KINDS = {"trajectory": "traject", NETWORK: "ondersteuning van een netwerk"}
ONLINE = "online"


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A series that can be planned now."""

    series_id: UUID
    organisation: str
    title: str
    sessions: int
    place: str
    province: str
    kind: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class IncompleteRow:
    """A series that cannot be planned yet, with what to do."""

    series_id: UUID
    organisation: str
    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """Everything that waits, in groups by province; people who told nothing yet are planned by nobody."""

    groups: tuple[tuple[str, tuple[WaitingRow, ...]], ...]
    incomplete: tuple[IncompleteRow, ...]
    silent: tuple[str, ...]
    provinces: tuple[str, ...]
    people: int

    @property
    def count(self) -> int:
        """Series shown."""
        return sum(len(rows) for _, rows in self.groups)


@dataclass(frozen=True, slots=True)
class WaitingFilter:
    """Which part of what waits."""

    text: str = ""
    province: str = ""
    kind: str = ""
    until: date | None = None


def waiting_ids(provider_id: int) -> list[UUID]:
    """Series with sessions without a day, and no question to a duo that still runs. Two queries."""
    asked = set(Asking.objects.filter(provider_id=provider_id, state="open").values_list("series_id", flat=True))
    return [one for one in unplanned_series(provider_id) if one not in asked]


def waiting_page(provider_id: int, wanted: WaitingFilter, *, on: date) -> WaitingPage:
    """Everything that waits, read as the search will read it."""
    known = situation(provider_id, waiting_ids(provider_id), on=on)
    rows = [_row(known, key) for key in known.series]
    shown = [row for row in rows if _is_wanted(row, wanted)]
    return WaitingPage(
        tuple(_grouped(shown)),
        tuple(IncompleteRow(one.series.pk, one.series.organisation.name, one.series.title, one.sentences)
              for one in known.incomplete),
        known.silent, tuple(sorted({row.province for row in rows})),
        len(known.problem.trainers) + len(known.problem.experts),
    )  # fmt: skip


def _row(known: Situation, key: str) -> WaitingRow:
    request, series = known.problem.requests[key], known.series[key]
    place = travel.municipalities().get(request.place or "")
    return WaitingRow(
        series.pk, series.organisation.name, series.title, request.rhythm.sessions,
        place.name if place else ONLINE, place.province if place else ONLINE, request.kind, request.window.first,
        request.window.last,
    )  # fmt: skip


def _is_wanted(row: WaitingRow, wanted: WaitingFilter) -> bool:
    text = f"{row.organisation} {row.title} {row.place}".casefold()
    return (
        all(word in text for word in wanted.text.casefold().split())
        and wanted.province in {"", row.province}
        and wanted.kind in {"", row.kind}
        and (wanted.until is None or row.first <= wanted.until)
    )


def _grouped(rows: Iterable[WaitingRow]) -> list[tuple[str, tuple[WaitingRow, ...]]]:
    groups: dict[str, list[WaitingRow]] = {}
    for row in sorted(rows, key=lambda one: (one.province, one.first, one.organisation, one.title)):
        groups.setdefault(row.province, []).append(row)
    return [(name, tuple(own)) for name, own in groups.items()]
