"""What can be asked of the duos of a plan, and what is still missing before they are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from tandem.kernel.refusal import Problem
from tandem.planning.models import Asking
from tandem.planning.problem.half_days import HalfDay
from tandem.planning.queries.facts.requests import sheets_of, usual_sheet
from tandem.planning.queries.plans.reading import Reading, day_words
from tandem.sessions.queries.facts import planned_series
from tandem.sessions.rules import TO_PLAN

if TYPE_CHECKING:
    from tandem.planning.models import Plan, RequestSheet
    from tandem.sessions.models import Series, Session

Lacks = Callable[["RequestSheet", "Series"], Sequence[Problem]]


@dataclass(frozen=True, slots=True)
class AskRow:
    """One request that can be put to its duo."""

    series: Series
    series_id: UUID
    trainer_id: int
    expert_id: int
    dates: tuple[tuple[UUID, HalfDay], ...]


@dataclass(frozen=True, slots=True)
class AskLine:
    """The same, as it stands on the page. `missing`: what to fill in before it can be asked."""

    key: str
    name: str
    duo: str
    days: tuple[str, ...]
    missing: tuple[str, ...]
    may_be_filled: bool


def asks_of(plan: Plan, series_ids: Collection[UUID]) -> list[AskRow]:
    """The chosen requests that have one duo for all sessions. Two queries."""
    wanted, reading = set(series_ids), Reading(plan)
    rooms = {(row["request"], row["number"]): UUID(row["session"]) for row in plan.bookings}
    found = []
    for series, _sessions in planned_series(wanted):
        rows = reading.rows.get(str(series.pk), [])
        if rows and len({row.duo for row in rows}) == 1:
            dates = tuple((rooms[row.request, row.number], row.at) for row in rows)
            found.append(AskRow(series, series.pk, int(rows[0].trainer), int(rows[0].expert), dates))
    return found


def ask_lines(plan: Plan, lacks: Lacks) -> list[AskLine]:
    """Every request with a place, by name, with what is missing. `lacks` judges address and directions. Four queries."""
    reading = Reading(plan)
    ids = [UUID(key) for key in reading.rows]
    sheets, busy = sheets_of(ids), _busy(ids)
    lines = [
        _line(reading, series, sessions, lacks(sheets.get(series.pk) or usual_sheet(series), series), busy)
        for series, sessions in planned_series(ids)
    ]
    return sorted(lines, key=lambda one: (one.name, one.key))


def declined_by(plan: Plan) -> Iterator[tuple[str, str]]:
    """(request, person) of everybody who said no to this plan."""
    for row in Asking.objects.filter(plan=plan, state="declined"):
        for person, answer in ((row.trainer_id, row.trainer_answer), (row.expert_id, row.expert_answer)):
            if answer == "no":
                yield str(row.series_id), str(person)


def _line(
    reading: Reading, series: Series, sessions: Collection[Session], problems: Sequence[Problem], busy: Collection[UUID]
) -> AskLine:
    key = str(series.pk)
    texts = [one.text for one in problems]
    if len({row.duo for row in reading.rows[key]}) > 1:
        texts.append(_("Hier wisselt het duo. Vraag beide duo's apart, vanaf de pagina van de reeks."))
    waiting = {str(one.pk) for one in sessions if one.status == TO_PLAN}
    if not {row["session"] for row in reading.plan.bookings if row["request"] == key} <= waiting:
        texts.append(_("Intussen zijn hier sessies gepland of veranderd."))
    if series.pk in busy:
        texts.append(_("Er loopt al een vraag aan een duo."))
    days = tuple(day_words(row.at) for row in reading.rows[key])
    return AskLine(key, reading.name_of(key), reading.duo(key), days, tuple(texts), bool(problems))


def _busy(series_ids: Collection[UUID]) -> set[UUID]:
    return set(Asking.objects.filter(series_id__in=series_ids, state="open").values_list("series_id", flat=True))
