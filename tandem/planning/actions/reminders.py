"""Reminders: two days before a session to the duo and who receives them; and to who did not answer for three days.

Each mail has a key, so that a second run of the day sends nothing more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.kernel import clock, mail
from tandem.planning.actions.asking_mail import address
from tandem.planning.models import Asking
from tandem.planning.queries.own_plan import OwnSession, own_sessions
from tandem.planning.queries.reminders import unanswered_askings, who_said_no
from tandem.sessions.queries.facts import confirmed_between
from tandem.sessions.queries.people import contacts_of, duo_of

if TYPE_CHECKING:
    from django.db import models

    from tandem.identity.models import Person
    from tandem.sessions.models import Session

DAYS_BEFORE, DAYS_WITHOUT_ANSWER = 2, 3


@transaction.atomic
def remind(*, at: datetime) -> int:
    """Everything that asks a reminder now. Counts who is reminded, today or before. Call as the system."""
    until = clock.moment_on(clock.local(at).date() + timedelta(days=DAYS_BEFORE + 1), 0)
    sessions = confirmed_between(at, until)
    said = who_said_no(sessions)
    before = _of_sessions(sessions, said, at=at) + sum(_tell_contacts(row, said, at=at) for row in sessions)
    asked = unanswered_askings(since=at - timedelta(days=DAYS_WITHOUT_ANSWER))
    return before + sum(_ask_again(row, at=at) for row in asked)


def _of_sessions(sessions: list[Session], said: Collection[tuple[UUID, int]], *, at: datetime) -> int:
    """Each of the duo; who said that it does not work is left alone."""
    by_person: dict[Person, list[Session]] = defaultdict(list)
    for row in sessions:
        for person in duo_of(row):
            if (row.pk, person.pk) not in said:
                by_person[person].append(row)
    return sum(_tell_duo(person, rows, at=at) for person, rows in by_person.items())


def _tell_duo(person: Person, sessions: list[Session], *, at: datetime) -> int:
    shown = zip(sessions, own_sessions(person.pk, sessions), strict=True)
    return sum(_remind([person], session, _duo_words(own), at=at) for session, own in shown)


def _duo_words(own: OwnSession) -> str:
    lines = [
        *_what(own),
        *_with_whom(own),
        "",
        _("Lukt het niet? Een reden hoeft niet:"),
        address("cannot_come", own.session_id),
    ]
    return "\n".join(lines)


def _what(own: OwnSession) -> list[str]:
    where = (
        _("Online: %(link)s") % {"link": own.remote_link}
        if own.remote_link
        else _("Waar: %(place)s") % {"place": own.place}
    )
    return [
        f"{own.title}, {own.organisation}",
        _("Wanneer: %(day)s, %(hours)s") % {"day": own.day, "hours": own.hours},
        where,
        *([_("Hoe geraak je er: %(directions)s") % {"directions": own.directions}] if own.directions else []),
        *([_("Onderweg: %(time)s heen en terug (schatting)") % {"time": own.travel}] if own.travel else []),
    ]


def _with_whom(own: OwnSession) -> list[str]:
    if own.partner is None:
        return []
    ways = ", ".join(filter(None, (own.partner.phone, own.partner.email)))
    known = f"{own.partner} ({ways})" if ways else str(own.partner)
    ride = _("Kan je meerijden? %(name)s komt met de auto. Vraag het zelf. (schatting)") % {
        "name": own.partner.first_name
    }
    return [_("Samen met: %(partner)s") % {"partner": known}, *([ride] if own.may_ride_along else [])]


def _tell_contacts(session: Session, said: Collection[tuple[UUID, int]], *, at: datetime) -> int:
    """Who comes, without how to reach them: that stands on the page of who may see it. Nobody is named who cannot."""
    (own,) = own_sessions(0, [session])
    coming = [person for person in duo_of(session) if (session.pk, person.pk) not in said]
    who = _("Wie komt: %(duo)s") % {"duo": _(" en ").join(map(str, coming)) or _("dat hoor je nog")}
    lines = [*_what(own), who, "", _("Klopt er iets niet? Kijk hier:"), address("session", session.pk)]
    contacts = contacts_of(session.series, on=clock.local(at).date())
    return _remind(contacts, session, "\n".join(lines), at=at)


def _remind(people: Iterable[Person], session: Session, body: str, *, at: datetime) -> int:
    """Once per person and moment: another day is reminded anew."""
    names = {"title": session.title, "organisation": session.series.organisation}
    key = f"session-reminder:{session.pk}:{session.starts_at:%Y%m%dT%H%M}"
    return _write(people, key, _("Binnenkort: %(title)s, %(organisation)s") % names, body, about=session.series, at=at)


def _ask_again(row: Asking, *, at: datetime) -> int:
    """Who answered already hears nothing."""
    people = [
        person for person, answer in ((row.trainer, row.trainer_answer), (row.expert, row.expert_answer)) if not answer
    ]
    body = _(
        "Er wacht nog een vraag op jou: «%(series)s» bij %(organisation)s.\n\nZeg ja of neen. Een reden hoeft niet.\n%(url)s"
    ) % {"series": row.series, "organisation": row.series.organisation, "url": address("asking_answer", row.pk)}
    subject = _("Nog een antwoord nodig: %(series)s") % {"series": row.series}
    return _write(people, f"asking-reminder:{row.pk}", subject, body, about=row.series, at=at)


def _write(
    people: Iterable[Person], key: str, subject: str, body: str, *, about: models.Model, at: datetime
) -> int:  # fmt: skip
    count = 0
    for person in people:
        if person.email:
            mail.write_mail(
                key=f"{key}:{person.pk}", kind=mail.NOTICE, to_email=person.email, to_name=str(person), to_person=person,
                subject=subject, body=_("Dag %(name)s\n\n%(body)s\n") % {"name": person.first_name, "body": body}, at=at,
                by=None, about=about,
            )  # fmt: skip
            count += 1
    return count
