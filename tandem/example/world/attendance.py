"""Sessions take place: people sign on the tablet, on their phone or on paper, the duo signs, the list is sealed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from tandem.example.world import names, pictures
from tandem.example.world.cast import at_hour
from tandem.example.world.dossier import Dossier
from tandem.example.world.texts import running as texts
from tandem.kernel.documents.codes import list_code
from tandem.sessions.actions.attendance import open_list, record_attendance
from tandem.sessions.actions.attendance_closing import close_list, countersign_list
from tandem.sessions.actions.attendance_corrections import correct_list, witness_correction
from tandem.sessions.actions.attendance_scans import record_paper_signatures, take_in_scan
from tandem.sessions.actions.dates import mark_held
from tandem.sessions.actions.participants import add_participants
from tandem.sessions.models import Participant, Session
from tandem.sessions.participant_names import Entry

TABLET, PHONE, PAPER = "tablet", "phone", "paper"
SMALL_GROUP = 6
WHOLE_GROUP = ("whole_organisation",)


def enrol(dossier: Dossier, count: int | None = None) -> Dossier:
    """The organisation writes down who takes part."""
    wanted = count or dossier.application.expected_participants or SMALL_GROUP
    first = dossier.random.randrange(200, 2900)
    entries = [
        Entry(" ".join(names.full_name(first + 13 * number)), dossier.random.choice(names.FUNCTIONS))
        for number in range(wanted)
    ]
    add_participants(dossier.series, entries=entries, by=dossier.contact, at=dossier.later())
    return dossier


def hold(dossier: Dossier, sessions: Sequence[Session], *, method: str = "", present: int | None = None) -> Dossier:
    """Sessions one after the other, each with its list closed at the end."""
    for session in sessions:
        if session.needs_list:
            sign(dossier, session, method=method, present=present)
            close(dossier, session)
        else:
            end(dossier, session)
    return dossier


def end(dossier: Dossier, session: Session) -> Dossier:
    """It is past, says the trainer; whether there is a list or not."""
    dossier.go_to(period_of(session)[1] + timedelta(minutes=5))
    mark_held(session, by=dossier.trainer, at=dossier.at)
    return dossier


def sign(dossier: Dossier, session: Session, *, method: str = "", present: int | None = None) -> Dossier:
    """Those who are there sign, from a few minutes before the start."""
    people, starts_at = _who_comes(dossier, session, present), period_of(session)[0]
    dossier.go_to(starts_at - timedelta(minutes=15))
    open_list(session, by=dossier.trainer, at=dossier.at)
    how = method or dossier.random.choice((TABLET, TABLET, PHONE))
    if how == PAPER:
        return _on_paper(dossier, session, people)
    for number, person in enumerate(people):
        at = starts_at - timedelta(minutes=10) + timedelta(seconds=75 * number)
        record_attendance(
            session, participant=person, method=how, nonce=UUID(int=dossier.random.getrandbits(128), version=4),
            by=None if how == PHONE else dossier.trainer, at=at, typed_name=person.name if how == PHONE else "",
            signature=pictures.signature(number) if how == TABLET else None,
        )  # fmt: skip
    return dossier


def _who_comes(dossier: Dossier, session: Session, present: int | None) -> list[Participant]:
    """Nearly everybody for the whole organisation, the same few people for the small group."""
    people = list(dossier.series.participants.filter(is_active=True).order_by("pk"))
    if session.group_kind in WHOLE_GROUP:
        return people[: present or max(3, len(people) - dossier.random.choice((0, 0, 1, 2)))]
    return people[: present or SMALL_GROUP - dossier.random.choice((0, 0, 0, 1))]


def _on_paper(dossier: Dossier, session: Session, people: Sequence[Participant]) -> Dossier:
    """The printed list goes round; afterwards the trainer takes a photo and ticks the names."""
    photo = pictures.paper_list(list_code(session.pk), [person.name for person in people])
    dossier.go_to(period_of(session)[1])
    scan = take_in_scan(photo, sessions=[session], by=dossier.trainer, at=dossier.at)[0]
    record_paper_signatures(scan, participants=people, new_names=(), by=dossier.trainer, at=dossier.at)
    return dossier


def close(dossier: Dossier, session: Session) -> Dossier:
    """Both members of the duo sign, the trainer closes: one sealed PDF."""
    dossier.go_to(period_of(session)[1] + timedelta(minutes=4))
    for minutes, person in enumerate((dossier.expert, dossier.trainer)):
        countersign_list(
            session, by=person, at=dossier.at + timedelta(minutes=minutes), signature=pictures.signature(minutes)
        )
    close_list(session, by=dossier.trainer, at=dossier.at + timedelta(minutes=3))
    return dossier


def sign_afterwards(dossier: Dossier, session: Session) -> Dossier:
    """Somebody who was there and forgot: a correction with both members of the duo as witness."""
    missing = dossier.series.participants.exclude(attendances__session=session).order_by("pk").first()
    assert missing is not None, "somebody stays away from the small group"  # noqa: S101
    correction = correct_list(
        session, participant=missing, kind="add", reason=texts.CORRECTION_REASON, typed_name=missing.name,
        by=dossier.trainer, at=dossier.later(1),
    )  # fmt: skip
    witness_correction(correction, by=dossier.expert, at=dossier.later(1))
    return dossier


def period_of(session: Session) -> tuple[datetime, datetime]:
    """Begin and end of a session that has a date."""
    assert session.starts_at is not None and session.ends_at is not None  # noqa: PT018, S101 -- it was confirmed
    return session.starts_at, session.ends_at


def morning_of(dossier: Dossier, days: int) -> None:
    """The story goes on so many days from today."""
    dossier.go_to(at_hour(dossier.day(days), 9))
