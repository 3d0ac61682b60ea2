"""What everybody reads of structural signals, and what nobody ever reads there."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tandem.kernel import access, clock
from tandem.policy_signals.actions.consultation import plan_consultation
from tandem.policy_signals.actions.signal import mark_answer
from tandem.policy_signals.models import Bundle, BundleSignal
from tandem.policy_signals.rules import overdue, shown
from tandem.policy_signals.rules.marks import said_by_givers, says_answered
from tandem.policy_signals.rules.states import STATES
from tests.factories import client_for, make_person
from tests.guidance.factories import looking
from tests.policy_signals.factories import make_policy_worker, make_signal
from tests.policy_signals.sent_bundles import make_answered, make_sent

LIST = "/signalen/"
PUBLIC_PAGES = (LIST, "/signalen/cijfers/", "/signalen/nieuws.rss", "/signalen/nieuws.json")
needs_rows = pytest.mark.django_db


def text_of(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def page_of(bundle: Bundle) -> str:
    return reverse("structural_signal", args=[bundle.pk])


def test_overdue_is_said_of_an_open_signal_past_its_day_alone() -> None:
    today = date(2027, 3, 10)
    late = [state for state in STATES if overdue.is_overdue(state, today - timedelta(days=1), today)]
    assert late == ["sent", "acknowledged"]
    assert not overdue.is_overdue("sent", today, today)
    assert not overdue.is_overdue("sent", None, today)


@pytest.mark.parametrize(
    ("yes", "no", "said"), [(2, 0, None), (0, 0, None), (2, 2, None), (2, 1, True), (0, 3, False), (2, 3, False)]
)
def test_givers_say_something_from_three_marks_and_by_majority(yes: int, no: int, said: bool | None) -> None:
    assert says_answered(yes=yes, no=no) is said
    assert said_by_givers(said) == {
        None: "Nog niet bekend",
        True: "De mensen die dit signaal gaven, vinden dit een antwoord.",
        False: "De mensen die dit signaal gaven, vinden dit geen antwoord.",
    }[said]  # fmt: skip


def test_nonsense_in_the_address_is_left_out() -> None:
    wanted = shown.wanted_from({"zoek": " huur ", "thema": "weer", "domein": "1", "stand": "merged"})
    assert wanted == shown.Wanted(search="huur")


@needs_rows
def test_list_without_signals_says_when_one_comes(client: Client) -> None:
    assert "Nog geen signalen" in text_of(client, LIST)
    assert "Niets gevonden" in text_of(client, f"{LIST}?zoek=huur")


@needs_rows
def test_what_is_late_stands_first_and_is_said_of_the_addressee(client: Client) -> None:
    make_sent(title="Nieuw signaal")
    late = make_sent(title="Vergeten signaal", sent_at=clock.now() - timedelta(days=90), due_on=date(2026, 5, 3))
    make_answered(title="Beantwoord signaal", due_on=date(2026, 5, 3))
    text = text_of(client, LIST)
    assert text.index("Vergeten signaal") < text.index("Nieuw signaal")
    assert text.count("te laat</strong>") == 1
    assert "antwoord gevraagd tegen zondag 3 mei 2026" in text
    said = f"{late.addressee.name} is te laat: antwoord gevraagd tegen zondag 3 mei 2026."
    assert said in text_of(client, page_of(late))


@needs_rows
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("zoek=huurders", "Huur"),
        ("zoek=%22kind+mee%22", "School"),
        ("zoek=modelbrief", "School"),
        ("thema=learning", "School"),
        ("domein=housing", "Huur"),
        ("stand=open", "Huur"),
        ("stand=te-laat", "Huur"),
        ("stand=beantwoord", "School"),
        ("thema=learning&domein=housing", ""),
        ("stand=veranderd", ""),
        ("stand=niet-gevolgd", ""),
    ],
)
def test_list_is_searched_and_filtered(client: Client, query: str, found: str) -> None:
    make_sent(title="Huur", words="Elke huurder moet loonbrieven tonen.", due_on=date(2026, 5, 3))
    make_answered(title="School", words="Neem je kind mee naar school.", theme="learning", policy_domain="education")
    text = text_of(client, f"{LIST}?{query}")
    assert [title for title in ("Huur", "School") if f">{title}</a>" in text] == ([found] if found else [])


@needs_rows
def test_page_tells_words_history_and_answer(client: Client) -> None:
    bundle = make_answered(yes=2, no=1, title="Wachten op een woning")
    text = text_of(client, page_of(bundle))
    for told in (bundle.words, bundle.asks, bundle.addressee.name, "Vlaanderen en Brussel", "We maken een modelbrief.",
                 "Het signaal is verstuurd.", "minstens 5 mensen uit minstens 2 organisaties",
                 "De mensen die dit signaal gaven, vinden dit een antwoord."):  # fmt: skip
        assert told in text


@needs_rows
def test_marks_on_an_earlier_answer_do_not_count(client: Client) -> None:
    bundle = make_answered(no=3)
    assert "vinden dit geen antwoord" in text_of(client, page_of(bundle))
    with access.as_system():
        Bundle.objects.filter(pk=bundle.pk).update(answered_at=clock.now() + timedelta(minutes=1))
    assert "Nog niet bekend" in text_of(client, page_of(bundle))


@needs_rows
def test_one_giver_with_three_signals_is_no_three_givers(client: Client) -> None:
    signals = [make_signal(giver="dezelfde") for _ in range(3)]
    bundle = make_sent(*signals, state="answered", answer="Ja.", answered_at=clock.now())
    for signal in signals:
        mark_answer(signal.pk, is_answer=False, at=clock.now())
    assert "Nog niet bekend" in text_of(client, page_of(bundle))


@needs_rows
@pytest.mark.parametrize("state", ["bundled", "ended"])
def test_what_was_not_sent_does_not_exist_in_public(client: Client, state: str) -> None:
    hidden = make_sent(state=state, title="Nog niet voor iedereen")
    for url in (page_of(hidden), f"{page_of(hidden)}bijlage/", f"{LIST}{uuid4()}/"):
        assert client.get(url).status_code == 404
    for url in PUBLIC_PAGES:
        assert "Nog niet voor iedereen" not in text_of(client, url)


@needs_rows
def test_raw_sql_of_nobody_and_of_another_finds_no_unsent_bundle_and_no_signal() -> None:
    signal = make_signal()
    make_sent(signal, state="bundled")
    for person in (None, make_person()):
        with looking(person) if person else access.for_scope("niets"), connection.cursor() as cursor:
            for table in ("bundle", "bundlesignal", "signal", "contributormark"):
                cursor.execute(f"select count(*) from policy_signals_{table}")  # noqa: S608 -- names from this list
                assert cursor.fetchone() == (0,)
            cursor.execute("update policy_signals_bundle set state = 'sent', answer = 'x'")
            assert cursor.rowcount == 0


@needs_rows
def test_nobody_changes_a_sent_bundle_by_raw_sql() -> None:
    make_sent()
    with access.for_scope("niets"), connection.cursor() as cursor:
        cursor.execute("select count(*) from policy_signals_bundle")
        assert cursor.fetchone() == (1,)
        cursor.execute("update policy_signals_bundle set answer = 'gekraakt'")
        assert cursor.rowcount == 0


@needs_rows
def test_no_page_nor_agenda_changes_with_the_number_of_givers(client: Client) -> None:
    bundle = make_answered(yes=0, no=3)
    desk = client_for(make_policy_worker())
    with access.as_system():
        agenda = plan_consultation(
            policy_domain="housing", held_on=clock.today(), place="", by=make_policy_worker(), at=clock.now()
        )
    printed = f"/signalen/overleg/{agenda.pk}/afdrukken/"
    pages = [*PUBLIC_PAGES, page_of(bundle)]
    before = [text_of(desk, printed), *(text_of(client, url) for url in pages)]
    more = [make_signal() for _ in range(17)]
    with access.as_system():
        BundleSignal.objects.bulk_create(BundleSignal(bundle=bundle, signal=row, added_at=clock.now()) for row in more)
    mark_answer(more[0].pk, is_answer=False, at=clock.now())
    assert [text_of(desk, printed), *(text_of(client, url) for url in pages)] == before
    assert bundle.title in before[0]
    assert client.get("/sitemap.xml").status_code == 404


@needs_rows
def test_page_that_did_not_change_is_not_sent_again(client: Client) -> None:
    bundle = make_sent()
    for url in (*PUBLIC_PAGES, page_of(bundle)):
        first = client.get(url)
        assert first["Cache-Control"] == "no-cache"
        again = client.get(url, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    make_answered()
    assert client.get(LIST, headers={"If-None-Match": client.get(LIST)["ETag"]}).status_code == 304
    client.force_login(make_policy_worker())
    assert client.get(LIST)["Cache-Control"] == "no-store"


@needs_rows
def test_pages_ask_few_questions_with_one_row_and_with_fifty(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    bundle = make_answered(yes=3)
    for _ in range(25):
        make_sent()
    for url in (*PUBLIC_PAGES, page_of(bundle), f"{LIST}?zoek=loonbrief&pagina=2"):
        with django_assert_max_num_queries(12):
            client.get(url)
