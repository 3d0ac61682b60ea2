"""Calls as everybody reads them."""

from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils.text import compress_string

from tandem.calls.models import Call
from tandem.calls.queries.call_public import filling_time
from tandem.kernel import clock
from tests.architecture.test_query_budget import MOST_OF_A_LIST, questions
from tests.calls.call_factories import make_call, make_juror, make_submission, make_submitter

pytestmark = pytest.mark.django_db


@pytest.fixture
def call() -> Call:
    return make_call(title="Lokale bondgenoten", closes_at=clock.now() + timedelta(days=4), goals="Samen tegen armoede.",
                     submitter_kinds=["organisation"], area_rule="one_per_municipality")  # fmt: skip


def test_calls_stand_under_open_coming_and_earlier(call: Call) -> None:
    now = clock.now()
    coming = make_call(opens_at=now + timedelta(days=3), title="Straks open")
    make_call(closes_at=now - timedelta(days=2), state="announced", announced_at=now, title="Lang geleden")
    make_call(closes_at=now - timedelta(seconds=90), title="Net gesloten")
    make_call(state="draft", published_at=None, title="Nog geheim plan")
    make_call(state="stopped", title="Gestopte oproep")
    page = Client().get("/oproepen/").content.decode()
    places = [
        page.index(word)
        for word in ("Nu open", call.title, "Straks", coming.title, "Vroeger", "Net gesloten", "Lang geleden")
    ]
    assert places == sorted(places)
    assert "Nog 4 dagen" in page
    assert "Nog geheim plan" not in page
    assert "Gestopte oproep" not in page


def test_call_page_tells_money_measure_and_seats_without_names(call: Call) -> None:
    juror = make_juror(call, seat="experiential_expert", last_name="Zeldzaamnaam")
    answer = Client().get(f"/oproepen/{call.pk}/")
    page = answer.content.decode()
    for words in ("Samen tegen armoede.", "150.000,00", "800.000,00", "60%", "40%", "1 × ervaringsdeskundige in armoede",
                  "nog 4 dagen", "Werkingssubsidie", "2027"):  # fmt: skip
        assert words in page, words
    assert juror.person.last_name not in page
    css = (Path(__file__).parents[2] / "tandem/kernel/static/built/site.css").read_bytes()
    assert len(compress_string(answer.content)) + len(compress_string(css)) < 30_000
    assert "htmx-2.min.js" not in page


def test_page_is_asked_again_only_when_it_changed(call: Call) -> None:
    for address in ("/oproepen/", f"/oproepen/{call.pk}/", "/oproepen/nieuws.rss"):
        first = Client().get(address)
        assert first.headers["Cache-Control"] == "no-cache"
        again = Client().get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert again.status_code == 304, address


@pytest.mark.parametrize(("plan", "words"), [
    ({"kind": "organisation", "area": "limburg", "months": 24, "amount": "150.000"}, "je plan past"),
    ({"kind": "association", "area": "elsewhere", "months": 60, "amount": "150.000,01"}, "Vlaanderen of Brussel"),
    ({"kind": "organisation", "area": "limburg", "months": "lang", "amount": "veel"}, "Vul een bedrag in"),
    ({"kind": "koning", "area": "", "months": "", "amount": ""}, "Kies een"),
])  # fmt: skip
def test_kom_ik_in_aanmerking_answers_without_keeping_anything(call: Call, plan: dict[str, object], words: str) -> None:
    answer = Client().get(f"/oproepen/{call.pk}/", plan)
    assert (answer.status_code, words in answer.content.decode()) == (200, True)


def test_time_it_takes_is_told_from_five_projects_on(call: Call) -> None:
    for number in range(5):
        assert filling_time(call) == ""
        make_submission(call, make_submitter(), made_at=clock.now() - timedelta(days=number * 3))
    assert filling_time(call) == "6 dagen"


def test_feed_holds_what_is_open_or_comes(call: Call) -> None:
    make_call(closes_at=clock.now() - timedelta(days=1), title="Voorbij")
    answer = Client().get("/oproepen/nieuws.rss")
    items = ET.fromstring(answer.content).findall(".//item")  # noqa: S314
    assert [item.findtext("title") for item in items] == [call.title]
    assert items[0].findtext("guid") == f"urn:uuid:{call.pk}"


def test_draft_and_call_stopped_in_preparation_do_not_exist() -> None:
    for state in ("draft", "stopped"):
        row = make_call(state=state, published_at=None)
        assert Client().get(f"/oproepen/{row.pk}/").status_code == 404


def test_public_pages_ask_few_questions(call: Call) -> None:
    for number in range(25):
        make_call(title=f"Vulling {number}", closes_at=clock.now() - timedelta(hours=number + 1))
    counts = {page: len(questions(Client(), page)) for page in ("/oproepen/", f"/oproepen/{call.pk}/")}
    assert {page: count for page, count in counts.items() if count > MOST_OF_A_LIST} == {}
