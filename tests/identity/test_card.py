"""A client card: chance alone, a slow hash, five wrong PINs, a new one in two taps, stopped by its owner."""

import re

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tandem.config.settings import base
from tandem.identity import card_numbers, rules
from tandem.identity.actions import card as actions
from tandem.identity.actions.card import CannotChangePin, CannotGiveCard, FreshCard
from tandem.identity.jobs import forget_ended_cards
from tandem.identity.models import ClientCard, Person
from tandem.identity.queries import card as queries
from tandem.kernel import clock
from tandem.kernel.models import AuditEntry
from tests import factories

pytestmark = pytest.mark.django_db


def somebody() -> Person:
    return factories.make_person(email=None, first_name="Momena", last_name="")


def given(person: Person) -> FreshCard:
    return actions.give_card(person=person, by=factories.make_person(), at=clock.now())


def other_pin(pin: str) -> str:
    return "80214" if pin != "80214" else "80215"


def test_code_is_96_bits_of_chance_and_number_has_its_check_digit() -> None:
    assert len(bytes.fromhex(card_numbers.new_code())) * 8 == 96
    assert len({card_numbers.new_code() for _ in range(50)}) == 50
    number = card_numbers.new_number()
    assert re.fullmatch(r"\d{12}", number)
    assert card_numbers.compact_number(card_numbers.number_text(number)) == number


@pytest.mark.parametrize("pin", ["11111", "12345", "54321", "90123", "1234", "123456", "12a45", "", "１２３９５"])
def test_easy_or_impossible_pin_is_not_taken(pin: str) -> None:
    assert card_numbers.pin_problems(pin)


def test_new_pins_are_never_easy() -> None:
    assert all(card_numbers.pin_problems(card_numbers.new_pin()) == [] for _ in range(200))


def test_nothing_kept_opens_the_card(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = base.PASSWORD_HASHERS
    fresh = given(somebody())

    card = ClientCard.objects.get()
    assert identify_hasher(card.pin_hash).algorithm == "argon2"
    assert fresh.pin not in card.pin_hash
    assert fresh.code not in (card.code_hash, card.number)
    assert [fresh.pin, fresh.code, fresh.number] not in [list(e.facts.values()) for e in AuditEntry.objects.all()]


def test_card_logs_in_a_person_without_address(client: Client, settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    person = somebody()
    fresh = given(person)

    page = client.get(reverse("card_login", args=[fresh.code]))
    response = client.post(reverse("card_login", args=[fresh.code]), {"pin": fresh.pin, "is_shared": "on"})

    assert "Momena" not in page.content.decode()
    assert (response.status_code, response.url) == (302, reverse("start"))
    assert client.session["_auth_user_id"] == str(person.pk)
    assert client.get(reverse("account")).status_code == 200
    assert AuditEntry.objects.get(action="person.log_in").facts == {"methods": ["card"]}


def test_number_and_pin_log_in_without_a_camera(client: Client) -> None:
    fresh = given(somebody())

    response = client.post(
        reverse("card_enter"), {"number": card_numbers.number_text(fresh.number), "pin": fresh.pin, "is_shared": "on"}
    )

    assert response.status_code == 302
    assert "_auth_user_id" in client.session


def test_unknown_number_and_wrong_pin_get_the_same_answer(client: Client) -> None:
    fresh = given(somebody())
    answers = [
        client.post(reverse("card_enter"), {"number": number, "pin": other_pin(fresh.pin)})
        for number in (fresh.number, card_numbers.new_number())
    ]
    shown = [re.findall(r"horen niet samen[^<]*", answer.content.decode()) for answer in answers]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert shown[0] == shown[1] != []


def test_unknown_code_asks_a_pin_and_opens_nothing(client: Client) -> None:
    address = reverse("card_login", args=["bestaat-niet"])

    assert client.get(address).status_code == 200
    assert client.post(address, {"pin": "80214"}).status_code == 422


def test_five_wrong_pins_lock_the_card_and_the_right_one_helps_no_more(client: Client) -> None:
    fresh = given(somebody())
    address = reverse("card_login", args=[fresh.code])
    texts = [client.post(address, {"pin": other_pin(fresh.pin)}).content.decode() for _ in range(5)]
    last = client.post(address, {"pin": fresh.pin})

    assert "nog 4 keer" in texts[0]
    assert "op slot" in texts[4]
    assert (last.status_code, "_auth_user_id" in client.session) == (422, False)
    assert ClientCard.objects.get().locked_at is not None
    assert AuditEntry.objects.filter(action="card.lock", by=None).count() == 1


def test_right_pin_starts_the_count_again(client: Client) -> None:
    fresh = given(somebody())
    address = reverse("card_login", args=[fresh.code])
    for _ in range(2):
        for _ in range(4):
            Client().post(address, {"pin": other_pin(fresh.pin)})
        assert Client().post(address, {"pin": fresh.pin}).status_code == 302


def test_too_many_tries_from_one_place_have_to_wait(client: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"card": "3/15m/ip"}
    answers = [
        client.post(reverse("card_enter"), {"number": card_numbers.new_number(), "pin": "80214"}) for _ in range(4)
    ]
    assert [answer.status_code for answer in answers] == [422, 422, 422, 429]


def test_new_card_kills_the_old_one_and_what_it_opened(client: Client) -> None:
    person = somebody()
    old = given(person)
    client.post(reverse("card_login", args=[old.code]), {"pin": old.pin, "is_shared": "on"})
    new = given(person)

    assert client.get(reverse("account")).status_code == 302
    assert queries.card_with_code(old.code) is None
    assert Client().post(reverse("card_login", args=[old.code]), {"pin": old.pin}).status_code == 422
    assert Client().post(reverse("card_login", args=[new.code]), {"pin": new.pin}).status_code == 302


def test_who_works_here_gets_no_card_and_an_older_card_stops_opening() -> None:
    worker = factories.make_membership(rules.GUIDE, organisation=factories.make_organisation()).person
    with pytest.raises(CannotGiveCard):
        given(worker)

    person = somebody()
    fresh = given(person)
    factories.make_membership(rules.EXPERIENTIAL_EXPERT, person=person)
    assert queries.card_with_code(fresh.code) is None


def test_owner_changes_the_pin_and_stops_the_card(client: Client) -> None:
    person = somebody()
    fresh = given(person)
    client.post(reverse("card_login", args=[fresh.code]), {"pin": fresh.pin, "is_shared": "on"})

    wrong = client.post(reverse("my_card_pin"), {"pin_old": other_pin(fresh.pin), "pin_new": "30918"})
    easy = client.post(reverse("my_card_pin"), {"pin_old": fresh.pin, "pin_new": "11111"})
    right = client.post(reverse("my_card_pin"), {"pin_old": fresh.pin, "pin_new": "30918"})
    assert (wrong.status_code, easy.status_code, right.status_code) == (422, 422, 302)
    assert Client().post(reverse("card_login", args=[fresh.code]), {"pin": "30918"}).status_code == 302
    assert fresh.number[-3:] in client.get(reverse("my_card")).content.decode()

    client.post(reverse("my_card_stop"))
    assert "Je hebt geen kaart" in client.get(reverse("my_card")).content.decode()
    assert Client().post(reverse("card_login", args=[fresh.code]), {"pin": "30918"}).status_code == 422


def test_wrong_old_pin_is_refused_in_the_action() -> None:
    person = somebody()
    fresh = given(person)
    card = queries.card_of(person)
    with pytest.raises(CannotChangePin):
        actions.change_pin(card=card, old=other_pin(fresh.pin), new="30918", by=person, at=clock.now())


def test_guessing_the_old_pin_locks_the_card_as_guessing_at_the_door_does(client: Client) -> None:
    person = somebody()
    fresh = given(person)
    client.force_login(person)
    for _ in range(5):
        answer = client.post(reverse("my_card_pin"), {"pin_old": other_pin(fresh.pin), "pin_new": "30918"})
    right = client.post(reverse("my_card_pin"), {"pin_old": fresh.pin, "pin_new": "30918"})

    assert queries.card_facts(person).is_locked
    assert (answer.status_code, right.status_code) == (422, 422)
    assert "op slot" in right.content.decode()


def test_account_of_somebody_without_address_shows_the_card_and_takes_a_first_name(client: Client) -> None:
    person = somebody()
    client.force_login(person)
    page = client.get(reverse("account")).content.decode()
    saved = client.post(reverse("account"), {"first_name": "Momo", "last_name": "", "phone": ""})

    assert reverse("my_card") in page
    assert "None" not in page
    assert "geen rol" not in page
    assert saved.status_code == 302


def test_ended_card_is_taken_away_at_night_and_a_living_one_stays() -> None:
    person = somebody()
    given(person)
    new = given(person)
    forget_ended_cards(timestamp=0)
    assert [card.number for card in ClientCard.objects.all()] == [new.number]
