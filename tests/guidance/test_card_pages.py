"""The card from the hands of a guide: two taps, shown once, names nobody; the old one dies."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tandem.guidance.models import Read, ThreadMark
from tandem.identity.models import ClientCard
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_thread

pytestmark = pytest.mark.django_db


def test_guide_gives_a_card_in_two_taps_and_the_person_comes_in() -> None:
    guide = make_guide(first_name="Imke", last_name="Grasveld")
    file = make_file(guide, called="Kanarievogel")
    client = client_for(guide)

    first = client.get(reverse("card_give", args=[file.pk])).content.decode()
    second = client.post(reverse("card_give", args=[file.pk]))
    shown = client.get(second.url)
    pin, number = shown.context["pin"], shown.context["number"]
    theirs = Client()
    came_in = theirs.post(reverse("card_enter"), {"number": number, "pin": pin, "is_shared": "on"})

    assert "Geef een kaart" in first
    assert second.url == reverse("card_print", args=[file.pk])
    assert came_in.status_code == 302
    assert theirs.get(reverse("file_export", args=[file.pk])).status_code == 200
    with looking(file.person):
        assert Read.objects.filter(page="card").count() == 2
        assert "Imke Grasveld gaf een kaart" in ThreadMark.objects.get(kind="card_given").words


def test_pin_and_code_are_shown_until_handed_over_and_never_again() -> None:
    guide = make_guide()
    file = make_file(guide)
    client = client_for(guide)
    client.post(reverse("card_give", args=[file.pk]))
    shown = client.get(reverse("card_print", args=[file.pk]))
    pin = shown.context["pin"]
    sealed = str(dict(client.session))

    client.post(reverse("card_print", args=[file.pk]))

    assert pin not in sealed
    for name in ("card_print", "card_paper"):
        assert client.get(reverse(name, args=[file.pk])).url == reverse("card_give", args=[file.pk])


def test_after_ten_minutes_a_card_that_was_not_handed_over_is_not_shown() -> None:
    guide = make_guide()
    file = make_file(guide)
    client = client_for(guide)
    with time_machine.travel("2027-03-01 09:00 +0100", tick=False):
        client.post(reverse("card_give", args=[file.pk]))
    with time_machine.travel("2027-03-01 09:11 +0100", tick=False):
        assert client.get(reverse("card_print", args=[file.pk])).status_code == 302


def test_printed_card_names_no_person_no_service_and_no_pin() -> None:
    guide = make_guide()
    file = make_file(guide, called="Kanarievogel")
    client = client_for(guide)
    client.post(reverse("card_give", args=[file.pk]))
    shown = client.get(reverse("card_print", args=[file.pk]))
    paper = PdfReader(BytesIO(b"".join(client.get(reverse("card_paper", args=[file.pk])).streaming_content)))

    words = paper.pages[0].extract_text() + " ".join(str(value) for value in (paper.metadata or {}).values())
    width, height = (float(side) * 25.4 / 72 for side in paper.pages[0].mediabox[2:])
    assert re.sub(r"\s", "", shown.context["number"]) in re.sub(r"\s", "", words)
    for word in ("Kanarievogel", "Tandem", "armoede", str(guide), shown.context["pin"], str(file.opened_for)):
        assert word.lower() not in words.lower()
    assert (round(width), round(height), len(paper.pages)) == (148, 105, 1)


def test_code_of_the_qr_is_on_the_way_in_and_not_in_the_database() -> None:
    guide = make_guide()
    file = make_file(guide)
    client = client_for(guide)
    client.post(reverse("card_give", args=[file.pk]))
    with looking(guide):
        card = ClientCard.objects.get()
    assert len(card.code_hash) == 64
    assert settings.SITE_URL
    assert card.person_id == file.person_id


def test_new_card_stops_the_old_one() -> None:
    guide = make_guide()
    file = make_file(guide)
    client = client_for(guide)
    client.post(reverse("card_give", args=[file.pk]))
    old = client.get(reverse("card_print", args=[file.pk]))
    client.post(reverse("card_give", args=[file.pk]))
    facts = {"number": old.context["number"], "pin": old.context["pin"]}

    assert Client().post(reverse("card_enter"), facts).status_code == 422
    assert ClientCard.objects.filter(ended_at__isnull=True).count() == 1
    assert "Geef een nieuwe kaart" in client.get(reverse("card_give", args=[file.pk])).content.decode()


def test_thread_has_no_card_yet() -> None:
    guide = make_guide()
    file = make_thread(guide)
    client = client_for(guide)
    page = client.get(reverse("card_give", args=[file.pk])).content.decode()
    client.post(reverse("card_give", args=[file.pk]))
    assert "Nog geen eigen dossier" in page
    assert ClientCard.objects.count() == 0


def test_person_gives_no_card_to_themself_this_way() -> None:
    file = make_file()
    assert client_for(file.person).post(reverse("card_give", args=[file.pk])).status_code == 404


def test_page_of_the_card_asks_few_questions(
    django_assert_max_num_queries: Callable[..., AbstractContextManager[object]],
) -> None:
    guide = make_guide()
    file = make_file(guide)
    client = client_for(guide)
    client.post(reverse("card_give", args=[file.pk]))
    with django_assert_max_num_queries(14):
        assert client.get(reverse("card_give", args=[file.pk])).status_code == 200


def test_guide_finds_the_card_papers_and_export_behind_more() -> None:
    guide = make_guide()
    file, thread = make_file(guide), make_thread(guide)
    client = client_for(guide)

    page = client.get(reverse("file_more", args=[file.pk])).content.decode()
    for name in ("card_give", "documents", "file_export", "erasure"):
        assert reverse(name, args=[file.pk]) in page
    assert (
        reverse("card_give", args=[thread.pk])
        not in client.get(reverse("file_more", args=[thread.pk])).content.decode()
    )
    assert client_for(file.person).get(reverse("file_more", args=[file.pk])).url == reverse("my_more")
