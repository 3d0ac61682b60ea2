"""11. Tell it once: blocks, asked for and given; the page counts what it spared; asking again is pointed out."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tandem.guidance.models import Share, StoryBlock, StoryRequest
from tandem.guidance.queries.story import story_page
from tandem.kernel import access, clock
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_item, make_member, place_of

pytestmark = pytest.mark.django_db
TERMS = {"purpose": "Voor de huurpremie", "until": "six_months"}


def test_story_is_told_once_and_given_block_by_block() -> None:
    file, worker, other = make_file(called="Momena"), make_guide(), make_guide()
    block = make_item(file, "storyblock", "We wonen met vijf in twee kamers.", topic="housing")
    make_item(file, "storyblock", "Mijn moeder.", topic="family")
    make_member(file, worker), make_member(file, other)
    person, asker = client_for(file.person), client_for(worker)
    ask = reverse("story_request_new", args=[file.pk])

    # A member asks for a topic and says why; nothing opens yet.
    asker.post(ask, {"topic": "housing", "purpose": "Ik vul de aanvraag in."})
    with access.as_system():
        request = StoryRequest.objects.get()
    assert (request.purpose, request.was_shared_already, request.block_id) == ("Ik vul de aanvraag in.", False, None)
    assert b"vijf in twee" not in asker.get(reverse("shared_file", args=[file.pk])).content
    assert "Ik vul de aanvraag in." in person.get(reverse("story", args=[file.pk])).content.decode()

    # The person gives that block, and only that one.
    answer = reverse("story_request", args=[file.pk, request.pk])
    assert person.post(answer, {**TERMS, "block": str(block.pk)}).status_code == 302
    page = asker.get(reverse("shared_file", args=[file.pk])).content.decode()
    assert "vijf in twee" in page
    assert "Mijn moeder" not in page

    # How often it spared a retelling: different people, not visits.
    asker.get(reverse("shared_file", args=[file.pk]))
    with looking(file.person):
        assert [row.spared for row in story_page(place_of(file)).blocks] == [1, 0]
    assert "Dit spaarde je 1 keer vertellen" in person.get(reverse("story", args=[file.pk])).content.decode()

    # Asking again for what is shared is pointed out to the asker, and asks nothing of the person.
    again = asker.post(ask, {"topic": "housing", "purpose": "Nog eens."}, follow=True)
    assert "al met jou gedeeld" in again.content.decode()
    assert again.redirect_chain[-1][0].endswith(f"#stuk-{block.pk}")
    with looking(file.person):
        page_now = story_page(place_of(file))
    assert [row.was_shared_already for row in page_now.asked_again] == [True]
    assert page_now.open_requests == []


def test_keeping_it_has_no_effect_on_anything_else() -> None:
    file, worker = make_file(), make_guide()
    make_item(file, "storyblock", "Over thuis.", topic="housing")
    make_member(file, worker)
    client_for(worker).post(
        reverse("story_request_new", args=[file.pk]), {"topic": "housing", "purpose": "Voor het verslag."}
    )
    with access.as_system():
        request = StoryRequest.objects.get()
    client_for(file.person).post(reverse("story_request", args=[file.pk, request.pk]), {"answer": "keep"})
    with access.as_system():
        request = StoryRequest.objects.get()
        assert (request.is_given, Share.objects.count()) == (False, 0)
    assert "houdt de persoon voor zich" in client_for(worker).get(
        reverse("story_request_new", args=[file.pk])
    ).content.decode()  # fmt: skip


def test_each_block_asks_whether_it_is_still_right() -> None:
    file = make_file()
    block = make_item(file, "storyblock", "Over thuis.", topic="housing")
    with access.as_system():
        StoryBlock.objects.filter(pk=block.pk).update(confirmed_at=clock.now() - timedelta(days=200))
    person = client_for(file.person)
    assert "Klopt dit nog?" in person.get(reverse("story", args=[file.pk])).content.decode()
    person.post(reverse("story_confirm", args=[file.pk, block.pk]))
    assert "Klopt dit nog?" not in person.get(reverse("story", args=[file.pk])).content.decode()
