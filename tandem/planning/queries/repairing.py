"""Somebody cannot for some days: per series that is hit every way out, best first, and how many people must be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from tandem.kernel import clock
from tandem.planning import travel
from tandem.planning.board import lay_out
from tandem.planning.models import Asking
from tandem.planning.problem.half_days import HalfDay, Span
from tandem.planning.problem.people import EXPERT, TRAINER, Person
from tandem.planning.problem.plan import Booking
from tandem.planning.queries.facts import Incomplete, Situation, dated, situation
from tandem.planning.queries.facts.situation import DATED
from tandem.planning.queries.half_days import asked_half_days, words_of
from tandem.planning.repair import Option, repair
from tandem.sessions.queries.facts import sessions_of_person

if TYPE_CHECKING:
    from tandem.sessions.models import Series, Session

SAME_DUO, LATER = "zelfde", "later"
SHOWN_WAYS = 8


@dataclass(frozen=True, slots=True)
class Part:
    """What one duo is asked. `stays`: who keeps the day that was agreed, so has said yes."""

    trainer_id: int
    expert_id: int
    dates: tuple[tuple[UUID, HalfDay], ...]
    is_same_day: bool
    stays: frozenset[int]


@dataclass(frozen=True, slots=True)
class Way:
    """One way out for one series. The second part, another duo, is asked when the first one is arranged."""

    key: str
    sentence: str
    changes: tuple[str, ...]
    asked: tuple[str, ...]  # names of who must still say yes
    parts: tuple[Part, ...]
    lost: tuple[Session, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A series with sessions during the absence."""

    series: Series
    sessions: tuple[tuple[Session, str], ...]
    ways: tuple[Way, ...]
    is_asked: bool = False  # a question to a duo runs: first its answer, then the next one

    @property
    def best(self) -> str:
        """What is chosen until the planner says otherwise."""
        return self.ways[0].key if self.ways else LATER


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody, from one day to another, and for one series only when somebody said so of one session."""

    person_id: int
    first: date
    last: date
    series_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Damage:
    """Everything that an absence hits: what can be repaired here, what asks a look by hand, and questions that still run."""

    hits: tuple[Hit, ...]
    by_hand: tuple[Incomplete, ...]
    asked: tuple[Asking, ...] = ()


def damage(absence: Absence, *, provider_id: int, at: datetime) -> Damage:
    """Every way out for every series that is hit: about thirty queries, whatever the number of sessions."""
    sessions = sessions_hit(absence, provider_id=provider_id, at=at)
    wanted = {row.series_id for row in sessions}
    asked = tuple(_asked(absence, provider_id))
    if not wanted:
        return Damage((), (), asked)
    on = clock.local(at).date()
    known = dated.as_arranged(situation(provider_id, wanted, on=on, movable=DATED))
    if not known.bookings:
        return Damage((), known.incomplete, asked)
    span = Span(min(clock.local(row.starts_at).date() for row in sessions if row.starts_at), absence.last)
    ill = _role_filled_in(known, str(absence.person_id))
    known = replace(known, problem=replace(known.problem, people={**known.problem.people, ill.id: ill}))
    options = repair(lay_out(known.problem), known.bookings, ill, span).options
    running = set(Asking.objects.filter(series__in=wanted, state="open").values_list("series_id", flat=True))
    hits = (_hit(known, key, found, ill, span) for key, found in options.items())
    return Damage(tuple(replace(one, is_asked=one.series.pk in running) for one in hits), known.incomplete, asked)


def sessions_hit(absence: Absence, *, provider_id: int, at: datetime) -> list[Session]:
    """What somebody would lead on these days for this provider, and still lies ahead."""
    since, until = clock.moment_on(absence.first, 0), clock.moment_on(absence.last + timedelta(days=1), 0)
    rows = sessions_of_person(absence.person_id, since=max(since, at), until=until)
    return [
        row for row in rows
        if row.series.provider_id == provider_id and absence.series_id in {None, row.series_id}
    ]  # fmt: skip


def _asked(absence: Absence, provider_id: int) -> Iterator[Asking]:
    """Open questions to this person for one of these days."""
    is_asked = Q(trainer_id=absence.person_id) | Q(expert_id=absence.person_id)
    rows = Asking.objects.filter(is_asked, provider_id=provider_id, state="open").select_related("series__organisation")
    for row in rows.order_by("asked_at", "pk"):
        if any(absence.first <= at.on <= absence.last for at in asked_half_days(row).values()):
            yield row


def _role_filled_in(known: Situation, key: str) -> Person:
    """Who told nothing yet has no role in the search: taken from the sessions that stand."""
    person = known.problem.people[key]
    leads = any(row.trainer == key for row in known.bookings)
    return person if person.role else replace(person, role=TRAINER if leads else EXPERT)


def _hit(known: Situation, key: str, options: Iterable[Option], ill: Person, span: Span) -> Hit:
    rows = [row for row in known.bookings if row.request == key]
    ways: dict[tuple[Booking, ...], Way] = {}
    for option in options:
        if option.bookings not in ways and (option.replaced or option.moved):
            ways[option.bookings] = _way(known, rows, option)
    hit = [row for row in rows if ill.id in row.duo and span.holds(row.at.on)]
    sessions = known.sessions[key]
    return Hit(
        known.series[key], tuple((sessions[row.number - 1], words_of(row.at)) for row in hit),
        tuple(ways.values())[:SHOWN_WAYS],
    )  # fmt: skip


def _way(known: Situation, before: list[Booking], option: Option) -> Way:
    sessions, after = known.sessions[option.request.id], {row.number: row for row in option.bookings}
    changed = [(row, after[row.number]) for row in before if row.number in after and after[row.number] != row]
    parts = tuple(sorted(_parts(sessions, changed), key=lambda one: not one.is_same_day))
    people = known.problem.people
    asked = dict.fromkeys(
        people[str(one)].name for part in parts for one in (part.trainer_id, part.expert_id) if one not in part.stays
    )
    return Way(
        option.stand_in.id if option.stand_in else SAME_DUO, _sentence(option),
        tuple(_change(known, sessions, *pair) for pair in changed), tuple(asked), parts,
        tuple(sessions[row.number - 1] for row in before if row.number not in after),
    )  # fmt: skip


def _parts(sessions: tuple[Session, ...], changed: list[tuple[Booking, Booking]]) -> Iterator[Part]:
    of: dict[tuple[str, str], list[tuple[Booking, Booking]]] = defaultdict(list)
    for pair in changed:
        of[pair[1].duo].append(pair)
    for (trainer, expert), pairs in of.items():
        is_same_day = all(row.at == new.at for row, new in pairs)
        stays = {int(one) for one in (trainer, expert) if is_same_day and all(one in row.duo for row, _new in pairs)}
        dates = tuple((sessions[new.number - 1].pk, new.at) for _row, new in pairs)
        yield Part(int(trainer), int(expert), dates, is_same_day, frozenset(stays))


def _sentence(option: Option) -> str:
    said = option.sentence().removeprefix(f"{option.request.name}: ")
    if option.stand_in:
        minutes = travel.minutes(option.stand_in.home, option.request.place, option.stand_in.transport)
        said += " " + _("%(name)s is ongeveer %(minutes)s minuten onderweg (schatting).") % {
            "name": option.stand_in.name, "minutes": minutes,
        }  # fmt: skip
    return said[:1].upper() + said[1:]


def _change(known: Situation, sessions: tuple[Session, ...], row: Booking, new: Booking) -> str:
    names = known.problem.people
    who = _("%(trainer)s en %(expert)s") % {"trainer": names[new.trainer].name, "expert": names[new.expert].name}
    facts = {"title": sessions[row.number - 1].title, "was": words_of(row.at), "now": words_of(new.at), "who": who}
    if row.at == new.at:
        return _("%(title)s: %(was)s, met %(who)s") % facts
    return _("%(title)s: van %(was)s naar %(now)s, met %(who)s") % facts
