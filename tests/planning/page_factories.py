"""A provider with people who told when they can, and series that ask for a duo. Call them inside `access.as_system()`."""

from datetime import date, timedelta

from tandem.identity.models import Organisation, Person
from tandem.identity.rules import PLANNER
from tandem.kernel import clock
from tandem.planning.models import Capacity, Profile, RequestSheet
from tandem.planning.rules import words
from tandem.sessions.models import Series
from tests.factories import make_membership, make_organisation, make_person, make_provider
from tests.sessions.factories import make_series, make_trained_expert, make_trainer, workshops

GENT, AALST, BRUGGE, GENK = "44021", "41002", "31005", "71016"
WHOLE_WEEK = list(words.HALF_DAYS)


def make_profile(person: Person, **fields: object) -> Profile:
    """Somebody in Gent who can on every half-day, by public transport, three times a week at most."""
    capacity = {key: fields.pop(key) for key in words.LIMITS if key in fields}
    facts = {
        "home": GENT,
        "languages": ["nl"],
        "weekly": WHOLE_WEEK,
        "changed_at": clock.now(),
        "changed_by": person,
        **fields,
    }
    Capacity.objects.create(person=person, changed_at=clock.now(), **{"max_per_week": 3, **capacity})
    return Profile.objects.create(person=person, **facts)


def make_planned_trainer(provider: Organisation, **fields: object) -> Person:
    """A trainer with a profile."""
    person = make_trainer(provider)
    make_profile(person, **{"transport": "car", **fields})
    return person


def make_planned_expert(provider: Organisation, **fields: object) -> Person:
    """A trained experiential expert with a profile."""
    person = make_trained_expert(provider)
    make_profile(person, **fields)
    return person


def make_house(*, trainers: int = 2, experts: int = 2) -> tuple[Organisation, Person]:
    """A provider with a planner, and people who can; with the planner."""
    provider, planner = make_provider(), make_person()
    make_membership(PLANNER, person=planner, organisation=provider)
    for _ in range(trainers):
        make_planned_trainer(provider)
    for _ in range(experts):
        make_planned_expert(provider)
    return provider, planner


def make_asking_series(provider: Organisation, *, sessions: int = 3, **sheet: object) -> Series:
    """A series of an organisation in Gent with a sheet that says where it is and how to get there."""
    organisation = make_organisation(postal_code="9000", place="Gent")
    series = make_series(provider=provider, organisation=organisation, sessions=workshops(sessions))
    make_sheet(series, **sheet)
    return series


def make_sheet(series: Series, **fields: object) -> RequestSheet:
    """From next week on, for four months."""
    first = clock.today() + timedelta(days=7)
    facts: dict[str, object] = {
        "window_first": first, "window_last": first + timedelta(days=122), "place": GENT, "address": "Wilgenlaan 1, 9000 Gent",
        "directions": "Tram 1 tot halte Wilgenlaan.", "min_gap": 5, "changed_at": clock.now(), **fields,
    }  # fmt: skip
    return RequestSheet.objects.create(series=series, **facts)


def next_monday(after: date | None = None) -> date:
    """The first Monday at least two weeks away."""
    day = (after or clock.today()) + timedelta(days=14)
    return day + timedelta(days=-day.weekday() % 7)
