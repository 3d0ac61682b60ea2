"""The guide's day and group: lists that start from the access projection."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from tandem.guidance.actions.file import pause
from tandem.guidance.actions.pen import accept, decline, write
from tandem.guidance.models import AgendaPoint, Appointment, ClientFile, Promise, Proposal, Read, ReadQuestion
from tandem.guidance.queries.people import group_of
from tandem.guidance.rules.pen import Writing
from tandem.identity.models import Person
from tandem.identity.queries import viewer_of
from tandem.kernel import access, clock, sealed_text
from tests.factories import client_for, make_membership
from tests.guidance.factories import looking, make_file, make_guide, make_thread, place_of

pytestmark = pytest.mark.django_db
MANY = 10_000


def heard_last(file: ClientFile, moment: datetime) -> None:
    with access.as_system():
        ClientFile.objects.filter(pk=file.pk).update(last_contact_at=moment)


def meets(file: ClientFile, guide: Person, starts_at: datetime, **fields: object) -> Appointment:
    with looking(guide):
        return Appointment.add(
            **{"file": file, "made_at": clock.now(), "made_by": guide, "starts_at": starts_at, "with_whom": "Leen",
               "place": "Buurthuis", "travel": "Bus 3 stopt voor de deur", **fields}
        )  # fmt: skip


def day_of(guide: Person) -> str:
    return client_for(guide).get(reverse("guide_day")).content.decode()


def test_guide_starts_with_the_day() -> None:
    guide = make_guide()
    assert client_for(guide).get(reverse("start"))["Location"] == reverse("guide_day")
    assert "Er wacht niets" in day_of(guide)


def test_appointments_of_today_and_tomorrow_say_how_to_get_there() -> None:
    guide = make_guide()
    midday = clock.moment_on(clock.today(), 12)
    for called, days in (("Vandaag-mens", 0), ("Morgen-mens", 1), ("Later-mens", 2)):
        meets(make_file(guide, called=called), guide, midday + timedelta(days=days))

    page = day_of(guide)

    assert page.index("Vandaag-mens") < page.index("Morgen-mens")
    assert "Bus 3 stopt voor de deur" in page
    assert "Later-mens" not in page


def test_moved_and_withdrawn_appointments_are_gone() -> None:
    guide = make_guide()
    file = make_file(guide)
    noon = clock.moment_on(clock.today(), 12)
    meets(file, guide, noon, withdrawn_at=clock.now(), place="Weg")
    meets(file, guide, noon, moved_to=meets(file, guide, noon, place="Plein"), place="Oud")

    page = day_of(guide)

    assert "Plein" in page
    assert "Weg." not in page
    assert "Oud." not in page


def test_late_promise_of_the_service_stands_on_top() -> None:
    guide = make_guide()
    file = make_file(guide)
    meets(file, guide, clock.moment_on(clock.today(), 12))
    with looking(guide):
        Promise.add(file=file, made_at=clock.now(), side="service", who="Leen", words="Belt de huisbaas",
                    by_day=clock.today() - timedelta(days=1))  # fmt: skip
        Promise.add(file=file, made_at=clock.now(), side="client", who="Momena", words="Zoekt een brief",
                    by_day=clock.today() - timedelta(days=1))  # fmt: skip

    page = day_of(guide)

    assert (
        page.index("De dienst is hiermee te laat") < page.index("Belt de huisbaas") < page.index("Wie zie je vandaag?")
    )
    assert "Zoekt een brief" not in page


def test_who_heard_nothing_for_two_weeks_is_on_the_list_unless_they_rest() -> None:
    guide = make_guide()
    names = {"Stil-lang": 40, "Stil-even": 15, "Pas-gezien": 13, "Rust-mens": 40}
    for called, days in names.items():
        file = make_file(guide, called=called)
        heard_last(file, clock.now() - timedelta(days=days))
        if called == "Rust-mens":
            with looking(file.person):
                pause(place_of(file), by=file.person, at=clock.now())

    page = day_of(guide)
    listed = client_for(guide).get(reverse("guide_people"), {"toon": "stil"}).content.decode()

    for text in (page, listed):
        assert text.index("Stil-lang") < text.index("Stil-even")
        assert "Pas-gezien" not in text
        assert "Rust-mens" not in text


def test_next_contact_that_was_promised_is_due() -> None:
    guide = make_guide()
    for called, days in (("Nu-mens", 0), ("Ooit-mens", 5)):
        file = make_file(guide, called=called)
        with access.as_system():
            ClientFile.objects.filter(pk=file.pk).update(next_contact_at=clock.now() + timedelta(days=days))
    page = day_of(guide)

    assert "Nu-mens" in page
    assert "Ooit-mens" not in page


def test_points_and_questions_and_answers_wait_for_the_guide() -> None:
    guide = make_guide()
    file = make_file(guide)
    with looking(guide):
        for words in ("een", "twee"):
            AgendaPoint.add(file=file, made_at=clock.now(), words=words, comes_from="person")
        proposals = [
            write(place_of(file, guide), Writing("wish", words, {"kind": "want"}), by=guide, at=clock.now())
            for words in ("koken", "fietsen")
        ]
        read = Read.objects.create(file=file, reader=guide, page="plan", at=clock.now())
    with looking(file.person):
        ReadQuestion.add(file=file, made_at=clock.now(), read=read, asked_of=guide)
        place = place_of(file)
        first, second = (Proposal.objects.get(pk=proposal.pk) for proposal in proposals)
        accept(place, first, by=file.person, at=clock.now(), how="own")
        decline(place, second, by=file.person, at=clock.now(), how="own")

    page = day_of(guide)

    assert "2 punten voor het volgende gesprek" in page
    assert "Iemand vraagt waarom je keek" in page
    assert "niet overgenomen" in page
    assert "aanvaard" in page


def test_day_shows_nothing_of_files_of_others() -> None:
    guide, other = make_guide(), make_guide()
    file = make_file(other, called="Van-een-ander")
    meets(file, other, clock.moment_on(clock.today(), 12))
    heard_last(file, clock.now() - timedelta(days=99))
    browser = client_for(guide)

    assert "Van-een-ander" not in day_of(guide)
    assert "Van-een-ander" not in browser.get(reverse("guide_people"), {"zoek": "van een"}).content.decode()


def test_words_on_the_day_leave_one_line_a_day_for_the_person() -> None:
    guide = make_guide()
    file = make_file(guide)
    meets(file, guide, clock.moment_on(clock.today(), 12))
    day_of(guide)
    day_of(guide)

    with looking(file.person):
        assert [(read.page, read.organisation_id) for read in file.reads.all()] == [("day", file.opened_for_id)]


def test_day_asks_as_much_for_three_people_as_for_thirty(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    guide = make_guide()
    for number in range(30):
        file = make_file(guide, called=f"Mens {number}")
        heard_last(file, clock.now() - timedelta(days=30))
        meets(file, guide, clock.moment_on(clock.today(), 12))
    browser = client_for(guide)
    browser.get(reverse("guide_day"))
    with django_assert_max_num_queries(14):
        browser.get(reverse("guide_day"))


def test_group_finds_part_of_a_name_without_accents_and_only_of_mine() -> None:
    guide = make_guide()
    make_file(guide, called="Zoë")
    make_file(guide, called="Momena")
    make_thread(guide, called="Zora")
    browser, address = client_for(guide), reverse("guide_people")

    found = browser.get(address, {"zoek": "zo"}).content.decode()
    talking = browser.get(address, {"toon": "gesprek"}).content.decode()

    assert ("Zoë" in found, "Zora" in found, ">Momena<" in found) == (True, True, False)
    assert ("Zoë" in talking, "Zora" in talking) == (False, True)


@pytest.mark.parametrize(
    "query", [{"pagina": "x"}, {"pagina": "-3"}, {"zoek": "%"}, {"toon": "iets"}, {"zoek": "a" * 500}]
)
def test_odd_filters_break_nothing(query: dict[str, str]) -> None:
    guide = make_guide()
    assert client_for(guide).get(reverse("guide_people"), query).status_code == 200


def test_pages_of_a_guide_are_for_guides() -> None:
    file = make_file()
    for person in (make_membership().person, file.person):
        for name in ("guide_day", "guide_people", "thread_open"):
            assert client_for(person).get(reverse(name)).status_code == 403


@pytest.fixture
def crowded() -> Person:
    """A guide with ten thousand people, of whom a third heard nothing for long; and others with somebody else."""
    guide, other = make_guide(), make_guide()
    _open_many(guide, MANY)
    _open_many(other, MANY // 20)
    with connection.cursor() as cursor:
        for table in ("guidance_clientfile", "guidance_fileaccess"):
            cursor.execute(f"analyze {table}")
    return guide


def _open_many(guide: Person, many: int) -> None:
    key, at = sealed_text.new_key(0), clock.now()
    organisation = guide.memberships.get().organisation
    with access.as_system():
        ClientFile.objects.bulk_create(
            ClientFile(
                called=f"Mens {n:05d}", sort_key=f"mens {n:05d}", opened_at=at, opened_by=guide, opened_for=organisation,
                last_contact_at=at - timedelta(days=n % 21), key_wrapped=key.wrapped, key_owner_id=0,
            )
            for n in range(many)
        )  # fmt: skip


@pytest.mark.slow
def test_group_of_ten_thousand_is_quick_and_reads_no_whole_table(
    crowded: Person, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    browser, address = client_for(crowded), reverse("guide_people")
    browser.get(address)
    for query in ({}, {"pagina": "3"}, {"zoek": "mens 0999"}, {"toon": "stil"}):
        with django_assert_max_num_queries(10):
            assert "Mens" in browser.get(address, query).content.decode()

    viewer = viewer_of(crowded, on=clock.today())
    for words in ("", "mens 0999"):
        with looking(crowded):
            rows = group_of(viewer, words=words, only="", at=clock.now())[:50]
            assert "Seq Scan on guidance_clientfile" not in rows.explain()
