"""Photos of paper lists: which sessions they may belong to, and the doors to one photo."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.http import Http404

from tandem.identity.rules import EXPERIENTIAL_EXPERT, ORGANISATION_CONTACT, TRAINER, Viewer
from tandem.kernel import dutch
from tandem.sessions import rules
from tandem.sessions.models import PaperScan, Participant, Session
from tandem.sessions.queries.attendance_page import HANDS_IN_PAPER
from tandem.sessions.queries.doors import series_led_by, session_for

CHOICES_LIMIT = 40


def sessions_for_paper(viewer: Viewer, *, at: datetime) -> list[Session]:
    """Sessions whose paper list the viewer may hand in, newest first: those that began, or begin within a day."""
    mine = Q(series__organisation_id__in=viewer.organisation_ids(ORGANISATION_CONTACT))
    if viewer.has_role(TRAINER, EXPERIENTIAL_EXPERT):
        mine |= Q(series_id__in=series_led_by(viewer.person_id))
    return list(
        Session.objects.filter(mine, status__in=[rules.CONFIRMED, rules.HELD], needs_list=True)
        .filter(starts_at__lte=at + timedelta(days=1))
        .select_related("series__organisation", "attendance_list")
        .order_by("-starts_at", "pk")
    )


def open_choices(sessions: list[Session]) -> list[tuple[str, str]]:
    """Those of these sessions whose list is not closed, as choices."""
    open_ones = [session for session in sessions if not _is_closed(session)]
    return [(str(session.pk), choice_text(session)) for session in open_ones[:CHOICES_LIMIT]]


def choice_text(session: Session) -> str:
    """How people recognise a session: day, title, organisation."""
    return f"{dutch.date_nl(session.starts_at)} · {session.title} · {session.series.organisation.name}"


def waiting_scans(viewer: Viewer) -> list[PaperScan]:
    """Photos of this person that have no session yet, newest first."""
    rows = PaperScan.objects.filter(uploaded_by_id=viewer.person_id, attendance_list__isnull=True)
    return list(rows.select_related("file").order_by("-uploaded_at", "-pk"))


def scan_for(viewer: Viewer, pk: int) -> PaperScan:
    """A photo of a list of the viewer; without a session only for who uploaded it. Session and series are filled in."""
    scan = PaperScan.objects.select_related("file", "attendance_list").filter(pk=pk).first()
    if scan is None:
        raise Http404
    if scan.attendance_list is not None:
        scan.attendance_list.session = session_for(viewer, scan.attendance_list.session_id, parts=HANDS_IN_PAPER)
    elif viewer.person_id is None or scan.uploaded_by_id != viewer.person_id:
        raise Http404
    return scan


def people_of_scan(scan: PaperScan) -> list[tuple[Participant, bool]]:
    """Participants of the series, and whether they signed already."""
    if scan.attendance_list is None:
        return []
    session = scan.attendance_list.session
    signed = set(session.attendances.order_by("pk").values_list("participant_id", flat=True))
    people = Participant.objects.filter(series_id=session.series_id, is_active=True).order_by("name", "pk")
    return [(person, person.pk in signed) for person in people]


def _is_closed(session: Session) -> bool:
    attendance_list = getattr(session, "attendance_list", None)
    return attendance_list is not None and attendance_list.closed_at is not None
