"""What an organisation meets on the way to its days: to choose, half chosen, asked, gone meanwhile, asked of a duo, impossible."""

from collections.abc import Iterator
from datetime import timedelta

from tandem.identity.models import Membership, Organisation
from tandem.identity.rules import ORGANISATION_CONTACT, PLANNER
from tandem.kernel import clock
from tandem.planning.actions.asking import Ask, ask_duos
from tandem.planning.actions.choice import choose_days
from tandem.planning.actions.sheet import Days, save_sheet
from tandem.planning.problem.half_days import HalfDay
from tandem.planning.queries.half_days import key_of
from tandem.sessions.models import Series
from tests.journeys.subjects import Subject
from tests.planning.page_factories import make_asking_series, make_house, next_monday
from tests.sessions.factories import make_series, workshops

HOUSE = "De Zonnewijzer vzw"


def fortnights(count: int, half: str = "am") -> list[HalfDay]:
    """Mondays, two weeks apart."""
    return [HalfDay(next_monday() + timedelta(weeks=2 * number), half) for number in range(count)]


def fill() -> None:
    """A house with one trainer, so that one question to a duo takes a day from everybody else."""
    house, planner = make_house(trainers=1, experts=2)
    Organisation.objects.filter(pk=house.pk).update(name=HOUSE)
    at, on = clock.now(), next_monday()
    to_choose = make_asking_series(house, sessions=6)
    save_sheet(to_choose, facts={}, days=[Days(on, on), Days(on, on, "pm", False)], version=1, by=planner, at=at)
    make_asking_series(house, language="tr")
    make_series(provider=house, sessions=workshops(2))
    choose_days(make_asking_series(house, sessions=2), half_days=fortnights(2), by=planner, at=at)
    choose_days(make_asking_series(house), half_days=fortnights(3, "pm"), by=planner, at=at)
    asked = choose_days(make_asking_series(house, sessions=1), half_days=fortnights(1, "pm"), by=planner, at=at).series
    trainer, expert = (
        house.memberships.filter(role=role).first().person_id for role in ("trainer", "experiential_expert")
    )
    dates = ((asked.sessions.get().pk, fortnights(1, "pm")[0]),)
    ask_duos(
        [Ask(asked, trainer, expert, dates, is_chosen_by_organisation=True)], provider_id=house.pk, by=planner, at=at
    )


def series() -> Iterator[Subject]:
    """Each series, for its own organisation and the planner; the first also half chosen and chosen."""
    rows = list(Series.objects.filter(provider__name=HOUSE).order_by("made_at", "pk"))
    for number, days in enumerate(("", fortnights(3), fortnights(6))):
        yield Subject(
            {"pk": rows[0].pk},
            f"{number} chosen",
            _people(rows[0]),
            "?" + "&".join(f"kies={key_of(at)}" for at in days),
        )
    for number, row in enumerate(rows[1:], 1):
        yield Subject({"pk": row.pk}, f"series {number}", _people(row))


def _people(row: Series) -> dict[str, int]:
    homes = {ORGANISATION_CONTACT: row.organisation_id, PLANNER: row.provider_id}
    found = {
        role: Membership.objects.filter(role=role, organisation_id=home).order_by("pk").first()
        for role, home in homes.items()
    }
    return {role: one.pk for role, one in found.items() if one}


SUBJECTS = {"reeksen/<uuid:pk>/wensen/": series, "reeksen/<uuid:pk>/mogelijke-dagen/": series}
