"""The public walk: from the first question to the sheet, without a login, and nothing is kept."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db
WRITES = re.compile(r"^\s*(insert|update|delete)", re.IGNORECASE)
HOUSEHOLD = {"screen": "household", "category": "N", "has_partner": "no", "start": "2026-04"}
SICK = {"a_category": "N", "a_has_partner": "no", "a_start": "2026-04", "a_now": "sickness", "a_now_sickness_month": "14",
        "a_now_sickness_daily_benefit": "64.27"}  # fmt: skip
JOBSEEKER = {**SICK, "a_then": "unemployment", "screen": "then_details", "then_unemployment_month": "13",
             "then_unemployment_monthly_wage": "2000", "then_unemployment_scheme": "new"}  # fmt: skip


def text_of(client: Client, facts: dict[str, str], *, status: int = 200) -> str:
    response = client.post("/wat-als/", facts)
    assert response.status_code == status
    return response.content.decode()


def test_walk_asks_one_thing_per_screen_and_keeps_answers_in_the_form(client: Client) -> None:
    assert "Met wie woon je?" in client.get("/wat-als/").content.decode()
    page = text_of(client, HOUSEHOLD)
    assert "Waarvan leef je nu?" in page
    assert 'name="a_category" value="N"' in page
    page = text_of(
        client, {**SICK, "screen": "now_details", "now_sickness_month": "14", "now_sickness_daily_benefit": "64,27"}
    )
    assert "Wat zou er veranderen?" in page


def test_story_of_300_euro_a_month_is_told_before_the_yes(client: Client) -> None:
    page = text_of(client, JOBSEEKER)
    assert "minder dan nu" in page
    assert page.index("minder dan nu") < page.index("Maand per maand")
    assert "Wat we niet weten" in page
    assert "Andere rechten" in page


def test_nothing_of_it_is_stored(client: Client) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        text_of(client, JOBSEEKER)
    assert [query["sql"] for query in asked.captured_queries if WRITES.match(query["sql"])] == []
    assert not client.session.keys()


def test_wrong_amount_keeps_what_was_typed(client: Client) -> None:
    page = text_of(client, {**SICK, "a_then": "job", "screen": "then_details", "then_job_gross": "veel", "then_job_hours": "60",
                            "then_job_status": "white_collar"}, status=422)  # fmt: skip
    assert 'value="veel"' in page
    assert "hoogstens 50" in page


def test_wage_under_the_minimum_is_refused_with_a_sentence(client: Client) -> None:
    page = text_of(client, {**SICK, "a_then": "job", "screen": "then_details", "then_job_gross": "900", "then_job_hours": "38",
                            "then_job_status": "white_collar"}, status=422)  # fmt: skip
    assert "minimumloon" in page


def test_statuses_that_exclude_each_other_are_refused(client: Client) -> None:
    facts = {
        **JOBSEEKER,
        "a_then": "unemployment,sickness",
        "then_sickness_month": "1",
        "then_sickness_daily_benefit": "50",
    }
    assert "gaan niet samen" in text_of(client, facts, status=422)


def test_back_leads_to_the_question_before(client: Client) -> None:
    assert "Waarvan leef je nu?" in text_of(client, {**SICK, "screen": "now_details", "back": "1"})


def test_second_choice_and_a_contract_that_stops(client: Client) -> None:
    kept = {f"a_{key.removeprefix('a_')}": value for key, value in JOBSEEKER.items() if key != "screen"}
    page = text_of(client, {**kept, "screen": "result", "another": "1"})
    assert "En de tweede keuze?" in page
    both = {**kept, "a_wants_then2": "yes", "a_then2": "job", "screen": "then2_details", "then2_job_gross": "2400",
            "then2_job_hours": "38", "then2_job_status": "white_collar"}  # fmt: skip
    page = text_of(client, both)
    assert "Keuze 2" in page
    assert "Meer of minder uren" in page
    job = {f"a_{key.removeprefix('a_')}": value for key, value in both.items() if key != "screen"}
    assert "Als het contract stopt" in text_of(client, {**job, "screen": "result", "stops_after": "3"})


def test_sheet_is_one_page_that_is_tagged(client: Client) -> None:
    from io import BytesIO

    from pypdf import PdfReader

    kept = {f"a_{key.removeprefix('a_')}": value for key, value in JOBSEEKER.items() if key != "screen"}
    response = client.post("/wat-als/blad/", kept)
    assert response["Content-Type"] == "application/pdf"
    reader = PdfReader(BytesIO(response.content))
    assert len(reader.pages) == 1
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    assert "minder dan nu" in reader.pages[0].extract_text()


@pytest.mark.parametrize("facts", [{"screen": "x"}, {"screen": "result"}, {}, {"a_now": "x" * 5000, "screen": "now"},
                                   {"screen": "then3_details", "back": "1"}])  # fmt: skip
def test_nonsense_leads_to_a_page_and_never_breaks(client: Client, facts: dict[str, str]) -> None:
    assert client.post("/wat-als/", facts).status_code in {200, 422}
