"""The page on which an organisation picks its days: months, weeks and half-days with how many duos remain, never who."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from tandem.kernel import dutch
from tandem.planning import open_dates
from tandem.planning.problem.half_days import HALF_WORDS, HALVES, HalfDay
from tandem.planning.queries.facts import Situation
from tandem.planning.queries.half_days import half_day_from, key_of, words_of
from tandem.planning.queries.possible_days import (
    chosen_half_days,
    is_asked_now,
    keep_possible,
    laid_out,
    situation_of,
)
from tandem.planning.widen import Wider, wider
from tandem.sessions.timetable import monday_of

if TYPE_CHECKING:
    from tandem.planning.models import RequestSheet
    from tandem.sessions.models import Series

MOST_PICKED = 60  # of an address; more is no choice of people
MOST_ADVICE = 6


@dataclass(frozen=True, slots=True)
class HalfChoice:
    """One half-day on the page: how many duos remain after choosing it, or chosen already."""

    key: str
    word: str
    duos: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class DayChoice:
    label: str
    weekday: int
    halves: tuple[HalfChoice, ...]


@dataclass(frozen=True, slots=True)
class MonthChoice:
    key: str
    label: str
    weeks: tuple[tuple[DayChoice, ...], ...]


@dataclass(frozen=True, slots=True)
class Picked:
    """A half-day that was picked, as a chip."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class PossibleDays:
    """What the page shows. `lacks`: what has to be filled in first; `advice`: what to change when nothing is possible."""

    sessions: int = 0
    duos: int = 0
    has_duo: bool = False  # the series already has its duo, so there is nothing to count
    picked: tuple[Picked, ...] = ()  # in order of day
    order: tuple[str, ...] = ()  # keys, in order of picking
    gone: tuple[str, ...] = ()
    months: tuple[MonthChoice, ...] = ()
    lacks: tuple[str, ...] = ()
    advice: tuple[Wider, ...] = ()

    @property
    def left(self) -> int:
        """How many are still to choose."""
        return self.sessions - len(self.picked)

    @property
    def is_complete(self) -> bool:
        """Everything is chosen and a duo remains."""
        return bool(self.picked) and not self.left and self.duos > 0


def chips(half_days: Iterable[HalfDay]) -> tuple[Picked, ...]:
    """Half-days as chips, in the order given."""
    return tuple(Picked(key_of(at), words_of(at)) for at in half_days)


def picked_from(keys: Iterable[str]) -> tuple[HalfDay, ...]:
    """Half-days out of an address, in order of picking; anything else is left out."""
    found = (half_day_from(key) for key, _number in zip(keys, range(MOST_PICKED), strict=False))
    return tuple(dict.fromkeys(filter(None, found)))


def possible_days(series: Series, picked: Sequence[HalfDay], *, on: date) -> PossibleDays:
    """What is still possible beside what was picked. About 28 queries, whatever the number of people and days."""
    known, key = situation_of(series, on=on), str(series.pk)
    if lacks := [text for one in known.incomplete for text in one.sentences] or list(_silence(known)):
        return PossibleDays(lacks=tuple(lacks))
    request = known.problem.requests[key]
    board, occupied = laid_out(known, key)
    found = keep_possible(board, occupied, request, picked)
    still = open_dates.open_dates(board, occupied, request, found.kept)
    return PossibleDays(
        request.rhythm.sessions, still.duos, bool(known.problem.pins),
        chips(sorted(found.kept)), tuple(map(key_of, found.kept)),
        tuple(map(words_of, sorted(found.gone))), _months(still.open, found.kept),
        advice=() if still.duos else tuple(wider(known.problem, key))[:MOST_ADVICE],
    )  # fmt: skip


def _silence(known: Situation) -> Iterator[str]:
    """Nobody, or not the duo of the series, told yet when they can: then no days can be shown, and no wish changes that."""
    problem = known.problem
    told = {one.id for one in (*problem.trainers, *problem.experts)}
    if any({pin.trainer, pin.expert} - told for pin in problem.pins):
        yield _("Van jullie duo weten we nog niet wanneer het kan. Stel zelf dagen voor bij Datums en duo.")
    elif not problem.trainers or not problem.experts:
        yield _("De aanbieder weet nog niet wanneer zijn mensen kunnen. Stel zelf dagen voor bij Datums en duo.")


def filled_up(series: Series, picked: Sequence[HalfDay], *, on: date) -> tuple[HalfDay, ...]:
    """What was picked and, for the rest, each time the earliest half-day on which most duos can."""
    known, key = situation_of(series, on=on), str(series.pk)
    request = known.problem.requests.get(key)
    if request is None:
        return ()
    board, occupied = laid_out(known, key)
    days = list(keep_possible(board, occupied, request, picked).kept)
    while len(days) < request.rhythm.sessions:
        still = open_dates.open_dates(board, occupied, request, days).open
        if not still:
            break
        days.append(min(still, key=lambda at: (-still[at], at)))
    return tuple(days)


def _months(still: dict[HalfDay, int], kept: Sequence[HalfDay]) -> tuple[MonthChoice, ...]:
    """Only days on which something is open or chosen, by month and week."""
    days = sorted({at.on for at in (*still, *kept)})
    return tuple(
        MonthChoice(
            f"{year}-{month:02}", f"{dutch.MONTHS[month - 1]} {year}",
            tuple(_week(own, still, kept) for _monday, own in groupby(of_month, monday_of)),
        )
        for (year, month), of_month in groupby(days, lambda day: (day.year, day.month))
    )  # fmt: skip


def _week(days: Iterable[date], still: dict[HalfDay, int], kept: Sequence[HalfDay]) -> tuple[DayChoice, ...]:
    return tuple(DayChoice(_short(day), day.weekday(), _halves(day, still, kept)) for day in days)


def _halves(day: date, still: dict[HalfDay, int], kept: Sequence[HalfDay]) -> tuple[HalfChoice, ...]:
    halves = (HalfDay(day, half) for half in HALVES)
    return tuple(
        HalfChoice(key_of(at), HALF_WORDS[at.half], still.get(at, 0), at in kept)
        for at in halves
        if at in still or at in kept
    )


def _short(day: date) -> str:
    """`dinsdag 12 januari`: the year stands above."""
    return dutch.date_nl(day).rsplit(" ", 1)[0]


@dataclass(frozen=True, slots=True)
class Standing:
    """What was asked and stands: the days, how many duos remain, which day went, whether a duo is asked now."""

    days: tuple[Picked, ...]
    duos: int
    has_duo: bool
    gone: tuple[str, ...]
    order: tuple[str, ...]  # keys of what is still possible: to choose again without losing the rest
    is_asking: bool


def standing_choice(series: Series, sheet: RequestSheet, *, on: date) -> Standing | None:
    """The choice of the organisation as it stands; None without one, or when other sessions are to plan than it was for."""
    chosen = chosen_half_days(sheet)
    if not chosen:
        return None
    known, key = situation_of(series, on=on), str(series.pk)
    request = known.problem.requests.get(key)
    if request is None or request.rhythm.sessions != len(chosen):
        return None
    board, occupied = laid_out(known, key)
    found = keep_possible(board, occupied, request, chosen)
    duos = 0 if found.gone else len(open_dates.duos_for(board, occupied, request, found.kept))
    return Standing(
        chips(chosen), duos, bool(known.problem.pins),
        tuple(map(words_of, sorted(found.gone))), tuple(map(key_of, found.kept)), is_asked_now(series),
    )  # fmt: skip
