"""The door without login: one list by its printed code, and no more than the short names that may still sign."""

from uuid import UUID

from tandem.sessions import signing
from tandem.sessions.models import Attendance, AttendanceList, Participant, Session
from tandem.sessions.participant_names import name_key, short_names
from tandem.sessions.queries.attendance import unsigned_participants


def series_behind(list_code: str) -> UUID | None:
    """The series of an opened list, for the narrow context of its door. Needs the system context."""
    return AttendanceList.objects.filter(code=list_code).values_list("session__series_id", flat=True).first()


def list_behind(list_code: str) -> AttendanceList:
    """The list with its session, inside the context of its series."""
    found = AttendanceList.objects.get(code=list_code)
    found.session = Session.objects.select_related("series").get(pk=found.session_id)
    return found


def names_at_door(session: Session) -> list[tuple[Participant, str]]:
    """Who may still sign, each with the short name that the door shows."""
    people = unsigned_participants(session)
    return list(zip(people, short_names([person.name for person in people]), strict=True))


def is_known_name(session: Session, name: str) -> bool:
    """Whether somebody with this name signed already."""
    signed = session.attendances.order_by("pk").values_list("participant__name", flat=True)
    return name_key(name) in {name_key(known) for known in signed}


def signed_with(session: Session, nonce: UUID) -> Attendance | None:
    """The signature that was given with a ticket: one scan is good for one signature."""
    stored = signing.stored_nonce(session.pk, nonce)
    return Attendance.objects.select_related("participant").filter(session_id=session.pk, nonce=stored).first()
