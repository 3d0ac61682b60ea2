"""What the recorded acts of a series are about, for a room that tells them: keys only, no content."""

from uuid import UUID

from tandem.sessions.models import AttendanceCorrection, AttendanceList, Duo, Session

Subjects = dict[tuple[str, str], str]


def subjects_of_series(series_id: UUID) -> Subjects:
    """Kind and id of each session, list, correction and duo, with the title of its session. Two queries."""
    found: Subjects = {
        (Duo._meta.label_lower, str(pk)): ""
        for pk in Duo.objects.filter(series_id=series_id).values_list("pk", flat=True)
    }
    rows = Session.objects.filter(series_id=series_id).values_list(
        "title", "pk", "attendance_list__pk", "attendance_list__corrections__pk"
    )
    for title, *keys in rows:
        for model, pk in zip((Session, AttendanceList, AttendanceCorrection), keys, strict=True):
            if pk is not None:
                found[model._meta.label_lower, str(pk)] = title
    return found
