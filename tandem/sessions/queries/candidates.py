"""Who could lead a series or fall in for one session, with what a planner wants to know about each, and why not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.identity.rules import EXPERIENTIAL_EXPERT, TRAINER
from tandem.kernel import clock, dutch
from tandem.sessions import rules
from tandem.sessions.models import Booking, Series, Session
from tandem.sessions.queries import carrying
from tandem.sessions.queries.people import contacts_of, duo_of, members_to_lead
from tandem.sessions.timetable import WEEKS_AHEAD

if TYPE_CHECKING:
    from tandem.identity.models import Membership


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person who could lead. `refusal` is the one reason that rules this person out; empty when there is none."""

    person_id: int
    name: str
    province: str
    is_near: bool
    half_days: int
    load: str
    contact: str
    busy: tuple[str, ...]
    refusal: str = ""

    @property
    def may_be_chosen(self) -> bool:
        return not self.refusal


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known about everybody at once."""

    province: str
    load: Counter[int]
    contacts: dict[int, int]
    busy: dict[int, list[Session]]
    not_carried: Mapping[int, str]


def duo_candidates(series: Series, *, on: date) -> tuple[list[Candidate], list[Candidate]]:
    """Trainers and experiential experts, best placed first, ruled out last: six queries."""
    coming = list(series.sessions.filter(status__in=[rules.TO_PLAN, rules.PROPOSED, rules.CONFIRMED]).in_order())
    dated = [session for session in coming if session.status != rules.TO_PLAN]
    return _candidates(series, dated, on=on, is_binding=False, carried=coming, may_always=agreed_people(series))


def stand_ins(session: Session, *, on: date) -> tuple[list[Candidate], list[Candidate]]:
    """Who is free at the moment of one session; somebody who is taken then is ruled out."""
    return _candidates(session.series, [session], on=on, is_binding=True)


def agreed_people(series: Series) -> set[int]:
    """Who said yes in the open duo: nobody asks them again what they can carry."""
    duo = series.duos.filter(ended_at__isnull=True).first()
    if duo is None:
        return set()
    answers = ((duo.trainer_id, duo.trainer_agreed_at), (duo.experiential_expert_id, duo.expert_agreed_at))
    return {person for person, agreed_at in answers if agreed_at}


def _candidates(
    series: Series,
    sessions: list[Session],
    *,
    on: date,
    is_binding: bool,
    carried: list[Session] | None = None,
    may_always: Collection[int] = (),
) -> tuple[list[Candidate], list[Candidate]]:
    trainers = list(members_to_lead(series, TRAINER, on=on))
    experts = list(members_to_lead(series, EXPERIENTIAL_EXPERT, on=on))
    people = [row.person_id for row in (*trainers, *experts)]
    facts = _Facts(
        series.organisation.province, _load(people, on), _contacts(series, people), _busy(people, sessions),
        _not_carried(series, people, sessions if carried is None else carried, on=on, may_always=may_always),
    )  # fmt: skip
    return (
        sorted((_candidate(row, facts, "", is_binding) for row in trainers), key=_best_first),
        sorted((_candidate(row, facts, _not_trained(row, on), is_binding) for row in experts), key=_best_first),
    )


def _best_first(candidate: Candidate) -> tuple[bool, int, bool, int, str]:
    return (bool(candidate.refusal), len(candidate.busy), not candidate.is_near, candidate.half_days, candidate.name)


def _candidate(row: Membership, facts: _Facts, refusal: str, is_binding: bool) -> Candidate:
    person = row.person_id
    taken = facts.busy.get(person, [])
    busy = tuple(
        _("%(title)s, %(when)s") % {"title": session.title, "when": dutch.datetime_nl(session.starts_at)}
        for session in taken
    )
    load, contacts = facts.load[person], facts.contacts.get(person, 0)
    return Candidate(
        person_id=person, name=str(row.person), province=row.province, half_days=load, busy=busy,
        is_near=bool(row.province) and row.province == facts.province, load=_load_text(load),
        contact=_contact_text(contacts), refusal=refusal or facts.not_carried.get(person, "")
        or (_("Is op dat moment al bezet.") if busy and is_binding else ""),
    )  # fmt: skip


def _not_trained(row: Membership, on: date) -> str:
    if row.trained_on is None:
        return _("De opleiding tot ervaringsdeskundige is nog niet afgerond.")
    if row.trained_on > on:
        return _("De opleiding is afgerond op %(day)s. Kiezen kan vanaf dan.") % {"day": dutch.date_nl(row.trained_on)}
    return ""


def _load_text(half_days: int) -> str:
    if not half_days:
        return _("nog niets gepland in de komende %(weeks)s weken") % {"weeks": WEEKS_AHEAD}
    words = {"count": half_days, "weeks": WEEKS_AHEAD}
    return ngettext("%(count)s halve dag in de komende %(weeks)s weken",
                    "%(count)s halve dagen in de komende %(weeks)s weken", half_days) % words  # fmt: skip


def _contact_text(count: int) -> str:
    if not count:
        return _("nog niet bij deze organisatie geweest")
    return ngettext("al %(count)s keer bij deze organisatie", "al %(count)s keer bij deze organisatie", count) % {
        "count": count
    }


def _load(people: list[int], on: date) -> Counter[int]:
    """Half-days taken in the coming eight weeks."""
    window = DateTimeTZRange(clock.moment_on(on, 0), clock.moment_on(on + timedelta(weeks=WEEKS_AHEAD), 0))
    rows = Booking.objects.filter(person_id__in=people, is_active=True, period__overlap=window)
    return Counter(rows.values_list("person_id", flat=True))


def _contacts(series: Series, people: list[int]) -> dict[int, int]:
    """How often somebody led a session at this organisation before."""
    rows = Session.objects.filter(series__organisation_id=series.organisation_id, status=rules.HELD).values_list(
        "trainer_id", "experiential_expert_id"
    )
    known = set(people)
    return Counter(person for row in rows for person in row if person in known)


def _not_carried(
    series: Series, people: Collection[int], sessions: list[Session], *, on: date, may_always: Collection[int]
) -> Mapping[int, str]:
    asked = [person for person in people if person not in may_always]
    return carrying.refusals(series, asked, sessions, on=on)


def _busy(people: Iterable[int], sessions: list[Session]) -> dict[int, list[Session]]:
    """Sessions of this list during which somebody is taken elsewhere: one query, whatever their number."""
    dated = [(s, s.starts_at, s.ends_at) for s in sessions if s.starts_at and s.ends_at]
    if not dated:
        return {}
    window = DateTimeTZRange(min(begin for _s, begin, _e in dated), max(end for _s, _b, end in dated))
    rows = Booking.objects.filter(person_id__in=list(people), is_active=True, period__overlap=window)
    taken: dict[int, list[Session]] = defaultdict(list)
    bookings = list(rows.order_by("pk").values_list("person_id", "session_id", "period"))
    for session, begin, end in dated:
        for person, session_id, period in bookings:
            overlaps = period.lower < end and period.upper > begin
            if session_id != session.pk and overlaps and session not in taken[person]:
                taken[person].append(session)
    return taken


def people_told(session: Session, *, on: date) -> int:
    """How many people get a message when this session changes."""
    people = {person.pk for person in (*contacts_of(session.series, on=on), *duo_of(session)) if person.email}
    return len(people)
