"""Wat als? in Arabic: the same figures, Dutch one tap away, and drafts for nobody but who looks ahead."""

import re

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.factories import client_for
from tests.income.factories import make_administrator
from tests.income.test_what_if import JOBSEEKER, SICK
from tests.kernel.html import parse
from tests.kernel.spoken_words import DUTCH_WORD, dutch_words

pytestmark = pytest.mark.django_db
AMOUNT = re.compile("€\N{NO-BREAK SPACE}[\\d.,]*\\d")
GLOSSES = {
    "leefloon",
    "inschakelingsuitkering",
    "interim",
    "aanslagbiljet",
    "bediende",
    "arbeider",
    "bruto",
    "ziekenfonds",
    "verhoogde",
    "tegemoetkoming",
    "pdf",
    "roeipakket",
    "pgroeien",
    "ijn",
    "andem",
}  # in brackets, as letters say them


def page_of(client: Client, address: str, facts: dict[str, str] | None = None) -> str:
    response = client.post(address, facts) if facts else client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def kept(facts: dict[str, str]) -> dict[str, str]:
    return {f"a_{key.removeprefix('a_')}": value for key, value in facts.items() if key != "screen"}


def test_page_is_arabic_from_right_to_left_and_says_it_is_a_draft(client: Client) -> None:
    response = client.get("/wat-als/?taal=ar")
    page = response.content.decode()
    assert '<html class="govuk-template" lang="ar" dir="rtl">' in page
    assert "built/site.rtl.css" in page
    assert response["Content-Language"] == "ar"
    assert "مع من تسكن؟" in page
    assert "Vertaling uit het Nederlands" in page
    assert "Voorproef: nog niet nagelezen." in page
    assert 'hreflang="nl" href="/wat-als/"' in page
    assert 'action="/wat-als/?taal=ar"' in page


def test_browser_that_asks_arabic_gets_dutch_and_a_choice(client: Client) -> None:
    page = client.get("/wat-als/", headers={"accept-language": "ar,fr;q=0.5"}).content.decode()
    assert 'lang="nl">' in page
    assert "Met wie woon je?" in page
    assert 'href="/wat-als/?taal=ar"' in page


def test_same_figures_to_the_cent(client: Client) -> None:
    dutch, arabic = page_of(client, "/wat-als/", JOBSEEKER), page_of(client, "/wat-als/?taal=ar", JOBSEEKER)
    assert len(AMOUNT.findall(dutch)) > 20
    assert AMOUNT.findall(arabic) == AMOUNT.findall(dutch)
    headline = re.findall(r'class="wat-als__kop[^>]*>(.*?)</p>', arabic)
    assert all("<bdi>€" in sentence and "أقل من الآن" in sentence for sentence in headline)


def test_every_word_is_arabic_or_says_that_it_is_dutch(client: Client) -> None:
    job = {"a_then": "job", "then_job_gross": "2400", "then_job_hours": "38", "then_job_status": "white_collar"}
    pages = [
        page_of(client, "/wat-als/?taal=ar"),
        page_of(client, "/wat-als/?taal=ar", JOBSEEKER),
        page_of(client, "/wat-als/?taal=ar", {**SICK, **job, "screen": "then_details", "a_children_born": "2019"}),
        page_of(client, "/wat-als/?taal=ar", {**SICK, "screen": "now_details", "back": "1"}),
    ]
    unmarked = [words for page in pages for words in dutch_words(parse(page), marked=False)]
    assert [words for words in unmarked if set(DUTCH_WORD.findall(words)) - GLOSSES] == []


def test_only_the_working_out_stays_dutch(client: Client) -> None:
    outcome = parse(page_of(client, "/wat-als/?taal=ar", JOBSEEKER)).find("div", class_="wat-als")
    assert dutch_words(outcome, marked=True, without="details") == []
    assert any("Vertrouwen:" in words for words in dutch_words(outcome, marked=True))


def test_dutch_is_one_tap_away_with_everything_that_was_said(client: Client) -> None:
    arabic = page_of(client, "/wat-als/?taal=ar", JOBSEEKER)
    assert re.search(r'<button [^>]*form="opnieuw" formaction="/wat-als/"', arabic)
    dutch = page_of(client, "/wat-als/", {**kept(JOBSEEKER), "screen": "result", "again": "1"})
    assert "minder dan nu" in dutch
    typed = {
        **SICK,
        "a_then": "job",
        "screen": "then_details",
        "then_job_gross": "1.2x",
        "then_job_hours": "",
        "again": "1",
    }
    other = page_of(client, "/wat-als/?taal=ar", typed)
    assert 'value="1.2x"' in other
    assert "govuk-error" not in other


def test_draft_is_for_nobody_outside_the_example(client: Client, settings: LazySettings) -> None:
    settings.EXAMPLE_MODE = False
    for public in (client.get("/wat-als/?taal=ar"), client_for(make_administrator()).get("/wat-als/?taal=ar")):
        assert 'lang="nl">' in public.content.decode()
        assert "taal=ar" not in public.content.decode()


def test_administrator_looks_ahead_where_the_installation_allows_it(client: Client, settings: LazySettings) -> None:
    settings.EXAMPLE_MODE, settings.TRANSLATION_PREVIEW = False, True
    administrator = client_for(make_administrator())
    page = administrator.get("/wat-als/?taal=ar").content.decode()
    assert 'lang="ar" dir="rtl"' in page
    assert "Voorproef: nog niet nagelezen." in page
    assert 'lang="nl">' in client.get("/wat-als/?taal=ar").content.decode()
    assert 'lang="nl">' in administrator.get("/inkomen/bedragen/?taal=ar").content.decode()


@pytest.mark.parametrize("language", ["fr", "ar-x-concept", "nl", "xx" * 400, "../ar"])
def test_other_languages_are_dutch(client: Client, language: str) -> None:
    assert 'lang="nl">' in client.get("/wat-als/", {"taal": language}).content.decode()
