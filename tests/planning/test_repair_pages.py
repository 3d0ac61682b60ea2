"""Somebody falls ill: the planner repairs all series that are hit, one same day with a stand-in, one on another day."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tandem.identity.models import Organisation, Person
from tandem.kernel import access, clock
from tandem.kernel.models import OutgoingMail
from tandem.planning.actions.asking import answer_asking, ask_duos
from tandem.planning.actions.hindrance import say_cannot
from tandem.planning.models import Asking, Hindrance, NotPossible, PersonDate, RequestSheet
from tandem.planning.queries.repairing import Absence, damage
from tandem.sessions.models import Series, Session
from tests.factories import client_for
from tests.planning.page_factories import make_asking_series, make_house, make_planned_trainer, next_monday
from tests.planning.test_asking import ask_for
from tests.sessions.factories import confirm, make_duo

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> tuple[Organisation, Person]:
    """One trainer and one expert."""
    with access.as_system():
        return make_house(trainers=1, experts=1)


@pytest.fixture
def planner(house: tuple[Organisation, Person]) -> Client:
    return client_for(house[1])


def member(provider: Organisation, role: str) -> Person:
    return provider.memberships.filter(role=role).order_by("pk").first().person


def arranged(provider: Organisation, *, weeks: tuple[int, ...] = (0, 2), weekday: int = 0, **sheet: object) -> Series:
    """A series with its first duo and confirmed Monday mornings."""
    with access.as_system():
        series = make_asking_series(provider, sessions=len(weeks), **sheet)
        make_duo(series, trainer=member(provider, "trainer"), expert=member(provider, "experiential_expert"))
        for session, week in zip(series.sessions.order_by("position"), weeks, strict=True):
            session.series = series
            confirm(session, on=next_monday() + timedelta(weeks=week, days=weekday))
        return series


def illness(person: Person, days: int = 6) -> dict[str, str]:
    first = next_monday()
    return {"persoon": str(person.pk), "van": first.isoformat(), "tot": (first + timedelta(days=days)).isoformat()}


def test_stand_in_and_another_day_are_asked_in_one_go_and_arranged_after_a_yes_on_the_phone(
    planner: Client, house: tuple[Organisation, Person]
) -> None:
    provider, ill = house[0], member(house[0], "trainer")
    one, other = arranged(provider), arranged(provider, weekday=1)
    with access.as_system():
        stand_in = make_planned_trainer(provider)
        NotPossible.objects.create(person=stand_in, organisation=other.organisation, added_at=clock.now())
    address = reverse("repair_start")
    shown = planner.get(address, illness(ill)).text
    assert f"1 keer dezelfde dag met {stand_in}" in shown
    assert "1 keer een andere dag met hetzelfde duo" in shown
    assert "niet mogelijk" not in shown
    typed = illness(ill) | {
        f"kies-{one.pk}": str(stand_in.pk), f"ja-{one.pk}": "1", f"kies-{other.pk}": "zelfde",
    }  # fmt: skip
    answer = planner.post(address, typed)
    assert answer.status_code == 302, answer.text
    with access.as_system():
        assert PersonDate.objects.get().person_id == ill.pk
        first = one.sessions.get(position=1)
        assert (first.trainer_id, first.status, first.calendar_sequence) == (stand_in.pk, "confirmed", 2)
        assert one.sessions.get(position=2).trainer_id == ill.pk
        row = Asking.objects.get(state="open")
        assert (row.kind, row.series_id, row.trainer_id) == ("move", other.pk, ill.pk)
        assert list(Hindrance.objects.filter(state="open").values_list("session__series_id", flat=True)) == [other.pk]
        assert OutgoingMail.objects.filter(to_email=stand_in.email).exists()


def test_move_that_both_agreed_on_by_phone_is_proposed_to_the_organisation_at_its_own_place(
    planner: Client, house: tuple[Organisation, Person]
) -> None:
    series = arranged(house[0])
    with access.as_system():
        Session.objects.filter(series=series).update(place="Beukenlaan 7, 9000 Gent")
    ill = member(house[0], "experiential_expert")
    planner.post(reverse("repair_start"), illness(ill) | {f"kies-{series.pk}": "zelfde", f"ja-{series.pk}": "1"})
    with access.as_system():
        moved = series.sessions.get(position=1)
        assert (moved.status, moved.proposed_by_side, moved.place) == (
            "proposed",
            "provider",
            "Beukenlaan 7, 9000 Gent",
        )
        assert clock.local(moved.starts_at).date() > next_monday() + timedelta(days=6)
        assert not Hindrance.objects.filter(state="open").exists()


def test_one_session_that_does_not_work_is_repaired_without_writing_days_off(
    planner: Client, house: tuple[Organisation, Person]
) -> None:
    series, expert = arranged(house[0]), member(house[0], "experiential_expert")
    with access.as_system():
        row = say_cannot(series.sessions.get(position=2), person=expert, by=expert, at=clock.now())
    address = reverse("repair_hindrance", args=[row.pk])
    assert "Sessie 2" in planner.get(address).text
    planner.post(address, {f"kies-{series.pk}": "zelfde", f"ja-{series.pk}": "1"})
    with access.as_system():
        row.refresh_from_db()
        assert (row.state, PersonDate.objects.count()) == ("solved", 0)
        assert series.sessions.get(position=1).status == "confirmed"
    assert "Hiervoor is al een oplossing" in planner.get(address).text


def test_what_cannot_be_repaired_says_so_and_leads_to_cancelling(
    planner: Client, house: tuple[Organisation, Person]
) -> None:
    series = arranged(house[0], weeks=(0,), window_last=next_monday() + timedelta(days=4))
    shown = planner.get(reverse("repair_start"), illness(member(house[0], "trainer"), days=20)).text
    assert "Voor deze bijeenkomst is er geen oplossing" in shown
    with access.as_system():
        assert reverse("session_cancel", args=[series.sessions.get().pk]) in shown


def test_choice_that_is_gone_keeps_what_was_chosen_and_changes_nothing(
    planner: Client, house: tuple[Organisation, Person]
) -> None:
    series, ill = arranged(house[0]), member(house[0], "trainer")
    answer = planner.post(reverse("repair_start"), illness(ill) | {f"kies-{series.pk}": "999999"})
    assert answer.status_code == 422
    assert "bestaat niet meer" in answer.text
    with access.as_system():
        assert (PersonDate.objects.count(), Asking.objects.count()) == (0, 0)


def test_somebody_of_another_house_is_not_found(planner: Client) -> None:
    with access.as_system():
        other, _planner = make_house(trainers=1, experts=0)
    assert planner.get(reverse("repair_start"), illness(member(other, "trainer"))).status_code == 422


def test_nobody_is_asked_for_another_day_while_the_way_there_is_not_known(
    planner: Client, house: tuple[Organisation, Person]
) -> None:
    series, ill = arranged(house[0], directions=""), member(house[0], "trainer")
    with access.as_system():
        Session.objects.filter(series=series).update(directions="", place="")
        RequestSheet.objects.filter(series=series).update(address="")
    answer = planner.post(reverse("repair_start"), illness(ill) | {f"kies-{series.pk}": "zelfde"})
    assert answer.status_code == 422
    assert "Sessie 1: " in answer.text
    with access.as_system():
        assert (PersonDate.objects.count(), Asking.objects.count()) == (0, 0)


def test_stand_in_for_one_session_and_another_day_for_the_next_are_asked_one_after_the_other(
    planner: Client, house: tuple[Organisation, Person]
) -> None:
    series, ill = arranged(house[0], weeks=(0, 2)), member(house[0], "trainer")
    with access.as_system():
        helper = make_planned_trainer(house[0], weekly=["0am"])
        later = next_monday() + timedelta(weeks=1)
        PersonDate.objects.create(person=helper, first=later, last=later + timedelta(weeks=20), added_at=clock.now())
    shown = planner.get(reverse("repair_start"), illness(ill, days=20)).text
    assert f"1 keer dezelfde dag met {helper}, 1 keer een andere dag met hetzelfde duo" in shown
    assert "Eerst de invaller. Daarna vraag je de andere dag." in shown
    typed = illness(ill, days=20) | {f"kies-{series.pk}": str(helper.pk)}
    planner.post(reverse("repair_start"), typed)
    with access.as_system():
        row = Asking.objects.get()
        assert (row.kind, row.trainer_id, row.expert_answer, len(row.dates)) == ("stand_in", helper.pk, "yes", 1)
        answer_asking(row, person=helper, agrees=True, by=helper, at=clock.now())
        assert Hindrance.objects.get(state="open").session.position == 2
    planner.post(reverse("repair_start"), typed | {f"kies-{series.pk}": "zelfde", f"ja-{series.pk}": "1"})
    with access.as_system():
        assert list(series.sessions.order_by("position").values_list("trainer_id", "status")) == [
            (helper.pk, "confirmed"), (ill.pk, "proposed"),
        ]  # fmt: skip
        assert not Hindrance.objects.filter(state="open").exists()


def test_stand_in_on_another_day_takes_the_session_along(planner: Client, house: tuple[Organisation, Person]) -> None:
    series = arranged(house[0], weeks=(0,), window_last=next_monday() + timedelta(days=25))
    with access.as_system():
        helper = make_planned_trainer(house[0], weekly=["3pm"])
    ill = member(house[0], "trainer")
    typed = illness(ill, days=30) | {f"kies-{series.pk}": str(helper.pk), f"ja-{series.pk}": "1"}
    assert planner.post(reverse("repair_start"), typed).status_code == 302
    with access.as_system():
        session = series.sessions.get()
        assert (session.trainer_id, session.status) == (helper.pk, "proposed")
        assert (clock.local(session.starts_at).weekday(), clock.local(session.starts_at).hour) == (3, 13)


def test_question_that_runs_for_those_days_is_shown(planner: Client, house: tuple[Organisation, Person]) -> None:
    with access.as_system():
        series = make_asking_series(house[0], sessions=1)
        ask_duos([ask_for(series)], provider_id=house[0].pk, by=house[1], at=clock.now())
    shown = planner.get(reverse("repair_start"), illness(member(house[0], "trainer"))).text
    assert "Deze vragen lopen nog" in shown
    assert reverse("duo_options", args=[series.pk]) in shown


def test_while_somebody_is_asked_the_page_and_the_list_lead_to_that_question(
    planner: Client, house: tuple[Organisation, Person]
) -> None:
    series, ill = arranged(house[0], weeks=(0,)), member(house[0], "trainer")
    planner.post(reverse("repair_start"), illness(ill) | {f"kies-{series.pk}": "zelfde"})
    assert "Hiervoor loopt al een vraag." in planner.get(reverse("repair_start"), illness(ill)).text
    listed = planner.get(reverse("planning_queue")).text
    assert "Iemand is gevraagd." in listed
    assert reverse("duo_options", args=[series.pk]) in listed


def test_days_without_sessions_are_written_down_too(planner: Client, house: tuple[Organisation, Person]) -> None:
    ill = member(house[0], "trainer")
    assert "Noteer deze dagen" in planner.get(reverse("repair_start"), illness(ill)).text
    planner.post(reverse("repair_start"), illness(ill))
    with access.as_system():
        assert PersonDate.objects.get().person_id == ill.pk


def test_more_series_that_are_hit_cost_no_more_queries(
    house: tuple[Organisation, Person], django_assert_max_num_queries: object
) -> None:
    seen = []
    for weekdays in ((0,), (1, 2)):
        for weekday in weekdays:
            arranged(house[0], weekday=weekday, max_gap=30)
        absence = Absence(member(house[0], "trainer").pk, next_monday(), next_monday() + timedelta(days=6))
        with access.as_system(), django_assert_max_num_queries(30) as found:  # type: ignore[operator]
            hits = damage(absence, provider_id=house[0].pk, at=clock.now()).hits
        seen.append((len(hits), len(found)))
    assert [number for number, _queries in seen] == [1, 3]
    assert seen[0][1] == seen[1][1]
