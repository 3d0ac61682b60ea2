"""Who may see which row, told twice: by random acts in the database, and by a model in plain Python.

The model knows nothing of the doors or the policies: only the sentences of docs/decisions/0006.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import TypeVar
from uuid import UUID

from django.db.backends.utils import CursorWrapper

from tandem.guidance.models import (
    AgendaPoint,
    Agreement,
    Barrier,
    ClientFile,
    Decision,
    DomainView,
    Expectation,
    Message,
    Mishap,
    NetworkMember,
    OtherView,
    Promise,
    Proposal,
    Read,
    ReadQuestion,
    Share,
    Step,
    StoryBlock,
    StoryRequest,
    Talk,
    ThreadMark,
    Wish,
)
from tandem.identity.models import Organisation, Person
from tandem.kernel import access, clock
from tests.factories import make_membership, make_organisation, make_person

# Every kind of thing a file holds, with what it cannot do without.
KINDS = {
    Wish: {"kind": "want"}, StoryBlock: {"topic": "housing", "confirmed_at": clock.now()}, DomainView: {"domain": "work"},
    Barrier: {}, Agreement: {}, Promise: {"side": "client", "who": "ik"}, Decision: {"chosen_by": "client", "rung": "inform"},
    Expectation: {"feasible": "yes"}, Step: {"kind": "other"}, Talk: {"held_at": clock.now()},
    AgendaPoint: {"comes_from": "client"}, ThreadMark: {"kind": "pause"}, Mishap: {},
    OtherView: {"item_kind": "talk", "item_id": UUID(int=0)}, Proposal: {"about_kind": "wish"},
}  # fmt: skip
OTHERS = (ClientFile, NetworkMember, Share, StoryRequest, Message, Read, ReadQuestion)
TABLES = [model._meta.db_table for model in (*KINDS, *OTHERS)]
EVERYTHING = " union all ".join(f"select '{table}', id::text from {table}" for table in TABLES)  # noqa: S608 (names of tables)
Row = tuple[str, str]
Thing = TypeVar("Thing")


@dataclass
class KnownFile:
    """A file as the model knows it."""

    row: ClientFile
    keeper: tuple[int, int]  # who opened it, for which organisation
    owner: int | None = None
    is_erased: bool = False


@dataclass
class KnownMember:
    """Somebody in a network."""

    row: NetworkMember
    file: KnownFile
    person: int
    organisation: int | None
    is_guide: bool
    is_active: bool


@dataclass
class KnownItem:
    """A row of a file: by whom, of whom it was asked, whether for the person alone."""

    table: str
    pk: str
    file: KnownFile
    by: int | None = None
    asked_of: int | None = None
    is_mine_only: bool = False


@dataclass
class KnownShare:
    """One item for one member."""

    row: Share
    item: KnownItem
    member: KnownMember
    is_over: bool = False


@dataclass
class Standing:
    """What somebody is to one file: nothing is no standing."""

    is_owner: bool
    is_whole: bool


@dataclass
class World:
    """People, organisations and everything that was done; `act` does one random thing more."""

    seed: int
    people: list[Person] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    works_for: dict[int, set[int]] = field(default_factory=dict)
    files: list[KnownFile] = field(default_factory=list)
    members: list[KnownMember] = field(default_factory=list)
    items: list[KnownItem] = field(default_factory=list)
    shares: list[KnownShare] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)  # noqa: S311 (a test that can be run again)

    def begin(self, *, people: int, organisations: int) -> None:
        """People who work somewhere, or nowhere."""
        self.organisations = [make_organisation() for _ in range(organisations)]
        self.people = [make_person() for _ in range(people)]
        for person in self.people:
            self.works_for[person.pk] = set()
            if self.random.random() < 0.8:
                self._join(person)

    def act(self) -> str:
        """One random act; its name, for who reads a difference."""
        acts: list[Callable[[], object]] = [
            self._open, self._become_theirs, self._write, self._write, self._write, self._keep_alone, self._add_member,
            self._add_member, self._move_member, self._share, self._share, self._share, self._revoke, self._run_out, self._leave,
            self._return, self._ask, self._look, self._erase,
        ]  # fmt: skip
        act = self.random.choice(acts)
        with access.as_system():
            act()
        return act.__name__

    # --- what the model says -------------------------------------------------------------------------------------

    def visible_to(self, person: Person) -> set[Row]:
        """Every row this person may see now."""
        rows = {(ClientFile._meta.db_table, str(f.row.pk)) for f in self.files if self._standing(person.pk, f)}
        rows |= {(NetworkMember._meta.db_table, str(m.row.pk)) for m in self.members if self._sees_member(person.pk, m)}
        rows |= {(Share._meta.db_table, str(s.row.pk)) for s in self.shares if self._sees_share(person.pk, s)}
        return rows | {(i.table, i.pk) for i in self.items if self._sees_item(person.pk, i)}

    def changeable_blocks(self, person: Person) -> int:
        """How many blocks of stories this person may change: those of whole files."""
        blocks = [item for item in self.items if item.table == StoryBlock._meta.db_table]
        return sum(1 for block in blocks if self._sees_whole(person.pk, block.file, is_mine_only=block.is_mine_only))

    def _standing(self, person: int, file: KnownFile) -> Standing | None:
        if file.is_erased:
            return None
        if file.owner == person:
            return Standing(is_owner=True, is_whole=True)
        keeper, organisation = file.keeper
        if file.owner is None and keeper == person:
            return Standing(is_owner=False, is_whole=True) if organisation in self.works_for[person] else None
        for member in self.members:
            if member.file is file and member.person == person and member.is_active and self._holds(member):
                return Standing(is_owner=False, is_whole=member.is_guide)
        return None

    def _holds(self, member: KnownMember) -> bool:
        return member.organisation is None or member.organisation in self.works_for[member.person]

    def _sees_whole(self, person: int, file: KnownFile, *, is_mine_only: bool) -> bool:
        standing = self._standing(person, file)
        return standing is not None and standing.is_whole and (standing.is_owner or not is_mine_only)

    def _sees_member(self, person: int, member: KnownMember) -> bool:
        return member.person == person or self._sees_whole(person, member.file, is_mine_only=False)

    def _sees_share(self, person: int, share: KnownShare) -> bool:
        if self._sees_whole(person, share.item.file, is_mine_only=False):
            return True
        return share.member.person == person and self._standing(person, share.item.file) is not None

    def _sees_item(self, person: int, item: KnownItem) -> bool:
        if item.table == Read._meta.db_table:
            standing = self._standing(person, item.file)
            return item.by == person or (standing is not None and standing.is_owner)
        if item.asked_of == person or self._sees_whole(person, item.file, is_mine_only=item.is_mine_only):
            return True
        if item.table in {StoryRequest._meta.db_table, Message._meta.db_table} and item.by == person:
            return self._standing(person, item.file) is not None
        return not item.is_mine_only and not item.file.is_erased and any(
            share.item is item and not share.is_over and share.member.person == person and share.member.is_active
            and self._holds(share.member) for share in self.shares
        )  # fmt: skip

    # --- what is done in the database ----------------------------------------------------------------------------

    def _join(self, person: Person) -> None:
        organisation = self.random.choice(self.organisations)
        if organisation.pk not in self.works_for[person.pk]:
            make_membership("guide", person=person, organisation=organisation)
            self.works_for[person.pk].add(organisation.pk)

    def _open(self) -> None:
        person = self.random.choice(self.people)
        if len(self.files) < 8 and self.works_for[person.pk]:
            organisation = self.random.choice(sorted(self.works_for[person.pk]))
            row = ClientFile.objects.create(opened_at=clock.now(), opened_by=person, opened_for_id=organisation)
            self.files.append(KnownFile(row, (person.pk, organisation)))

    def _become_theirs(self) -> None:
        file = self._some([f for f in self.files if f.owner is None and not f.is_erased])
        if file:
            owner = make_person(email=None)
            self.people.append(owner)
            self.works_for[owner.pk] = set()
            ClientFile.objects.filter(pk=file.row.pk).update(person=owner, theirs_since=clock.now())
            file.owner = owner.pk

    def _write(self) -> None:
        file = self._some([f for f in self.files if not f.is_erased])
        if file:
            model = self.random.choice(list(KINDS))
            row = model.add(file=file.row, made_at=clock.now(), **KINDS[model])
            self.items.append(KnownItem(model._meta.db_table, str(row.pk), file))

    def _keep_alone(self) -> None:
        item = self._some([i for i in self.items if i.table in {m._meta.db_table for m in KINDS}])
        if item:
            item.is_mine_only = not item.is_mine_only
            model = next(m for m in KINDS if m._meta.db_table == item.table)
            model.objects.filter(pk=item.pk).update(is_mine_only=item.is_mine_only)

    def _add_member(self) -> None:
        file = self._some([f for f in self.files if f.owner is not None])
        person = self.random.choice(self.people)
        taken = {m.person for m in self.members if m.file is file and m.is_active}
        if not file or person.pk in {*taken, file.owner}:
            return
        organisation = self._some([*self.works_for[person.pk]])
        is_guide, is_active = self.random.random() < 0.4, self.random.random() < 0.7
        row = NetworkMember.objects.create(
            file=file.row, made_at=clock.now(), person=person, organisation_id=organisation, called="x",
            role="guide" if is_guide else "service", state="active" if is_active else "invited", agreed_at=clock.now(),
            accepted_at=clock.now(),
        )  # fmt: skip
        self.members.append(KnownMember(row, file, person.pk, organisation, is_guide, is_active))

    def _move_member(self) -> None:
        member = self._some(self.members)
        if member:
            others = [
                m for m in self.members if m.file is member.file and m.person == member.person and m is not member
            ]
            member.is_active = not member.is_active and not any(m.is_active for m in others)
            NetworkMember.objects.filter(pk=member.row.pk).update(state="active" if member.is_active else "ended")

    def _share(self) -> None:
        tables = {m._meta.db_table for m in KINDS}
        item = self._some([i for i in self.items if i.table in tables and not i.file.is_erased])
        member = self._some([m for m in self.members if item and m.file is item.file])
        if not item or not member or any(s.item is item and s.member is member and not s.is_over for s in self.shares):
            return
        Share.objects.filter(member=member.row, item_id=item.pk, revoked_at__isnull=True).update(revoked_at=clock.now())
        until = self.random.choice([None, clock.now() + timedelta(days=3)])
        row = Share.add(
            file=item.file.row, made_at=clock.now(), member=member.row, item_kind="wish", item_id=UUID(item.pk), until=until,
            agreed_text="share-1",
        )  # fmt: skip
        self.shares.append(KnownShare(row, item, member))

    def _revoke(self) -> None:
        self._end_share(revoked_at=clock.now())

    def _run_out(self) -> None:
        self._end_share(until=clock.now() - timedelta(days=1))

    def _end_share(self, **facts: object) -> None:
        share = self._some([s for s in self.shares if not s.is_over])
        if share:
            Share.objects.filter(pk=share.row.pk).update(**facts)
            share.is_over = True

    def _leave(self) -> None:
        person = self._some([p for p in self.people if self.works_for[p.pk]])
        if person:
            organisation = self.random.choice(sorted(self.works_for[person.pk]))
            rows = person.memberships.filter(organisation_id=organisation)
            rows.update(valid_from=date(2019, 1, 1), valid_to=date(2020, 1, 1))
            self.works_for[person.pk].discard(organisation)

    def _return(self) -> None:
        self._join(self.random.choice(self.people))

    def _ask(self) -> None:
        member = self._some([m for m in self.members if m.is_active and not m.file.is_erased])
        if member:
            model = self.random.choice([StoryRequest, Message])
            facts = {"member": member.row, "topic": "housing"} if model is StoryRequest else {}
            row = model.add(file=member.file.row, made_at=clock.now(), made_by_id=member.person, **facts)
            self.items.append(KnownItem(model._meta.db_table, str(row.pk), member.file, by=member.person))

    def _look(self) -> None:
        member = self._some([m for m in self.members if m.is_active and not m.file.is_erased])
        if member:
            row = Read.objects.create(file=member.file.row, reader_id=member.person, page="plan", at=clock.now())
            self.items.append(KnownItem(Read._meta.db_table, str(row.pk), member.file, by=member.person))
            question = ReadQuestion.add(file=member.file.row, made_at=clock.now(), read=row, asked_of_id=member.person)
            table = ReadQuestion._meta.db_table
            self.items.append(KnownItem(table, str(question.pk), member.file, asked_of=member.person))

    def _erase(self) -> None:
        file = self._some([f for f in self.files if not f.is_erased])
        if file and sum(f.is_erased for f in self.files) < 2:
            ClientFile.objects.filter(pk=file.row.pk).update(erased_at=clock.now())
            file.is_erased = True

    def _some(self, things: list[Thing]) -> Thing | None:
        return self.random.choice(things) if things else None


def seen_by(cursor: CursorWrapper, person: Person, organisations: set[int]) -> set[Row]:
    """What the database shows this person: raw SQL, no filter, no door."""
    look_as(cursor, person, organisations)
    cursor.execute(EVERYTHING)
    return {(table, pk) for table, pk in cursor.fetchall()}


def look_as(cursor: CursorWrapper, person: Person, organisations: set[int]) -> None:
    """Tell the database who looks, as the middleware does."""
    cursor.execute(
        """select set_config('tandem.person', %s, true), set_config('tandem.organisations', %s, true),
                  set_config('tandem.system', '', true), set_config('tandem.scope', '', true)""",
        [str(person.pk), ",".join(map(str, sorted(organisations)))],
    )
