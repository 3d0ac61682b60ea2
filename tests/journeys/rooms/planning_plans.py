"""Plans in every state: waiting, running, ready with a draft, a follower, a "what if", failed, put away, asked with answers."""

from collections.abc import Iterator

from django.db import connection

from tandem.identity.models import Membership, Organisation
from tandem.kernel import clock
from tandem.planning.actions.asking import answer_asking
from tandem.planning.actions.plan import running
from tandem.planning.actions.plan.asking import ask_plan
from tandem.planning.actions.plan.changing import change_plan, imagine, search_again
from tandem.planning.actions.plan.making import start_plan
from tandem.planning.jobs.plan import search_plan
from tandem.planning.models import Asking, Plan
from tandem.planning.rules.plan_changes import Change
from tandem.planning.rules.plans import is_draft
from tests.journeys.subjects import Subject
from tests.planning.page_factories import GENK, make_asking_series, make_house, make_planned_expert

HOUSE = "De Rangeerbundel vzw"
NO_PAGE = {"duo_plan_progress": "a piece of the page of a plan that is searched: tests/planning/test_plan_pages.py"}


def fill() -> None:
    """One house, four series of which one has no place, and plans that went different ways."""
    house, planner = make_house(trainers=2, experts=2)
    Organisation.objects.filter(pk=house.pk).update(name=HOUSE)
    make_planned_expert(house, home=GENK, weekly=[])
    series = [make_asking_series(house, sessions=2, theme=theme) for theme in ("", "", "", "justice")]

    def started(title: str) -> Plan:
        return start_plan(provider_id=house.pk, series_ids=[one.pk for one in series], title=title, seconds=5, by=planner,
                          at=clock.now())  # fmt: skip

    def searched(plan: Plan) -> Plan:
        search_plan(plan.pk)
        return Plan.objects.get(pk=plan.pk)

    ready = searched(started("Klaar"))
    change = Change("forbid", ready.bookings[0]["request"], person=ready.bookings[0]["expert"])
    change_plan(ready, change=change, seen=0, by=planner, at=clock.now())
    searched(search_again(ready, seen=1, by=planner, at=clock.now()))
    change_plan(ready, change=change, seen=0, by=planner, at=clock.now())
    away = {"person": ready.bookings[0]["trainer"], "first": clock.today().isoformat(), "last": "2099-01-01"}
    searched(imagine(ready, title="Wat als", away=[away], by=planner, at=clock.now()))
    running.begin_search(started("Bezig").pk, at=clock.now())
    running.drop_plan(searched(started("Weggelegd")), by=planner, at=clock.now())
    failed = started("Mislukt")
    running.begin_search(failed.pk, at=clock.now())
    running.fail_search(failed.pk, problem="Er liep iets fout bij het zoeken. Zoek opnieuw.", at=clock.now())
    started("Wacht")
    asked = searched(started("Gevraagd"))
    placed = [one for one in asked.series_ids if str(one) in {row["request"] for row in asked.bookings}]
    ask_plan(asked, series_ids=placed[:2], seen=asked.version, by=planner, at=clock.now())
    row = Asking.objects.filter(plan=asked).first()
    answer_asking(row, person=row.expert, agrees=False, by=row.expert, at=clock.now())
    with connection.cursor() as cursor:  # what waits and what runs stays so: no worker takes it
        cursor.execute("delete from procrastinate_jobs where task_name = 'planning.solve_plan' and status = 'todo'")


def planner() -> dict[str, int]:
    """Of this house."""
    rows = Membership.objects.filter(organisation__name=HOUSE)
    return dict(rows.order_by("-pk").values_list("role", "pk"))


def plans() -> Iterator[Subject]:
    """One of each state; a request of it, and the plan that follows it or itself."""
    for row in Plan.objects.filter(provider__name=HOUSE).order_by("pk"):
        if not is_draft(row.progress):
            yield Subject(_arguments(row), f"{row.title} {row.state}", planner())


def _arguments(row: Plan) -> dict[str, object]:
    placed = [one["request"] for one in row.bookings] or [str(row.series_ids[0])]
    return {"pk": row.pk, "other": row.based_on_id or row.pk, "series": placed[0]}


def _ready(title: str) -> Plan:
    return Plan.objects.filter(provider__name=HOUSE, title=title, state="ready").order_by("pk").first()


def filtered() -> Iterator[Subject]:
    """A ready plan, sorted and narrowed; and its request without a place."""
    row = _ready("Klaar")
    yield from plans()
    yield Subject(_arguments(row), "looked for", planner(), "?zoek=gent&volgorde=reis&toon=wens")
    unplaced = [one["request"] for one in row.result["unplaced"]]
    yield Subject({**_arguments(row), "series": unplaced[0]}, "no place", planner(), "?zoek=niemand")


SUBJECTS = {"plannen/<uuid:pk>/": filtered}
