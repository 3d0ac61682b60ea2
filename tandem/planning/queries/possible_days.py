"""Dates that exist for one series: which half-days leave a duo that can finish. An organisation sees counts, never names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from tandem.kernel import access, dutch
from tandem.planning import open_dates
from tandem.planning.board import Board, Occupied, lay_out
from tandem.planning.models import Asking
from tandem.planning.problem.half_days import HALF_WORDS, HALVES, HalfDay
from tandem.planning.problem.problem import Pin
from tandem.planning.problem.requests import Request
from tandem.planning.queries.facts import Choices, Situation, situation
from tandem.planning.queries.half_days import half_day_from, key_of, words_of
from tandem.planning.widen import Wider, wider
from tandem.sessions.queries.facts import open_duo
from tandem.sessions.timetable import monday_of

if TYPE_CHECKING:
    from tandem.planning.models import RequestSheet
    from tandem.sessions.models import Series

MOST_PICKED = 60  # of an address; more is no choice of people
MOST_ADVICE = 6


def laid_out(known: Situation, key: str) -> tuple[Board, Occupied]:
    """The calendars of a situation as one request sees them, with what already takes up room."""
    board = lay_out(known.problem, {key})
    return board, Occupied(board, known.problem.kept)


def duos_for_days(known: Situation, key: str, half_days: Sequence[HalfDay]) -> tuple[tuple[int, int], ...]:
    """Trainer and expert of every duo that can do exactly these half-days; with fewer than there are sessions, and finish.

    `key` is the id of the series, as in `known.problem.requests`; a series that cannot be planned yet has no duo.
    """
    request = known.problem.requests.get(key)
    if request is None:
        return ()
    board, occupied = laid_out(known, key)
    return tuple((int(one.id), int(two.id)) for one, two in open_dates.duos_for(board, occupied, request, half_days))


def chosen_half_days(sheet: RequestSheet) -> tuple[HalfDay, ...]:
    """The half-days that an organisation chose itself and asked for, in order; none when it did not."""
    return tuple(sorted(filter(None, map(half_day_from, sheet.chosen))))


def situation_of(series: Series, *, on: date) -> Situation:
    """What there is to choose from; a duo that the series already has is the only one that counts."""
    key, duo = str(series.pk), open_duo(series.pk)
    pins = (Pin(key, str(duo[0]), str(duo[1])),) if duo else ()
    return situation(series.provider_id, [series.pk], on=on, choices=Choices(pins=pins))


@dataclass(frozen=True, slots=True)
class Kept:
    """Of what somebody picked: what leaves a duo, and what went meanwhile."""

    kept: tuple[HalfDay, ...]
    gone: tuple[HalfDay, ...]


def keep_possible(board: Board, occupied: Occupied, request: Request, picked: Sequence[HalfDay]) -> Kept:
    """As many of the picked half-days as leave a duo; who picked earlier goes before, and one that went is looked for first."""

    def can(days: Sequence[HalfDay]) -> bool:
        return bool(open_dates.duos_for(board, occupied, request, days))

    picked = list(dict.fromkeys(picked))[: request.rhythm.sessions]
    if can(picked):
        return Kept(tuple(picked), ())
    missed = [at for at in picked if not can([at])] or picked
    for at in missed:
        if can(rest := [one for one in picked if one != at]):
            return Kept(tuple(rest), (at,))
    kept: list[HalfDay] = []
    for at in picked:
        kept += [at] if can([*kept, at]) else []
    return Kept(tuple(kept), tuple(at for at in picked if at not in kept))


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
    found = (half_day_from(key) for key, _at in zip(keys, range(MOST_PICKED), strict=False))
    return tuple(dict.fromkeys(filter(None, found)))


def possible_days(series: Series, picked: Sequence[HalfDay], *, on: date) -> PossibleDays:
    """What is still possible beside what was picked. About 25 queries, whatever the number of people and days."""
    known, key = situation_of(series, on=on), str(series.pk)
    request = known.problem.requests.get(key)
    if request is None:
        return PossibleDays(lacks=tuple(text for one in known.incomplete for text in one.sentences))
    board, occupied = laid_out(known, key)
    found = keep_possible(board, occupied, request, picked)
    still = open_dates.open_dates(board, occupied, request, found.kept)
    return PossibleDays(
        request.rhythm.sessions, still.duos, bool(known.problem.pins),
        chips(sorted(found.kept)), tuple(map(key_of, found.kept)),
        tuple(map(words_of, sorted(found.gone))), _months(still.open, found.kept),
        advice=() if still.duos else tuple(wider(known.problem, key))[:MOST_ADVICE],
    )  # fmt: skip


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


def is_asked_now(series: Series) -> bool:
    """Whether a duo is being asked; an organisation hears that, never who."""
    with access.as_system():
        return Asking.objects.filter(series=series, state="open").exists()
