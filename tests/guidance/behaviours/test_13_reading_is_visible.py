"""13. Reading is visible: every look of somebody else leaves a line; the person asks why and the reader must answer."""

import pytest
from django.db import connection
from django.urls import reverse

from tandem.guidance.actions import share as shares
from tandem.guidance.models import Read, ReadQuestion
from tandem.guidance.rules.share import Terms
from tandem.kernel import access, clock
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_item, make_member, place_of

pytestmark = pytest.mark.django_db


def test_every_look_is_written_the_person_reads_it_first_and_the_reader_answers() -> None:
    guide, worker = make_guide(first_name="Leen"), make_guide(first_name="Fatma")
    file = make_file(guide)
    block = make_item(file, "storyblock", "Over mijn huis.", topic="housing")
    with looking(file.person):
        member = make_member(file, worker)
        terms = Terms(purpose="Huur", until=None)
        shares.give(place_of(file), block, member, terms, by=file.person, at=clock.now())
    person = client_for(file.person)

    # The person's own looks leave nothing; a guide's page and a member's item do.
    for page in ("network", "story", "share_list", "reads"):
        person.get(reverse(page, args=[file.pk]))
    with access.as_system():
        assert Read.objects.count() == 0
    client_for(guide).get(reverse("story", args=[file.pk]))
    client_for(worker).get(reverse("shared_file", args=[file.pk]))
    with access.as_system():
        lines = list(Read.objects.order_by("pk").values_list("reader_id", "page", "item_id", "organisation_id"))
    assert lines == [
        (guide.pk, "story", None, guide.memberships.get().organisation_id),
        (worker.pk, "storyblock", block.pk, worker.memberships.get().organisation_id),
    ]

    # The person sees who, of which organisation, what.
    page = person.get(reverse("reads", args=[file.pk])).content.decode()
    assert all(word in page for word in ("Leen", "Fatma", "je verhaal", "Over mijn huis."))
    # Nobody else reads the list, not even the guide; the database agrees.
    assert client_for(guide).get(reverse("reads", args=[file.pk])).status_code == 404
    with looking(guide), connection.cursor() as cursor:
        cursor.execute("select distinct reader_id from guidance_read")
        assert cursor.fetchall() == [(guide.pk,)]

    # Waarom? The reader must answer, in words.
    with access.as_system():
        read = Read.objects.get(reader=guide)
    person.post(reverse("read_ask_why", args=[file.pk, read.pk]))
    with access.as_system():
        question = ReadQuestion.objects.get()
    answering = client_for(guide)
    assert str(file) in answering.get(reverse("reads_to_answer")).content.decode()
    address = reverse("read_answer", args=[question.pk])
    assert answering.post(address, {"words": " "}).status_code == 422
    assert client_for(worker).get(address).status_code == 404
    answering.post(address, {"words": "Ik bereidde ons gesprek voor."})
    assert "Ik bereidde ons gesprek voor." in person.get(reverse("reads", args=[file.pk])).content.decode()
    assert "Ik bereidde" in answering.get(address).content.decode()


def test_a_reader_who_left_still_answers() -> None:
    guide = make_guide()
    file = make_file(guide)
    client_for(guide).get(reverse("story", args=[file.pk]))
    with access.as_system():
        read = Read.objects.get()
        member = file.networkmember_set.get()
    person = client_for(file.person)
    person.post(reverse("read_ask_why", args=[file.pk, read.pk]))
    person.post(reverse("network_end", args=[file.pk, member.pk]))
    with access.as_system():
        question = ReadQuestion.objects.get()
    client_for(guide).post(reverse("read_answer", args=[question.pk]), {"words": "Voor ons gesprek."})
    assert "Voor ons gesprek." in person.get(reverse("reads", args=[file.pk])).content.decode()


def test_the_log_cannot_be_changed_by_who_looked() -> None:
    guide = make_guide()
    file = make_file(guide)
    client_for(guide).get(reverse("story", args=[file.pk]))
    with looking(guide):
        assert Read.objects.update(page="iets anders") == 0
        assert Read.objects.all().delete()[0] == 0
