"""What an organisation asks: handed over once, saved by both sides, and never over somebody else's words unseen."""

from datetime import date

import pytest
from django.db import ProgrammingError, transaction

from tandem.identity.models import Organisation, Person
from tandem.kernel import access, clock
from tandem.kernel.refusal import Conflict
from tandem.planning.actions.sheet import CannotSave, Days, Wished, open_sheet, save_sheet
from tandem.planning.models import RequestSheet
from tandem.planning.queries.places import municipality_in
from tandem.sessions.models import Series
from tests.factories import make_organisation
from tests.planning.page_factories import AALST, GENT, make_asking_series, make_house
from tests.sessions.factories import make_series, workshops

pytestmark = pytest.mark.usefixtures("system")
ON = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("address", "nis_code"),
    [
        ("Wilgenlaan 1, 9000 Gent", GENT),
        ("Wilgenlaan 1, Aalst", AALST),
        ("Zaal Populier, 1 hoog", ""),
        ("Wilgenlaan 1204, 9300 Aalst", AALST),
        ("", ""),
    ],
)
def test_municipality_is_read_from_an_address_when_that_is_clear(address: str, nis_code: str) -> None:
    assert municipality_in(address, on=ON) == nis_code


@pytest.fixture
def house() -> tuple[Organisation, Person]:
    return make_house(trainers=0, experts=0)


def plain_series(provider: Organisation, **address: str) -> Series:
    return make_series(provider=provider, organisation=make_organisation(**address), sessions=workshops(2))


def test_sheet_opens_with_what_was_told_before(house: tuple[Organisation, Person]) -> None:
    provider, planner = house
    wished = Wished(date(2027, 1, 4), date(2027, 5, 4), ("4pm", "0am"), "Beukenplein 2, 9300 Aalst", False, 14, "youth")
    sheet = open_sheet(plain_series(provider), wished, by=planner, at=clock.now())
    assert (sheet.window_first, sheet.window_last, sheet.weekly) == (date(2027, 1, 4), date(2027, 5, 4), ["0am", "4pm"])
    assert (sheet.place, sheet.address, sheet.group_size, sheet.theme) == (
        AALST,
        "Beukenplein 2, 9300 Aalst",
        14,
        "youth",
    )
    again = open_sheet(sheet.series, Wished(group_size=99), by=planner, at=clock.now())
    assert (again.pk, again.group_size) == (sheet.pk, 14)


def test_sheet_that_was_told_nothing_starts_from_the_address_of_the_organisation(
    house: tuple[Organisation, Person],
) -> None:
    series = plain_series(house[0], street="Lindestraat 3", postal_code="9300", place="Aalst")
    over = Wished(date(2026, 1, 5), date(2026, 2, 5), theme="no such theme")
    sheet = open_sheet(series, over, by=None, at=clock.now())
    assert (sheet.place, sheet.address, sheet.theme, sheet.window_last) == (
        AALST,
        "Lindestraat 3, 9300 Aalst",
        "",
        None,
    )
    remote = open_sheet(plain_series(house[0]), Wished(is_remote=True), by=None, at=clock.now())
    assert (remote.is_remote, remote.address) == (True, "")


def test_days_are_replaced_and_the_second_of_two_who_save_at_once_sees_what_stands(
    house: tuple[Organisation, Person],
) -> None:
    provider, planner = house
    sheet = make_asking_series(provider)
    row = RequestSheet.objects.get(series=sheet)
    away, extra = Days(date(2027, 2, 1), date(2027, 2, 5)), Days(date(2027, 3, 1), date(2027, 3, 1), "pm", False)
    saved = save_sheet(
        sheet, facts={"group_size": 9}, days=[away, extra, away], version=row.version, by=planner, at=clock.now()
    )
    assert (saved.version, saved.group_size) == (row.version + 1, 9)
    assert [(one.first, one.half, one.is_away) for one in saved.dates.all()] == [
        (date(2027, 2, 1), "", True),
        (date(2027, 3, 1), "pm", False),
    ]
    with pytest.raises(Conflict) as clash:
        save_sheet(sheet, facts={"group_size": 5}, days=[], version=row.version, by=planner, at=clock.now())
    assert clash.value.current == saved
    assert saved.dates.count() == 2


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"directions": ""}, "directions"),
        ({"address": ""}, "address"),
        ({"place": ""}, "place"),
        ({"is_remote": True}, "remote_link"),
        ({"min_gap": 30}, "max_gap"),
        ({"window_first": date(2027, 5, 2), "window_last": date(2027, 5, 1)}, "window_last"),
    ],
)
def test_sheet_is_refused_at_the_field_that_is_wrong(
    house: tuple[Organisation, Person], facts: dict[str, object], field: str
) -> None:
    series = make_asking_series(house[0])
    with pytest.raises(CannotSave) as refused:
        save_sheet(series, facts=facts, days=[], version=1, by=house[1], at=clock.now())
    assert [problem.field for problem in refused.value.problems] == [field]


def test_database_shows_a_sheet_to_its_own_organisations_only(house: tuple[Organisation, Person]) -> None:
    series, stranger = make_asking_series(house[0]), make_organisation()
    with access.as_reader(person_id=house[1].pk, organisation_ids=[series.organisation_id]):
        assert RequestSheet.objects.filter(series=series).exists()
    with access.as_reader(person_id=house[1].pk, organisation_ids=[stranger.pk]):
        assert not RequestSheet.objects.exists()
        assert not RequestSheet.objects.update(address="Elders")
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            RequestSheet.objects.create(series_id=series.pk, changed_at=clock.now())


def test_first_save_of_a_series_without_a_sheet(house: tuple[Organisation, Person]) -> None:
    facts = {"place": GENT, "address": "Wilgenlaan 1", "directions": "Tram 1, halte Wilg."}
    series = plain_series(house[0])
    saved = save_sheet(series, facts=facts, days=[], version=0, by=house[1], at=clock.now())
    assert (saved.version, saved.directions) == (1, "Tram 1, halte Wilg.")
    with pytest.raises(Conflict):
        save_sheet(series, facts=facts, days=[], version=0, by=house[1], at=clock.now())
