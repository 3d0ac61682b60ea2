"""What the product does not offer, tried by hand: raw SQL as the application's own role, with the context of a reader."""

import pytest
from django.db import ProgrammingError, connection

from tandem.guidance.actions.heard_check import open_heard_check
from tandem.guidance.actions.message import send_message
from tandem.guidance.actions.pen import decline, write
from tandem.guidance.models import (
    ClientFile,
    FileItem,
    HeardCheck,
    Message,
    NetworkMember,
    Share,
    StoryBlock,
    Talk,
    Wish,
)
from tandem.guidance.queries.doors import MODELS
from tandem.guidance.rules.pen import Writing
from tandem.identity.models import Person
from tandem.kernel import access, clock
from tests.factories import make_person
from tests.guidance.factories import looking, make_file, make_guide, make_item, make_member, make_thread, place_of

pytestmark = pytest.mark.django_db


def by_hand(person: Person, sql: str, *values: object) -> int:
    """How many rows the statement touched, as this person."""
    with looking(person), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount


def is_refused(person: Person, sql: str, *values: object) -> bool:
    """Whether the database said no out loud."""
    with pytest.raises(ProgrammingError, match="row-level security"):
        by_hand(person, sql, *values)
    return True


def shared(file: ClientFile, item: FileItem, reader: Person) -> Share:
    member = make_member(file, reader)
    with looking(file.person):
        return Share.add(file=file, made_at=clock.now(), made_by=file.person, member=member, item_id=item.pk,
                         item_kind=type(item).__name__.lower(), purpose="Huur", agreed_text="share-1")  # fmt: skip


@pytest.mark.parametrize("change", [
    "person_id = {me}", "theirs_since = null", "opened_by_id = {me}", "opened_for_id = null", "erased_at = now()",
    "key_wrapped = ''", "key_owner_id = 99", "partnership_id = gen_random_uuid()",
])  # fmt: skip
def test_guide_cannot_take_close_or_blind_a_file(change: str) -> None:
    guide, other = make_guide(), make_guide()
    file = make_file(other)
    make_member(file, guide, role="guide")
    sql = f"update guidance_clientfile set {change.format(me=guide.pk)} where id = %s"  # noqa: S608 (our own words)
    assert is_refused(guide, sql, file.pk)


def test_guide_still_changes_what_a_guide_changes() -> None:
    guide = make_guide()
    file = make_file(guide)
    assert by_hand(guide, "update guidance_clientfile set last_contact_at = now() where id = %s", file.pk) == 1


def test_guide_cannot_become_the_person_of_a_conversation() -> None:
    guide = make_guide()
    thread = make_thread(guide)
    mine = "update guidance_clientfile set person_id = %s, theirs_since = now() where id = %s"
    assert is_refused(guide, mine, guide.pk, thread.pk)


def test_nobody_opens_a_file_in_the_name_of_somebody_else() -> None:
    guide, victim = make_guide(), make_person()
    with pytest.raises(ProgrammingError, match="row-level security"), looking(guide):
        ClientFile.objects.create(person=victim, theirs_since=clock.now(), opened_at=clock.now(), opened_by=guide)


@pytest.mark.parametrize("part", sorted(MODELS))
def test_nobody_but_the_system_deletes(part: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select qual from pg_policies where policyname = %s", [f"guidance_{part}_delete"])
        (rule,) = cursor.fetchone()
    assert rule == "(current_setting('tandem.system'::text, true) = 'on'::text)"


def test_wish_is_not_deleted_by_hand() -> None:
    guide = make_guide()
    file = make_file(guide)
    make_item(file, "wish", "Ik wil koken.", kind="want")
    assert by_hand(guide, "delete from guidance_wish") == by_hand(file.person, "delete from guidance_wish") == 0
    with access.as_system():
        assert Wish.objects.count() == 1


@pytest.mark.parametrize("change", ["file_id = %s", "made_by_id = null, file_id = %s"])
def test_row_stays_in_its_file_and_with_its_author(change: str) -> None:
    guide = make_guide()
    one, two = make_file(guide), make_file(guide)
    wish = make_item(one, "wish", "Ik wil koken.", kind="want")
    sql = f"update guidance_wish set {change} where id = %s"  # noqa: S608 (our own words)
    assert is_refused(guide, sql, two.pk, wish.pk)


def test_member_who_leaves_by_hand_drags_no_row_into_another_file() -> None:
    worker = make_guide()
    file, other = make_file(), make_file()
    member = make_member(file, worker)
    ends = "update guidance_networkmember set state = 'ended', "
    assert is_refused(worker, f"{ends} file_id = %s where id = %s", other.pk, member.pk)
    assert is_refused(worker, f"{ends} called = 'Iemand anders' where id = %s", member.pk)
    assert is_refused(worker, f"{ends} ended_by_client = true where id = %s", member.pk)
    assert by_hand(worker, f"{ends} ended_at = now() where id = %s", member.pk) == 1


@pytest.mark.parametrize("kind", ["otherview", "readquestion", "heardanswer"])
def test_guide_does_not_speak_as_the_person(kind: str) -> None:
    guide = make_guide()
    file = make_file(guide)
    with pytest.raises(ProgrammingError, match="row-level security"), looking(guide):
        MODELS[kind](
            file=file, made_at=clock.now(), made_by=guide, is_by_client=True, **_needed(kind, file, guide)
        ).save(force_insert=True)


def _needed(kind: str, file: ClientFile, guide: Person) -> dict[str, object]:
    if kind == "otherview":
        return {"item_kind": "talk", "item_id": file.pk, "words": "Zo was het niet."}
    if kind == "readquestion":
        return {"read": file.reads.create(reader=guide, page="plan", at=clock.now())}
    return {"check_of": _check(file, guide)}


def _talk(file: ClientFile, guide: Person) -> Talk:
    now = clock.now()
    return Talk.add(file=file, made_at=now, made_by=guide, held_at=now, closed_at=now, content="Over werk.")


def _check(file: ClientFile, guide: Person) -> HeardCheck:
    return open_heard_check(place_of(file, guide), _talk(file, guide), by=guide, at=clock.now())


def test_nobody_writes_in_the_name_of_another() -> None:
    guide = make_guide()
    file = make_file(guide)
    with pytest.raises(ProgrammingError, match="row-level security"), looking(guide):
        Wish.add(file=file, made_at=clock.now(), made_by=file.person, kind="want", words="Ik wil weg.")


def test_message_of_a_guide_is_never_the_persons_and_stays_as_it_was_sent() -> None:
    guide = make_guide()
    file = make_file(guide)
    with pytest.raises(ProgrammingError, match="row-level security"), looking(guide):
        Message.add(file=file, made_at=clock.now(), made_by=guide, is_by_client=True, words="Het is goed zo.")
    with looking(file.person):
        message = send_message(place_of(file), words="Het is niet goed.", by=file.person, at=clock.now())
    assert is_refused(guide, "update guidance_message set sealed = '' where id = %s", message.pk)
    assert by_hand(guide, "update guidance_message set read_at = now() where id = %s", message.pk) == 1


def test_guide_cannot_start_the_erasing_of_a_file() -> None:
    guide = make_guide()
    file = make_file(guide)
    with pytest.raises(ProgrammingError, match="row-level security"), looking(guide):
        MODELS["threadmark"].add(file=file, made_at=clock.now(), made_by=guide, kind="erasure_asked")


def test_friend_is_not_put_in_a_network_without_their_own_yes() -> None:
    guide, friend = make_guide(), make_guide()
    file = make_file(guide)
    with pytest.raises(ProgrammingError, match="row-level security"), looking(guide):
        NetworkMember.objects.create(
            file=file, made_at=clock.now(), made_by=guide, person=friend, called="Vriend", role="guide", state="active",
            agreed_at=clock.now(), accepted_at=clock.now(),
        )  # fmt: skip
    waiting = make_member(file, friend, state="invited", accepted_at=None)
    assert is_refused(
        guide, "update guidance_networkmember set state = 'active', accepted_at = now() where id = %s", waiting.pk
    )


def test_who_stopped_does_not_start_again_and_an_organisation_is_not_shaken_off() -> None:
    guide, worker = make_guide(), make_guide()
    file = make_file(guide)
    ended = make_member(file, worker, state="ended")
    assert is_refused(guide, "update guidance_networkmember set state = 'active' where id = %s", ended.pk)
    assert is_refused(guide, "update guidance_networkmember set organisation_id = null where person_id = %s", guide.pk)


def test_share_made_by_hand_opens_no_row_of_another_file() -> None:
    guide, victim = make_guide(), make_file()
    file = make_file(guide)
    secret = make_item(victim, "storyblock", "Over thuis.", topic="housing")
    with access.as_system():
        member = NetworkMember.objects.get(file=file, person=guide)
    with pytest.raises(ProgrammingError, match="row-level security"), looking(guide):
        Share.add(file=file, made_at=clock.now(), made_by=guide, member=member, item_kind="storyblock", item_id=secret.pk,
                  agreed_text="share-1")  # fmt: skip
    with looking(guide):
        assert not StoryBlock.objects.filter(pk=secret.pk).exists()


def test_share_is_not_stretched_or_revived() -> None:
    guide, worker = make_guide(), make_guide()
    file = make_file(guide)
    share = shared(file, make_item(file, "storyblock", "Over thuis.", topic="housing"), worker)
    assert is_refused(guide, "update guidance_share set until = '2099-01-01' where id = %s", share.pk)
    assert by_hand(guide, "update guidance_share set revoked_at = now() where id = %s", share.pk) == 1
    assert is_refused(guide, "update guidance_share set revoked_at = null where id = %s", share.pk)


def test_words_are_not_replaced_without_keeping_the_older_ones() -> None:
    guide = make_guide()
    file = make_file(guide)
    wish = make_item(file, "wish", "Ik wil koken.", kind="want")
    assert is_refused(guide, "update guidance_wish set sealed = 'x', version = version + 1 where id = %s", wish.pk)


def test_closed_talk_and_answered_proposal_stay_as_they_were() -> None:
    guide = make_guide()
    file = make_file(guide)
    with looking(guide):
        talk = _talk(file, guide)
        proposal = write(place_of(file, guide), Writing("wish", "Anders", {"kind": "want"}), by=guide, at=clock.now())
    with looking(file.person):
        decline(place_of(file), proposal, by=file.person, at=clock.now(), how="own")
    assert is_refused(guide, "update guidance_talk set sealed = '' where id = %s", talk.pk)
    assert is_refused(guide, "update guidance_proposal set state = 'accepted' where id = %s", proposal.pk)


def test_reads_are_not_erased_changed_or_written_for_another() -> None:
    guide = make_guide()
    file = make_file(guide)
    with looking(guide):
        file.reads.create(reader=guide, page="plan", at=clock.now())
    assert by_hand(guide, "delete from guidance_read") == by_hand(guide, "update guidance_read set page = 'more'") == 0
    with pytest.raises(ProgrammingError, match="row-level security"), looking(guide):
        file.reads.create(reader=make_guide(), page="plan", at=clock.now())
