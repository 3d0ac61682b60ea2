"""Before yes or no: travel, hours and pay in view, nobody's answer before one's own, and no reason asked."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tandem.identity.models import Organisation, Person
from tandem.kernel import clock
from tandem.kernel.models import OutgoingMail
from tandem.planning.actions.asking import answer_asking, ask_duos
from tandem.planning.actions.limit import ask_limit
from tandem.planning.models import Asking, Capacity, PayRate, Profile
from tandem.planning.queries import own_plan
from tandem.planning.queries.half_days import half_days_of
from tandem.planning.ride import detour_minutes, may_ride_along
from tandem.planning.rules import durations
from tandem.planning.rules.pay import Rate, pay_for
from tests.factories import client_for, make_membership, make_person
from tests.planning.page_factories import AALST, BRUGGE, GENK, GENT, make_asking_series, make_house, make_planned_expert
from tests.planning.test_asking import ask_for
from tests.planning.test_hindrance import led_session

pytestmark = pytest.mark.usefixtures("system")


@pytest.fixture
def house() -> tuple[Organisation, Person]:
    return make_house(trainers=1, experts=1)


def asked(house: tuple[Organisation, Person], **sheet: object) -> Asking:
    series = make_asking_series(house[0], **sheet)
    return ask_duos([ask_for(series)], provider_id=house[0].pk, by=house[1], at=clock.now())[0]


def page_of(row: Asking, person: Person) -> str:
    return client_for(person).get(f"/vragen/{row.pk}/").content.decode()


def rate(provider: Organisation, per_half_day: str, **fields: object) -> None:
    facts = {"role": "experiential_expert", "valid_from": date(2020, 1, 1), "made_at": clock.now(), **fields}
    PayRate.objects.create(provider=provider, per_half_day_eur=Decimal(per_half_day), **facts)


def test_pay_follows_the_rate_of_each_day_and_is_never_guessed() -> None:
    old = Rate(Decimal(80), None, "", date(2027, 1, 1))
    new = Rate(Decimal(90), Decimal("0.4297"), "", date(2027, 3, 1))
    pay = pay_for([date(2027, 3, 1), date(2026, 12, 31), date(2027, 2, 28), date(2027, 3, 2)], [new, old])
    assert [(line.half_days, line.total_eur) for line in pay.lines] == [(1, 80), (2, 180)]
    assert (pay.unknown, pay.total_eur, new.per_km_text) == (1, 260, "€\N{NO-BREAK SPACE}0,4297")


def test_somebody_may_ask_a_ride_of_who_drives_nearly_past_the_door() -> None:
    assert detour_minutes(GENT, AALST, BRUGGE) > 15 > detour_minutes(GENT, GENT, BRUGGE) > 0
    assert not may_ride_along(own=(AALST, "public"), other=(GENT, "car"), place=BRUGGE)
    assert may_ride_along(own=(GENT, "public"), other=(GENT, "car"), place=BRUGGE)
    assert not may_ride_along(own=(GENK, "public"), other=(GENT, "car"), place=BRUGGE)
    assert not may_ride_along(own=(GENT, "car"), other=(GENT, "car"), place=BRUGGE)
    assert not may_ride_along(own=(GENT, "public"), other=(GENT, "public"), place=BRUGGE)
    assert not may_ride_along(own=(GENT, "public"), other=(GENT, "car"), place=None)
    assert not may_ride_along(own=("", "public"), other=(GENT, "car"), place=BRUGGE)


def test_minutes_read_as_people_say_them() -> None:
    assert [durations.words(n) for n in (0, 1, 60, 125)] == ["0 minuten", "1 minuut", "1 uur", "2 uur en 5 minuten"]


def test_page_shows_travel_hours_pay_and_a_ride_before_the_answer(house: tuple[Organisation, Person]) -> None:
    rate(house[0], "90.00", per_km_eur=Decimal("0.4297"), note="Binnen zes weken op je rekening.")
    row = asked(house, place=BRUGGE)
    page = page_of(row, row.expert)
    for words in ("9 uur", "schatting", "270,00", "0,4297", "Binnen zes weken", "Kan je meerijden?", "Tram 1 tot halte",
                  "met het openbaar vervoer", "Een reden hoeft niet."):  # fmt: skip
        assert words in page
    other = page_of(row, row.trainer)
    assert "Er staat nog geen bedrag. Vraag het aan" in other
    assert house[1].email in other
    assert "meerijden" not in other
    assert "<textarea" not in page


def test_the_answer_of_the_other_is_not_told_before_ones_own(house: tuple[Organisation, Person]) -> None:
    row = asked(house)
    before = page_of(row, row.expert)
    answer_asking(row, person=row.trainer, agrees=True, by=row.trainer, at=clock.now())

    def plain(page: str) -> list[str]:
        return [line for line in page.splitlines() if "form_key" not in line and "csrf" not in line]

    assert plain(page_of(row, row.expert)) == plain(before)
    assert "We wachten op het antwoord" in page_of(row, row.trainer)


def test_yes_may_become_no_as_long_as_the_other_did_not_answer(house: tuple[Organisation, Person]) -> None:
    row = asked(house)
    client = client_for(row.expert)
    assert client.post(f"/vragen/{row.pk}/", {"answer": "ja"}).status_code == 302
    assert "We wachten nog op een antwoord." in client.get("/mijn-planning/").content.decode()
    assert client.post(f"/vragen/{row.pk}/", {"answer": "neen"}).status_code == 302
    assert Asking.objects.get(pk=row.pk).state == "declined"
    late = client_for(row.trainer).post(f"/vragen/{row.pk}/", {"answer": "ja"})
    assert (late.status_code, "al beantwoord" in late.content.decode()) == (422, True)


def test_planner_notes_what_was_said_by_telephone_and_the_person_reads_it(house: tuple[Organisation, Person]) -> None:
    row = asked(house)
    client = client_for(house[1])
    assert "nog geen antwoord" in client.get(f"/vragen/{row.pk}/").content.decode()
    assert client.post(f"/vragen/{row.pk}/", {"answer": "ja", "who": house[1].pk}).status_code == 404
    client.post(f"/vragen/{row.pk}/", {"answer": "ja", "who": row.expert_id})
    assert Asking.objects.get(pk=row.pk).expert_answer == "yes"
    told = OutgoingMail.objects.get(key__startswith=f"asking-noted:{row.pk}:")
    assert (told.to_person_id, "ja" in told.body) == (row.expert_id, True)
    client.post(f"/vragen/{row.pk}/intrekken/")
    assert Asking.objects.get(pk=row.pk).state == "withdrawn"
    assert client_for(row.trainer).post(f"/vragen/{row.pk}/intrekken/").status_code == 403


def test_strangers_find_no_question(house: tuple[Organisation, Person]) -> None:
    row = asked(house)
    colleague = make_person()
    make_membership("trainer", person=colleague, organisation=house[0])
    for person in (colleague, make_house(trainers=0, experts=0)[1]):
        assert client_for(person).get(f"/vragen/{row.pk}/").status_code == 404


def test_own_plan_reads_as_much_for_three_sessions_as_for_one(house: tuple[Organisation, Person]) -> None:
    row = asked(house)
    for person in (row.trainer, row.expert):
        row = answer_asking(row, person=person, agrees=True, by=person, at=clock.now())
    sessions = list(own_plan.coming(row.expert_id, at=clock.now()))
    counts = []
    for some in (sessions[:1], sessions):
        with CaptureQueriesContext(connection) as captured:
            shown = own_plan.own_sessions(row.expert_id, some)
        counts.append((len(captured), len(shown)))
    assert (counts[0][0], [number for _count, number in counts]) == (counts[1][0], [1, 3])
    page = client_for(row.expert).get("/mijn-planning/").content.decode()
    assert (page.count("Dit lukt niet"), str(row.trainer) in page, row.trainer.email in page) == (3, True, False)
    assert "Planning van" in client_for(row.expert).get("/mijn-planning/afdruk/").content.decode()


def test_a_limit_changes_by_ones_own_yes_alone(house: tuple[Organisation, Person]) -> None:
    expert = house[0].memberships.get(role="experiential_expert").person
    row = ask_limit(expert, provider=house[0], limit="max_per_week", value=4, by=house[1], at=clock.now())
    client = client_for(expert)
    assert "hoogstens 3 halve dagen per week" in client.get(f"/grenzen/{row.pk}/").content.decode()
    assert "hoogstens 4 halve dagen per week" in client.get("/vragen/").content.decode()
    assert client_for(house[1]).post(f"/grenzen/{row.pk}/", {"answer": "ja"}).status_code == 403
    client.post(f"/grenzen/{row.pk}/", {"answer": "ja"})
    assert Capacity.objects.get(person=expert).max_per_week == 4
    assert client.post(f"/grenzen/{row.pk}/", {"answer": "neen"}).status_code == 422


def test_without_a_home_no_way_is_told(house: tuple[Organisation, Person]) -> None:
    row = asked(house)
    Profile.objects.update(home="")
    assert "We weten niet van waar je vertrekt" in page_of(row, row.expert)


def test_start_page_shows_what_the_planner_asks_in_front(house: tuple[Organisation, Person]) -> None:
    row = asked(house)
    page = client_for(row.expert).get("/start/").content.decode()
    assert f"/vragen/{row.pk}/" in page
    answer_asking(row, person=row.expert, agrees=True, by=row.expert, at=clock.now())
    assert f"/vragen/{row.pk}/" not in client_for(row.expert).get("/start/").content.decode()


def test_a_stand_in_sees_the_hours_and_place_of_the_session_itself(house: tuple[Organisation, Person]) -> None:
    session = led_session(house[0])
    starts = session.starts_at
    assert starts
    session.place, session.directions = "Kerkstraat 2, 9300 Aalst", "Ingang langs de tuin."
    session.ends_at = starts + timedelta(hours=6)
    session.save()
    other = make_planned_expert(house[0])
    half_day = next(half_days_of(starts, starts + timedelta(hours=1)))
    row = Asking.objects.create(series=session.series, provider=house[0], kind="stand_in", trainer=session.trainer, expert=other,
                                trainer_answer="yes",
                                dates=[{"session": str(session.pk), "on": half_day.on.isoformat(), "half": half_day.half}],
                                asked_at=clock.now(), asked_by=house[1])  # fmt: skip
    rate(house[0], "90.00")
    page = page_of(row, other)
    for text in ("Ingang langs de tuin.", "6 uur", "2 halve dagen", "180,00", "Iemand kan niet."):
        assert text in page
    beside = page_of(row, session.trainer)
    assert f"We vragen {other.first_name} om in te vallen. Jij blijft op de planning." in beside
    assert 'name="answer"' not in beside


@pytest.mark.parametrize(
    "address",
    ["/lukt-niet/periode/?first=x&last=31/12/9999", "/lukt-niet/periode/?first=1/1/1&last=1/1/1", "/mijn-planning/?pagina=-4",
     "/lukt-niet/periode/?first=31/12/9999&last=31/12/9999", "/vragen/"],
)  # fmt: skip
def test_nonsense_is_answered_in_words(house: tuple[Organisation, Person], address: str) -> None:
    expert = house[0].memberships.get(role="experiential_expert").person
    assert client_for(expert).get(address).status_code == 200


def test_a_planner_of_nobody_finds_nobody(house: tuple[Organisation, Person]) -> None:
    planner, row = client_for(house[1]), asked(house)
    assert planner.get(f"/lukt-niet/periode/{10**25}/").status_code == 404
    assert planner.post(f"/vragen/{row.pk}/", {"answer": "misschien"}).status_code == 422
