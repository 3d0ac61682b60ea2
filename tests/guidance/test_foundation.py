"""The ground of the room: sealed words, the access projection, the pen."""

import pytest
from django.db import connection
from django.http import Http404

from tandem.guidance.actions.pen import CannotAnswer, SomebodyWroteMeanwhile, accept, decline, withdraw, write
from tandem.guidance.models import ClientFile, FileAccess, ItemVersion, Proposal, Share, StoryBlock, Wish
from tandem.guidance.queries.doors import parts, place_for
from tandem.guidance.rules.pen import Writing
from tandem.identity.queries import viewer_of
from tandem.kernel import access, clock, sealed_text
from tests.factories import make_membership, make_person
from tests.guidance.factories import looking, make_file, make_guide, make_item, make_member, make_thread, place_of

pytestmark = pytest.mark.django_db


def test_words_are_sealed_in_the_database_and_open_for_the_person() -> None:
    file = make_file()
    wish = make_item(file, "wish", "Ik wil fietsen herstellen.", kind="want")

    with access.as_system(), connection.cursor() as cursor:
        cursor.execute("select sealed from guidance_wish where id = %s", [wish.pk])
        assert b"fietsen" not in bytes(cursor.fetchone()[0])
    with looking(file.person):
        assert parts(place_of(file), Wish).get().words == "Ik wil fietsen herstellen."


def test_sealed_words_do_not_open_in_another_row() -> None:
    file = make_file()
    first, second = (make_item(file, "wish", text, kind="want") for text in ("een", "twee"))
    with access.as_system():
        Wish.objects.filter(pk=second.pk).update(sealed=first.sealed)
        with pytest.raises(sealed_text.CannotOpen):
            _ = Wish.objects.get(pk=second.pk).words


def test_key_for_another_organisation_opens_the_same_words() -> None:
    key = sealed_text.new_key(7)
    sealed = sealed_text.seal(key, "stil", place="x|1")
    other = sealed_text.wrap_again(key, owner_id=8)

    assert sealed_text.unseal(other, sealed, place="x|1") == "stil"
    with pytest.raises(sealed_text.CannotOpen):
        sealed_text.unseal(sealed_text.WrappedKey(key.wrapped, 9, 1), sealed, place="x|1")


def test_thread_is_seen_by_the_guide_who_keeps_it_alone() -> None:
    guide, other = make_guide(), make_guide()
    file = make_thread(guide)

    assert place_of(file, guide).is_guide
    with pytest.raises(Http404):
        place_of(file, other)
    with looking(other):
        assert ClientFile.objects.count() == 0


def test_colleague_of_the_guide_sees_nothing() -> None:
    guide = make_guide()
    colleague = make_guide(guide.memberships.get().organisation)
    file = make_file(guide)

    with looking(colleague):
        assert not ClientFile.objects.filter(pk=file.pk).exists()


def test_guide_who_left_the_organisation_sees_nothing() -> None:
    guide = make_guide()
    file = make_file(guide)
    guide.memberships.update(valid_from="2020-01-01", valid_to="2020-12-31")

    with looking(guide), pytest.raises(Http404):
        place_for(viewer_of(guide, on=clock.today()), file.pk, at=clock.now())
    with looking(guide):
        assert ClientFile.objects.count() == 0


def test_application_cannot_write_the_projection_itself() -> None:
    file, stranger = make_file(), make_guide()
    with pytest.raises(Exception, match="row-level security"), looking(stranger), connection.cursor() as cursor:
        cursor.execute(
            """insert into guidance_fileaccess (file_id, reader_id, is_owner, is_whole, sort_key)
               values (%s, %s, true, true, '')""",
            [file.pk, stranger.pk],
        )


def test_share_shows_one_item_and_revoking_hides_it_at_once() -> None:
    file = make_file()
    block = make_item(file, "storyblock", "Over mijn huis.", topic="housing")
    make_item(file, "storyblock", "Over mijn moeder.", topic="family")
    worker = make_guide()
    member = make_member(file, worker)
    with looking(file.person):
        share = Share.add(
            file=file, made_at=clock.now(), member=member, item_kind="storyblock", item_id=block.pk, purpose="Huurpremie",
            agreed_text="v1",
        )  # fmt: skip
    with looking(worker):
        assert [b.words for b in parts(place_of(file, worker, is_whole=False), StoryBlock)] == ["Over mijn huis."]
        assert StoryBlock.objects.count() == 1
    with looking(file.person):
        share.revoked_at = clock.now()
        share.save()
    with looking(worker):
        assert StoryBlock.objects.count() == 0


def test_what_is_for_the_person_alone_is_hidden_from_the_guide() -> None:
    guide = make_guide()
    file = make_file(guide)
    wish = make_item(file, "wish", "Geheim.", kind="want")
    with access.as_system():
        Wish.objects.filter(pk=wish.pk).update(is_mine_only=True)

    with looking(guide):
        assert Wish.objects.count() == 0
    with looking(file.person):
        assert Wish.objects.count() == 1


def test_guides_edit_is_a_proposal_until_the_person_says_yes() -> None:
    guide = make_guide()
    file = make_file(guide)
    wish = make_item(file, "wish", "Ik wil koken.", kind="want")

    with looking(guide):
        proposal = write(place_of(file, guide), Writing("wish", "Hij wil kok worden.", {"kind": "want"}), item=wish,
                         by=guide, at=clock.now())  # fmt: skip
        assert isinstance(proposal, Proposal)
        with pytest.raises(CannotAnswer):
            accept(place_of(file, guide), proposal, by=guide, at=clock.now(), how="own")
    with looking(file.person):
        assert parts(place_of(file), Wish).get().words == "Ik wil koken."
        changed = accept(
            place_of(file), proposal, by=file.person, at=clock.now(), how="own", words="Ik wil kok worden."
        )
        assert (changed.words, changed.version) == ("Ik wil kok worden.", 2)
        assert ItemVersion.objects.get().words == "Ik wil koken."
        assert parts(place_of(file), Proposal).get().state == "changed"


def test_declining_changes_nothing_else() -> None:
    guide = make_guide()
    file = make_file(guide)
    wish = make_item(file, "wish", "Ik wil koken.", kind="want")
    with looking(guide):
        proposal = write(place_of(file, guide), Writing("wish", "Anders", {"kind": "want"}), item=wish, by=guide,
                         at=clock.now())  # fmt: skip
    with looking(file.person):
        decline(place_of(file), proposal, by=file.person, at=clock.now(), how="own")
        assert (Wish.objects.get().words, Wish.objects.get().version) == ("Ik wil koken.", 1)


def test_proposal_withdrawn_meanwhile_cannot_be_accepted() -> None:
    guide = make_guide()
    file = make_file(guide)
    with looking(guide):
        place = place_of(file, guide)
        proposal = write(place, Writing("wish", "Iets", {"kind": "want"}), by=guide, at=clock.now())
        withdraw(place, proposal, by=guide, at=clock.now())
    with looking(file.person), pytest.raises(CannotAnswer, match="teruggetrokken"):
        accept(place_of(file), proposal, by=file.person, at=clock.now(), how="own")


def test_two_devices_editing_the_same_thing_show_both() -> None:
    file = make_file()
    wish = make_item(file, "wish", "een", kind="want")
    with looking(file.person):
        place = place_of(file)
        write(place, Writing("wish", "twee", {"kind": "want"}), item=wish, version=1, by=file.person, at=clock.now())
        with pytest.raises(SomebodyWroteMeanwhile) as caught:
            write(
                place, Writing("wish", "drie", {"kind": "want"}), item=wish, version=1, by=file.person, at=clock.now()
            )
        assert caught.value.current.words == "twee"


def test_other_role_in_an_organisation_opens_no_file() -> None:
    file = make_file()
    clerk = make_person()
    make_membership(person=clerk, organisation=file.opened_for, role="organisation_contact")
    with looking(clerk):
        assert ClientFile.objects.count() == 0
        assert FileAccess.objects.count() == 0
