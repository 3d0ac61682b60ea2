"""Writing the story through the pen, for whom, and the pages of shares and reads with bad input."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from tandem.guidance.actions import share as shares
from tandem.guidance.actions import story as stories
from tandem.guidance.models import Proposal, Read, Share, StoryBlock
from tandem.guidance.rules.reads import page_words
from tandem.guidance.rules.share import Terms
from tandem.kernel import access, clock
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_item, make_member, place_of

pytestmark = pytest.mark.django_db
BLOCK = {"topic": "housing", "own_topic": "", "title": "Thuis", "words": "We wonnen de tuin."}


def test_person_tells_and_changes_the_guide_proposes() -> None:
    guide = make_guide()
    file = make_file(guide)
    person = client_for(file.person)
    person.post(reverse("story_block_new", args=[file.pk]), BLOCK)
    with access.as_system():
        block = StoryBlock.objects.select_related("file").get()
    assert (block.words, block.title, block.is_by_client) == ("We wonnen de tuin.", "Thuis", True)

    address = reverse("story_block", args=[file.pk, block.pk])
    client_for(guide).post(address, {**BLOCK, "words": "Ze wonen met een tuin.", "how": "propose", "version": "1"})
    with access.as_system():
        assert StoryBlock.objects.select_related("file").get().words == "We wonnen de tuin."
        assert Proposal.objects.get().about_id == block.pk
    assert "stelt andere woorden voor" in person.get(reverse("story", args=[file.pk])).content.decode()


def test_two_devices_show_both_and_keep_what_was_typed() -> None:
    file = make_file()
    block = make_item(file, "storyblock", "een", topic="housing")
    person, address = client_for(file.person), reverse("story_block", args=[file.pk, block.pk])
    person.post(address, {**BLOCK, "words": "twee", "version": "1"})
    answer = person.post(address, {**BLOCK, "words": "drie", "version": "1"})
    assert answer.status_code == 409
    assert "twee" in answer.content.decode()
    assert "drie" in answer.content.decode()
    assert person.post(address, {**BLOCK, "words": "drie", "version": "2"}).status_code == 302


def test_own_word_as_topic_and_very_long_text() -> None:
    file = make_file()
    person, address = client_for(file.person), reverse("story_block_new", args=[file.pk])
    assert person.post(address, {**BLOCK, "topic": "own"}).status_code == 422
    person.post(address, {**BLOCK, "topic": "own", "own_topic": "mijn duiven"})
    with access.as_system():
        assert StoryBlock.objects.get().topic == "mijn duiven"
    answer = person.post(address, {**BLOCK, "words": "a" * 20_001})
    assert answer.status_code == 422
    assert "20.000" in answer.content.decode()


def test_block_for_the_person_alone_is_hidden_with_its_older_words() -> None:
    guide = make_guide()
    file = make_file(guide)
    block = make_item(file, "storyblock", "een", topic="housing")
    person = client_for(file.person)
    person.post(reverse("story_block", args=[file.pk, block.pk]), {**BLOCK, "is_mine_only": "on", "version": "1"})
    assert client_for(guide).get(reverse("story_block", args=[file.pk, block.pk])).status_code == 404
    with looking(guide):
        assert file.itemversion_set.count() == 0
    with looking(file.person):
        assert file.itemversion_set.count() == 1
        member = make_member(file)
        block.refresh_from_db()
        terms = Terms(purpose="Huur", until=None)
        with pytest.raises(shares.CannotShare, match="alleen voor jou"):
            shares.give(place_of(file), block, member, terms, by=file.person, at=clock.now())


def test_block_put_away_is_shared_no_more() -> None:
    file, worker = make_file(), make_guide()
    block = make_item(file, "storyblock", "Thuis", topic="housing")
    with looking(file.person):
        terms = Terms(purpose="Huur", until=None)
        shares.give(place_of(file), block, make_member(file, worker), terms, by=file.person, at=clock.now())
        stories.put_away(place_of(file), block, by=file.person, at=clock.now())
    with looking(worker):
        assert StoryBlock.objects.count() == 0


def test_sharing_by_the_form_with_every_mistake_kept() -> None:
    file, worker = make_file(), make_guide()
    block = make_item(file, "storyblock", "Mijn rug.", topic="health")
    worker.memberships.update(secrecy_regime="duty_of_discretion")
    member = make_member(file, worker)
    person, address = client_for(file.person), reverse("share_new", args=[file.pk, "storyblock", block.pk])
    fields = {"member": str(member.pk), "purpose": "Voor de dokter", "until": "day", "day": ""}
    answer = person.post(address, fields)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert all(text in page for text in ("Kies de laatste dag", "Voor de dokter"))
    fields |= {"day": "1/1/2020", "helped_by": "Leen"}
    assert "Deze dag is voorbij" in person.post(address, fields).content.decode()
    for far in ("31/12/9999", "0001-01-01"):
        assert "te ver weg" in person.post(address, {**fields, "day": far}).content.decode()
    fields |= {"until": "no_end", "day": ""}
    assert "geen beroepsgeheim" in person.post(address, fields).content.decode()
    assert person.post(address, {**fields, "knows_no_secrecy": "on"}).status_code == 302
    with access.as_system():
        share = Share.objects.select_related("file").get()
    assert (share.until, share.helped_by, share.purpose) == (None, "Leen", "Voor de dokter")
    assert "al met deze persoon" in person.post(address, {**fields, "knows_no_secrecy": "on"}).content.decode()
    assert person.get(reverse("share_new", args=[file.pk, "talk", block.pk])).status_code == 404


def test_share_ends_after_six_months_by_default() -> None:
    file = make_file()
    block, member = make_item(file, "storyblock", "Thuis", topic="housing"), make_member(file)
    fields = {"member": str(member.pk), "purpose": "Huur", "until": "six_months"}
    client_for(file.person).post(reverse("share_new", args=[file.pk, "storyblock", block.pk]), fields)
    with access.as_system():
        until = Share.objects.get().until
    assert 180 <= (until - clock.now()).days <= 185


def test_asking_twice_and_asking_without_why() -> None:
    file, worker = make_file(), make_guide()
    make_member(file, worker)
    asker, address = client_for(worker), reverse("story_request_new", args=[file.pk])
    assert asker.post(address, {"topic": "housing", "purpose": ""}).status_code == 422
    asker.post(address, {"topic": "housing", "purpose": "Huur"})
    answer = asker.post(address, {"topic": "housing", "purpose": "Huur"})
    assert answer.status_code == 422
    assert "Je vroeg dit al" in answer.content.decode()


def test_asking_why_twice_says_so() -> None:
    guide = make_guide()
    file = make_file(guide)
    client_for(guide).get(reverse("network", args=[file.pk]))
    with access.as_system():
        read = Read.objects.get()
    person, address = client_for(file.person), reverse("read_ask_why", args=[file.pk, read.pk])
    person.post(address)
    assert "Je vroeg dit al" in person.post(address, follow=True).content.decode()


def test_every_page_that_is_noted_has_its_own_words() -> None:
    room = Path(__file__).parents[2] / "tandem" / "guidance"
    given = re.compile(r"(?:note_read|note_item_reads|opened)\(\s*[\w.]+,(?: file,)? \"(\w+)\"")
    noted = {name for path in room.rglob("*.py") for name in given.findall(path.read_text("utf-8"))}
    assert "story" in noted
    assert {name for name in noted if page_words(name) == page_words("iets onbekends")} == set()


def test_everything_that_can_be_shared_is_one_tap_away() -> None:
    file, worker = make_file(), make_guide()
    make_member(file, worker)
    wish = make_item(file, "wish", "Ik wil fietsen herstellen.", kind="can")
    hidden = make_item(file, "wish", "Geheim.", kind="can")
    with access.as_system():
        type(hidden).objects.filter(pk=hidden.pk).update(is_mine_only=True)
    person = client_for(file.person)
    page = person.get(reverse("share_choose", args=[file.pk])).content.decode()
    assert reverse("share_new", args=[file.pk, "wish", wish.pk]) in page
    assert "Geheim." not in page
