"""Series and their dates, lists of who was there, doors, and what participants say afterwards."""

import io
from collections.abc import Iterator

from django.conf import settings
from django.db.models import F
from PIL import Image

from tandem.identity import rules as roles
from tandem.kernel import clock
from tandem.kernel.documents.uploads import check_upload
from tandem.programmes.models import Trajectory
from tandem.sessions.actions.attendance_scans import take_in_scan
from tandem.sessions.actions.evaluation import keep_evaluation_scans
from tandem.sessions.models import (
    Attendance,
    AttendanceCorrection,
    AttendanceList,
    EvaluationForm,
    EvaluationScan,
    PaperScan,
    Participant,
    Session,
)
from tests.journeys.subjects import (
    Subject,
    first_member,
    furthest_first,
    in_every_state,
    members_of_series,
    members_of_trajectory,
    one_of_each,
)

STORIES = {
    "no_duo", "duo_declined", "dates_from_organisation", "dates_from_provider", "confirmed_not_reported",
    "session_today", "list_on_paper", "list_not_closed", "list_corrected", "cancelled", "few_answers",
}  # fmt: skip
NO_PAGE = {
    "calendar_feed": "a file for calendar programs behind a secret address: tests/sessions/test_calendar.py",
    "door_sign": "needs the code of this half minute: measured in test_pages",
}


def fill() -> None:
    """A photo without a readable code, where a person says where it belongs; and a photo of an evaluation on paper."""
    trainer = first_member(roles.TRAINER)
    photo = io.BytesIO()
    Image.new("RGB", (800, 600), "linen").save(photo, "JPEG")
    size = photo.tell()
    photo.seek(0)
    upload = check_upload(photo, name="lijst.jpg", size=size, limit=settings.UPLOAD_LIMIT_BYTES)
    take_in_scan(upload, sessions=[], by=trainer.person, at=clock.now())
    evaluation = EvaluationForm.objects.filter(completed_at__isnull=True).order_by("-opened_at").first()
    keep_evaluation_scans(
        evaluation, uploads=[upload], by=first_member(roles.ORGANISATION_CONTACT).person, at=clock.now()
    )


def series() -> Iterator[Subject]:
    for state, row in in_every_state().items():
        yield Subject({"pk": row.series_id}, state, members_of_trajectory(row))


def evaluated_series() -> Iterator[Subject]:
    """One per state of the evaluation."""
    rows = furthest_first().annotate(
        opened=F("series__evaluation_form__opened_at"), done=F("series__evaluation_form__completed_at")
    )
    found = one_of_each(rows, lambda row: "completed" if row.done else "open" if row.opened else "not open")
    for state, row in found.items():
        scan = EvaluationScan.objects.filter(form__series_id=row.series_id).values_list("pk", flat=True).first()
        yield Subject({"pk": row.series_id, "language": "nl", "scan": scan or 1}, state, members_of_trajectory(row))


def attended_series() -> Iterator[Subject]:
    """With and without names, with and without lists."""
    rows = furthest_first().filter(series__duos__ended_at__isnull=True).distinct()

    def state_of(row: Trajectory) -> str:
        names = Participant.objects.filter(series=row.series_id).exists()
        lists = AttendanceList.objects.filter(session__series=row.series_id).exists()
        return f"{'names' if names else 'no names'}, {'lists' if lists else 'no lists'}"

    for state, row in one_of_each(rows, state_of).items():
        yield Subject({"pk": row.series_id}, state, members_of_trajectory(row))


def sessions() -> Iterator[Subject]:
    """One per state of the date."""
    rows = Session.objects.order_by("series__made_at", "position")
    found = one_of_each(rows, lambda row: f"{row.status} {row.proposed_by_side} {row.needs_list} {row.is_remote}")
    for state, row in found.items():
        yield Subject({"pk": row.pk}, state, members_of_series(row.series_id))


def lists() -> Iterator[Subject]:
    """One per state of the list."""
    rows = (
        Session.objects.filter(needs_list=True)
        .select_related("attendance_list")
        .order_by("series__made_at", "position")
    )
    for state, row in one_of_each(rows, _state_of_list).items():
        yield Subject({"pk": row.pk}, state, members_of_series(row.series_id))


def _state_of_list(row: Session) -> str:
    sheet = getattr(row, "attendance_list", None)
    if sheet is None:
        return f"{row.status}, no list"
    extra = "corrected" if sheet.corrections.exists() else "on paper" if sheet.scans.exists() else "plain"
    return f"{row.status}, {'closed' if sheet.closed_at else 'open'}, {extra}"


def participants() -> Iterator[Subject]:
    for row in Participant.objects.filter(is_active=True).order_by("added_at", "pk")[:1]:
        yield Subject({"pk": row.pk}, "participant", members_of_series(row.series_id))


def attendances() -> Iterator[Subject]:
    for row in Attendance.objects.select_related("session").order_by("signed_at", "pk")[:1]:
        yield Subject({"pk": row.pk}, "signed", members_of_series(row.session.series_id))


def paper_scans() -> Iterator[Subject]:
    rows = PaperScan.objects.select_related("attendance_list__session").order_by("uploaded_at", "pk")
    found = one_of_each(rows, lambda row: f"{bool(row.attendance_list)} {bool(row.names_entered_at)}")
    for state, row in found.items():
        sender = row.uploaded_by.memberships.first()
        members = members_of_series(row.attendance_list.session.series_id) if row.attendance_list else {}
        yield Subject({"pk": row.pk, "page": 1}, f"attached, entered: {state}", {sender.role: sender.pk, **members})


def corrections() -> Iterator[Subject]:
    rows = AttendanceCorrection.objects.select_related("attendance_list__session").order_by("made_at", "pk")
    for state, row in one_of_each(rows, lambda row: "sealed" if row.document else "waiting").items():
        yield Subject({"pk": row.pk}, state, members_of_series(row.attendance_list.session.series_id))


def evaluations() -> Iterator[Subject]:
    rows = EvaluationForm.objects.order_by("-opened_at")
    for state, row in one_of_each(rows, lambda row: "completed" if row.completed_at else "open").items():
        yield Subject({"token": row.token}, state)


def doors() -> Iterator[Subject]:
    for row in AttendanceList.objects.filter(closed_at__isnull=True).order_by("-opened_at")[:1]:
        yield Subject({"list_code": row.code, "code": "ABCDEFGH"}, "wrong code")


SUBJECTS = {
    "reeksen/": series,
    "reeksen/<uuid:pk>/evaluatie/": evaluated_series,
    "reeksen/<uuid:pk>/aanwezigheid/": attended_series,
    "reeksen/<uuid:pk>/deelnemers/": attended_series,
    "bijeenkomsten/": sessions,
    "bijeenkomsten/<uuid:pk>/aanwezigheid/": lists,
    "deelnemers/": participants,
    "aanwezigheden/": attendances,
    "papieren-lijsten/": paper_scans,
    "correcties/": corrections,
    "evaluatie/": evaluations,
    "deur/": doors,
}
