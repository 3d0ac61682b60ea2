"""Forum days for policy workers: prepare, follow, search, bring together."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from tandem.dialogue.actions import forum as actions
from tandem.dialogue.actions.forum import CannotPrepare, Place
from tandem.dialogue.actions.recommendation_draft import CannotDraftRecommendation, draft_recommendation
from tandem.dialogue.actions.statement import Change, change_statement
from tandem.dialogue.models import ForumDay, ForumTable, Recommendation, Statement, StatementClash
from tandem.dialogue.queries.statement import Wanted, alike_groups, alike_to, statements_of
from tandem.identity.rules import FACILITATOR, POLICY_WORKER
from tandem.kernel import access, clock
from tandem.kernel.refusal import Conflict
from tandem.kernel.states import CannotTransition
from tests.architecture.test_query_budget import MOST_OF_A_LIST, questions
from tests.dialogue.forum_factories import link_of, make_day, make_statement, statement_with, table_of
from tests.factories import client_for, make_membership, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def day() -> ForumDay:
    return make_day()


@pytest.fixture
def desk(day: ForumDay) -> Client:
    """The policy worker of the day, at work."""
    return client_for(day.made_by)


def rows_of(prefix: str, *rows: dict[str, object]) -> dict[str, object]:
    """Rows of a formset as a page posts them."""
    facts = {f"{prefix}-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()}
    return {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0, **facts}


def facts(**fields: object) -> dict[str, object]:
    return {"title": "Forumdag over wonen", "question": "Wat houdt je tegen?", "theme": "housing", "held_on": "22/11/2027",
            "place": "De Schakel, Mechelen", "getting_there": "Bus 4, halte Markt. Zonder trappen.", **fields}  # fmt: skip


def test_day_is_prepared_from_title_to_sheets(desk: Client, day: ForumDay) -> None:
    host = day.host_id
    answer = desk.post("/forumdagen/nieuw/", facts(host=host), follow=True)
    made = ForumDay.objects.get(title="Forumdag over wonen")
    assert answer.redirect_chain[-1][0] == f"/forumdagen/{made.pk}/"
    assert "Nog geen tafels" in answer.content.decode()

    association = make_organisation(kind="association", name="De Kring van Zuid")
    companies = [{"name": f"Vereniging nummer {n}", "people": 3} for n in range(14)]
    companies += [{"name": "de kring van zuid", "people": 13}, {"name": "", "people": 0}]
    desk.post(f"/forumdagen/{made.pk}/verenigingen/", rows_of("form", *companies))
    tables = [{"number": n, "topic": f"Onderwerp {n}", "facilitator": ""} for n in range(1, 9)]
    page = desk.post(f"/forumdagen/{made.pk}/tafels/", rows_of("form", *tables), follow=True).content.decode()
    assert "<strong>55</strong> mensen van 15 verenigingen" in page
    assert made.associations.get(association=association).people == 13

    sheets = desk.get(f"/forumdagen/{made.pk}/bladen/").content.decode()
    codes = re.findall(r'blad-tafel__code">([0-9A-Z-]{19})<', sheets)
    assert (len(set(codes)), sheets.count("<svg xmlns")) == (8, 8)
    assert desk.get("/tafel/", {"code": codes[2]}).headers["Location"] == link_of(table_of(made, 3))


@pytest.mark.parametrize(
    ("field", "wrong"), [("title", ""), ("getting_there", " "), ("theme", "weer"), ("held_on", "morgen")]
)
def test_day_that_lacks_something_comes_back_with_what_was_typed(
    desk: Client, day: ForumDay, field: str, wrong: str
) -> None:
    answer = desk.post("/forumdagen/nieuw/", facts(host=day.host_id) | {field: wrong})
    assert (answer.status_code, "De Schakel, Mechelen" in answer.content.decode()) == (422, True)
    assert ForumDay.objects.count() == 1


def test_day_is_held_in_the_name_of_ones_own_organisation_only(desk: Client, day: ForumDay) -> None:
    other = make_membership(POLICY_WORKER, organisation=make_organisation()).organisation
    assert desk.post("/forumdagen/nieuw/", facts(host=other.pk)).status_code == 422


def test_colleague_who_was_first_is_shown(desk: Client, day: ForumDay) -> None:
    page = f"/forumdagen/{day.pk}/wijzig/"
    assert desk.post(page, facts(host=day.host_id, version=day.version)).status_code == 302
    answer = desk.post(page, facts(title="Mijn titel", host=day.host_id, version=day.version))
    text = answer.content.decode()
    assert (answer.status_code, "Mijn titel" in text, "Forumdag over wonen" in text) == (409, True, True)
    with pytest.raises(Conflict):
        actions.edit_forum_day(day, {}, version=1, by=day.made_by, at=clock.now())


def test_association_or_number_that_stands_twice_is_refused(desk: Client, day: ForumDay) -> None:
    companies = [{"name": "Samen Sterk", "people": 2}, {"name": "samen sterk", "people": 3}]
    answer = desk.post(f"/forumdagen/{day.pk}/verenigingen/", rows_of("form", *companies))
    assert (answer.status_code, "staat er twee keer" in answer.content.decode()) == (422, True)
    tables = [{"number": 1, "topic": "Werk"}, {"number": 1, "topic": "Wonen"}]
    answer = desk.post(f"/forumdagen/{day.pk}/tafels/", rows_of("form", *tables))
    assert (answer.status_code, "hetzelfde nummer" in answer.content.decode()) == (422, True)


def test_tables_change_numbers_and_keep_their_links(day: ForumDay) -> None:
    first, second = table_of(day, 1), table_of(day, 2)
    swapped = [Place(2, first.topic, id=first.pk), Place(1, second.topic, id=second.pk), Place(3, "Nieuw")]
    actions.set_tables(day, swapped, by=day.made_by, at=clock.now())
    assert link_of(table_of(day, 2)) == link_of(first)
    assert {table.token_hash for table in day.tables.all()} >= {first.token_hash, second.token_hash}


def test_table_with_statements_stays(day: ForumDay) -> None:
    make_statement(table_of(day, 1))
    with pytest.raises(CannotPrepare):
        actions.set_tables(day, [Place(2, "Wonen", id=table_of(day, 2).pk)], by=day.made_by, at=clock.now())
    actions.set_tables(day, [Place(1, "Werk", id=table_of(day, 1).pk)], by=day.made_by, at=clock.now())
    assert ForumTable.objects.filter(forum_day=day).count() == 1


def test_day_opens_with_tables_and_closes_once(desk: Client) -> None:
    empty, ready = make_day(tables=0, state="prepared"), make_day(state="prepared")
    with pytest.raises(CannotPrepare):
        actions.open_forum_day(empty, by=empty.made_by, at=clock.now())
    desk.post(f"/forumdagen/{ready.pk}/open/")
    desk.post(f"/forumdagen/{ready.pk}/sluit/")
    assert table_of(ready).closed_at is not None
    with pytest.raises(CannotTransition):
        actions.close_forum_day(ready, by=ready.made_by, at=clock.now())
    desk.post(f"/forumdagen/{ready.pk}/open/")
    assert (table_of(ready).closed_at, table_of(ready).forum_day.state) == (None, "open")


def test_new_link_makes_the_sheet_on_paper_worthless(desk: Client, day: ForumDay) -> None:
    before = link_of(table_of(day))
    desk.post(f"/forumdagen/{day.pk}/tafels/{table_of(day).pk}/link/")
    assert Client().get(before).status_code == 404
    assert Client().get(link_of(table_of(day))).status_code == 200


def test_day_shows_what_comes_in_per_table_and_what_came_late(desk: Client, day: ForumDay) -> None:
    make_statement(table_of(day, 1))
    make_statement(table_of(day, 1), "Iemand die meegaat.", helps=True)
    actions.close_forum_day(day, by=day.made_by, at=clock.now() - timedelta(hours=1))
    late = make_statement(table_of(day, 2), "Nog op de trein geschreven.")
    page = desk.get(f"/forumdagen/{day.pk}/stand/").content.decode()
    assert "3 uitspraken om" in page
    assert desk.get(f"/forumdagen/{day.pk}/uitspraken/?tafel=2").content.decode().count("Kwam later binnen") == 1
    assert late.words in desk.get(f"/forumdagen/{day.pk}/uitspraken/?tafel=2").content.decode()


def test_policy_worker_sees_and_decides_a_clash(desk: Client, day: ForumDay) -> None:
    table, statement = table_of(day), make_statement(table_of(day))
    for words in ("Versie van Noor.", "Versie van Tuur."):
        change_statement(table, Change(uuid4(), statement.pk, 1, words, clock.now()), by=None, at=clock.now())
    with access.as_system():
        clash = StatementClash.objects.get()
    page = f"/forumdagen/{day.pk}/twee-versies/{clash.pk}/"
    assert page in desk.get(f"/forumdagen/{day.pk}/").content.decode()
    assert desk.post(page, {"keep": "niets"}).status_code == 422
    desk.post(page, {"keep": "other"})
    assert statement_with(statement.pk).words == "Versie van Tuur."
    assert desk.get(page).status_code == 404


def test_search_knows_dutch_words_and_filters_tell_table_and_kind(day: ForumDay) -> None:
    bus = make_statement(table_of(day, 1), "De bussen rijden niet meer na zes uur.")
    talk = make_statement(table_of(day, 2), "Iemand die meegaat naar gesprekken.", helps=True)

    def found(**wanted: str) -> list[Statement]:
        return list(statements_of(day, Wanted(**wanted)))

    assert found(words="BUSSEN") == [bus]
    assert found(words="gesprek") == [talk]
    assert found(table="2") == found(kind="helpt") == [talk]
    assert found(kind="in-de-weg") == [bus]
    assert found(table="²") == found(kind="?") == [bus, talk]
    assert found(words="vliegtuig\0") == []


def test_statements_that_say_the_same_are_put_side_by_side(day: ForumDay) -> None:
    one = make_statement(table_of(day, 1), "De bus rijdt niet meer na zes uur 's avonds.")
    other = make_statement(table_of(day, 2), "'s Avonds na zes uur rijdt de bus niet.")
    make_statement(table_of(day, 2), "Ik heb geen geld voor een computer.")
    assert [{row.pk for row in group.statements} for group in alike_groups(day)] == [{one.pk, other.pk}]
    assert alike_to(day, [one]) == [other]


def test_statements_of_several_tables_become_one_draft(desk: Client, day: ForumDay) -> None:
    rows = [make_statement(table_of(day, n), f"De bus van wijk {n} rijdt te weinig.") for n in (1, 2)]
    page = f"/forumdagen/{day.pk}/aanbeveling/"
    shown = desk.get(page, {"keuze": [row.pk for row in rows], "zoek": "wijk"}).content.decode()
    assert (shown.count(" checked"), "Uit 2 uitspraken van 2 tafels." in shown) == (2, True)
    typed = {
        "keuze": [*(row.pk for row in rows), "geen-nummer"],
        "title": "Meer bussen",
        "words": "Rij elk half uur tot tien uur.",
    }
    desk.post(page, typed)
    draft = Recommendation.objects.get()
    assert (draft.state, draft.theme, draft.policy_domain, draft.forum_day_id) == ("draft", "work", "work", day.pk)
    assert {row.statement_id for row in draft.statements.all()} == {row.pk for row in rows}
    assert "Meer bussen" in desk.get(f"/forumdagen/{day.pk}/").content.decode()


@pytest.mark.parametrize("chosen", [[], ["geen-nummer"], [str(uuid4())]])
def test_draft_without_statements_of_this_day_is_refused(desk: Client, day: ForumDay, chosen: list[str]) -> None:
    answer = desk.post(
        f"/forumdagen/{day.pk}/aanbeveling/", {"keuze": chosen, "title": "Zomaar", "words": "Zomaar iets."}
    )
    assert (answer.status_code, "Zomaar iets." in answer.content.decode()) == (422, True)
    assert not Recommendation.objects.exists()


def test_draft_of_another_day_or_without_words_is_refused(day: ForumDay) -> None:
    theirs = statement_with(make_statement(table_of(make_day())).pk)
    with access.as_system(), pytest.raises(CannotDraftRecommendation) as refused:
        draft_recommendation(day, [theirs], " ", "", day.made_by, clock.now())
    assert [problem.field for problem in refused.value.problems] == ["", "title", "words"]


def test_days_are_for_policy_workers_alone(day: ForumDay) -> None:
    facilitator = client_for(make_membership(FACILITATOR, organisation=make_organisation(kind="association")).person)
    assert facilitator.get("/forumdagen/").status_code == 403
    assert facilitator.get(f"/forumdagen/{day.pk}/").status_code == 403
    assert Client().get(f"/forumdagen/{day.pk}/bladen/").status_code == 302


def test_day_with_five_thousand_statements_asks_the_database_little(desk: Client, day: ForumDay) -> None:
    at, tables = clock.now(), list(day.tables.all())
    rows = [
        Statement(table=tables[n % 2], words=f"Uitspraak {n} over wijk {n % 700}", said_at=at, received_at=at)
        for n in range(5000)
    ]
    with access.as_system():
        Statement.objects.bulk_create(rows)
    paths = [
        "",
        "stand/",
        "uitspraken/?zoek=wijk",
        "gelijkend/",
        "bladen/",
        f"aanbeveling/?keuze={rows[0].pk}&zoek=wijk",
    ]
    asked = {path: len(questions(desk, f"/forumdagen/{day.pk}/{path}")) for path in paths}
    asked["lijst"] = len(questions(desk, "/forumdagen/"))
    assert {path: count for path, count in asked.items() if count > MOST_OF_A_LIST} == {}
    assert "5.000" in desk.get("/forumdagen/").content.decode()
