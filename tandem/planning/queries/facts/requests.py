"""What series ask, as the search sees it; without a sheet the usual holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from tandem.kernel import clock
from tandem.planning import travel
from tandem.planning.models import RequestSheet
from tandem.planning.problem import requests as shapes
from tandem.planning.problem.half_days import HALVES, Availability, Span
from tandem.planning.queries.facts.people import availability_of
from tandem.planning.rules import words
from tandem.sessions.timetable import working_days

if TYPE_CHECKING:
    from tandem.identity.models import Organisation
    from tandem.sessions.models import Series, Session

NETWORK_KIND = "network_support"
USUAL_GROUP = 12
NOTICE_DAYS, WINDOW_DAYS = 14, 122  # ours: two weeks' notice; four months: seed 000
EVERY_HALF_DAY = Availability(weekly=frozenset((day, half) for day in range(5) for half in HALVES))


@dataclass(frozen=True, slots=True)
class Asked:
    """A series with the sessions that are planned now, in order, and what is fixed around them."""

    series: Series
    sessions: tuple[Session, ...]
    after: date | None = None  # the last session before them
    before: date | None = None  # the first session after them


def sheets_of(series_ids: Collection[UUID]) -> dict[UUID, RequestSheet]:
    """The sheets of these series, with their dates: two queries."""
    rows = RequestSheet.objects.filter(series_id__in=series_ids).prefetch_related("dates")
    return {row.series_id: row for row in rows}


def usual_sheet(series: Series) -> RequestSheet:
    """What holds while nobody filled in a sheet; not saved."""
    return RequestSheet(series=series, address=series.place, changed_at=series.made_at)


def request_of(asked: Asked, sheet: RequestSheet, *, met: Collection[int], on: date) -> shapes.Request:
    """The request of one series."""
    series, kind = asked.series, kind_of(asked.sessions)
    return shapes.Request(
        id=str(series.pk), name=f"{series.organisation.name}: {series.title}", kind=kind,
        organisation=series.organisation.name, place=None if sheet.is_remote else place_of(sheet, series.organisation, on=on),
        window=window_of(asked, sheet, on=on),
        rhythm=shapes.Rhythm(len(asked.sessions), sheet.min_gap, sheet.max_gap, sheet.start_within),
        availability=_availability(sheet), language=sheet.language, theme=words.THEMES.get(sheet.theme),
        needs=frozenset(sheet.needs), group_size=sheet.group_size or series.expected_participants or USUAL_GROUP,
        continuity=sheet.continuity, appeal=sheet.appeal, met_before=frozenset(map(str, met)),
        composition=shapes.TWO_ORGANISATIONS if kind == shapes.NETWORK else shapes.TRAINER_EXPERT,
    )  # fmt: skip


def kind_of(sessions: Iterable[Session]) -> str:
    """Support of networks asks two houses (seed 002); a base trajectory a trainer and an expert (seed 000)."""
    return shapes.NETWORK if any(one.kind == NETWORK_KIND for one in sessions) else shapes.TRAJECTORY


def place_of(sheet: RequestSheet, organisation: Organisation, *, on: date) -> str | None:
    """The municipality of the sheet, else of the organisation; None when neither is known."""
    if sheet.place:
        return sheet.place
    found = [
        place for text in (organisation.postal_code, organisation.place) if text for place in travel.found(text, on=on)
    ]
    return found[0].nis_code if found else None


def window_of(asked: Asked, sheet: RequestSheet, *, on: date) -> Span:
    """When the sessions may take place: so long after what is fixed before them, and before what is fixed after them."""
    first = max(sheet.window_first or on + timedelta(days=NOTICE_DAYS), on)
    if asked.after:
        first = max(first, next(islice(working_days(asked.after + timedelta(days=1)), max(sheet.min_gap, 1) - 1, None)))
    last = sheet.window_last or first + timedelta(days=WINDOW_DAYS)
    return Span(first, min(last, asked.before - timedelta(days=1)) if asked.before else last)


def lacks_of(asked: Asked, sheet: RequestSheet, *, on: date) -> list[str]:
    """Why a series cannot be planned yet, one sentence each."""
    window = window_of(asked, sheet, on=on)
    checks = (
        (not asked.sessions, _("Alle sessies hebben al een datum.")),
        (window.last < window.first, _("Er is geen tijd meer in de gekozen periode. Kies andere dagen.")),
        (not sheet.is_remote and place_of(sheet, asked.series.organisation, on=on) is None,
         _("De gemeente is niet bekend. Vul in waar de sessies doorgaan.")),
        (any(one.half_days > 1 for one in asked.sessions), _("Een sessie duurt langer dan een halve dag. Plan die met de hand.")),
    )  # fmt: skip
    return [text for is_so, text in checks if is_so]


def split(series: Series, sessions: Iterable[Session], *, movable: Collection[str]) -> Asked:
    """The sessions of a series in order: what is planned now, and the days that are fixed around it."""
    rows = list(sessions)
    numbers = [number for number, one in enumerate(rows) if one.status in movable]
    if not numbers:
        return Asked(series, ())
    fixed: Mapping[int, date] = {
        number: clock.local(one.starts_at).date()
        for number, one in enumerate(rows)
        if one.starts_at and one.status not in movable
    }
    return Asked(
        series, tuple(rows[number] for number in numbers),
        max((day for number, day in fixed.items() if number < numbers[0]), default=None),
        min((day for number, day in fixed.items() if number > numbers[-1]), default=None),
    )  # fmt: skip


def _availability(sheet: RequestSheet) -> Availability:
    dates = list(sheet.dates.all()) if sheet.pk else []
    found = availability_of(sheet.weekly, dates)
    return (
        found
        if sheet.weekly or found.dates
        else Availability(EVERY_HALF_DAY.weekly, found.dates, found.away, found.taken)
    )
