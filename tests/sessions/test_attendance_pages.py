"""Pages of the list: who may come, what each sees, what the buttons do, and how many queries it costs."""

import io
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from tandem.identity import rules as roles
from tandem.identity.models import Person
from tandem.kernel import access
from tandem.kernel.documents.sealing import check_seal
from tandem.kernel.documents.storage import path_of
from tandem.kernel.documents.uploads import CheckedUpload, Kind
from tandem.kernel.models import ExampleClock
from tandem.sessions.actions.attendance_corrections import correct_list, witness_correction
from tandem.sessions.actions.attendance_scans import assign_scan, take_in_scan
from tandem.sessions.models import Attendance, AttendanceCorrection, AttendanceList, Session
from tests.factories import client_for, make_membership
from tests.sessions.attendance_factories import (
    checked_png,
    closed_list,
    confirmed_session,
    make_participants,
    opened_list,
    sign,
    signed_list,
)
from tests.sessions.factories import contact_of, make_series, make_trainer, planner_of

pytestmark = pytest.mark.usefixtures("every_row")


def officer_of(session: Session) -> Person:
    return make_membership(roles.FUND_OFFICER, organisation=session.series.funder).person


def people_of(session: Session) -> dict[str, Person]:
    """Everybody around a session, and strangers with the same roles elsewhere."""
    elsewhere = make_series()
    return {
        "trainer": session.trainer,
        "expert": session.experiential_expert,
        "contact": contact_of(session.series),
        "planner": planner_of(session.series),
        "officer": officer_of(session),
        "other trainer": make_trainer(session.series.provider),
        "other contact": contact_of(elsewhere),
        "other planner": planner_of(elsewhere),
        "other officer": make_membership(roles.FUND_OFFICER, organisation=elsewhere.provider).person,
    }


DUO, ORGANISATION, PLANNER, FUND = {"trainer", "expert"}, {"contact"}, {"planner"}, {"officer"}
EVERYBODY = DUO | ORGANISATION | PLANNER | FUND
MAY_GET = {
    "attendance": EVERYBODY,
    "attendance_document": EVERYBODY,
    "attendance_check": EVERYBODY,
    "attendance_paper": DUO | ORGANISATION | PLANNER,
    "attendance_scan": DUO | ORGANISATION,
    "attendance_correct": DUO | ORGANISATION,
    "attendance_tablet": DUO,
    "attendance_door": DUO,
    "attendance_countersign": DUO,
    "participants": DUO | ORGANISATION | PLANNER,
    "participant": DUO | ORGANISATION,
    "series_presence": DUO | ORGANISATION | PLANNER,
    "series_presence_csv": DUO | ORGANISATION | PLANNER,
    "attendance_certificate": DUO | ORGANISATION | PLANNER,
    "attendance_correction_document": EVERYBODY,
    "attendance_scan_names": DUO | ORGANISATION,
    "attendance_scan_file": DUO | ORGANISATION,
    "attendance_scan_picture": DUO | ORGANISATION,
}


@pytest.mark.slow
def test_each_page_opens_for_its_own_people_alone() -> None:
    session = opened_list("Bavo Eikenlaar", "Noor Haddad").session
    scan = take_in_scan(_scan_upload(), sessions=[], by=session.trainer, at=session.starts_at)[0]
    assign_scan(scan, session=session, by=session.trainer, at=session.starts_at)
    closed_list(session=session)
    (late,) = make_participants(session.series, "Wannes De Wilg")
    correction = correct_list(session, participant=late, kind="add", reason="Vergeten.", typed_name="Wannes",
                              by=session.trainer, at=session.ends_at)  # fmt: skip
    witness_correction(correction, by=session.experiential_expert, at=session.ends_at)
    bavo = session.series.participants.get(name="Bavo Eikenlaar")
    arguments: dict[str, list[object]] = {
        "participants": [session.series_id], "series_presence": [session.series_id],
        "series_presence_csv": [session.series_id], "participant": [bavo.pk], "attendance_certificate": [bavo.pk],
        "attendance_correction_document": [correction.pk], "attendance_scan_names": [scan.pk],
        "attendance_scan_file": [scan.pk], "attendance_scan_picture": [scan.pk, 1],
    }  # fmt: skip
    found: dict[str, set[str]] = {name: set() for name in MAY_GET}
    for who, person in people_of(session).items():
        client = client_for(person)
        for name in MAY_GET:
            answer = client.get(reverse(name, args=arguments.get(name, [session.pk])))
            answer.getvalue() if answer.streaming else answer.content
            if answer.status_code != 404:
                found[name].add(who)
    assert found == MAY_GET


def _scan_upload() -> CheckedUpload:
    return CheckedUpload(Kind.PNG, "image/png", "lijst.png", "", checked_png().content)


POSTS: list[tuple[str, Callable[[AttendanceList], list[object]], set[str]]] = [
    ("attendance_open", lambda sheet: [sheet.session_id], DUO),
    ("attendance_close", lambda sheet: [sheet.session_id], DUO),
    ("attendance_door_switch", lambda sheet: [sheet.session_id], DUO),
    ("attendance_undo", lambda sheet: [sheet.session.attendances.get().pk], DUO),
    ("attendance_let_in", lambda sheet: [sheet.session.attendances.get().pk], DUO),
    ("participant_remove", lambda sheet: [sheet.session.series.participants.get().pk], DUO | ORGANISATION),
    ("participants_paste", lambda sheet: [sheet.session.series_id], DUO | ORGANISATION),
]  # fmt: skip


@pytest.mark.parametrize(("name", "argument", "allowed"), POSTS, ids=[name for name, *_ in POSTS])
def test_each_button_works_for_its_own_people_alone(
    name: str, argument: Callable[[AttendanceList], list[object]], allowed: set[str]
) -> None:
    sheet = signed_list("Bavo Eikenlaar")
    path = reverse(name, args=argument(sheet))
    strangers = {who: person for who, person in people_of(sheet.session).items() if who not in allowed}
    with time_machine.travel(sheet.session.starts_at, tick=False):
        refused = {who: client_for(person).post(path).status_code for who, person in strangers.items()}
        read = client_for(sheet.session.trainer).get(path).status_code
        done = client_for(sheet.session.trainer).post(path, {"names": "Zoë"}).status_code
    assert set(refused.values()) == {404}
    assert (read, done) == (405, 302)


@pytest.mark.parametrize("path", ["attendance", "participants", "attendance_scan_any", "series_presence"])
def test_without_login_every_page_asks_one(path: str) -> None:
    sheet = opened_list()
    argument = {"attendance": [sheet.session_id], "attendance_scan_any": []}.get(path, [sheet.session.series_id])
    answer = Client().get(reverse(path, args=argument))
    assert (answer.status_code, answer.headers["Location"].startswith("/aanmelden/")) == (302, True)


@pytest.fixture
def sheet() -> Iterator[AttendanceList]:
    opened = opened_list("Bavo Eikenlaar", "Noor Haddad")
    with time_machine.travel(opened.session.starts_at, tick=False):
        yield opened


def page(person: Person, session: Session, part: str = "") -> str:
    return client_for(person).get(f"/bijeenkomsten/{session.pk}/aanwezigheid/{part}").content.decode()


def test_duo_opens_the_list_with_one_button() -> None:
    session = confirmed_session()
    with time_machine.travel(session.starts_at - timedelta(minutes=50), tick=False):
        client = client_for(session.experiential_expert)
        answer = client.post(f"/bijeenkomsten/{session.pk}/aanwezigheid/openen/", follow=True)
    text = answer.content.decode()
    assert "De lijst is open." in text
    assert [words in text for words in ("Eigen telefoon", "Eén tablet gaat rond", "Papier")] == [True] * 3


def test_too_early_says_when() -> None:
    session = confirmed_session()
    with time_machine.travel(session.starts_at - timedelta(days=2), tick=False):
        text = page(session.trainer, session)
        answer = client_for(session.trainer).post(f"/bijeenkomsten/{session.pk}/aanwezigheid/openen/", follow=True)
    assert "Het is nog te vroeg." in text
    assert "Open de lijst</button>" not in text
    assert "Het is nog te vroeg." in answer.content.decode()


def test_late_list_proposes_the_repair_instead_of_a_refusal() -> None:
    session = confirmed_session("Bavo")
    with time_machine.travel(session.ends_at + timedelta(days=4), tick=False):
        before = page(session.trainer, session)
        client_for(session.trainer).post(f"/bijeenkomsten/{session.pk}/aanwezigheid/openen/")
        after = page(session.trainer, session)
    assert "er is nog geen lijst. Dat geeft niet. Open ze nu" in before
    assert "de lijst is nog niet afgesloten. Dat geeft niet." in after


def test_fewer_than_expected_is_shown_and_nothing_more(sheet: AttendanceList) -> None:
    with access.as_system():
        sign(sheet.session, sheet.session.series.participants.first())
    text = page(sheet.session.trainer, sheet.session)
    assert "12 verwacht" in text
    assert "Dat mag. Wie er niet is, tekent niet." in text
    assert [word in text for word in ("te weinig", "sanctie", "tekort")] == [False] * 3


def test_fund_sees_counts_and_no_names(sheet: AttendanceList) -> None:
    with access.as_system():
        for participant in sheet.session.series.participants.order_by("pk"):
            sign(sheet.session, participant)
        officer = officer_of(sheet.session)
    text = page(officer, sheet.session)
    assert ("Bavo Eikenlaar" in text, "getekend" in text) == (False, True)


def test_organisation_reads_along_and_cannot_undo(sheet: AttendanceList) -> None:
    with access.as_system():
        sign(sheet.session, sheet.session.series.participants.first())
        contact = contact_of(sheet.session.series)
    text = page(contact, sheet.session)
    assert ("Bavo Eikenlaar" in text, "Maak ongedaan" in text, "Toon de code" in text) == (True, False, False)


def test_duo_lets_in_one_and_not_the_other(sheet: AttendanceList) -> None:
    with access.as_system():
        bavo, noor = sheet.session.series.participants.order_by("name")
        waiting = [sign(sheet.session, person, method="phone", waits_for_duo=True) for person in (bavo, noor)]
    client = client_for(sheet.session.trainer)
    assert "Wacht aan de deur" in page(sheet.session.trainer, sheet.session)
    for row, decision in zip(waiting, ("yes", "no"), strict=True):
        client.post(f"/aanwezigheden/{row.pk}/toelaten/", {"decision": decision})
    with access.as_system():
        assert [(row.participant.name, row.waits_for_duo) for row in Attendance.objects.all()] == [
            ("Bavo Eikenlaar", False)
        ]


def test_two_members_deciding_at_once_read_who_was_first(sheet: AttendanceList) -> None:
    session = sheet.session
    with access.as_system():
        bavo, noor = session.series.participants.order_by("name")
        let_in, sent_away = (sign(session, person, waits_for_duo=True) for person in (bavo, noor))
    trainer, expert = client_for(session.trainer), client_for(session.experiential_expert)
    trainer.post(f"/aanwezigheden/{let_in.pk}/toelaten/", {"decision": "yes"})
    trainer.post(f"/aanwezigheden/{sent_away.pk}/toelaten/", {"decision": "no"})
    second = ((let_in, "toelaten", "no"), (let_in, "toelaten", "yes"), (sent_away, "toelaten", "yes"),
              (sent_away, "ongedaan", ""))  # fmt: skip
    answers = []
    for row, part, decision in second:
        typed = {"decision": decision, "session": str(session.pk)}
        answers.append(expert.post(f"/aanwezigheden/{row.pk}/{part}/", typed, follow=True).content.decode())
    sentences = ("liet deze persoon al binnen", "staat op de lijst", "was je voor", "was je voor")
    assert [words in text for words, text in zip(sentences, answers, strict=True)] == [True] * 4
    with access.as_system():
        assert [(row.participant, row.waits_for_duo) for row in Attendance.objects.all()] == [(bavo, False)]


def test_whole_way_from_signing_to_the_sealed_file(sheet: AttendanceList) -> None:
    session, path = sheet.session, f"/bijeenkomsten/{sheet.session.pk}/aanwezigheid/"
    with access.as_system():
        sign(session, session.series.participants.first())
    with time_machine.travel(session.ends_at, tick=False):
        for person in (session.trainer, session.experiential_expert):
            client = client_for(person)
            assert client.post(f"{path}tekenen/", {}).status_code == 422
            assert client.post(f"{path}tekenen/", {"is_right": "on"}).status_code == 302
        assert "Sluit de lijst af" in client.get(path).content.decode()
        closing = client.post(f"{path}afsluiten/", follow=True).content.decode()
        assert "De lijst is afgesloten en verzegeld." in closing
        again = client.post(f"{path}afsluiten/", follow=True).content.decode()
        assert "Maak dan een correctie" in again
        document = client.get(f"{path}lijst/")
        content = document.getvalue()
    assert document["Content-Disposition"].startswith("attachment")
    assert document["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert check_seal(content).is_trusted
    assert "Bavo Eikenlaar" in PdfReader(io.BytesIO(content)).pages[0].extract_text()


def test_seal_page_says_yes_and_after_tampering_no() -> None:
    sheet = closed_list("Bavo Eikenlaar")
    file = path_of(sheet.document.sha256)
    intact = page(sheet.session.trainer, sheet.session, "zegel/")
    content = file.read_bytes()
    file.chmod(0o600)
    try:
        file.write_bytes(content.replace(b"/Title", b"/Tytle", 1))
        changed = page(sheet.session.trainer, sheet.session, "zegel/")
        file.unlink()
        gone = page(sheet.session.trainer, sheet.session, "zegel/")
    finally:
        file.write_bytes(content)
    assert "Ja. De lijst is dezelfde als toen ze werd afgesloten." in intact
    assert ["Nee. Het bestand is veranderd of verdwenen." in text for text in (changed, gone)] == [True, True]


def test_page_without_a_closed_list_has_no_document_and_no_seal(sheet: AttendanceList) -> None:
    client, path = client_for(sheet.session.trainer), f"/bijeenkomsten/{sheet.session.pk}/aanwezigheid/"
    assert [client.get(f"{path}{part}").status_code for part in ("lijst/", "zegel/")] == [404, 404]


def test_correction_from_question_to_seal() -> None:
    session = closed_list("Bavo Eikenlaar").session
    make_participants(session.series, "Wannes De Wilg")
    late, contact = session.series.participants.get(name="Wannes De Wilg"), contact_of(session.series)
    path = f"/bijeenkomsten/{session.pk}/aanwezigheid/"
    typed = {"kind": "add", "participant": late.pk, "reason": "Vergat te tekenen.", "typed_name": "Wannes"}
    with time_machine.travel(session.ends_at + timedelta(days=1), tick=False):
        asked = client_for(contact).post(f"{path}correctie/", typed, follow=True).content.decode()
        with access.as_system():
            correction = AttendanceCorrection.objects.get()
        for person in (session.trainer, session.experiential_expert):
            client = client_for(person)
            assert "Ik bevestig dit" in client.get(path).content.decode()
            client.post(f"/correcties/{correction.pk}/bevestigen/")
        after = client.get(path).content.decode()
        with access.as_system():
            officer = officer_of(session)
        fund = client_for(officer).get(path).content.decode()
        document = client.get(f"/correcties/{correction.pk}/document/").getvalue()
    assert "Ze telt zodra allebei de leden van het duo ze bevestigen." in asked
    assert ("Ik bevestig dit" in after, "aanwezig met de correcties erbij" in after) == (False, True)
    assert check_seal(document).is_trusted
    assert (f"/correcties/{correction.pk}/document/" in fund, "Wannes De Wilg" in fund) == (True, False)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"participant": ""}, "Kies een naam."),
        ({"participant": "999999"}, "Kies een naam."),
        ({"reason": ""}, "Schrijf in een zin waarom."),
        ({"reason": "x" * 301}, "300"),
        ({"typed_name": ""}, "Laat de deelnemer tekenen of de naam typen."),
        ({"kind": "remove"}, "staat niet op de lijst"),
    ],
)
def test_incomplete_correction_keeps_what_was_typed(typed: dict[str, str], sentence: str) -> None:
    session = closed_list("Bavo Eikenlaar").session
    make_participants(session.series, "Wannes De Wilg")
    late = session.series.participants.get(name="Wannes De Wilg")
    fields = {"kind": "add", "participant": late.pk, "reason": "Een goede reden.", "typed_name": "Wannes", **typed}
    answer = client_for(session.trainer).post(f"/bijeenkomsten/{session.pk}/aanwezigheid/correctie/", fields)
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert str(fields["reason"]) in answer.content.decode()


def test_correction_is_withdrawn_by_who_asked_or_the_duo() -> None:
    session = closed_list("Bavo Eikenlaar").session
    make_participants(session.series, "Wannes De Wilg")
    colleague = make_membership(roles.ORGANISATION_CONTACT, organisation=session.series.organisation).person
    correction = correct_list(
        session, participant=session.series.participants.get(name="Wannes De Wilg"), kind="add", reason="Vergeten.",
        typed_name="W", by=contact_of(session.series), at=session.ends_at,
    )  # fmt: skip
    contact, path = contact_of(session.series), f"/correcties/{correction.pk}/intrekken/"
    assert [client_for(person).post(path).status_code for person in (colleague, contact)] == [404, 302]
    with access.as_system():
        assert not AttendanceCorrection.objects.exists()


def test_names_are_added_pasted_corrected_and_taken_off(sheet: AttendanceList) -> None:
    client, path = client_for(sheet.session.trainer), f"/reeksen/{sheet.session.series_id}/deelnemers/"
    client.post(path, {"name": "Wannes De Wilg", "function": "kok"})
    pasted = client.post(f"{path}plakken/", {"names": "Zoë Peer; arts\nWannes De Wilg"}, follow=True).content.decode()
    assert "1 naam toegevoegd. Deze stonden er al: Wannes De Wilg." in pasted
    with access.as_system():
        zoe = sheet.session.series.participants.get(name="Zoë Peer")
    client.post(f"/deelnemers/{zoe.pk}/", {"name": "Zoë Pereboom", "function": ""})
    client.post(f"/deelnemers/{zoe.pk}/weg/")
    text = client.get(path).content.decode()
    assert ("Wannes De Wilg" in text, "Zoë Pe" in text) == (True, True)  # her name is in the sentence of success
    assert "Zoë Pe" not in client.get(path).content.decode()


@pytest.mark.parametrize(
    ("part", "typed", "sentence"),
    [
        ("", {"name": ""}, "Schrijf een naam."),
        ("", {"name": "N" * 121}, "Gebruik ten hoogste 120 tekens."),
        ("", {"name": "zoe@voorbeeld.test"}, "Schrijf alleen een naam en een functie."),
        ("", {"name": "bavo EIKENLAAR"}, "Zijn het twee mensen?"),
        ("plakken/", {"names": ""}, "Plak of typ ten minste een naam."),
        ("plakken/", {"names": "Zoë\n12/03/1980"}, "Regel 2:"),
    ],
)
def test_wrong_name_is_refused_and_kept_on_the_page(
    sheet: AttendanceList, part: str, typed: dict[str, str], sentence: str
) -> None:
    answer = client_for(sheet.session.trainer).post(f"/reeksen/{sheet.session.series_id}/deelnemers/{part}", typed)
    text = answer.content.decode()
    assert (answer.status_code, sentence in text) == (422, True)
    assert all(value in text for value in typed.values())


@pytest.mark.parametrize(
    "path", ["deelnemers/{}/", "papieren-lijsten/{}/", "papieren-lijsten/{}/kiezen/", "deelnemers/{}/attest/"]
)
def test_numbers_that_are_not_there_are_not_found(sheet: AttendanceList, path: str) -> None:
    client = client_for(sheet.session.trainer)
    assert [client.get("/" + path.format(number)).status_code for number in (0, 987654321, 10**30)] == [404, 404, 404]


@pytest.mark.parametrize("text", ["\x00", "\ud7ff\u202e", "٣٤٥", "' or 1=1 --", "<script>", "9" * 400, "x" * 10_000])
def test_nonsense_in_any_field_gets_an_answer(sheet: AttendanceList, text: str) -> None:
    client, path = client_for(sheet.session.trainer), f"/bijeenkomsten/{sheet.session.pk}/aanwezigheid/"
    fields = ("participant", "naam", "typed_name", "signature", "nonce", "name", "function", "names", "door", "decision",
              "is_right", "session", "kind", "reason", "form_key", "taal")  # fmt: skip
    typed = dict.fromkeys(fields, text)
    series = f"/reeksen/{sheet.session.series_id}/deelnemers/"
    posts = (f"{path}tablet/", f"{path}tekenen/", f"{path}deur/sluiten/", f"{path}foto/", series, f"{series}plakken/",
             "/papieren-lijsten/", "/aanwezigheden/987654321/toelaten/")  # fmt: skip
    statuses = {post: client.post(post, typed).status_code for post in posts}
    assert {status for status in statuses.values() if status not in (302, 404, 422)} == set()
    expected = 400 if "\x00" in text else 200  # nobody types a NUL in an address
    assert client.get(f"{path}tablet/", {"wie": text, "taal": text}).status_code == expected


def test_reading_writes_nothing(sheet: AttendanceList) -> None:
    client = client_for(sheet.session.trainer)
    client.get("/")
    path = f"/bijeenkomsten/{sheet.session.pk}/aanwezigheid/"
    with CaptureQueriesContext(connection) as queries:
        for part in ("", "papier/", "tablet/", "deur/", "deur/code/", "tekenen/", "foto/"):
            client.get(path + part)
    writes = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert [sql for sql in writes if "django_session" not in sql] == []


PAGES = (
    "attendance",
    "attendance_countersign",
    "participants",
    "series_presence",
    "attendance_tablet",
    "attendance_scan_any",
)


@pytest.mark.parametrize("name", PAGES)
def test_page_costs_as_many_queries_with_one_row_as_with_ten(name: str) -> None:
    counts = []
    for people in (("Bavo",), tuple(f"Deelnemer {letter}" for letter in "ABCDEFGHIJ")):
        with access.as_system():
            sheet = signed_list(*people)
        with time_machine.travel(sheet.session.ends_at, tick=False):
            counts.append(_queries(sheet, name))
    assert counts[0] == counts[1]
    assert counts[0] <= 16


def _queries(sheet: AttendanceList, name: str) -> int:
    arguments = {"attendance_scan_any": [], "participants": [sheet.session.series_id],
                 "series_presence": [sheet.session.series_id]}.get(name, [sheet.session_id])  # fmt: skip
    client = client_for(sheet.session.trainer)
    client.get("/components/")
    with CaptureQueriesContext(connection) as queries:
        answer: HttpResponse = client.get(reverse(name, args=arguments))
    assert answer.status_code == 200
    return len(queries)


def test_example_clock_counts() -> None:
    session = confirmed_session()
    assert "Open de lijst</button>" not in page(session.trainer, session)
    ExampleClock.objects.create(shift_seconds=_seconds_until(session.starts_at, timezone.now()))
    assert "Open de lijst</button>" in page(session.trainer, session)


def _seconds_until(moment: datetime, now: datetime) -> int:
    return int((moment - now).total_seconds())
