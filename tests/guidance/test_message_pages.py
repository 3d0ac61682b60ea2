"""Messages between the person and their guide."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tandem.guidance.actions.message import send_message
from tandem.guidance.models import ClientFile, Message
from tandem.kernel import access, clock
from tandem.kernel.ids import new_id
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_member, place_of
from tests.guidance.test_numbers import account

pytestmark = pytest.mark.django_db


def test_person_writes_and_guide_answers() -> None:
    guide = make_guide()
    file = make_file(guide)
    person, walker = client_for(file.person), client_for(guide)

    person.post(reverse("my_messages"), {"words": "Kan het een uur later?"})
    seen = walker.get(reverse("messages", args=[file.pk])).content.decode()
    walker.post(reverse("messages", args=[file.pk]), {"words": "Dat is goed."})

    assert "Kan het een uur later?" in seen
    page = person.get(reverse("my_messages")).content.decode()
    assert "Dat is goed." in page
    assert "gelezen" in page


def test_message_sent_twice_is_one() -> None:
    guide = make_guide()
    file = make_file(guide)
    sent = {"words": "Ik ben er om tien uur.", "key": str(new_id())}
    for _ in range(2):
        client_for(file.person).post(reverse("my_messages"), sent)

    with looking(file.person):
        assert Message.objects.count() == 1


def test_key_of_a_message_elsewhere_overwrites_nothing() -> None:
    mine, other = make_file(), make_file()
    key = new_id()
    for file, words in ((other, "Van mij."), (mine, "Anders.")):
        with looking(file.person):
            send_message(place_of(file), words=words, by=file.person, at=clock.now(), key=key)
    with looking(other.person):
        assert Message.objects.select_related("file").get().words == "Van mij."


@pytest.mark.parametrize("words", ["", "   ", "x" * 20_001, f"stort op {account()}"])
def test_message_that_cannot_go_keeps_what_was_typed(words: str) -> None:
    file = make_file()
    answer = client_for(file.person).post(reverse("my_messages"), {"words": words})

    assert answer.status_code == 422
    assert words.strip() in answer.content.decode()
    with access.as_system():
        assert Message.objects.count() == 0


def test_odd_identifier_breaks_nothing() -> None:
    file = make_file()
    assert client_for(file.person).post(reverse("my_messages"), {"words": "Dag", "key": "x"}).status_code == 422


def test_message_of_the_guide_is_a_contact() -> None:
    guide = make_guide()
    file = make_file(guide, at=clock.now() - timedelta(days=30))
    client_for(guide).post(reverse("messages", args=[file.pk]), {"words": "Hoe gaat het?"})

    with access.as_system():
        assert clock.now() - ClientFile.objects.get(pk=file.pk).last_contact_at < timedelta(minutes=1)


def test_messages_are_not_for_a_service_in_the_network() -> None:
    file = make_file()
    worker = make_guide()
    make_member(file, worker)
    with looking(file.person):
        send_message(place_of(file), words="Onder ons.", by=file.person, at=clock.now())

    assert client_for(worker).get(reverse("messages", args=[file.pk])).status_code == 404
    with looking(worker):
        assert Message.objects.count() == 0


def test_reading_without_an_answer_is_one_tap() -> None:
    guide = make_guide()
    file = make_file(guide)
    client_for(file.person).post(reverse("my_messages"), {"words": "Bedankt!"})
    browser = client_for(guide)

    assert "1 nieuw bericht" in browser.get(reverse("guide_day")).content.decode()
    browser.post(reverse("messages_seen", args=[file.pk]))
    assert "nieuw bericht" not in browser.get(reverse("guide_day")).content.decode()


def test_page_with_two_hundred_messages_asks_little(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    guide = make_guide()
    file = make_file(guide)
    with looking(guide):
        for number in range(200):
            Message.add(file=file, made_at=clock.now(), made_by=guide, words=f"Bericht {number}")
    browser = client_for(guide)
    browser.get(reverse("messages", args=[file.pk]))
    with django_assert_max_num_queries(14):
        page = browser.get(reverse("messages", args=[file.pk])).content.decode()
    assert "Bericht 199" in page
    assert "Bericht 149" not in page
