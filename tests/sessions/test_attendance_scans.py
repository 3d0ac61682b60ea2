"""Paper comes back as a photo and finds its session by the printed code; whatever is no photo is refused with a sentence."""

import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta

import pypdfium2
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image, ImageFilter

from tandem.kernel import access
from tandem.kernel.documents.pdf import render_pdf
from tandem.kernel.documents.storage import read_file
from tandem.kernel.models import StoredFile
from tandem.sessions import rules
from tandem.sessions.models import Attendance, AttendanceList, PaperScan, Session
from tandem.sessions.queries.attendance_sheets import paper_sheet
from tests.factories import client_for
from tests.sessions.attendance_factories import closed_list, confirmed_session, make_participants, opened_list
from tests.sessions.factories import contact_of, make_session

pytestmark = pytest.mark.usefixtures("every_row")


@pytest.fixture
def two_sessions() -> Iterator[tuple[Session, Session]]:
    """Two sessions of one series, seen at the start of the second: the first was a week before."""
    first = confirmed_session("Bavo Eikenlaar", "Noor Haddad")
    second = make_session(
        first.series, status=rules.CONFIRMED, position=2, on=first.starts_at.date() + timedelta(days=7)
    )
    second = Session.objects.select_related("trainer", "experiential_expert", "series").get(pk=second.pk)
    with time_machine.travel(second.starts_at, tick=False):
        yield first, second


def photo_of(session: Session, *, degrees: float = 4, blur: float = 0.6, light: float = 0.8, page: int = 0) -> bytes:
    """The printed list as a phone sees it: turned, a little blurred, in the shade, on a dark table."""
    pdf = render_pdf("sessions/attendance_paper.typ", paper_sheet(session, at=session.starts_at))
    with pypdfium2.PdfDocument(pdf) as document:
        sheet = document[page].render(scale=130 / 72).to_pil().convert("RGB")
    turned = sheet.rotate(degrees, expand=True, fillcolor=(84, 76, 66)).filter(ImageFilter.GaussianBlur(blur))
    noise = Image.effect_noise(turned.size, 30).convert("RGB")
    dark = Image.blend(turned, noise, 0.12).point(lambda value: value * light)
    written = io.BytesIO()
    dark.save(written, "JPEG", quality=60)
    return written.getvalue()


def blank_photo() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(written, "JPEG")
    return written.getvalue()


def upload(
    client: Client, path: str, content: bytes, *, name: str = "foto.jpg", kind: str = "image/jpeg"
) -> HttpResponse:
    return client.post(path, {"file": SimpleUploadedFile(name, content, kind)})


def scan_path(session: Session) -> str:
    return f"/bijeenkomsten/{session.pk}/aanwezigheid/foto/"


def sentences(response: HttpResponse) -> str:
    return " ".join(str(message) for message in response.context["messages"])


@pytest.mark.parametrize(("degrees", "light"), [(4, 0.8), (-7, 0.5), (90, 0.9), (180, 0.7)])
def test_photo_uploaded_at_another_session_finds_its_own(
    two_sessions: tuple[Session, Session], degrees: float, light: float
) -> None:
    first, second = two_sessions
    photo = photo_of(first, degrees=degrees, light=light)
    response = upload(client_for(second.trainer), scan_path(second), photo)
    with access.as_system():
        scan = PaperScan.objects.get()
        assert scan.attendance_list is not None
        assert (scan.attendance_list.session_id, scan.series_id) == (first.pk, first.series_id)
        assert scan.read_code == scan.attendance_list.code
    assert response.headers["Location"] == f"/papieren-lijsten/{scan.pk}/"


def test_general_page_finds_the_session_and_opens_its_forgotten_list(two_sessions: tuple[Session, Session]) -> None:
    first, _second = two_sessions
    photo = photo_of(first)
    client = client_for(contact_of(first.series))
    response = client.post("/papieren-lijsten/", {"file": SimpleUploadedFile("x.jpg", photo)}, follow=True)
    assert "De foto ligt bij" in sentences(response)
    with access.as_system():
        assert AttendanceList.objects.get().session_id == first.pk


def test_scan_of_several_lists_goes_to_each(two_sessions: tuple[Session, Session]) -> None:
    pages = [Image.open(io.BytesIO(photo_of(session))) for session in two_sessions]
    pdf = io.BytesIO()
    pages[0].save(pdf, "PDF", save_all=True, append_images=pages[1:])
    response = upload(client_for(two_sessions[0].trainer), "/papieren-lijsten/", pdf.getvalue(), name="scan.pdf")
    assert response.status_code == 302
    with access.as_system():
        scans = PaperScan.objects.order_by("attendance_list__session__position")
        assert [scan.attendance_list.session for scan in scans] == list(two_sessions)
        assert {scan.pages for scan in scans} == {2}
        assert len({scan.file_id for scan in scans}) == 1


def test_photo_without_a_code_is_kept_until_somebody_picks_the_session(two_sessions: tuple[Session, Session]) -> None:
    first, second = two_sessions
    client = client_for(second.trainer)
    response = upload(client, scan_path(second), blank_photo())
    with access.as_system():
        scan = PaperScan.objects.get()
        assert (scan.attendance_list, scan.series) == (None, None)
        assert read_file(scan.file)[:3] == b"\xff\xd8\xff"
    picking = client.get(response.headers["Location"])
    assert "We vonden er geen code" in sentences(picking)
    assert f'value="{second.pk}" checked' in picking.content.decode()
    chosen = client.post(f"/papieren-lijsten/{scan.pk}/kiezen/", {"session": str(first.pk)})
    assert chosen.headers["Location"] == f"/papieren-lijsten/{scan.pk}/"
    with access.as_system():
        scan.refresh_from_db()
        assert (scan.attendance_list.session_id, scan.series_id) == (first.pk, first.series_id)


def test_waiting_photo_is_on_the_general_page_of_who_uploaded_it(two_sessions: tuple[Session, Session]) -> None:
    first, second = two_sessions
    upload(client_for(second.trainer), "/papieren-lijsten/", blank_photo(), name="wazig.jpg")
    with access.as_system():
        scan = PaperScan.objects.get()
    own, other = client_for(second.trainer), client_for(contact_of(first.series))
    assert "wazig.jpg" in own.get("/papieren-lijsten/").content.decode()
    assert "wazig.jpg" not in other.get("/papieren-lijsten/").content.decode()
    assert [
        other.get(f"/papieren-lijsten/{scan.pk}/{part}").status_code for part in ("", "kiezen/", "bestand/", "blad/1/")
    ] == [404] * 4


def test_code_of_somebody_elses_session_says_nothing_about_it(two_sessions: tuple[Session, Session]) -> None:
    with access.as_system():
        theirs = confirmed_session("Geheim Persoon", on=two_sessions[1].starts_at.date())
        photo = photo_of(theirs)
    client = client_for(two_sessions[0].trainer)
    response = client.post("/papieren-lijsten/", {"file": SimpleUploadedFile("x.jpg", photo)}, follow=True)
    text = response.content.decode()
    assert "We vonden er geen code van een van je bijeenkomsten op" in text
    assert theirs.series.organisation.name not in text
    assert str(theirs.pk) not in text
    with access.as_system():
        assert not AttendanceList.objects.filter(session=theirs).exists()


def test_session_of_somebody_else_cannot_be_picked(two_sessions: tuple[Session, Session]) -> None:
    with access.as_system():
        theirs = confirmed_session(on=two_sessions[1].starts_at.date())
    client = client_for(two_sessions[0].trainer)
    upload(client, "/papieren-lijsten/", blank_photo())
    with access.as_system():
        scan = PaperScan.objects.get()
    response = client.post(f"/papieren-lijsten/{scan.pk}/kiezen/", {"session": str(theirs.pk)})
    assert (response.status_code, "Kies een bijeenkomst." in response.content.decode()) == (422, True)


def test_photo_of_a_closed_list_points_to_a_correction() -> None:
    session = closed_list().session
    with time_machine.travel(session.ends_at, tick=False):
        response = upload(client_for(session.trainer), scan_path(session), photo_of(session))
    assert response.status_code == 422
    assert "is al afgesloten. Ontbreekt er iemand? Maak dan een correctie." in response.content.decode()
    with access.as_system():
        assert not PaperScan.objects.exists()


def eicar() -> bytes:
    return b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-" + b"TEST-FILE!$H+H*"


def word_with_macro() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/vbaProject.bin", b"macro")
    return written.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("lijst.jpg", b"dit is geen foto", "Dit soort bestand kennen we niet."),
        ("lijst.jpg", b"", "Dit bestand is leeg."),
        ("lijst.docm", word_with_macro(), "Dit is een bestand van Word"),
        ("lijst.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "een tekening met code"),
        ("lijst.jpg", eicar(), "Dit bestand ziet eruit als een virus."),
        ("lijst.pdf", b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF", "code die iets uitvoert"),
        ("lijst.jpg", b"\xff\xd8\xff" + b"x" * 400, "We kunnen deze foto niet openen."),
        ("lijst.exe", b"MZ" + b"\0" * 200, "Dit is een programma"),
    ],
)  # fmt: skip
def test_what_is_no_photo_is_refused_with_a_sentence(
    two_sessions: tuple[Session, Session], name: str, content: bytes, sentence: str
) -> None:
    response = upload(client_for(two_sessions[1].trainer), scan_path(two_sessions[1]), content, name=name)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    with access.as_system():
        assert not StoredFile.objects.filter(kind="paper_scan").exists()


def test_too_large_a_file_is_refused(two_sessions: tuple[Session, Session], settings: pytest.FixtureRequest) -> None:
    settings.UPLOAD_LIMIT_BYTES = 100_000
    response = upload(client_for(two_sessions[1].trainer), scan_path(two_sessions[1]), blank_photo() + b"\0" * 200_000)
    assert response.status_code == 422
    assert "Maak de foto kleiner" in response.content.decode()


def test_names_are_ticked_beside_the_picture(two_sessions: tuple[Session, Session]) -> None:
    first, _second = two_sessions
    client = client_for(first.trainer)
    path = upload(client, scan_path(first), photo_of(first)).headers["Location"]
    page = client.get(path).content.decode()
    assert "Bavo Eikenlaar" in page
    with access.as_system():
        bavo = first.series.participants.get(name="Bavo Eikenlaar")
    response = client.post(
        path, {"participants": [str(bavo.pk)], "new_names": "Wannes De Wilg\nNOOR haddad"}, follow=True
    )
    assert "3 handtekeningen van het papier overgenomen." in sentences(response)
    with access.as_system():
        signed = Attendance.objects.filter(session=first).order_by("participant__name")
        assert [(row.participant.name, row.method) for row in signed] == [
            ("Bavo Eikenlaar", "paper"), ("Noor Haddad", "paper"), ("Wannes De Wilg", "paper"),
        ]  # fmt: skip
        assert PaperScan.objects.get().names_entered_at is not None


def test_names_entered_twice_count_once(two_sessions: tuple[Session, Session]) -> None:
    first, _second = two_sessions
    client = client_for(first.trainer)
    path = upload(client, scan_path(first), photo_of(first)).headers["Location"]
    for _ in range(2):
        client.post(path, {"new_names": "Wannes De Wilg"})
    with access.as_system():
        assert Attendance.objects.filter(session=first).count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"new_names": "noor@voorbeeld.test"}, "Schrijf alleen een naam en een functie."),
        ({"new_names": "N" * 121}, "Deze naam of functie is te lang."),
        ({"participants": ["999999"]}, "Kies namen van deze lijst."),
        ({"participants": ["x"]}, "Kies namen van deze lijst."),
    ],
)
def test_wrong_names_are_refused_and_kept_on_the_page(
    two_sessions: tuple[Session, Session], typed: dict[str, object], sentence: str
) -> None:
    client = client_for(two_sessions[0].trainer)
    path = upload(client, scan_path(two_sessions[0]), photo_of(two_sessions[0])).headers["Location"]
    response = client.post(path, typed)
    assert (response.status_code, sentence in response.content.decode()) == (422, True)
    assert str(typed.get("new_names", "")) in response.content.decode()


def test_picture_is_one_of_our_own_making(two_sessions: tuple[Session, Session]) -> None:
    client = client_for(two_sessions[0].trainer)
    path = upload(client, scan_path(two_sessions[0]), photo_of(two_sessions[0])).headers["Location"]
    picture, missing = client.get(f"{path}blad/1/"), client.get(f"{path}blad/2/")
    assert (picture["Content-Type"], missing.status_code) == ("image/jpeg", 404)
    assert max(Image.open(io.BytesIO(picture.content)).size) == 1400
    original = client.get(f"{path}bestand/")
    assert original.getvalue()[:3] == b"\xff\xd8\xff"
    assert original["Content-Disposition"].startswith("attachment")


def test_second_page_of_a_long_list_carries_the_code_too() -> None:
    session = confirmed_session()
    make_participants(session.series, *(f"Deelnemer {chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(30)))
    with time_machine.travel(session.starts_at, tick=False):
        photo = photo_of(session, page=1)
        upload(client_for(session.trainer), "/papieren-lijsten/", photo)
    with access.as_system():
        assert PaperScan.objects.get().attendance_list.session_id == session.pk


def test_closing_lists_the_paper_with_its_hash_and_its_picture() -> None:
    from pypdf import PdfReader

    from tandem.sessions.actions.attendance_closing import close_list, countersign_list
    from tandem.sessions.actions.attendance_scans import record_paper_signatures

    session = opened_list("Bavo Eikenlaar").session
    photo = photo_of(session)
    with time_machine.travel(session.ends_at, tick=False):
        upload(client_for(session.trainer), scan_path(session), photo)
    with access.as_system():
        scan = PaperScan.objects.get()
        record_paper_signatures(scan, participants=[session.series.participants.get()], new_names=[], by=session.trainer,
                                at=session.ends_at)  # fmt: skip
        for person in (session.trainer, session.experiential_expert):
            countersign_list(session, by=person, at=session.ends_at)
        closed = close_list(session, by=session.trainer, at=session.ends_at)
        reader = PdfReader(io.BytesIO(read_file(closed.document)))
    text = "".join(page.extract_text() for page in reader.pages)
    assert scan.file.sha256 in "".join(text.split())
    assert "Bijlage: foto.jpg, bladzijde 1" in text
    assert len(reader.pages[-1].images) == 1
