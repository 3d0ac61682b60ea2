"""The page of a table without script: open the link, write, correct, choose; and who knows no link gets nowhere."""

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tandem.dialogue.actions.forum import close_forum_day, renew_link
from tandem.dialogue.actions.statement import Change, Heard, change_statement, hear_voice
from tandem.dialogue.models import ForumTable, Statement, StatementClash, Voice
from tandem.dialogue.rules.table import GRACE
from tandem.kernel import access, clock
from tests.dialogue.forum_factories import link_of, make_day, make_statement, statement_with, table_of
from tests.letters import sealed

pytestmark = pytest.mark.django_db


@pytest.fixture
def table() -> ForumTable:
    return table_of(make_day())


@pytest.fixture
def tablet() -> Client:
    """A tablet as a browser is: with the CSRF check on."""
    return Client(enforce_csrf_checks=True)


def hidden(page: str, name: str, after: str = "") -> str:
    """The value of a hidden field; `after`: the first one behind these words."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page[page.index(after) :])
    assert found is not None
    return found[1]


def post(tablet: Client, page_at: str, to: str = "", after: str = "", **typed: object) -> tuple[int, str]:
    """Open a page, post its form with what was typed, and follow."""
    page = tablet.get(page_at).content.decode()
    facts = {"csrfmiddlewaretoken": hidden(page, "csrfmiddlewaretoken", after)}
    for name in ("id", "base"):
        if f'name="{name}"' in page[page.index(after) :]:
            facts[name] = hidden(page, name, after)
    answer = tablet.post(to or page_at, facts | typed, follow=True)
    return answer.status_code, answer.content.decode()


def test_statement_is_written_without_account_and_posted_twice_counts_once(table: ForumTable, tablet: Client) -> None:
    number = str(uuid4())
    typed = {"kind": "helpt", "words": "Iemand die meegaat naar de dienst.", "id": number}
    for _ in range(2):
        status, page = post(tablet, link_of(table), **typed)
        assert (status, page.count("Iemand die meegaat naar de dienst.</blockquote>")) == (200, 1)
    assert statement_with(number).is_what_helps


@pytest.mark.parametrize("words", ["", "   ", "x" * 2001])
def test_statement_that_is_empty_or_too_long_comes_back_with_what_was_typed(
    table: ForumTable, tablet: Client, words: str
) -> None:
    status, page = post(tablet, link_of(table), kind="in-de-weg", words=words)
    assert (status, "govuk-error-summary" in page, words.strip() in page) == (422, True, True)


def test_code_on_the_sheet_can_be_typed_over(table: ForumTable, tablet: Client) -> None:
    signs = link_of(table).split("/")[2]
    typed = "-".join(signs[n : n + 4] for n in range(0, 16, 4)).lower()
    assert tablet.get("/tafel/", {"code": typed}).headers["Location"] == link_of(table)
    assert tablet.get("/tafel/", {"code": "K7M2"}).status_code == 404
    assert tablet.get("/tafel/").status_code == 200


def test_better_words_that_clash_stay_beside_the_others_until_the_table_chooses(
    table: ForumTable, tablet: Client
) -> None:
    statement = make_statement(table)
    page = f"{link_of(table)}uitspraken/{statement.pk}/"
    status, _ = post(tablet, page, after='id="wijzig"', words="Versie van Noor, op papier.")
    assert (status, statement_with(statement.pk).version) == (200, 2)

    _, shown = post(tablet, page, after='id="wijzig"', base="1", words="Versie van Tuur, op papier.")
    assert "Versie van Noor, op papier." in shown
    assert "Versie van Tuur, op papier." in shown
    with access.as_system():
        clash = StatementClash.objects.get()
    choose = f"{link_of(table)}twee-versies/{clash.pk}/"
    assert "Kies welke tekst blijft" in post(tablet, page, choose, after="Twee versies", keep="?")[1]
    post(tablet, page, choose, after="Twee versies", keep="other")
    assert statement_with(statement.pk).words == "Versie van Tuur, op papier."


def test_voice_and_taking_away(table: ForumTable, tablet: Client) -> None:
    statement = make_statement(table)
    page = f"{link_of(table)}uitspraken/{statement.pk}/"
    assert post(tablet, page, f"{page}stem/", after='id="stem"', kind="differ", words="")[0] == 422
    _, shown = post(tablet, page, f"{page}stem/", after='id="stem"', kind="differ", words="Bij ons rijdt hij wel.")
    assert "Bij ons rijdt hij wel." in shown
    _, shown = post(tablet, page, f"{page}weg/", after="Fout opgeschreven")
    assert statement.words not in shown
    assert tablet.get(page).status_code == 404


def test_link_that_was_renewed_leads_nowhere_and_says_what_to_do(table: ForumTable, tablet: Client) -> None:
    old, statement = link_of(table), make_statement(table)
    renew_link(table, by=table.forum_day.made_by, at=clock.now())
    for path in ("", "uitspraken/", f"uitspraken/{statement.pk}/"):
        answer = tablet.get(old + path)
        assert (answer.status_code, statement.words in answer.content.decode()) == (404, False)
    answer = put_in(tablet, old, sealed({}, place=table.pk))
    assert (answer.status_code, "nieuwe link" in answer.json()["message"]) == (404, True)


def test_other_table_is_not_reached_through_this_link(table: ForumTable, tablet: Client) -> None:
    theirs = make_statement(table_of(table.forum_day, 2), "Een stille kamer om te bellen.")
    assert tablet.get(f"{link_of(table)}uitspraken/{theirs.pk}/").status_code == 404
    assert theirs.words not in tablet.get(link_of(table)).content.decode()


def test_closed_day_shows_what_there_is_and_takes_nothing_more(table: ForumTable, tablet: Client) -> None:
    statement, at = make_statement(table), clock.now()
    with access.as_system():
        close_forum_day(table.forum_day, by=table.forum_day.made_by, at=at - GRACE - timedelta(hours=1))
    page = tablet.get(link_of(table)).content.decode()
    assert statement.words in page
    assert 'name="words"' not in page
    token = hidden(tablet.get(f"{link_of(table_of(make_day()))}").content.decode(), "csrfmiddlewaretoken")
    typed = {"csrfmiddlewaretoken": token, "id": str(uuid4()), "kind": "helpt", "words": "Nog één ding."}
    answer = tablet.post(link_of(table), typed)
    assert (answer.status_code, "De dag is afgesloten." in answer.content.decode()) == (422, True)


def put_in(
    tablet: Client, link: str, *letters: object, header: str = "1", origin: str = "", **choices: object
) -> HttpResponse:
    """Post letters as the page does; header="" leaves ours out."""
    headers = {name: text for name, text in (("X-Tandem-Letters", header), ("Origin", origin)) if text}
    facts = {"data": json.dumps({"letters": letters}), "content_type": "application/json", **choices}
    return tablet.post(f"{link}brieven/", **facts, headers=headers)


def letter_for(table: ForumTable) -> dict[str, object]:
    return sealed({"kind": "statement", "words": "Uit de brief.", "helps": False}, place=table.pk)


def test_letters_come_in_without_cookie_and_each_gets_its_answer(table: ForumTable, tablet: Client) -> None:
    letter = letter_for(table)
    answer = put_in(tablet, link_of(table), letter, {"id": "x"}, letter)
    assert [receipt["state"] for receipt in answer.json()["receipts"]] == ["kept", "refused", "known"]
    assert statement_with(letter["id"]).words == "Uit de brief."


def test_forged_post_writes_nothing(table: ForumTable, tablet: Client) -> None:
    """What a page of another site can send: no header of ours, a form's content type, its own origin."""
    link, letter = link_of(table), letter_for(table)
    forged = [
        put_in(tablet, link, letter, header=""),
        put_in(tablet, link, letter, content_type="text/plain"),
        put_in(tablet, link, letter, origin="https://elders.test"),
        tablet.post(f"{link}brieven/", {"letters": "[]"}),
        tablet.post(link, {"id": str(uuid4()), "kind": "helpt", "words": "Van elders."}),
    ]
    assert [answer.status_code for answer in forged] == [403] * 5
    assert put_in(tablet, "/tafel/K7M29QXT4B1DCH3M/", letter).status_code == 404
    with access.as_system():
        assert not Statement.objects.exists()


@pytest.mark.parametrize("body", ["[]", "{}", '{"letters": 3}', '{"letters": "x"}', "[" * 5000, "\x00"])
def test_what_are_no_letters_is_refused(table: ForumTable, tablet: Client, body: str) -> None:
    assert put_in(tablet, link_of(table), data=body).status_code == 400


def test_worker_keeps_files_that_are_the_same_for_everybody(table: ForumTable, tablet: Client) -> None:
    words = make_statement(table).words
    worker, again = tablet.get("/tafel/werker.js"), Client().get("/tafel/werker.js")
    assert worker.content == again.content
    assert worker.headers["Content-Type"].startswith("text/javascript")
    facts = json.loads(re.search(r"= ({.*});", worker.content.decode())[1])
    assert all(name.startswith("/static/") for name in facts["files"])
    shell = tablet.get(facts["shell"]).content.decode()
    for secret in (words, table.topic, link_of(table), "csrfmiddlewaretoken"):
        assert secret not in shell
    loaded = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', shell))
    assert loaded <= set(facts["files"])


def test_page_of_a_busy_table_asks_the_database_little(
    table: ForumTable, tablet: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    at = clock.now()
    with access.as_system():
        Statement.objects.bulk_create(
            Statement(table=table, words=f"Uitspraak {n}", said_at=at, received_at=at) for n in range(120)
        )
        rows = list(Statement.objects.all()[:60])
    for row in rows:
        hear_voice(table, Heard(uuid4(), row.pk, "agree", ""), by=None, at=at)
        for words in ("één", "twee"):
            change_statement(table, Change(uuid4(), row.pk, 1, words, at), by=None, at=at)
    with access.as_system():
        assert (Voice.objects.count(), StatementClash.objects.count()) == (60, 60)
    with django_assert_max_num_queries(12):
        page = tablet.get(link_of(table))
    assert page.content.decode().count("</blockquote>") == 50
