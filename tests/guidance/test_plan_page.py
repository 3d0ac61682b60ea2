"""The page of the plan: who sees what, in which order, and what it costs."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tandem.guidance.actions.pen import write
from tandem.guidance.models import Appointment, Barrier, ClientFile, Decision, Promise, Read, Step, Talk, Wish
from tandem.guidance.rules.pen import Writing
from tandem.kernel import access, clock
from tandem.kernel.dutch import date_nl
from tests.factories import client_for, make_person
from tests.guidance.factories import looking, make_file, make_guide, make_item, make_member, make_thread, place_of

pytestmark = pytest.mark.django_db


def page_of(file: ClientFile, person: object = None) -> str:
    """The plan as this person gets it."""
    person = person or file.person
    url = reverse("my_plan") if person == file.person else reverse("plan", args=[file.pk])
    response = client_for(person).get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_person_without_a_file_reads_how_one_begins() -> None:
    response = client_for(make_person()).get(reverse("my_plan"))
    assert response.status_code == 200
    assert "Hier komt jouw plan" in response.content.decode()


def test_person_and_guide_see_the_same_words_and_only_the_look_of_the_guide_is_noted() -> None:
    guide = make_guide()
    file = make_file(guide)
    make_item(file, "wish", "Ik wil een tuin.", kind="want")

    assert "Ik wil een tuin." in page_of(file)
    with looking(file.person):
        assert Read.objects.count() == 0
    assert "Ik wil een tuin." in page_of(file, guide)
    with looking(file.person):
        assert [(read.page, read.reader_id) for read in Read.objects.all()] == [("plan", guide.pk)]


@pytest.mark.parametrize("role", ["service", "family"])
def test_plan_does_not_exist_for_others(role: str) -> None:
    file = make_file()
    stranger, member = make_guide(), make_guide()
    make_member(file, member, role=role)
    for person in (stranger, member, make_person()):
        assert client_for(person).get(reverse("plan", args=[file.pk])).status_code == 404


def test_late_promise_of_the_service_shows_to_both_and_own_promises_never_do() -> None:
    guide = make_guide()
    file = make_file(guide)
    yesterday = clock.today() - timedelta(days=1)
    with access.as_system():
        for side, words in (("service", "De huisbaas bellen"), ("client", "Papieren zoeken")):
            Promise.add(file=file, made_at=clock.now(), side=side, who="Leen", words=words, by_day=yesterday)

    for person in (file.person, guide):
        page = page_of(file, person)
        assert "De dienst is hiermee te laat:" in page
        assert "De huisbaas bellen" in page
        assert "Papieren zoeken" not in page


def test_next_appointment_and_contact_stand_under_now() -> None:
    file = make_file()
    at = clock.now() + timedelta(days=3)
    with access.as_system():
        for moment, with_whom in (
            (at + timedelta(days=9), "Later"),
            (at, "Leen"),
            (clock.now() - timedelta(1), "Vroeger"),
        ):
            Appointment.add(file=file, made_at=clock.now(), starts_at=moment, with_whom=with_whom, place="het buurthuis",
                            travel="Bus 3 stopt voor de deur.")  # fmt: skip
        ClientFile.objects.filter(pk=file.pk).update(next_contact_at=at + timedelta(days=1))
    page = page_of(file)
    assert "met Leen" in page
    assert "Bus 3 stopt voor de deur." in page
    assert "met Later" not in page
    assert f"Op {date_nl(at + timedelta(days=1))} hoor je iets" in page


def test_contact_on_the_day_of_an_appointment_is_said_once() -> None:
    file = make_file()
    at = clock.moment_on(clock.today() + timedelta(days=3), 10)
    with access.as_system():
        Appointment.add(file=file, made_at=at, starts_at=at, with_whom="Leen", place="thuis", travel="Leen komt.")
        ClientFile.objects.filter(pk=file.pk).update(next_contact_at=at + timedelta(hours=2))
    assert "hoor je iets" not in page_of(file)


@pytest.mark.parametrize(
    ("facts", "own", "along"),
    [
        ({"paused_at": clock.now()}, "Je rust even.", "Momena rust even"),
        ({"no_next_contact_reason": "Momena belt zelf."}, "Momena belt zelf.", "Momena belt zelf."),
        ({}, "Stuur een bericht", "Spreek iets af"),
    ],
)
def test_without_an_appointment_the_plan_says_what_can_be_done(facts: dict[str, object], own: str, along: str) -> None:
    guide = make_guide()
    file = make_file(guide)
    with access.as_system():
        ClientFile.objects.filter(pk=file.pk).update(**facts)
    assert own in page_of(file)
    assert along in page_of(file, guide)


def test_running_steps_come_before_chosen_ones_and_say_who_chose() -> None:
    file = make_file()
    first = make_item(file, "step", "Nederlandse les", kind="training")
    second = make_item(file, "step", "Naar de woonwinkel", kind="home")
    make_item(file, "step", "Ooit een hond", kind="other")
    with access.as_system():
        Step.objects.filter(pk=first.pk).update(state="chosen")
        Step.objects.filter(pk=second.pk).update(state="running")
        Decision.add(file=file, made_at=clock.now(), words="x", chosen_by="together", rung="co_decide", step=second)
    page = page_of(file)
    assert page.index("Naar de woonwinkel") < page.index("Nederlandse les")
    assert "Gekozen door jullie samen." in page
    assert "Ooit een hond" not in page


def test_very_long_words_emoji_and_right_to_left_names_are_shown() -> None:
    guide = make_guide(first_name="أمينة", last_name="الحسن")
    file = make_file(guide, called="مريم 🌻")
    make_item(file, "wish", "ik wil " + "heel lang " * 1900, kind="want")
    for person in (file.person, guide):
        page = page_of(file, person)
        assert "مريم 🌻" in page
        assert page.count("heel lang") < 60


def test_thread_has_a_plan_for_its_guide_too() -> None:
    guide = make_guide()
    file = make_thread(guide, called="")
    with looking(guide):
        write(place_of(file, guide), Writing("wish", "Iets warms eten.", {"kind": "want"}), by=guide, at=clock.now())
    page = page_of(file, guide)
    assert "Iets warms eten." in page
    assert "geen eigen dossier" in page


def full_file(guide: object) -> ClientFile:
    """20 steps, 8 members, 12 barriers, 200 notes, and proposals beside."""
    file = make_file(guide)
    at = clock.now()
    with access.as_system():
        wishes = [Wish.add(file=file, made_at=at, kind="want", words=f"wens {n}") for n in range(6)]
        for n in range(20):
            Step.add(file=file, made_at=at, kind="home", state="running", words=f"stap {n}")
        for n in range(12):
            Barrier.add(file=file, made_at=at, words=f"drempel {n}")
        for n in range(200):
            Talk.add(file=file, made_at=at, held_at=at, content=f"nota {n}")
        for n in range(10):
            Decision.add(file=file, made_at=at, words=f"besluit {n}", chosen_by="client", rung="advise")
            Promise.add(file=file, made_at=at, side="service", who="Leen", words=f"belofte {n}", by_day=at.date())
    for _ in range(7):
        make_member(file)
    with looking(guide):
        for wish in wishes:
            write(place_of(file, guide), Writing("wish", "Anders", {"kind": "want"}), item=wish, by=guide, at=at)
    return file


@pytest.mark.parametrize("is_guide", [True, False])
def test_full_plan_costs_at_most_eighteen_queries(is_guide: bool, django_assert_max_num_queries: object) -> None:
    guide = make_guide()
    file = full_file(guide)
    client = client_for(guide if is_guide else file.person)
    url = reverse("plan", args=[file.pk])
    client.get(url)  # a new session is written down once
    with django_assert_max_num_queries(18):
        page = client.get(url).content.decode()
    assert page.count("voorstel__who") == 3
    assert "Nog 15 stappen" in page
