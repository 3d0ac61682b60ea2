"""The door without login: one list by its printed code, and no more than the short names that may still sign."""

from uuid import UUID

from tandem.sessions.models import AttendanceList, Participant, Session
from tandem.sessions.participant_names import short_names
from tandem.sessions.queries.attendance import unsigned_participants


def series_behind(list_code: str) -> UUID | None:
    """The series of an opened list, for the narrow context of its door. Needs the system context."""
    return AttendanceList.objects.filter(code=list_code).values_list("session__series_id", flat=True).first()


def list_behind(list_code: str) -> AttendanceList:
    """The list with its session, inside the context of its series."""
    found = AttendanceList.objects.get(code=list_code)
    found.session = Session.objects.select_related("series").get(pk=found.session_id)
    return found


def names_at_door(session: Session) -> list[tuple[int, str]]:
    """Who may still sign: number and short name."""
    people = unsigned_participants(session)
    return list(zip([person.pk for person in people], short_names([person.name for person in people]), strict=True))


def participant_at_door(session: Session, pk: object) -> Participant | None:
    """One of the names at the door, or None."""
    return next((person for person in unsigned_participants(session) if str(person.pk) == str(pk)), None)
