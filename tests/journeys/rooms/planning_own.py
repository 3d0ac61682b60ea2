"""Questions to a duo in every state, a session that somebody cannot lead, and somebody who is asked to carry more."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from tandem.identity import rules as roles
from tandem.identity.models import Membership, Organisation, Person
from tandem.kernel import clock
from tandem.planning.actions.asking import answer_asking, ask_duos, withdraw_asking
from tandem.planning.actions.hindrance import say_cannot
from tandem.planning.actions.limit import answer_limit, ask_limit
from tandem.planning.models import Asking, Hindrance, LimitQuestion, PayRate
from tandem.planning.problem.half_days import HalfDay
from tandem.sessions.models import Session
from tests.journeys.subjects import Subject, one_of_each
from tests.planning.page_factories import BRUGGE, make_asking_series, make_house
from tests.planning.test_asking import ask_for

HOUSE = "De Draaibrug vzw"


def fill() -> None:
    """One question declined, one withdrawn, one that waits for one of both, and one agreed with a session that does not work."""
    house, planner = make_house(trainers=1, experts=1)
    Organisation.objects.filter(pk=house.pk).update(name=HOUSE)
    PayRate.objects.create(provider=house, role=roles.EXPERIENTIAL_EXPERT, per_half_day_eur=Decimal(90),
                           valid_from=date(2020, 1, 1), made_at=clock.now())  # fmt: skip
    answers(asked(house, planner), trainer=False)
    withdraw_asking(asked(house, planner), by=planner, at=clock.now())
    agreed = answers(asked(house, planner, half="pm", is_chosen_by_organisation=True), trainer=True, expert=True)
    session = agreed.series.sessions.select_related("trainer").order_by("position").first()
    say_cannot(session, person=session.trainer, by=session.trainer, at=clock.now())
    for limit, value in (("max_per_week", 5), ("max_per_day", 2)):
        question = ask_limit(agreed.expert, provider=house, limit=limit, value=value, by=planner, at=clock.now())
    answer_limit(question, agrees=True, by=agreed.expert, at=clock.now())
    answers(asked(house, planner, days=2), trainer=True)


def asked(house: Organisation, planner: Person, *, days: int = 0, **facts: object) -> Asking:
    """Every two weeks on a Monday, or some days later."""
    ask = ask_for(make_asking_series(house, place=BRUGGE), **facts)
    dates = tuple((session, HalfDay(at.on + timedelta(days=days), at.half)) for session, at in ask.dates)
    return ask_duos([replace(ask, dates=dates)], provider_id=house.pk, by=planner, at=clock.now())[0]


def answers(row: Asking, *, trainer: bool, expert: bool | None = None) -> Asking:
    row = answer_asking(row, person=row.trainer, agrees=trainer, by=row.trainer, at=clock.now())
    if expert is not None:
        row = answer_asking(row, person=row.expert, agrees=expert, by=row.expert, at=clock.now())
    return row


def people() -> dict[str, int]:
    """The planner and the duo of this house."""
    rows = Membership.objects.filter(organisation__name=HOUSE)
    return dict(rows.order_by("-pk").values_list("role", "pk"))


def askings() -> Iterator[Subject]:
    """One in every state."""
    rows = Asking.objects.filter(provider__name=HOUSE).order_by("asked_at", "pk")
    for state, row in one_of_each(rows, lambda row: row.state).items():
        yield Subject({"pk": row.pk}, state, people())


def sessions() -> Iterator[Subject]:
    """With and without somebody who cannot."""
    rows = Session.objects.filter(series__provider__name=HOUSE, status="confirmed").order_by("starts_at", "pk")
    missed = set(Hindrance.objects.filter(state="open").values_list("session_id", flat=True))
    for state, row in one_of_each(rows, lambda row: "missed" if row.pk in missed else "planned").items():
        yield Subject({"pk": row.pk}, state, people())


def hindrances() -> Iterator[Subject]:
    """The one that is open."""
    row = Hindrance.objects.get(provider__name=HOUSE)
    yield Subject({"pk": row.pk}, "open", people())


def away() -> Iterator[Subject]:
    """Looking and having looked."""
    person, today = Membership.objects.get(organisation__name=HOUSE, role=roles.TRAINER).person_id, clock.today()
    yield Subject({"person": person}, "to fill in", people())
    yield Subject(
        {"person": person}, "looked", people(), f"?first={today}&last={today.replace(year=today.year + 1, day=1)}"
    )


def limits() -> Iterator[Subject]:
    """Asked and answered."""
    rows = LimitQuestion.objects.filter(provider__name=HOUSE).order_by("asked_at", "pk")
    for state, row in one_of_each(rows, lambda row: row.answer).items():
        yield Subject({"pk": row.pk}, state, people())


SUBJECTS = {
    "vragen/": askings,
    "lukt-niet/": sessions,
    "lukt-niet/toch/": hindrances,
    "lukt-niet/periode/": away,
    "grenzen/": limits,
}
