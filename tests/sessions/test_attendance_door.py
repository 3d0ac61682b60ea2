"""The own phone at the door: in time it signs without login, later it gets a friendly no, and it learns nothing else."""

import io
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from PIL import Image, ImageDraw

from tandem.kernel import access, clock
from tandem.kernel.documents.codes import read_code
from tandem.kernel.documents.storage import read_file
from tandem.sessions import door, door_limits, rules
from tandem.sessions.door_words import WORDS
from tandem.sessions.models import Attendance, AttendanceList, Participant, Session
from tests.factories import client_for
from tests.sessions.attendance_factories import (
    checked_png,
    closed_list,
    confirmed_session,
    data_url,
    drawn_png,
    opened_list,
    sign,
)

pytestmark = pytest.mark.usefixtures("every_row", "quiet_door")
NL = WORDS["nl"]


@pytest.fixture
def quiet_door() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def scan(sheet: AttendanceList, client: Client, *, at: datetime | None = None, query: str = "") -> HttpResponse:
    """The address in the QR of this moment."""
    code = door.door_code(sheet.door_secret, at or clock.now())
    return client.get(f"/deur/{sheet.code}/{code}/{query}")


def hidden(response: HttpResponse, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())
    assert found, name
    return found[1]


def send(sheet: AttendanceList, client: Client, scanned: HttpResponse, **fields: object) -> HttpResponse:
    """One more step with the ticket of a scan."""
    return client.post(f"/deur/{sheet.code}/ABCDEFGH/", {"ticket": hidden(scanned, "ticket"), "taal": "nl", **fields})


def attendances(sheet: AttendanceList) -> list[Attendance]:
    with access.as_system():
        return list(Attendance.objects.filter(session=sheet.session).select_related("participant", "signature"))


def participant(sheet: AttendanceList, name: str) -> Participant:
    with access.as_system():
        return sheet.session.series.participants.get(name=name)


@pytest.fixture
def sheet() -> Iterator[AttendanceList]:
    """An open list with three names, a minute after the start."""
    opened = opened_list("Bavo Eikenlaar", "Noor Haddad", "Wannes De Wilg")
    with time_machine.travel(opened.session.starts_at + timedelta(minutes=1), tick=False):
        yield opened


def test_participant_picks_a_name_draws_and_is_on_the_list(sheet: AttendanceList) -> None:
    client, noor = Client(), participant(sheet, "Noor Haddad")
    scanned = scan(sheet, client)
    assert "Noor H." in scanned.content.decode()
    picked = send(sheet, client, scanned, wie=noor.pk)
    assert "Dag Noor H." in picked.content.decode()
    done = send(sheet, client, scanned, wie=noor.pk, teken="1", signature=data_url(drawn_png()))
    assert done.headers["Location"] == f"/deur/{sheet.code}/klaar/?taal=nl"
    (signed,) = attendances(sheet)
    assert (signed.participant, signed.method, signed.waits_for_duo) == (noor, "phone", False)
    assert read_file(signed.signature) == drawn_png()
    assert NL.done in client.get(done.headers["Location"]).content.decode()


def test_typed_name_that_is_not_on_the_list_is_added(sheet: AttendanceList) -> None:
    client = Client()
    scanned = scan(sheet, client)
    picked = send(sheet, client, scanned, naam="  Zoë   Peer ")
    assert "Dag Zoë Peer" in picked.content.decode()
    send(sheet, client, scanned, naam="Zoë Peer", teken="1", typed_name="Zoë Peer")
    assert [signed.participant.name for signed in attendances(sheet)] == ["Zoë Peer"]


def test_typed_name_that_is_on_the_list_is_the_same_person(sheet: AttendanceList) -> None:
    client = Client()
    send(sheet, client, scan(sheet, client), naam="noor haddad", teken="1", typed_name="Noor")
    assert [signed.participant for signed in attendances(sheet)] == [participant(sheet, "Noor Haddad")]


def test_code_may_roll_over_while_somebody_signs(sheet: AttendanceList) -> None:
    client, noor = Client(), participant(sheet, "Noor Haddad")
    scanned = scan(sheet, client)
    with time_machine.travel(clock.now() + timedelta(minutes=9), tick=False):
        done = send(sheet, client, scanned, wie=noor.pk, teken="1", typed_name="Noor")
    assert done.status_code == 302


def test_previous_code_is_still_good_and_the_one_before_is_not(sheet: AttendanceList) -> None:
    now = clock.now()
    periods = [now - timedelta(seconds=rules.DOOR_CODE_SECONDS * back) for back in (1, 2)]
    answers = [scan(sheet, Client(), at=at) for at in periods]
    assert [answer.status_code for answer in answers] == [200, 403]
    assert NL.scan_again in answers[1].content.decode()


def test_old_ticket_is_refused(sheet: AttendanceList) -> None:
    client, noor = Client(), participant(sheet, "Noor Haddad")
    scanned = scan(sheet, client)
    with time_machine.travel(clock.now() + timedelta(minutes=11), tick=False):
        answer = send(sheet, client, scanned, wie=noor.pk, teken="1", typed_name="Noor")
    assert (answer.status_code, NL.scan_again in answer.content.decode()) == (403, True)
    assert attendances(sheet) == []


def test_ticket_of_another_list_is_refused(sheet: AttendanceList) -> None:
    with access.as_system():
        other = opened_list("Bavo", session=confirmed_session("Bavo", on=sheet.session.starts_at.date()))
    client = Client()
    scanned = scan(sheet, client)
    answer = send(other, client, scanned, naam="Zoë", teken="1", typed_name="Zoë")
    assert answer.status_code == 403
    assert attendances(other) == []


def test_one_scan_is_good_for_one_signature(sheet: AttendanceList) -> None:
    client, noor, bavo = Client(), participant(sheet, "Noor Haddad"), participant(sheet, "Bavo Eikenlaar")
    scanned = scan(sheet, client)
    first, again = (send(sheet, client, scanned, wie=noor.pk, teken="1", typed_name="Noor") for _ in range(2))
    friend = send(sheet, client, scanned, wie=bavo.pk, teken="1", typed_name="Bavo")
    absent = send(sheet, client, scanned, naam="Zoë", teken="1", typed_name="Zoë")
    assert first.headers["Location"] == again.headers["Location"]
    assert [answer.status_code for answer in (friend, absent)] == [403, 403]
    assert [signed.participant for signed in attendances(sheet)] == [noor]


def test_form_sent_twice_counts_once(sheet: AttendanceList) -> None:
    client, key = Client(), str(uuid4())
    scanned = scan(sheet, client)
    answers = [
        send(sheet, client, scanned, naam="Zoë Peer", teken="1", typed_name="Zoë Peer", form_key=key) for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert len(attendances(sheet)) == 1


def test_name_that_signed_already_is_gone(sheet: AttendanceList) -> None:
    noor, client = participant(sheet, "Noor Haddad"), Client()
    scanned = scan(sheet, client)
    with access.as_system():
        sign(sheet.session, noor)
    assert "Noor" not in scan(sheet, Client()).content.decode()
    picked = send(sheet, client, scanned, wie=noor.pk, teken="1", typed_name="Noor")
    typed = send(sheet, client, scanned, naam="Noor Haddad", teken="1", typed_name="Noor")
    assert [answer.status_code for answer in (picked, typed)] == [422, 422]
    assert NL.gone_name in picked.content.decode()
    assert NL.known_name in typed.content.decode()


def test_late_comer_waits_for_the_duo(sheet: AttendanceList) -> None:
    client, noor = Client(), participant(sheet, "Noor Haddad")
    with time_machine.travel(sheet.session.starts_at + timedelta(minutes=31), tick=False):
        scanned = scan(sheet, client)
        done = send(sheet, client, scanned, wie=noor.pk, teken="1", typed_name="Noor")
        assert NL.late in scanned.content.decode()
        assert done.headers["Location"] == f"/deur/{sheet.code}/wacht/?taal=nl"
        assert NL.wait_more in client.get(done.headers["Location"]).content.decode()
    assert [signed.waits_for_duo for signed in attendances(sheet)] == [True]


def test_who_scanned_in_time_does_not_wait(sheet: AttendanceList) -> None:
    client, noor = Client(), participant(sheet, "Noor Haddad")
    with time_machine.travel(sheet.session.starts_at + timedelta(minutes=29), tick=False):
        scanned = scan(sheet, client)
    with time_machine.travel(sheet.session.starts_at + timedelta(minutes=33), tick=False):
        send(sheet, client, scanned, wie=noor.pk, teken="1", typed_name="Noor")
    assert [signed.waits_for_duo for signed in attendances(sheet)] == [False]


def test_duo_that_closes_the_door_makes_everybody_wait(sheet: AttendanceList) -> None:
    client_for(sheet.session.trainer).post(
        f"/bijeenkomsten/{sheet.session.pk}/aanwezigheid/deur/sluiten/", {"door": "closed"}
    )
    with access.as_system():
        sheet.refresh_from_db(fields=["door_closed_at"])
    assert NL.late in scan(sheet, Client()).content.decode()


@pytest.mark.parametrize(
    ("minutes", "sentence"), [(-24 * 60, NL.not_today), (-65, NL.not_open), (181, NL.over), (48 * 60, NL.over)]
)
def test_code_outside_its_hours_says_why(minutes: int, sentence: str) -> None:
    opened = opened_list("Bavo")
    with time_machine.travel(opened.session.starts_at + timedelta(minutes=minutes), tick=False):
        answer = scan(opened, Client())
    assert (answer.status_code, sentence in answer.content.decode()) == (403, True)


def test_code_of_a_closed_list_says_so() -> None:
    closed = closed_list("Bavo Eikenlaar")
    with time_machine.travel(closed.session.starts_at, tick=False):
        answer = scan(closed, Client())
    assert (answer.status_code, NL.list_closed in answer.content.decode()) == (403, True)


def test_list_that_closes_while_somebody_signs_keeps_nothing(sheet: AttendanceList) -> None:
    client = Client()
    scanned = scan(sheet, client)
    with access.as_system():
        AttendanceList.objects.filter(pk=sheet.pk).update(
            closed_at=clock.now(), trainer_signed_at=clock.now(), expert_signed_at=clock.now(),
            document=sign(sheet.session, participant(sheet, "Noor Haddad"), signature=checked_png()).signature,
        )  # fmt: skip
    answer = send(sheet, client, scanned, naam="Zoë Peer", teken="1", typed_name="Zoë")
    assert (answer.status_code, NL.list_closed in answer.content.decode()) == (403, True)
    with access.as_system():
        assert not Participant.objects.filter(name="Zoë Peer").exists()


@pytest.mark.parametrize("list_code", ["K7M2-9QXT-4B1D-C", "onzin", "0000-0000-0000-0", "é"])
def test_unknown_list_looks_like_an_old_code(list_code: str) -> None:
    answer = Client().get(f"/deur/{list_code}/ABCDEFGH/")
    assert (answer.status_code, NL.scan_again in answer.content.decode()) == (404, True)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"naam": ""}, NL.need_name),
        ({"naam": "12345"}, NL.need_name),
        ({"naam": "N" * 121}, NL.need_name),
        ({"naam": "Zoë", "teken": "1"}, NL.need_signature),
        ({"naam": "Zoë", "teken": "1", "typed_name": "x" * 121}, NL.need_name),
        ({"naam": "Zoë", "teken": "1", "signature": "data:image/png;base64,AAAA"}, NL.bad_signature),
        ({"naam": "Zoë", "teken": "1", "signature": "data:image/svg+xml;base64,PHN2Zz4="}, NL.bad_signature),
        ({"naam": "Zoë", "teken": "1", "signature": data_url(drawn_png(is_blank=True))}, NL.need_signature),
        ({"wie": "999999999"}, NL.gone_name),
        ({"wie": "x' or 1=1"}, NL.gone_name),
    ],
)
def test_wrong_input_is_answered_in_plain_words(sheet: AttendanceList, fields: dict[str, str], sentence: str) -> None:
    client = Client()
    answer = send(sheet, client, scan(sheet, client), **fields)
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert attendances(sheet) == []


def test_drawing_and_name_stay_on_the_page_after_a_mistake(sheet: AttendanceList) -> None:
    client, drawing = Client(), data_url(drawn_png())
    answer = send(sheet, client, scan(sheet, client), naam="Zoë", teken="1", typed_name="y" * 121, signature=drawing)
    text = answer.content.decode()
    assert drawing in text
    assert "y" * 121 in text


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_every_step_speaks_the_chosen_language(sheet: AttendanceList, language: str) -> None:
    words, client = WORDS[language], Client()
    scanned = scan(sheet, client, query=f"?taal={language}")
    picked = send(sheet, client, scanned, taal=language, naam="Zoë Peer")
    switched = send(sheet, client, scanned, naam="Zoë Peer", kies_taal=language)
    done = send(sheet, client, scanned, taal=language, naam="Zoë Peer", teken="1", typed_name="Zoë")
    end = client.get(done.headers["Location"])
    for page, sentence in ((scanned, words.who), (picked, words.sign), (switched, words.sign), (end, words.thanks)):
        text = page.content.decode()
        assert sentence in text
        assert f'lang="{language}"' in text
        assert (words.translation in text) if words.translation else True


def test_page_shows_short_names_and_nothing_else(sheet: AttendanceList) -> None:
    session = sheet.session
    with access.as_system():
        other = confirmed_session("Geheim Persoon")
        texts = [
            session.series.organisation.name, str(session.trainer), str(session.experiential_expert), session.place,
            "Eikenlaar", "Haddad", str(session.pk), str(session.series_id), sheet.door_secret, "Geheim",
            other.series.organisation.name,
        ]  # fmt: skip
    page = scan(sheet, Client()).content.decode()
    assert [text for text in texts if text in page] == []
    assert "Bavo E." in page


def test_context_of_the_door_is_one_series_and_ends_with_it(sheet: AttendanceList) -> None:
    with access.as_system():
        confirmed_session("Geheim Persoon")
    with access.for_scope(sheet.session.series_id):
        assert set(Session.objects.values_list("series_id", flat=True)) == {sheet.session.series_id}
        assert set(Participant.objects.values_list("series_id", flat=True)) == {sheet.session.series_id}
    Client().get("/components/")  # a page of somebody without login sets an empty context again
    scan(sheet, Client())
    assert Participant.objects.count() == 0


def test_guessing_codes_is_stopped(sheet: AttendanceList, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door_limits, "WRONG_CODES", 3)
    client = Client()
    answers = [client.get(f"/deur/{sheet.code}/AAAAAAAA/") for _ in range(4)]
    assert [answers[0].status_code, answers[-1].status_code] == [403, 429]
    assert NL.too_many in answers[-1].content.decode()
    assert scan(sheet, client).status_code == 429
    assert scan(sheet, Client(REMOTE_ADDR="10.0.0.9")).status_code == 200


def test_visits_without_end_are_stopped(sheet: AttendanceList, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door_limits, "VISITS", 3)
    assert [scan(sheet, Client()).status_code for _ in range(4)] == [200, 200, 200, 429]


def test_screen_of_the_duo_shows_a_code_that_opens_the_door(sheet: AttendanceList) -> None:
    client = client_for(sheet.session.trainer)
    path = f"/bijeenkomsten/{sheet.session.pk}/aanwezigheid/deur/"
    page, image = client.get(path).content.decode(), client.get(f"{path}code/")
    assert f'src="{path}code/"' in page
    assert (image["Content-Type"], image["Cache-Control"]) == ("image/svg+xml", "no-store")
    code = door.door_code(sheet.door_secret, clock.now())
    assert _text_in(image.content) == f"http://testserver/deur/{sheet.code}/{code}/"


def test_code_on_the_screen_changes_every_half_minute(sheet: AttendanceList) -> None:
    path, images = f"/bijeenkomsten/{sheet.session.pk}/aanwezigheid/deur/code/", []
    for seconds in (0, 29, 30):
        start = datetime.fromtimestamp(int(clock.now().timestamp()) // 30 * 30, tz=clock.BRUSSELS)
        with time_machine.travel(start + timedelta(seconds=seconds), tick=False):
            images.append(client_for(sheet.session.trainer).get(path).content)
    assert (images[0] == images[1], images[1] == images[2]) == (True, False)


def test_screen_outside_the_hours_says_why_instead_of_a_code() -> None:
    opened = opened_list("Bavo")
    with time_machine.travel(opened.session.ends_at + timedelta(days=1), tick=False):
        page = client_for(opened.session.trainer).get(f"/bijeenkomsten/{opened.session.pk}/aanwezigheid/deur/")
    text = page.content.decode()
    assert NL.over in text
    assert "deur/code/" not in text


def _text_in(svg: bytes) -> str:
    """Reads our QR back: its dark runs drawn as a picture."""
    side = int(re.search(rb'viewBox="0 0 (\d+)', svg)[1])  # type: ignore[index]
    picture = Image.new("L", (side * 8, side * 8), 255)
    draw = ImageDraw.Draw(picture)
    for x, y, length in re.findall(rb"M(\d+) (\d+)h(\d+)v1", svg):
        left, top = int(x) * 8, int(y) * 8
        if int(length) < side:
            draw.rectangle((left, top, left + int(length) * 8 - 1, top + 7), fill=0)
    written = io.BytesIO()
    picture.save(written, "PNG")
    return read_code(written.getvalue())[0]
