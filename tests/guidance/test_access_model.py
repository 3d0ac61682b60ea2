"""Row-level security against a model in plain Python: random people, shares, revocations, expiries, memberships ended."""

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from tandem.guidance.models import ClientFile, Share, StoryBlock, Wish
from tandem.identity.models import Person
from tandem.identity.queries import viewer_of
from tandem.kernel import access, clock
from tests.databases import OwnDatabase
from tests.guidance.access_model import World, look_as, seen_by
from tests.guidance.factories import looking, make_file, make_guide, make_item, make_member

STEPS, SEED = 240, 1
LOOK_AT_ALL_EVERY = 25


def differences(world: World, people: list[Person]) -> dict[str, object]:
    """Per person what the database shows too much and too little."""
    found: dict[str, object] = {}
    with transaction.atomic(), connection.cursor() as cursor:
        for person in people:
            database, model = seen_by(cursor, person, world.works_for[person.pk]), world.visible_to(person)
            if database != model:
                found[f"person {person.pk}"] = {"too much": database - model, "too little": model - database}
    return found


@pytest.mark.slow
@pytest.mark.django_db
def test_database_shows_each_reader_exactly_what_the_model_says() -> None:
    world = World(SEED)
    world.begin(people=6, organisations=3)
    done: set[str] = set()
    compared = 0
    for step in range(1, STEPS + 1):
        act = world.act()
        done.add(act)
        some = world.people if step % LOOK_AT_ALL_EVERY == 0 else world.random.sample(world.people, 2)
        assert differences(world, some) == {}, f"after step {step}, {act}"
        compared += sum(len(world.visible_to(person)) for person in some)
    # The comparison saw something of everything.
    assert {"_revoke", "_run_out", "_leave", "_erase", "_keep_alone", "_move_member", "_share"} <= done
    assert compared > STEPS


@pytest.mark.django_db
def test_reader_changes_only_rows_of_whole_files() -> None:
    world = World(7)
    world.begin(people=6, organisations=3)
    for _ in range(200):
        world.act()
    table = StoryBlock._meta.db_table
    for person in world.people:
        with transaction.atomic(), connection.cursor() as cursor:
            look_as(cursor, person, world.works_for[person.pk])
            cursor.execute(f"update {table} set version = version")  # noqa: S608 (a table name)
            assert cursor.rowcount == world.changeable_blocks(person)
    assert sum(world.changeable_blocks(person) for person in world.people) > 0


@pytest.mark.django_db
def test_erased_file_shows_nobody_what_was_shared() -> None:
    file, worker = make_file(), make_guide()
    block = make_item(file, "storyblock", "Over thuis.", topic="housing")
    member = make_member(file, worker)
    with access.as_system():
        Share.add(
            file=file,
            made_at=clock.now(),
            member=member,
            item_kind="storyblock",
            item_id=block.pk,
            agreed_text="share-1",
        )
    with looking(worker):
        assert StoryBlock.objects.count() == 1
    with access.as_system():
        ClientFile.objects.filter(pk=file.pk).update(erased_at=clock.now())
    with looking(worker):
        assert StoryBlock.objects.count() == 0


@pytest.mark.django_db
def test_member_cannot_make_themself_a_guide_but_can_leave() -> None:
    file, worker = make_file(), make_guide()
    member = make_member(file, worker)
    mine = "update guidance_networkmember set role = %s, state = %s where id = %s"
    with pytest.raises(ProgrammingError, match="row-level security"), looking(worker), connection.cursor() as cursor:
        cursor.execute(mine, ["guide", "active", member.pk])
    with looking(worker), connection.cursor() as cursor:
        cursor.execute(mine, ["service", "ended", member.pk])
        assert cursor.rowcount == 1


@pytest.mark.django_db
def test_organisations_of_the_model_are_those_of_the_viewer() -> None:
    world = World(4)
    world.begin(people=6, organisations=3)
    for _ in range(60):
        world.act()
    for person in world.people:
        assert set(viewer_of(person, on=clock.today()).organisation_ids()) == world.works_for[person.pk]


def test_comparison_fails_when_a_policy_is_gone_or_opened(fresh_database: OwnDatabase) -> None:
    world = World(5)
    with transaction.atomic():
        world.begin(people=6, organisations=3)
        for _ in range(150):
            world.act()
    assert differences(world, world.people) == {}
    by_rows = sorted(world.people, key=lambda person: len(world.visible_to(person)))
    least, most = by_rows[0], by_rows[-1]
    with psycopg.connect(fresh_database.owner_url) as owner, owner.cursor() as cursor:

        def differs(person: Person) -> bool:
            return seen_by(cursor, person, world.works_for[person.pk]) != world.visible_to(person)

        assert not differs(least)  # the policies hold for the owner of the tables too
        assert not differs(most)
        for table in ("guidance_wish", "guidance_networkmember", "guidance_clientfile"):
            cursor.execute("savepoint whole")
            cursor.execute(f"drop policy {table}_select on {table}")
            assert differs(most)
            cursor.execute(f"create policy {table}_select on {table} for select using (true)")
            assert differs(least)
            cursor.execute("rollback to savepoint whole")
            assert not differs(least)
        owner.rollback()
    with access.as_system():
        assert Wish.objects.exists()
