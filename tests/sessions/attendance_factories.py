"""Builders of lists, signatures and photos, through the actions people use. Call them inside `access.as_system()`."""

import io
from base64 import b64encode
from datetime import datetime, timedelta
from uuid import uuid4

from PIL import Image, ImageDraw

from tandem.identity.models import Person
from tandem.kernel.documents.uploads import CheckedUpload, Kind
from tandem.sessions import rules
from tandem.sessions.actions.attendance import open_list, record_attendance
from tandem.sessions.actions.attendance_closing import close_list, countersign_list
from tandem.sessions.actions.participants import add_participants
from tandem.sessions.models import Attendance, AttendanceList, Participant, Series, Session
from tandem.sessions.participant_names import Entry
from tests.sessions.factories import contact_of, make_session

NAMES = ("Imke Dijkgraaf", "Selma Appelhof", "Tuur Brugwachter")


def make_participants(series: Series, *names: str, at: datetime | None = None) -> list[Participant]:
    """Participants of a series, entered by the organisation."""
    entries = [Entry(name) for name in names or NAMES]
    added = add_participants(series, entries=entries, by=contact_of(series), at=at or series.made_at)
    return sorted(added.participants, key=lambda participant: participant.name)


def confirmed_session(*names: str, **fields: object) -> Session:
    """A confirmed session with a duo and participants; its trainer and expert are filled in."""
    session = make_session(status=rules.CONFIRMED, **fields)
    make_participants(session.series, *names)
    return Session.objects.select_related("trainer", "experiential_expert", "series").get(pk=session.pk)


def opened_list(*names: str, session: Session | None = None) -> AttendanceList:
    """A list that the trainer opened ten minutes before the start."""
    session = session or confirmed_session(*names)
    opened = open_list(session, by=session.trainer, at=session.starts_at - timedelta(minutes=10))
    opened.session = session
    return opened


def sign(
    session: Session, participant: Participant | None, *, at: datetime | None = None, **fields: object
) -> Attendance:
    """A signature on the tablet, with a typed name."""
    return record_attendance(session, **{
        "participant": participant, "method": "tablet", "nonce": uuid4(), "typed_name": participant.name if participant else "x",
        "by": session.trainer, "at": at or session.starts_at, **fields,
    })  # fmt: skip


def signed_list(*names: str, session: Session | None = None) -> AttendanceList:
    """A list that every participant signed."""
    opened = opened_list(*names, session=session)
    for participant in opened.session.series.participants.order_by("name"):
        sign(opened.session, participant)
    return opened


def closed_list(*names: str, session: Session | None = None) -> AttendanceList:
    """A list that everybody signed, closed by the duo at the end."""
    session = signed_list(*names, session=session).session
    for person in duo_of(session):
        countersign_list(session, by=person, at=session.ends_at)
    closed = close_list(session, by=session.trainer, at=session.ends_at)
    closed.session = session
    return closed


def duo_of(session: Session) -> tuple[Person, Person]:
    """Trainer and expert."""
    return session.trainer, session.experiential_expert


def drawn_png(*, size: tuple[int, int] = (300, 100), is_blank: bool = False) -> bytes:
    """A signature as the pad draws it: dark lines on white."""
    picture = Image.new("RGB", size, "white")
    if not is_blank:
        ImageDraw.Draw(picture).line([(20, 70), (80, 20), (120, 80), (200, 30)], fill=(27, 31, 35), width=4)
    written = io.BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()


def data_url(png: bytes) -> str:
    """The text that the pad puts in its hidden field."""
    return "data:image/png;base64," + b64encode(png).decode()


def checked_png(content: bytes | None = None) -> CheckedUpload:
    """A drawn signature that passed the check of uploads."""
    content = content or drawn_png()
    return CheckedUpload(Kind.PNG, "image/png", "handtekening.png", "", content)
