"""The page on which a planner chooses a duo for one series: who can and why, who was asked, what is still missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from tandem.planning.models import Asking, RequestSheet
from tandem.planning.problem.half_days import HalfDay
from tandem.planning.queries.facts import Situation, situation
from tandem.planning.queries.half_days import asked_half_days, half_day_from, key_of, words_of
from tandem.planning.queries.ranking import DuoRanking, DuoRow, ExcludedRow, ranked
from tandem.planning.queries.verdict import place_lacks
from tandem.planning.rules import words
from tandem.sessions.queries.facts import open_duo

if TYPE_CHECKING:
    from tandem.sessions.models import Series

SHOWN_BEFORE = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to a duo as the planner sees it: who said what, for which half-days."""

    pk: UUID
    kind: str
    state: str
    is_open: bool
    asked_at: datetime
    people: tuple[tuple[str, str], ...]  # name, answer in words
    dates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DuoPage:
    """Everything on the page. `lacks`: why nothing can be searched; `must_fill`: what stands before asking."""

    series: Series
    asking: Asked | None
    before: tuple[Asked, ...]
    lacks: tuple[str, ...] = ()
    must_fill: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    ranking: DuoRanking | None = None
    chosen: tuple[HalfDay, ...] = ()  # by the organisation, where they fit the sessions
    uses_chosen: bool = False
    present: str = ""  # key of the duo that the series has now
    sessions: tuple[UUID, ...] = ()

    @property
    def chosen_words(self) -> list[str]:
        """The days of the organisation as people read them."""
        return [words_of(at) for at in self.chosen]

    @property
    def may_ask(self) -> bool:
        """Whether a duo can be asked now."""
        return bool(self.ranking) and not self.must_fill


@dataclass(frozen=True, slots=True)
class Sought:
    """What the planner looks at: words in a name or reason, the duo that is opened, other days than the chosen ones."""

    words: str = ""
    duo: str = ""
    other_days: bool = False

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> Sought:
        """From the address of the page."""
        return cls(
            asked.get("zoek", "").replace("\0", "").strip()[:100],
            asked.get("duo", "")[:40],
            asked.get("dagen") == "andere",
        )


def duo_page(series: Series, sought: Sought, *, on: date) -> DuoPage:
    """One series: about thirty queries, whatever the number of duos. With an open question nothing is searched."""
    askings = [_asked(row) for row in _askings(series)]
    running = next((one for one in askings if one.is_open), None)
    before = tuple(one for one in askings if not one.is_open)[:SHOWN_BEFORE]
    if running:
        return DuoPage(series, running, before)
    known, key = situation(series.provider_id, [series.pk], on=on), str(series.pk)
    if key not in known.series:
        lacks = tuple(text for one in known.incomplete for text in one.sentences)
        return DuoPage(series, None, before, lacks=lacks, silent=known.silent)
    return _searched(series, known, before, other_days=sought.other_days)


def _searched(series: Series, known: Situation, before: tuple[Asked, ...], *, other_days: bool) -> DuoPage:
    key, duo = str(series.pk), open_duo(series.pk)
    chosen, sessions = chosen_days(known, key), tuple(row.pk for row in known.sessions[key])
    uses_chosen = bool(chosen) and not other_days
    return DuoPage(
        series, None, before, must_fill=tuple(one.text for one in place_lacks(known.sheets[key], series)),
        silent=known.silent, ranking=ranked(known, key, days=chosen if uses_chosen else ()), chosen=chosen,
        uses_chosen=uses_chosen, present=f"{duo[0]}-{duo[1]}" if duo else "", sessions=sessions,
    )  # fmt: skip


def chosen_days(known: Situation, key: str) -> tuple[HalfDay, ...]:
    """The half-days the organisation picked itself, when there is one for each session."""
    days = sorted(filter(None, map(half_day_from, known.sheets[key].chosen)))
    return tuple(days) if len(days) == len(known.sessions[key]) else ()


def sought_rows(page: DuoPage, text: str) -> list[DuoRow]:
    """The duos that can, with these words in a name."""
    rows = page.ranking.rows if page.ranking else ()
    return [one for one in rows if _holds(text, one.trainer, one.expert)]


def sought_excluded(page: DuoPage, text: str) -> list[ExcludedRow]:
    """The duos that cannot, with these words in a name or in the reason."""
    rows = page.ranking.excluded if page.ranking else ()
    return [one for one in rows if _holds(text, one.reason, *(name for duo in one.duos for name in duo))]


def opened(page: DuoPage, key: str) -> DuoRow | None:
    """The duo that the planner opened, if it still can."""
    return next((one for one in page.ranking.rows if one.key == key), None) if page.ranking else None


def date_keys(page: DuoPage, row: DuoRow) -> list[str]:
    """Session and half-day together, as they stand in the form."""
    return [f"{session}@{key_of(at)}" for session, at in zip(page.sessions, row.dates, strict=True)]


def _holds(text: str, *among: str) -> bool:
    return all(any(word in one.casefold() for one in among) for word in text.casefold().split())


def _askings(series: Series) -> Iterator[Asking]:
    rows = Asking.objects.filter(series=series).select_related("trainer", "expert")
    yield from rows.order_by("-asked_at", "pk")[: SHOWN_BEFORE + 1]


def _asked(row: Asking) -> Asked:
    answers = ((row.trainer, row.trainer_answer), (row.expert, row.expert_answer))
    return Asked(
        row.pk, words.ASKING_KINDS[row.kind], words.ASKING_STATES[row.state], row.state == "open", row.asked_at,
        tuple((str(person), words.ANSWERS[answer]) for person, answer in answers),
        tuple(words_of(one) for one in asked_half_days(row).values()),
    )  # fmt: skip


def is_chosen(series: Series, dates: Iterable[tuple[UUID, HalfDay]]) -> bool:
    """Whether these are exactly the half-days that the organisation picked: then a yes of both makes the appointment."""
    chosen = RequestSheet.objects.filter(series=series).values_list("chosen", flat=True).first()
    return bool(chosen) and sorted(chosen or ()) == sorted(key_of(at) for _session, at in dates)
