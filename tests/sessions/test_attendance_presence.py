"""Presence per half-day: who came to which session, in a page, a spreadsheet and a certificate."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from tandem.sessions import rules
from tandem.sessions.actions.attendance_closing import close_list, countersign_list
from tandem.sessions.actions.attendance_corrections import correct_list, witness_correction
from tandem.sessions.actions.participants import remove_participant
from tandem.sessions.models import Series, Session
from tandem.sessions.queries.attendance import (
    ABSENT,
    OPEN,
    PRESENT,
    attended_sessions,
    effective_presence,
    presence_by_participant,
)
from tests.factories import client_for
from tests.sessions.attendance_factories import (
    closed_list,
    confirmed_session,
    duo_of,
    make_participants,
    opened_list,
    sign,
    signed_list,
)
from tests.sessions.factories import contact_of, make_series, make_session, workshops

pytestmark = pytest.mark.usefixtures("every_row")


def two_half_days() -> tuple[Series, Session, Session]:
    """The first session with everybody, the second with a small group; the third is still to come."""
    first = confirmed_session("Bavo Eikenlaar", "Noor Haddad", "Wannes De Wilg")
    series = first.series
    second = make_session(series, status=rules.CONFIRMED, position=2, on=first.starts_at.date() + timedelta(days=7))
    closed_list(session=first)
    wannes = series.participants.get(name="Wannes De Wilg")
    remove_participant(wannes, by=contact_of(series), at=first.ends_at)
    small = Session.objects.select_related("trainer", "experiential_expert", "series").get(pk=second.pk)
    return series, first, small


def close_with(session: Session, *names: str) -> None:
    """The list of a session, signed by these people only."""
    opened_list(session=session)
    for name in names:
        sign(session, session.series.participants.get(name=name))
    for person in duo_of(session):
        countersign_list(session, by=person, at=session.ends_at)
    close_list(session, by=session.trainer, at=session.ends_at)


def cells(series: Series) -> dict[str, tuple[str, ...]]:
    return {row.name: row.cells[:3] for row in presence_by_participant(series).rows}


def test_matrix_says_who_came_to_which_half_day() -> None:
    series, _first, small = two_half_days()
    close_with(small, "Noor Haddad")
    overview = presence_by_participant(series)
    assert cells(series) == {
        "Bavo Eikenlaar": (PRESENT, ABSENT, OPEN),
        "Noor Haddad": (PRESENT, PRESENT, OPEN),
        "Wannes De Wilg": (PRESENT, ABSENT, OPEN),
    }
    assert {row.name: row.half_days for row in overview.rows} == {
        "Bavo Eikenlaar": 1, "Noor Haddad": 2, "Wannes De Wilg": 1,
    }  # fmt: skip
    assert [column.present for column in overview.columns] == [3, 1, None, None, None, None]


def test_sealed_correction_changes_the_matrix() -> None:
    series, _first, small = two_half_days()
    close_with(small, "Noor Haddad")
    for name, kind in (("Bavo Eikenlaar", "add"), ("Noor Haddad", "remove")):
        correction = correct_list(small, participant=series.participants.get(name=name), kind=kind, reason="Vergissing.",
                                  typed_name=name, by=small.trainer, at=small.ends_at)  # fmt: skip
        witness_correction(correction, by=small.experiential_expert, at=small.ends_at)
    assert {name: row[1] for name, row in cells(series).items()} == {
        "Bavo Eikenlaar": PRESENT, "Noor Haddad": ABSENT, "Wannes De Wilg": ABSENT,
    }  # fmt: skip
    assert effective_presence(small) == 1


def test_somebody_who_left_without_ever_coming_is_not_shown() -> None:
    series, first, _small = two_half_days()
    (zoe,) = make_participants(series, "Zoë Peer")
    remove_participant(zoe, by=contact_of(series), at=first.ends_at)
    assert "Zoë Peer" not in cells(series)


def test_session_of_two_half_days_counts_double() -> None:
    series = make_series(sessions=workshops(2, half_days=2))
    session = make_session(series, status=rules.CONFIRMED)
    make_participants(series, "Bavo Eikenlaar")
    closed_list(session=Session.objects.select_related("trainer", "experiential_expert", "series").get(pk=session.pk))
    assert [row.half_days for row in presence_by_participant(series).rows] == [2]


def test_matrix_costs_four_queries_whatever_the_numbers() -> None:
    counts = []
    for names in (("Bavo",), tuple(f"Deelnemer {letter}" for letter in "ABCDEFGHIJ")):
        series = closed_list(*names).session.series
        with CaptureQueriesContext(connection) as queries:
            presence_by_participant(series)
        counts.append(len(queries))
    assert counts == [4, 4]


def test_open_list_counts_for_nothing_yet() -> None:
    session = signed_list("Bavo Eikenlaar").session
    bavo = session.series.participants.get()
    assert cells(session.series) == {"Bavo Eikenlaar": (OPEN, OPEN, OPEN)}
    assert attended_sessions(bavo) == []


def test_certificate_follows_what_was_really_attended() -> None:
    series, first, small = two_half_days()
    close_with(small, "Noor Haddad")
    client = client_for(contact_of(series))
    texts = {}
    for participant in list(series.participants.order_by("name")):
        answer = client.get(f"/deelnemers/{participant.pk}/attest/")
        texts[participant.name] = " ".join(PdfReader(io.BytesIO(answer.content)).pages[0].extract_text().split())
    assert "Noor Haddad was aanwezig op 2 halve dagen van het traject «Basistraject»." in texts["Noor Haddad"]
    assert "Bavo Eikenlaar was aanwezig op 1 halve dag van het traject" in texts["Bavo Eikenlaar"]
    assert [small.title in texts[name] for name in ("Noor Haddad", "Bavo Eikenlaar")] == [True, False]
    assert all(first.title in text for text in texts.values())


def test_without_attendance_there_is_no_certificate_but_a_sentence() -> None:
    session = signed_list("Bavo Eikenlaar").session
    path = f"/deelnemers/{session.series.participants.get().pk}/attest/"
    answer = client_for(contact_of(session.series)).get(path, follow=True)
    assert "staat nog op geen afgesloten lijst" in answer.content.decode()


def test_spreadsheet_holds_the_matrix_and_no_formula() -> None:
    session = closed_list("=HYPERLINK(1)", "Bavo Eikenlaar").session
    Session.objects.filter(pk=session.pk).update(title="+Sessie")
    answer = client_for(contact_of(session.series)).get(f"/reeksen/{session.series_id}/aanwezigheid/csv/")
    rows = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:2] == ["Naam", "Functie"]
    assert rows[0][2].startswith("'+Sessie (")
    assert [(row[0], row[2], row[3], row[-1]) for row in rows[1:]] == [
        ("'=HYPERLINK(1)", "ja", "", "1"), ("Bavo Eikenlaar", "ja", "", "1"),
    ]  # fmt: skip


def test_page_says_in_words_what_the_signs_mean() -> None:
    series, _first, small = two_half_days()
    close_with(small, "Noor Haddad")
    text = client_for(contact_of(series)).get(f"/reeksen/{series.pk}/aanwezigheid/").content.decode()
    assert (text.count("was er</span>"), text.count("was er niet</span>")) == (4, 2)
