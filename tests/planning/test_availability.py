"""What people tell about themselves, and who else reads and writes it: pages, conflicts, and what the database refuses."""

import io
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from tandem.identity.models import Organisation, Person
from tandem.identity.rules import ADMINISTRATOR
from tandem.kernel import access, clock
from tandem.kernel.models import AuditEntry, OutgoingMail
from tandem.planning.actions.availability import add_dates, forget_sheet
from tandem.planning.actions.capacity import CannotLimit, save_limits
from tandem.planning.models import Capacity, NotPossible, PersonDate, Profile
from tandem.planning.queries.availability import week_words
from tandem.planning.rules import words
from tests.factories import client_for, make_membership, make_organisation
from tests.planning.page_factories import GENT, make_house, make_planned_expert, next_monday
from tests.planning.test_agenda import event, ics
from tests.sessions.factories import make_trained_expert

PLACE = "Buurthuis Wielewaalsnest"


@pytest.fixture
def house(db: None) -> tuple[Organisation, Person]:
    with access.as_system():
        return make_house(trainers=0, experts=0)


@pytest.fixture
def person(house: tuple[Organisation, Person]) -> Person:
    """Somebody who told nothing yet."""
    with access.as_system():
        return make_trained_expert(house[0])


@pytest.fixture
def own(person: Person) -> Client:
    return client_for(person)


def profile(person: Person) -> Profile:
    with access.as_system():
        return Profile.objects.get(person=person)


def text_of(client: Client, name: str, *args: object) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def test_week_is_told_in_one_save_and_the_page_says_what_lacks(own: Client, person: Person) -> None:
    assert "wanneer je kan" in text_of(own, "availability")
    own.post(reverse("availability"), {"version": 0, "weekly": ["0am", "0pm", "3pm"]})
    assert (profile(person).weekly, profile(person).changed_by) == (["0am", "0pm", "3pm"], person)
    page = text_of(own, "availability")
    assert "We weten nog niet waar je woont" in page
    assert "zelf ingevuld op" in page


def test_one_button_says_that_every_day_can_and_asks_where_from(own: Client, person: Person) -> None:
    answer = own.post(reverse("availability"), {"version": 0, "every": "1", "weekly": ["0am"]})
    assert answer.url == reverse("availability_about")
    assert profile(person).weekly == list(words.HALF_DAYS)


def test_days_in_a_row_are_one_word() -> None:
    assert week_words(["3pm", "0am", "0pm"]) == ("maandag", "donderdagnamiddag")


@pytest.mark.parametrize(("typed", "kept"), [("Gent", GENT), ("9000", GENT), ("9000 Gent", GENT), ("gent", GENT)])
def test_home_is_found_by_name_or_postal_code(own: Client, person: Person, typed: str, kept: str) -> None:
    about = {"version": 0, "home": typed, "transport": "car", "languages": ["nl", "tr"]}
    assert own.post(reverse("availability_about"), about).status_code == 302
    assert (profile(person).home, profile(person).languages) == (kept, ["nl", "tr"])


@pytest.mark.parametrize(
    ("typed", "says"), [("Nergenshuizen", "We kennen deze gemeente niet"), ("3470", "Welke gemeente")]
)
def test_unknown_home_keeps_what_was_typed(own: Client, typed: str, says: str) -> None:
    answer = own.post(
        reverse("availability_about"), {"version": 0, "home": typed, "transport": "car", "languages": ["nl"]}
    )
    assert answer.status_code == 422
    assert (says in answer.content.decode(), typed in answer.content.decode()) == (True, True)


def test_clash_shows_what_stands_and_the_second_save_goes_through(
    own: Client, person: Person, house: tuple[Organisation, Person]
) -> None:
    planner = client_for(house[1])
    planner.post(reverse("colleague_week", args=[person.pk]), {"version": 0, "weekly": ["1am"]})
    mine = {"version": 0, "weekly": ["4pm"]}
    answer = own.post(reverse("availability"), mine)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "dinsdagvoormiddag" in page
    assert f"ingevuld door {house[1]}" in page
    assert 'value="4pm" checked' in page
    assert profile(person).weekly == ["1am"]
    own.post(reverse("availability"), {**mine, "version": answer.context["form"].data["version"]})
    assert profile(person).weekly == ["4pm"]


def test_planner_fills_in_on_request_and_the_person_hears_it_once_a_day(
    person: Person, house: tuple[Organisation, Person]
) -> None:
    planner = client_for(house[1])
    planner.post(reverse("colleague_week", args=[person.pk]), {"version": 0, "weekly": ["1am"]})
    planner.post(reverse("colleague_wishes", args=[person.pk]), {"version": 1, "wished_per_week": "1"})
    planner.post(reverse("colleague_dates", args=[person.pk]), {"kind": "niet", "first": later(), "half": "am"})
    page = text_of(client_for(person), "availability")
    assert page.count(f"<li>{house[1]}, ") == 2
    with access.as_system():
        assert OutgoingMail.objects.filter(key__startswith="sheet-filled-in", to_person=person).count() == 1
        assert AuditEntry.objects.filter(action="availability.save", by=house[1]).count() == 2
        assert PersonDate.objects.get(person=person).added_by == house[1]


def later(days: int = 0) -> str:
    """A Monday, or so many days after it."""
    return (next_monday() + timedelta(days=days)).isoformat()


def test_removed_days_can_be_put_back(own: Client, person: Person) -> None:
    own.post(reverse("availability_dates"), {"kind": "extra", "first": later(), "last": later(3), "half": "pm"})
    with access.as_system():
        row = PersonDate.objects.get(person=person)
    answer = own.post(reverse("availability_date_remove", args=[row.pk]))
    page = own.get(answer.url)
    assert "Zet terug" in page.content.decode()
    own.post(reverse("availability_dates"), dict(parse_qsl(urlsplit(answer.url).query)))
    with access.as_system():
        again = PersonDate.objects.get(person=person)
    assert (again.first, again.last, again.half, again.is_away) == (row.first, row.last, "pm", False)
    assert "Zet terug" not in own.get(f"{reverse('availability_dates')}?first=morgen&kind=niet").content.decode()


def test_last_word_about_a_day_counts(system: None, person: Person) -> None:
    day = next_monday()
    for is_away in (True, False, False):
        add_dates(person, first=day, last=day, half="", is_away=is_away, by=person, at=clock.now())
    assert [row.is_away for row in PersonDate.objects.filter(person=person)] == [False]


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [(3, 1, "ligt voor de eerste"), (-42, -41, "al voorbij"), (1, 900, "een jaar"), (5, 6, "weekend")],
)
def test_days_that_make_no_sense_say_what_to_do(own: Client, first: int, last: int, says: str) -> None:
    answer = own.post(
        reverse("availability_dates"), {"kind": "niet", "first": later(first), "last": later(last), "half": ""}
    )
    assert (answer.status_code, says in answer.content.decode()) == (422, True)


def calendar_file() -> bytes:
    day = clock.today() + timedelta(days=7 - clock.today().weekday() + 1)
    return ics(event(f";VALUE=DATE:{day:%Y%m%d}", uid="verlof"))


def test_calendar_is_looked_at_before_it_is_kept_and_forgotten_in_one_click(own: Client, person: Person) -> None:
    file = client_file(calendar_file())
    page = own.post(reverse("availability_import"), {"file": file})
    assert "Nieuw: 1." in page.content.decode()
    with access.as_system():
        assert not PersonDate.objects.filter(person=person).exists()
    own.post(reverse("availability_import_save"), {"seal": page.context["hidden"]["seal"]})
    with access.as_system():
        assert PersonDate.objects.filter(person=person).exclude(calendar_uid="").count() == 1
    own.post(reverse("availability_import_forget"))
    with access.as_system():
        assert not PersonDate.objects.filter(person=person).exists()


def client_file(content: bytes) -> object:
    file = io.BytesIO(content)
    file.name = "agenda.ics"
    return file


def test_no_calendar_says_what_to_do(own: Client) -> None:
    answer = own.post(reverse("availability_import"), {"file": client_file(b"geen agenda")})
    assert (answer.status_code, ".ics" in answer.content.decode()) == (422, True)


def test_limits_are_written_by_the_person_alone(
    own: Client, person: Person, house: tuple[Organisation, Person]
) -> None:
    limits = {"version": 0, "max_per_week": "3", "max_per_day": "1", "rest_days": "1", "max_travel": "60"}
    own.post(reverse("availability_limits"), limits)
    with access.as_system():
        row = Capacity.objects.get(person=person)
        assert (row.max_per_week, row.rest_days, row.max_travel, row.max_group) == (3, 1, 60, None)
        with pytest.raises(CannotLimit):
            save_limits(person, version=1, max_per_week=9, by=house[1], at=clock.now())
    assert own.post(reverse("availability_limits"), {**limits, "max_per_week": "2"}).status_code == 409
    with access.as_reader(person_id=house[1].pk, organisation_ids=[house[0].pk]):
        assert Capacity.objects.filter(person=person).update(max_per_week=9) == 0


@pytest.fixture
def excluded(own: Client, person: Person) -> Organisation:
    """A place that is not possible, found by name and posted."""
    with access.as_system():
        place = make_organisation(name=PLACE)
    page = own.post(reverse("availability_not_possible"), {"zoek": "wielewaal"})
    assert (page.status_code, PLACE in page.content.decode()) == (200, True)
    own.post(reverse("not_possible_add"), {"organisation": str(place.public_id)})
    own.post(reverse("availability_not_possible"), {"themes": ["addiction", "justice"]})
    return place


def test_what_is_not_possible_is_read_by_nobody_else(
    own: Client, person: Person, house: tuple[Organisation, Person], excluded: Organisation
) -> None:
    assert PLACE in text_of(own, "availability_not_possible")
    with access.as_system():
        administrator, colleague = make_membership(ADMINISTRATOR), make_trained_expert(house[0])
    readers = [
        (house[1], [house[0].pk]),
        (administrator.person, [administrator.organisation_id]),
        (colleague, [house[0].pk]),
    ]
    for reader, organisations in readers:
        with access.as_reader(person_id=reader.pk, organisation_ids=organisations), connection.cursor() as cursor:
            cursor.execute("select count(*) from planning_notpossible")
            assert cursor.fetchone()[0] == 0
    for name, *args in (("colleague", person.pk), ("crew",)):
        assert PLACE not in text_of(client_for(house[1]), name, *args)
    assert PLACE not in text_of(client_for(colleague), "availability_not_possible")
    with access.as_system():
        assert not set(AuditEntry.objects.filter(by=person).values_list("action", flat=True)) - {"limit.save"}
        assert excluded.name not in str(
            list(AuditEntry.objects.values_list("action", "subject_type", "subject_id", "facts"))
        )


def test_nobody_writes_what_is_not_possible_for_somebody_else(
    person: Person, house: tuple[Organisation, Person]
) -> None:
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
        access.as_reader(person_id=house[1].pk, organisation_ids=[house[0].pk]),
    ):
        NotPossible.objects.create(person=person, theme="addiction", added_at=clock.now())


def test_place_is_possible_again_only_by_the_person(
    own: Client, person: Person, house: tuple[Organisation, Person], excluded: Organisation
) -> None:
    with access.as_system():
        row = NotPossible.objects.get(person=person, organisation=excluded)
        stranger = client_for(make_planned_expert(house[0]))
    assert stranger.post(reverse("not_possible_remove", args=[row.pk])).status_code == 404
    own.post(reverse("not_possible_remove", args=[row.pk]))
    own.post(reverse("availability_not_possible"), {"themes": ["justice"]})
    with access.as_system():
        assert [row.theme for row in NotPossible.objects.filter(person=person)] == ["justice"]


def test_everything_told_is_forgotten(own: Client, person: Person, excluded: Organisation) -> None:
    own.post(reverse("availability"), {"version": 0, "weekly": ["0am"]})
    assert own.post(reverse("availability_forget"), {}).status_code == 422
    own.post(reverse("availability_forget"), {"sure": "on"})
    with access.as_system():
        assert [
            model.objects.filter(person=person).count() for model in (Profile, NotPossible, PersonDate, Capacity)
        ] == [0] * 4
        forget_sheet(person, by=person, at=clock.now())
