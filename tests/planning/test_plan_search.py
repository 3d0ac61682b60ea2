"""A plan is searched by a job that may be killed, stopped or run twice, and never shows what breaks a rule."""

from dataclasses import replace

import pytest

from tandem.identity.models import Organisation, Person
from tandem.kernel import clock
from tandem.planning.actions.plan import running
from tandem.planning.actions.plan.changing import change_plan, imagine, search_again
from tandem.planning.actions.plan.making import CannotPlan, start_plan
from tandem.planning.jobs import plan as job
from tandem.planning.jobs.plan import search_plan
from tandem.planning.models import Plan
from tandem.planning.rules.plan_changes import Change
from tandem.sessions.models import Series
from tests.planning.page_factories import make_asking_series, make_house

pytestmark = pytest.mark.usefixtures("system")
House = tuple[Organisation, Person, list[Series]]


@pytest.fixture
def house() -> House:
    provider, planner = make_house()
    return provider, planner, [make_asking_series(provider, sessions=2) for _ in range(3)]


def started(house: House, **choices: object) -> Plan:
    facts = {"title": "Voorjaar", "series_ids": [one.pk for one in house[2]], "seconds": 5, **choices}
    return start_plan(provider_id=house[0].pk, by=house[1], at=clock.now(), **facts)  # type: ignore[arg-type]


def searched(plan: Plan) -> Plan:
    search_plan(plan.pk)
    plan.refresh_from_db()
    return plan


def test_search_finds_a_place_for_everything_and_repeats_itself(house: House) -> None:
    one, other = searched(started(house)), searched(started(house))
    assert (one.state, one.result["placed"], one.result["unplaced"], one.problem) == ("ready", 3, [], "")
    assert len(one.bookings) == 6
    assert {row["session"] for row in one.bookings} == {
        str(row.pk) for series in house[2] for row in series.sessions.all()
    }
    assert one.bookings == other.bookings
    assert one.result["first_come"]["asked"] == 3


def test_second_run_of_a_ready_plan_changes_nothing(house: House) -> None:
    plan = searched(started(house))
    before = (plan.version, plan.ended_at)
    searched(plan)
    assert (plan.version, plan.ended_at) == before


def test_plan_of_a_killed_worker_is_taken_up_again_and_in_the_end_says_that_it_fails(house: House) -> None:
    plan = started(house)
    running.begin_search(plan.pk, at=clock.now())
    assert searched(plan).state == "ready"
    other = started(house)
    for _ in range(running.MOST_TRIES):
        running.begin_search(other.pk, at=clock.now())
    assert searched(other).state == "failed"
    assert "minder aanvragen" in other.problem
    assert running.retry_plan(other, by=house[1], at=clock.now()).state == "waiting"


def test_search_that_does_not_come_back_keeps_the_best_plan_it_told(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    best = searched(started(house)).bookings
    plan = started(house)
    Plan.objects.filter(pk=plan.pk).update(bookings=best, seconds=0)
    monkeypatch.setattr(job, "GRACE_SECONDS", 0)
    monkeypatch.setattr(job, "LOOK_SECONDS", 0)
    assert searched(plan).bookings == best
    assert plan.state == "ready"


def test_stop_is_told_to_the_search_and_what_waits_is_put_away(house: House) -> None:
    waiting, plan = started(house), started(house)
    assert running.stop_plan(waiting, by=house[1], at=clock.now()).state == "dropped"
    assert searched(waiting).state == "dropped"
    running.begin_search(plan.pk, at=clock.now())
    told = {"progress": {"step": "dates", "placed": 1}, "bookings": []}
    assert not running.tell_progress(plan.pk, at=clock.now(), **told)  # type: ignore[arg-type]
    running.stop_plan(plan, by=house[1], at=clock.now())
    assert running.tell_progress(plan.pk, at=clock.now(), **told)  # type: ignore[arg-type]


def test_plan_that_breaks_a_rule_is_not_shown(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = job._Search.found
    monkeypatch.setattr(job._Search, "found", lambda self: replace(kept(self), broken=("Lies: twee tegelijk.",)))
    plan = searched(started(house))
    assert (plan.state, plan.bookings[:1]) == ("failed", [])
    assert "alle regels" in plan.problem


def test_search_with_a_fault_fails_with_a_sentence_and_can_be_tried_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = started(house)
    with monkeypatch.context() as broken:
        broken.setattr(job, "situation", None)
        assert searched(plan).state == "failed"
    assert "Zoek opnieuw" in plan.problem
    running.retry_plan(plan, by=house[1], at=clock.now())
    assert (searched(plan).state, plan.problem) == ("ready", "")


def test_days_of_the_rest_stay_when_one_person_is_ruled_out(house: House) -> None:
    plan = searched(started(house))
    key = plan.bookings[0]["request"]
    was = plan.bookings[0]["expert"]
    change_plan(plan, change=Change("forbid", key, person=was), seen=0, by=house[1], at=clock.now())
    again = searched(search_again(plan, seen=1, by=house[1], at=clock.now()))
    assert (again.based_on, again.title) == (plan, "Voorjaar (2)")
    assert was not in {row["expert"] for row in again.bookings if row["request"] == key}
    amounts = {part["name"]: part["amount"] for part in again.result["parts"]}
    assert (amounts["change_date"], again.result["placed"]) == (0, 3)


def test_what_if_there_were_somebody_more_counts_that_person_and_what_if_somebody_is_away_does_not(
    house: House,
) -> None:
    plan = searched(started(house))
    expert = plan.bookings[0]["expert"]
    away = {"person": expert, "first": clock.today().isoformat(), "last": "2099-12-31"}
    ill = searched(imagine(plan, title="Wat als", away=[away], by=house[1], at=clock.now()))
    assert expert not in {row["expert"] for row in ill.bookings}
    more = {
        "id": "-1", "name": "Extra", "role": "expert", "home": "44021", "transport": "car", "languages": ["nl"],
        "themes": [], "weekly": ["0am", "1am", "2am"],
    }  # fmt: skip
    extra = searched(imagine(ill, title="Nog een", extra_people=[more], by=house[1], at=clock.now()))
    assert "-1" in {one["person"] for one in extra.result["people"]}
    with pytest.raises(CannotPlan):
        imagine(plan, title="Niets", by=house[1], at=clock.now())


def test_only_what_waits_can_be_planned(house: House) -> None:
    stranger = make_asking_series(make_house(trainers=0, experts=0)[0])
    with pytest.raises(CannotPlan, match="wacht niet meer"):
        started(house, series_ids=[stranger.pk])
    with pytest.raises(CannotPlan, match="minstens één"):
        started(house, series_ids=[])
