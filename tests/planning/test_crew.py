"""The planner's crew: who told nothing stands in front; qualifications, questions to carry more, and pay with its history."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tandem.identity.models import Organisation, Person
from tandem.identity.rules import PLANNER
from tandem.kernel import access, clock
from tandem.kernel.models import OutgoingMail
from tandem.planning.actions.pay import CannotSetRate, set_rate, withdraw_rate
from tandem.planning.models import Capacity, LimitQuestion, PayRate, Profile, Qualification
from tandem.planning.queries.crew import Wanted, crew, fits
from tests.factories import client_for, make_membership, make_provider
from tests.planning.page_factories import GENK, make_house, make_planned_expert, make_planned_trainer
from tests.sessions.factories import make_trained_expert

pytestmark = pytest.mark.usefixtures("system")


@pytest.fixture
def house() -> tuple[Organisation, Person]:
    return make_house(trainers=1, experts=1)


@pytest.fixture
def planner(house: tuple[Organisation, Person]) -> Client:
    return client_for(house[1])


def expert_of(provider: Organisation) -> Person:
    return provider.memberships.get(role="experiential_expert").person


def test_who_told_nothing_stands_in_front_and_is_asked_once_a_week(
    house: tuple[Organisation, Person], planner: Client
) -> None:
    silent = make_trained_expert(house[0])
    rows = crew(house[0].pk, on=clock.today())
    assert [(row.person_id == silent.pk, row.is_silent) for row in rows] == [
        (True, True),
        (False, False),
        (False, False),
    ]
    for _ in range(2):
        planner.post(reverse("crew_remind"))
    assert OutgoingMail.objects.get(key__startswith="availability-remind").to_person == silent


def test_crew_asks_as_much_for_many_as_for_few(house: tuple[Organisation, Person]) -> None:
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            rows = crew(house[0].pk, on=clock.today())
        counts.append((len(rows), len(asked)))
        for _more in range(2):
            make_planned_expert(house[0])
            make_planned_trainer(house[0])
    assert [rows for rows, _asked in counts] == [2, 6]
    assert counts[0][1] == counts[1][1] <= 7


def test_crew_is_found_by_name_role_and_province(house: tuple[Organisation, Person]) -> None:
    far = make_planned_expert(house[0], home=GENK)
    rows = crew(house[0].pk, on=clock.today())

    def found(**wanted: object) -> list[int]:
        return [row.person_id for row in rows if fits(row, Wanted(**wanted))]

    assert found(province="Limburg") == found(words="genk") == [far.pk]
    assert len(found(role="experiential_expert")) == 2
    assert (found(only_silent=True), len(found(words=far.last_name)) >= 1) == ([], True)


def test_colleague_of_another_house_does_not_exist(planner: Client) -> None:
    other = make_planned_expert(make_provider())
    for name in ("colleague", "colleague_week", "colleague_dates"):
        assert planner.get(reverse(name, args=[other.pk])).status_code == 404
    assert planner.post(reverse("limit_ask", args=[other.pk]), {}).status_code == 404


def test_qualification_is_kept_until_a_day_and_warns_before(
    house: tuple[Organisation, Person], planner: Client
) -> None:
    person, last = expert_of(house[0]), clock.today() + timedelta(days=20)
    wanted = {"bekwaamheid-name": "Groepen  begeleiden", "bekwaamheid-valid_until": last.isoformat()}
    planner.post(reverse("qualification_add", args=[person.pk]), wanted)
    row = Qualification.objects.get(person=person)
    assert (row.name, row.valid_until, row.added_by) == ("Groepen begeleiden", last, house[1])
    assert [one.ending for one in crew(house[0].pk, on=clock.today()) if one.person_id == person.pk] == [(row.name,)]
    assert planner.post(reverse("qualification_add", args=[person.pk]), wanted).status_code == 422
    assert row.name in client_for(person).get(reverse("availability")).content.decode()
    planner.post(reverse("qualification_remove", args=[person.pk, row.pk]))
    assert not Qualification.objects.exists()


def test_more_is_asked_and_nothing_changes(house: tuple[Organisation, Person], planner: Client) -> None:
    person, address = expert_of(house[0]), "limit_ask"
    page = planner.post(reverse(address, args=[person.pk]), {"meer-limit": "max_per_week", "meer-value": "3"})
    assert (page.status_code, "Dit mag nu al" in page.content.decode()) == (422, True)
    planner.post(reverse(address, args=[person.pk]), {"meer-limit": "max_per_week", "meer-value": "5"})
    assert LimitQuestion.objects.get(person=person).value == 5
    assert Capacity.objects.get(person=person).max_per_week == 3
    assert reverse("limit_answer", args=[LimitQuestion.objects.get().pk]) in client_for(person).get(
        reverse("availability_limits")
    ).content.decode()  # fmt: skip


def test_experience_is_noted_without_a_mail_about_availability(
    house: tuple[Organisation, Person], planner: Client
) -> None:
    person = expert_of(house[0])
    planner.post(reverse("colleague_experience", args=[person.pk]), {"is_experienced": "ja"})
    row = Profile.objects.get(person=person)
    assert (row.is_experienced, row.changed_by, row.version) == (True, person, 1)
    assert not OutgoingMail.objects.filter(to_person=person).exists()


def rate(provider: Organisation, planner: Person, amount: str, *, days: int) -> PayRate:
    return set_rate(provider, role="trainer", per_half_day_eur=Decimal(amount), by=planner, at=clock.now(),
                    valid_from=clock.today() + timedelta(days=days))  # fmt: skip


def test_pay_that_held_stays_and_only_a_next_one_is_added(house: tuple[Organisation, Person]) -> None:
    held = rate(*house, "90.00", days=-40)
    for days in (-40, -10):
        with pytest.raises(CannotSetRate):
            rate(*house, "80.00", days=days)
    later = rate(*house, "95.50", days=30)
    with pytest.raises(CannotSetRate, match="blijft staan"):
        withdraw_rate(held, by=house[1], at=clock.now())
    withdraw_rate(later, by=house[1], at=clock.now())
    assert list(PayRate.objects.all()) == [held]


def test_pay_is_written_by_its_planner_alone(house: tuple[Organisation, Person], planner: Client) -> None:
    typed = {
        "role": "trainer",
        "per_half_day_eur": "95,50",
        "per_km_eur": "0,4415",
        "valid_from": clock.today().isoformat(),
    }
    planner.post(reverse("pay_rates"), typed)
    row = PayRate.objects.get()
    assert (row.provider, row.per_half_day_eur, row.per_km_eur) == (house[0], Decimal("95.50"), Decimal("0.4415"))
    page = planner.post(reverse("pay_rates"), {**typed, "per_half_day_eur": "veel"})
    assert (page.status_code, "95,50" in page.content.decode()) == (422, True)
    stranger = make_membership(PLANNER, organisation=make_provider())
    assert client_for(stranger.person).post(reverse("pay_rate_withdraw", args=[row.pk])).status_code == 404
    with access.as_reader(person_id=expert_of(house[0]).pk, organisation_ids=[house[0].pk]):
        assert PayRate.objects.filter(pk=row.pk).update(per_half_day_eur=1) == 0
