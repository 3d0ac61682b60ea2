"""Geld samen bekijken: the questions beside a step, what is kept and what is not, and the yes after it."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tandem.guidance.actions.step_money import CannotKnowBefore, keep_look
from tandem.guidance.models import ClientFile, Step, StepMoney
from tandem.guidance.queries.export_words import in_words
from tandem.guidance.queries.money_ask import look_of
from tandem.income.queries import options_of
from tandem.kernel import access, clock
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_item, make_thread, place_of
from tests.guidance.money_answers import JOB, TRAINING, carried, text_of
from tests.income.factories import publish

pytestmark = pytest.mark.django_db


def training(file: ClientFile) -> Step:
    return make_item(file, "step", "Opleiding lasser", kind="training")


def addresses(step: Step) -> tuple[str, str, str]:
    names = ("money_ask", "money_result", "step_money")
    ask, result, money = (reverse(name, args=[step.file_id, step.pk]) for name in names)
    return ask, result, money


def kept(step: Step) -> list[StepMoney]:
    with looking(step.file.person):
        return list(StepMoney.objects.select_related("file"))


def test_first_way_beside_own_figures_and_the_change_of_the_step_is_there() -> None:
    file = make_file()
    step = training(file)
    ask, _result, money = addresses(step)
    client = client_for(file.person)
    assert f'href="{ask}"' in text_of(client, money)
    page = text_of(client, ask)
    assert "Met wie woon je?" in page
    assert 'name="a_then" value="training"' in page


def test_whole_walk_leads_to_a_loss_that_is_named_first() -> None:
    file = make_file()
    ask, _result, _money = addresses(training(file))
    client = client_for(file.person)
    facts: dict[str, str] = {}
    screens = {
        "household": ("category", "has_partner", "start"), "now": ("now",), "then": ("then",),
        "now_details": ("now_sickness_month", "now_sickness_daily_benefit"),
        "then_details": ("then_unemployment_month", "then_unemployment_monthly_wage", "then_unemployment_scheme",
                         "then_training_weekly_hours", "then_training_kilometres"),
    }  # fmt: skip
    for name in ("household", "now", "now_details", "then", "then_details"):
        typed = {key: TRAINING[key] for key in screens[name]}
        lists = {key: text.split(",") for key, text in typed.items() if key in {"now", "then"}}
        page = text_of(client, ask, {**carried(facts), **typed, **lists, "screen": name})
        facts |= typed
    assert page.index("minder dan nu") < page.index("Maand per maand") < page.index("Dit hebben we samen bekeken")
    assert kept(training(file)) == []


def test_nothing_is_written_before_the_button() -> None:
    file = make_file()
    _ask, result, _money = addresses(training(file))
    client = client_for(file.person)
    with CaptureQueriesContext(connection) as asked:
        text_of(client, result, carried(TRAINING))
    writes = [
        query["sql"] for query in asked.captured_queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
    ]
    assert [sql for sql in writes if "django_session" not in sql] == []  # only that somebody is there
    assert "now" not in " ".join(client.session.keys())


def test_without_agreement_the_file_holds_no_answers() -> None:
    file = make_file()
    step = training(file)
    _ask, result, _money = addresses(step)
    page = text_of(client_for(file.person), result, {**carried(TRAINING), "keep": "1"})
    (row,) = kept(step)

    assert row.inputs == ""
    texts = row.opened_texts()
    assert [text for text in texts.values() if "64.27" in text or "sickness" in text or "a_" in text] == []
    assert "minder dan nu." in page
    assert "Uitgerekend op" in page


def test_answers_that_the_person_keeps_are_offered_again() -> None:
    file = make_file()
    step = training(file)
    ask, result, _money = addresses(step)
    client = client_for(file.person)
    text_of(client, result, {**carried(TRAINING), "keep": "1", "keep_answers": "on"})
    page = text_of(client, ask)

    assert "Klopt dit nog?" in page
    assert "€ 64,27" in page
    assert "minder dan nu" in text_of(client, result, carried(TRAINING))
    again = text_of(client, result, {**carried(TRAINING), "change": "household"})
    assert 'name="a_now_sickness_daily_benefit" value="64.27"' in again
    other = make_item(file, "step", "Poetswerk", kind="work")
    elsewhere = text_of(client, addresses(other)[0])
    assert 'name="a_now" value="sickness"' in elsewhere
    assert 'name="a_then" value="job"' in elsewhere
    assert "a_then_training" not in elsewhere


def test_sealed_column_shows_nothing_of_it() -> None:
    file = make_file()
    step = training(file)
    text_of(client_for(file.person), addresses(step)[1], {**carried(TRAINING), "keep": "1", "keep_answers": "on"})
    with access.as_system(), connection.cursor() as cursor:
        cursor.execute("select sealed from guidance_stepmoney")
        ((sealed,),) = cursor.fetchall()
    assert [word for word in (b"sickness", b"64.27", b"months") if word in bytes(sealed)] == []


def test_guide_keeps_answers_only_with_the_person() -> None:
    guide = make_guide()
    file = make_file(guide, called="Rosa")
    step = training(file)
    _ask, result, _money = addresses(step)
    page = text_of(client_for(guide), result, carried(TRAINING))
    assert "Samen gezegd: bewaar deze antwoorden in het dossier van Rosa." in page
    look, place = look_of(options_of(TRAINING)[0], []), place_of(file, guide)
    with looking(guide), pytest.raises(CannotKnowBefore, match="zegt de persoon zelf"):
        keep_look(place, step, look, answers=TRAINING, by=guide, at=clock.now())

    text_of(client_for(guide), result, {**carried(TRAINING), "keep": "1", "keep_answers": "on"})
    (row,) = kept(step)
    assert (row.is_by_client, bool(row.inputs)) == (False, True)


@pytest.mark.parametrize("name", ["money_ask", "money_result"])
def test_file_of_somebody_else_does_not_exist(name: str) -> None:
    file, guide = make_file(), make_guide()
    step = training(file)
    own = make_file(guide)
    for client in (client_for(guide), client_for(own.person)):
        url = reverse(name, args=[file.pk, step.pk])
        assert client.post(url, {**carried(TRAINING), "keep": "1"}).status_code == 404
        assert client.post(reverse(name, args=[own.pk, step.pk]), carried(TRAINING)).status_code == 404
    assert client_for(guide).get(reverse("money_ask", args=[file.pk, step.pk])).status_code == 404
    assert kept(step) == []


def test_wrong_amount_keeps_what_was_typed() -> None:
    file = make_file()
    ask, _result, _money = addresses(training(file))
    facts = {**carried(TRAINING), "a_then": "job", "screen": "then_details", "then_job_gross": "veel", "then_job_hours": "60",
             "then_job_status": "white_collar"}  # fmt: skip
    page = text_of(client_for(file.person), ask, facts, status=422)
    assert 'value="veel"' in page
    assert "hoogstens 50" in page
    assert 'name="a_now_sickness_daily_benefit" value="64.27"' in page


@pytest.mark.parametrize("facts", [{}, {"keep": "1"}, {"change": "then3"}, {"stops_after": "x"}])
def test_missing_answers_lead_to_the_first_question(facts: dict[str, str]) -> None:
    file = make_file()
    response = client_for(file.person).post(addresses(training(file))[1], facts)
    assert response.status_code in {200, 422}
    assert "Met wie woon je?" in response.content.decode()


def test_with_two_choices_the_file_asks_which_one_is_this_step() -> None:
    file = make_file()
    step = training(file)
    _ask, result, _money = addresses(step)
    client = client_for(file.person)
    page = text_of(client, result, {**carried(JOB), "keep": "1", "keep_answers": "on"}, status=422)
    assert "Duid aan welke keuze bij deze stap hoort." in page
    assert 'name="a_then2_job_gross" value="2400"' in page
    assert "checked" in page
    page = text_of(client, result, {**carried(JOB), "keep": "1", "choice": "then"})
    assert "Keuze 2" in page
    assert "dan nu." in page[page.index("Keuze 2") :]


def test_contract_that_stops_stays_with_what_was_shown() -> None:
    file = make_file()
    step = training(file)
    answers = {
        key: text for key, text in {**JOB, "then": "job"}.items() if not key.startswith(("then_", "then2", "wants"))
    }
    job = {"then_job_gross": "2400", "then_job_hours": "38", "then_job_status": "white_collar", "stops_after": "3"}
    page = text_of(client_for(file.person), addresses(step)[1], {**carried({**answers, **job}), "keep": "1"})
    stopped = page[page.index("Als het contract stopt") :]
    assert " dan nu." in stopped


def test_person_takes_the_look_along_in_words() -> None:
    file = make_file()
    step = training(file)
    text_of(
        client_for(file.person),
        addresses(step)[1],
        {**carried(JOB), "keep": "1", "choice": "then", "keep_answers": "on"},
    )
    with looking(file.person):
        row = StepMoney.objects.select_related("file").get()
        figures, inputs = (in_words(row, name, getattr(row, name), {}) for name in ("figures", "inputs"))
    assert "maand 1: " in figures
    assert "Keuze 2: " in figures
    assert "Vraag het aan je ziekenfonds." in figures
    assert "Waarvan leef je nu? ziekte- of invaliditeitsuitkering" in inputs


def test_calculated_months_open_the_gate_of_a_yes() -> None:
    file = make_file()
    step = training(file)
    _ask, result, _money = addresses(step)
    client = client_for(file.person)
    client.post(reverse("step_choose", args=[file.pk, step.pk]))
    page = text_of(client, result, {**carried(TRAINING), "keep": "1"})
    sentences = page[page.index('class="geld-zinnen"') : page.index("<table")]
    assert "minder" in sentences.split("</p>")[0]
    (row,) = kept(step)
    text_of(client, reverse("step_money_know", args=[file.pk, row.pk]), {})
    client.post(reverse("step_choose", args=[file.pk, step.pk]))
    with looking(file.person):
        assert Step.objects.get().state == "chosen"


def test_new_calculation_is_looked_at_before_a_yes() -> None:
    file = make_file()
    step = training(file)
    _ask, result, _money = addresses(step)
    client = client_for(file.person)
    text_of(client, result, {**carried(TRAINING), "keep": "1"})
    text_of(client, reverse("step_money_know", args=[file.pk, kept(step)[0].pk]), {})
    text_of(client, result, {**carried(JOB), "keep": "1", "choice": "then2"})
    client.post(reverse("step_choose", args=[file.pk, step.pk]))
    with looking(file.person):
        assert Step.objects.get().state == "idea"


def test_later_amounts_of_law_leave_what_was_shown_as_it_was() -> None:
    file = make_file()
    step = training(file)
    _ask, result, money = addresses(step)
    answers = {
        **TRAINING,
        "now": "leefloon",
        "now_leefloon_spi_months_used": "0",
        "then": "other",
        "then_other_amount": "1000",
    }
    client = client_for(file.person)
    shown = text_of(client, result, {**carried(answers), "keep": "1", "keep_answers": "on"})
    publish(value=Decimal(24000))

    later = text_of(client, money)
    assert (
        later[later.index("<table") : later.index("</table>")] == shown[shown.index("<table") : shown.index("</table>")]
    )
    assert "€ 1.000 minder" not in later
    fresh = text_of(client, result, {**carried(answers), "keep": "1"})
    assert "€ 1.000 minder" in fresh
    assert len(kept(step)) == 2


def test_conversation_that_is_nobodys_file_yet_works_the_same() -> None:
    guide = make_guide()
    thread = make_thread(guide)
    with looking(guide):
        step = Step.add(file=thread, made_at=clock.now(), made_by=guide, kind="training", words="Lassen")
    page = text_of(client_for(guide), addresses(step)[1], {**carried(TRAINING), "keep": "1"})
    assert "Uitgerekend op" in page


def test_page_of_a_guide_asks_few_questions(django_assert_max_num_queries) -> None:
    guide = make_guide()
    file = make_file(guide)
    step = training(file)
    client = client_for(guide)
    for _ in range(3):
        text_of(client, addresses(step)[1], {**carried(TRAINING), "keep": "1", "keep_answers": "on"})
    text_of(client, addresses(step)[0])
    with django_assert_max_num_queries(14):
        client.get(addresses(step)[0])
