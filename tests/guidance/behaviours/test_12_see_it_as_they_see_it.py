"""12. See it as they see it: sharing per item, in agreed words, rendered by the rule that guards it; revoked at once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import Http404
from django.urls import reverse

from tandem.guidance.actions import share as shares
from tandem.guidance.actions.network import CannotInvite
from tandem.guidance.models import FileItem, NetworkMember, Share
from tandem.guidance.queries.share import seen_as, shared_items
from tandem.guidance.rules.share import Terms
from tandem.guidance.rules.share_texts import share_text
from tandem.identity.models import Person
from tandem.kernel import access, clock
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_item, make_member, place_of

pytestmark = pytest.mark.django_db


def raw_ids(person: Person, table: str) -> list[object]:
    """What the database itself shows this person."""
    with looking(person), connection.cursor() as cursor:
        cursor.execute(f"select id from guidance_{table}")  # noqa: S608 (a name from this file)
        return [row[0] for row in cursor.fetchall()]


def give(item: FileItem, member: NetworkMember, **terms: object) -> Share:
    file = item.file
    with looking(file.person):
        facts = {"purpose": "Voor de huurpremie", "until": clock.now() + timedelta(days=30), **terms}
        return shares.give(place_of(file), item, member, Terms(**facts), by=file.person, at=clock.now())


def test_sharing_is_per_item_seen_as_they_see_it_and_revoked_at_once_everywhere() -> None:
    file, worker = make_file(called="Momena"), make_guide()
    block = make_item(file, "storyblock", "Over mijn huis.", topic="housing")
    other = make_item(file, "storyblock", "Over mijn moeder.", topic="family")
    member = make_member(file, worker)
    share = give(block, member)
    person, reader = client_for(file.person), client_for(worker)

    # What for, until when, in which words, by whom.
    assert (share.purpose, share.given_by, share.agreed_language) == ("Voor de huurpremie", "own", "nl")
    assert "De rest van mijn dossier blijft dicht." in " ".join(share_text(share.agreed_text).sentences)

    # The preview of the person is the page of the member, by the database's eyes of that member.
    open_page = reader.get(reverse("shared_file", args=[file.pk]))
    preview = person.get(reverse("see_as", args=[file.pk, member.pk]))
    with looking(worker):
        theirs = shared_items(place_of(file, worker, is_whole=False))
    with looking(file.person):
        assert seen_as(place_of(file), member) == theirs
    for page in (open_page, preview):
        assert b"Over mijn huis." in page.content
        assert b"Over mijn moeder." not in page.content
    assert raw_ids(worker, "storyblock") == [block.pk]
    assert raw_ids(worker, "wish") == []
    assert other.pk not in raw_ids(worker, "storyblock")

    # Revoked: at once in the page that was open, in lists, in the preview, in the database.
    person.post(reverse("share_revoke", args=[file.pk, share.pk]))
    assert raw_ids(worker, "storyblock") == []
    assert b"Over mijn huis." not in reader.get(reverse("shared_file", args=[file.pk])).content
    assert b"Over mijn huis." not in person.get(reverse("see_as", args=[file.pk, member.pk])).content
    assert ">0</td>" in reader.get(reverse("shared_with_me")).content.decode()
    assert reader.get(reverse("story_block", args=[file.pk, block.pk])).status_code == 404


def test_share_ends_by_itself_and_the_person_may_choose_no_end() -> None:
    file, worker = make_file(), make_guide()
    block = make_item(file, "storyblock", "Over mijn huis.", topic="housing")
    member = make_member(file, worker)
    share = give(block, member, until=None)
    assert raw_ids(worker, "storyblock") == [block.pk]

    with access.as_system():
        Share.objects.filter(pk=share.pk).update(until=clock.now() - timedelta(minutes=1))
    assert raw_ids(worker, "storyblock") == []
    again = give(block, member)
    assert again.pk != share.pk
    assert raw_ids(worker, "storyblock") == [block.pk]


def test_somebody_who_left_the_organisation_sees_nothing_and_the_person_reads_that() -> None:
    file, worker = make_file(), make_guide()
    member = make_member(file, worker)
    give(make_item(file, "storyblock", "Over mijn huis.", topic="housing"), member)
    worker.memberships.update(valid_from="2020-01-01", valid_to="2020-12-31")

    assert raw_ids(worker, "storyblock") == []
    assert client_for(worker).get(reverse("shared_file", args=[file.pk])).status_code == 404
    assert "werkt niet meer" in client_for(file.person).get(reverse("share_list", args=[file.pk])).content.decode()
    with looking(file.person):
        assert seen_as(place_of(file), member) is None
        with pytest.raises(shares.CannotShare, match="werkt daar niet meer"):
            give(make_item(file, "storyblock", "Nog iets.", topic="work"), member)


def test_health_goes_to_people_under_professional_secrecy_unless_the_person_says_otherwise() -> None:
    file, doctor, neighbour = make_file(), make_guide(), make_guide()
    neighbour.memberships.update(secrecy_regime="none")
    block = make_item(file, "storyblock", "Over mijn rug.", topic="health")
    give(block, make_member(file, doctor))
    member = make_member(file, neighbour)
    with pytest.raises(shares.CannotShare, match="beroepsgeheim"):
        give(block, member)
    assert raw_ids(neighbour, "storyblock") == []
    give(block, member, knows_no_secrecy=True)
    assert raw_ids(neighbour, "storyblock") == [block.pk]


def test_guide_cannot_share_alone() -> None:
    guide = make_guide()
    file = make_file(guide)
    block, member = make_item(file, "storyblock", "Over mijn huis.", topic="housing"), make_member(file)
    alone = Terms(purpose="Huur", until=None)
    with looking(guide), pytest.raises(CannotInvite, match="Dit beslist de persoon zelf"):
        shares.give(place_of(file, guide), block, member, alone, by=guide, at=clock.now())
    with looking(guide):
        terms = Terms(purpose="Huur", until=None, given_by="together", helped_by=str(guide))
        share = shares.give(place_of(file, guide), block, member, terms, by=guide, at=clock.now())
    assert (share.given_by, share.helped_by) == ("together", str(guide))


def test_stranger_opens_no_shared_page() -> None:
    file, stranger = make_file(), make_guide()
    with pytest.raises(Http404):
        place_of(file, stranger, is_whole=False)
