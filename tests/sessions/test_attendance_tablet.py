"""The tablet going round: the name on the screen signs, sending twice is harmless, and it works without drawing."""

import re
from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from tandem.kernel import access
from tandem.kernel.documents.storage import read_file
from tandem.sessions.models import Attendance, AttendanceList, Participant
from tests.factories import client_for
from tests.sessions.attendance_factories import (
    closed_list,
    confirmed_session,
    data_url,
    drawn_png,
    opened_list,
    sign,
    signed_list,
)

pytestmark = pytest.mark.usefixtures("every_row")


@pytest.fixture
def sheet() -> Iterator[AttendanceList]:
    opened = opened_list("Bavo Eikenlaar", "Noor Haddad")
    with time_machine.travel(opened.session.starts_at, tick=False):
        yield opened


def path_of(sheet: AttendanceList) -> str:
    return f"/bijeenkomsten/{sheet.session.pk}/aanwezigheid/tablet/"


def participant(sheet: AttendanceList, name: str) -> Participant:
    with access.as_system():
        return sheet.session.series.participants.get(name=name)


def signed_names(sheet: AttendanceList) -> list[str]:
    with access.as_system():
        rows = Attendance.objects.filter(session=sheet.session).order_by("participant__name")
        return list(rows.values_list("participant__name", flat=True))


def send(sheet: AttendanceList, client: Client, name: str = "", **fields: object) -> HttpResponse:
    """The form for one participant, or for somebody new."""
    number = participant(sheet, name).pk if name else ""
    return client.post(path_of(sheet), {"participant": number, "nonce": str(uuid4()), **fields})


def heading(response: HttpResponse) -> str:
    found = re.search(r"<h1[^>]*>([^<]*)</h1>", response.content.decode())
    assert found
    return found[1]


def test_tablet_hands_over_to_the_next_name(sheet: AttendanceList) -> None:
    client = client_for(sheet.session.trainer)
    assert heading(client.get(path_of(sheet))) == "Bavo Eikenlaar"
    answer = send(sheet, client, "Bavo Eikenlaar", signature=data_url(drawn_png()))
    assert answer.headers["Location"] == path_of(sheet)
    following = client.get(path_of(sheet))
    assert heading(following) == "Noor Haddad"
    assert "Dank je wel, Bavo Eikenlaar." in following.content.decode()
    with access.as_system():
        signed = Attendance.objects.get()
        assert (signed.method, read_file(signed.signature)) == ("tablet", drawn_png())


def test_typed_name_is_enough_without_javascript(sheet: AttendanceList) -> None:
    client = client_for(sheet.session.trainer)
    send(sheet, client, "Bavo Eikenlaar", typed_name="Bavo")
    with access.as_system():
        assert (Attendance.objects.get().typed_name, Attendance.objects.get().signature) == ("Bavo", None)


def test_another_name_can_be_chosen(sheet: AttendanceList) -> None:
    client = client_for(sheet.session.trainer)
    page = client.get(path_of(sheet), {"wie": participant(sheet, "Noor Haddad").pk})
    assert heading(page) == "Noor Haddad"


def test_name_on_the_screen_signs_even_when_another_signed_meanwhile(sheet: AttendanceList) -> None:
    client = client_for(sheet.session.trainer)
    with access.as_system():
        sign(sheet.session, participant(sheet, "Bavo Eikenlaar"))
    answer = send(sheet, client, "Bavo Eikenlaar", typed_name="Bavo")
    assert answer.status_code == 422
    assert "Bavo Eikenlaar staat al op de lijst." in answer.content.decode()
    assert signed_names(sheet) == ["Bavo Eikenlaar"]


def test_same_nonce_counts_once(sheet: AttendanceList) -> None:
    client, nonce = client_for(sheet.session.trainer), str(uuid4())
    answers = [send(sheet, client, "Bavo Eikenlaar", typed_name="Bavo", nonce=nonce) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert signed_names(sheet) == ["Bavo Eikenlaar"]


def test_somebody_new_signs_with_a_typed_name(sheet: AttendanceList) -> None:
    client = client_for(sheet.session.trainer)
    assert heading(client.get(path_of(sheet), {"wie": "nieuw"})) == "Wie ben jij?"
    send(sheet, client, naam="Zoë Peer")
    assert signed_names(sheet) == ["Zoë Peer"]


@pytest.mark.parametrize(
    ("name", "fields", "sentence"),
    [
        ("Bavo Eikenlaar", {}, "Teken in het vak of typ je naam."),
        ("Bavo Eikenlaar", {"typed_name": "N" * 121}, "Schrijf je naam."),
        ("Bavo Eikenlaar", {"signature": "javascript:alert(1)"}, "We kunnen je tekening niet lezen."),
        ("", {}, "Schrijf je naam."),
        ("", {"naam": "<<<>>>"}, "Schrijf je naam."),
        ("", {"naam": "N" * 121}, "Schrijf je naam."),
    ],
)
def test_wrong_input_is_answered_in_plain_words(
    sheet: AttendanceList, name: str, fields: dict[str, str], sentence: str
) -> None:
    answer = send(sheet, client_for(sheet.session.trainer), name, **fields)
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert signed_names(sheet) == []


def test_nonsense_nonce_still_keeps_the_signature(sheet: AttendanceList) -> None:
    send(sheet, client_for(sheet.session.trainer), "Bavo Eikenlaar", typed_name="Bavo", nonce="onzin")
    assert signed_names(sheet) == ["Bavo Eikenlaar"]


def test_participant_of_another_series_is_nobody_here(sheet: AttendanceList) -> None:
    with access.as_system():
        stranger = confirmed_session("Geheim Persoon").series.participants.get()
    answer = client_for(sheet.session.trainer).post(
        path_of(sheet), {"participant": stranger.pk, "typed_name": "x", "nonce": str(uuid4())}
    )
    assert answer.status_code == 422
    assert "Geheim" not in answer.content.decode()
    assert signed_names(sheet) == []


def test_tablet_speaks_french(sheet: AttendanceList) -> None:
    page = client_for(sheet.session.trainer).get(path_of(sheet), {"taal": "fr"}).content.decode()
    assert "Je suis là" in page
    assert "Traduction du néerlandais" in page


def test_tablet_of_a_forgotten_list_marks_late_signatures() -> None:
    opened = opened_list("Bavo Eikenlaar")
    with time_machine.travel(opened.session.ends_at + timedelta(days=2), tick=False):
        send(opened, client_for(opened.session.trainer), "Bavo Eikenlaar", typed_name="Bavo")
    with access.as_system():
        assert Attendance.objects.get().method == "late"


def test_everybody_signed_asks_for_more_names() -> None:
    sheet = signed_list("Bavo")
    with time_machine.travel(sheet.session.starts_at, tick=False):
        assert heading(client_for(sheet.session.trainer).get(path_of(sheet))) == "Wie ben jij?"


def test_tablet_of_a_closed_list_sends_back_to_the_list() -> None:
    sheet = closed_list("Bavo")
    answer = client_for(sheet.session.trainer).get(path_of(sheet), follow=True)
    assert "De lijst is niet open." in answer.content.decode()
