"""The plan of one person: which questions wait, which sessions come and which are over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.kernel import clock, dutch
from tandem.planning import travel
from tandem.planning.models import Asking, Hindrance, LimitQuestion
from tandem.planning.queries.facts.requests import place_of, sheets_of, usual_sheet
from tandem.planning.queries.half_days import asked_half_days, words_of
from tandem.planning.queries.offer import ways_of
from tandem.planning.queries.places import municipality_in
from tandem.planning.ride import may_ride_along
from tandem.planning.rules import durations, limits, words
from tandem.sessions import rules
from tandem.sessions.queries.facts import sessions_of_person

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from tandem.identity.models import Person
    from tandem.sessions.models import Session

MOST_OVER, MOST_ANSWERED = 20, 20
REACHES_BACK = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that waits for somebody's yes or no."""

    pk: UUID
    title: str
    note: str
    days: tuple[str, ...] = ()
    is_limit: bool = False

    @property
    def url(self) -> str:
        """Where to answer it."""
        return reverse("limit_answer" if self.is_limit else "asking_answer", args=[self.pk])


@dataclass(frozen=True, slots=True)
class OwnSession:
    """A session as the person who leads it sees it. `hindrance` when that person said it does not work."""

    session_id: UUID
    title: str
    organisation: str
    month: str
    day: str
    hours: str
    place: str
    directions: str
    remote_link: str
    is_confirmed: bool
    partner: Person | None
    travel: str
    may_ride_along: bool
    hindrance: UUID | None


def open_askings_of(person_id: int) -> QuerySet[Asking]:
    """Questions to a duo that this person has not answered yet, oldest first."""
    mine = Q(trainer_id=person_id, trainer_answer="") | Q(expert_id=person_id, expert_answer="")
    return Asking.objects.filter(mine, state="open").select_related("series__organisation").order_by("asked_at", "pk")


def open_questions_of(person_id: int) -> list[OpenQuestion]:
    """What waits for this person's yes or no. Two queries."""
    asked = [_of_asking(row) for row in open_askings_of(person_id)]
    more = LimitQuestion.objects.filter(person_id=person_id, answer="").order_by("asked_at", "pk")
    return asked + [
        OpenQuestion(row.pk, _("Kan dit ook?"), limits.sentence(row.limit, row.value), is_limit=True) for row in more
    ]


def waiting_of(person_id: int) -> list[Asking]:
    """What this person said yes to, while the other has not answered yet."""
    mine = Q(trainer_id=person_id, trainer_answer="yes") | Q(expert_id=person_id, expert_answer="yes")
    rows = Asking.objects.filter(mine, state="open").select_related("series__organisation")
    return list(rows.order_by("asked_at", "pk"))


def answered_by(person_id: int) -> list[tuple[Asking, str]]:
    """What this person was asked before, newest first, with what they answered in words."""
    mine = Q(trainer_id=person_id) | Q(expert_id=person_id)
    is_open = Q(trainer_id=person_id, trainer_answer="") | Q(expert_id=person_id, expert_answer="")
    rows = Asking.objects.filter(mine).exclude(is_open, state="open").select_related("series__organisation")
    newest = rows.order_by("-asked_at", "pk")[:MOST_ANSWERED]
    return [
        (row, words.ANSWERS[row.trainer_answer if row.trainer_id == person_id else row.expert_answer]) for row in newest
    ]


def coming(person_id: int, *, at: datetime) -> QuerySet[Session]:
    """Sessions of this person from today on, proposed or agreed."""
    return sessions_of_person(person_id, since=clock.moment_on(clock.local(at).date(), 0))


def over(person_id: int, *, at: datetime) -> list[Session]:
    """The last sessions that this person led."""
    rows = sessions_of_person(person_id, since=at - REACHES_BACK, until=at, states=(rules.HELD,))
    return list(rows.reverse()[:MOST_OVER])


def own_sessions(person_id: int, sessions: Iterable[Session]) -> list[OwnSession]:
    """Sessions with the way there and what stands against them; as many queries for one as for fifty."""
    rows = list(sessions)
    if not rows:
        return []
    sheets = sheets_of({row.series_id for row in rows})
    partners = {person for row in rows for person in (row.trainer_id, row.experiential_expert_id) if person}
    ways = ways_of({person_id, *partners})
    said = Hindrance.objects.filter(person_id=person_id, state="open", session__in=rows).values_list("session_id", "pk")
    known = _Known(person_id, sheets, ways, dict(said))
    return [known.row(session) for session in rows]


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read once for all rows."""

    person_id: int
    sheets: dict[UUID, Any]
    ways: dict[int, tuple[str, str]]
    said: dict[UUID, UUID]

    def row(self, session: Session) -> OwnSession:
        if session.starts_at is None:
            raise ValueError("Only a session with a day stands in a plan.")
        begin, end = clock.local(session.starts_at), session.ends_at
        partner = session.experiential_expert if session.trainer_id == self.person_id else session.trainer
        place, own = self._place(session, on=begin.date()), self.ways.get(self.person_id, ("", ""))
        return OwnSession(
            session_id=session.pk, title=session.title, organisation=session.series.organisation.name,
            month=dutch.date_nl(begin.date()).split(maxsplit=2)[2],
 day=dutch.date_nl(begin.date()),
            hours=_("%(start)s tot %(end)s") % {"start": dutch.time_nl(begin), "end": dutch.time_nl(end)},
            place="" if session.is_remote else session.place, directions=session.directions,
            remote_link=session.remote_link if session.is_remote else "",
            is_confirmed=session.status in {rules.CONFIRMED, rules.HELD}, partner=partner,
            travel=durations.words(2 * travel.minutes(own[0], place, own[1])) if own[0] and place else "",
            may_ride_along=may_ride_along(own=own, other=self.ways.get(partner.pk if partner else 0, ("", "")), place=place),
            hindrance=self.said.get(session.pk),
        )  # fmt: skip

    def _place(self, session: Session, *, on: date) -> str | None:
        """The municipality, for an estimate of the way; None online or where it is not known."""
        if session.is_remote:
            return None
        sheet = self.sheets.get(session.series_id) or usual_sheet(session.series)
        return municipality_in(session.place, on=on) or place_of(sheet, session.series.organisation, on=on)


def _of_asking(row: Asking) -> OpenQuestion:
    days = tuple(words_of(one) for one in asked_half_days(row).values())
    return OpenQuestion(row.pk, str(row.series), str(row.series.organisation), days)
