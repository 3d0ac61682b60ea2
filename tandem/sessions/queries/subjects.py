"""What the recorded acts of a series are about, for a room that tells them: keys only, no content."""

from tandem.sessions.models import AttendanceCorrection, AttendanceList, Duo, Series, Session

Subjects = dict[tuple[str, str], str]


def subjects_of_series(series: Series) -> Subjects:
    """Kind and id of each session, list, correction and duo, with the title of its session. One query when the door
    brought the duos along, else two."""
    found: Subjects = {(Duo._meta.label_lower, str(duo.pk)): "" for duo in series.duos.all()}
    rows = Session.objects.filter(series=series).values_list(
        "title", "pk", "attendance_list__pk", "attendance_list__corrections__pk"
    )
    for title, *keys in rows:
        for model, pk in zip((Session, AttendanceList, AttendanceCorrection), keys, strict=True):
            if pk is not None:
                found[model._meta.label_lower, str(pk)] = title
    return found
