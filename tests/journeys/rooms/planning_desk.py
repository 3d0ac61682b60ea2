"""Series in every state that a planner meets: duos to choose, days of the organisation, asked, taken back, not to plan yet."""

from collections.abc import Iterator
from datetime import timedelta

from tandem.identity.models import Membership, Organisation
from tandem.kernel import clock
from tandem.planning.actions.asking import ask_duos, withdraw_asking
from tandem.planning.actions.hindrance import say_cannot
from tandem.planning.models import Asking, Hindrance, NotPossible, RequestSheet
from tandem.planning.problem.half_days import HalfDay
from tandem.planning.queries.half_days import key_of
from tandem.sessions.models import Series
from tests.journeys.subjects import Subject
from tests.planning.page_factories import (
    BRUGGE,
    make_asking_series,
    make_house,
    make_planned_expert,
    make_planned_trainer,
    next_monday,
)
from tests.planning.test_asking import ask_for, duo_of
from tests.sessions.factories import confirm, make_duo

HOUSE = "De Wisselsporen vzw"
NO_PAGE = {"load_csv": "a file: tests/planning/test_load.py"}


def fill() -> None:
    """A house with everything; who cannot go somewhere, who is too far, and a session that somebody cannot lead."""
    house, planner = make_house(trainers=1, experts=1)
    Organisation.objects.filter(pk=house.pk).update(name=HOUSE)
    open_series = make_asking_series(house, theme="youth")
    make_planned_trainer(house, themes=["youth"])
    make_planned_expert(house, home=BRUGGE, max_travel=30)
    NotPossible.objects.create(
        person=make_planned_expert(house), organisation=open_series.organisation, added_at=clock.now()
    )
    chosen = [key_of(HalfDay(next_monday() + timedelta(weeks=week), "pm")) for week in (0, 2)]
    RequestSheet.objects.filter(series=make_asking_series(house, sessions=2)).update(
        chosen=chosen, chosen_at=clock.now()
    )
    make_asking_series(house, directions="")
    refused = ask_duos([ask_for(make_asking_series(house))], provider_id=house.pk, by=planner, at=clock.now())[0]
    withdraw_asking(refused, by=planner, at=clock.now())
    asked = ask_for(make_asking_series(house), has_said_yes=frozenset(duo_of(house)[:1]))
    ask_duos([asked], provider_id=house.pk, by=planner, at=clock.now())
    led = make_asking_series(house, sessions=1)
    duo = make_duo(led, trainer=refused.trainer, expert=refused.expert)
    session = confirm(led.sessions.get(), on=next_monday() + timedelta(weeks=6))
    say_cannot(session, person=duo.experiential_expert, by=duo.experiential_expert, at=clock.now())


def planner() -> dict[str, int]:
    """Of this house."""
    rows = Membership.objects.filter(organisation__name=HOUSE)
    return dict(rows.order_by("-pk").values_list("role", "pk"))


def series() -> Iterator[Subject]:
    """Each series; the first one also with a duo opened and with a word that is looked for."""
    rows = list(Series.objects.filter(provider__name=HOUSE).order_by("made_at", "pk"))
    trainer, expert = (Membership.objects.filter(organisation__name=HOUSE, role=role).order_by("pk") for role in (
        "trainer", "experiential_expert"))  # fmt: skip
    duo = f"{trainer.last().person_id}-{expert.first().person_id}"
    yield Subject({"pk": rows[0].pk}, "a duo is open", planner(), f"?duo={duo}")
    yield Subject({"pk": rows[0].pk}, "looked for", planner(), "?zoek=niet+mogelijk")
    for number, row in enumerate(rows):
        yield Subject({"pk": row.pk}, f"series {number}", planner())


def askings() -> Iterator[Subject]:
    """The one that runs."""
    yield Subject({"pk": Asking.objects.get(provider__name=HOUSE, state="open").pk}, "open", planner())


def hindrances() -> Iterator[Subject]:
    """The one that is open."""
    yield Subject({"pk": Hindrance.objects.get(provider__name=HOUSE).pk}, "open", planner())


SUBJECTS = {
    "reeksen/<uuid:pk>/duos/": series,
    "reeksen/duos/": askings,
    "herstel/": hindrances,
}
