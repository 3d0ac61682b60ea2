"""Forum days with tables whose links are known, and statements written at them."""

from datetime import datetime
from itertools import count
from uuid import uuid4

from tandem.dialogue.actions.forum import Place, close_forum_day, make_forum_day, open_forum_day, set_tables
from tandem.dialogue.actions.statement import Note, note_statement
from tandem.dialogue.models import ForumDay, ForumTable, Statement
from tandem.dialogue.queries.table import signs_of
from tandem.identity.models import Person
from tandem.identity.rules import POLICY_WORKER
from tandem.kernel import access, clock
from tests.factories import make_membership

_numbers = count(1)


def make_day(*, tables: int = 2, state: str = "open", by: Person | None = None, at: datetime | None = None,
             **fields: object) -> ForumDay:  # fmt: skip
    """A forum day with tables, bezig unless told; its policy worker is `day.made_by`."""
    worker, at = by or make_membership(POLICY_WORKER).person, at or clock.now()
    facts = {"title": f"Forumdag {next(_numbers)}", "question": "Wat maakt werk moeilijk?", "theme": "work",
             "held_on": clock.local(at).date(), "place": "Zaal De Lindeboom, Gent", "getting_there": "Tram 4, halte Park.",
             **fields}  # fmt: skip
    with access.as_system():
        day = make_forum_day(facts, host=worker.memberships.get().organisation, by=worker, at=at)
        set_tables(day, [Place(n, f"Onderwerp {n}") for n in range(1, tables + 1)], by=worker, at=at)
        if state in {"open", "closed"}:
            open_forum_day(day, by=worker, at=at)
        if state == "closed":
            close_forum_day(day, by=worker, at=at)
        day.refresh_from_db()
    return day


def table_of(day: ForumDay, number: int = 1) -> ForumTable:
    """The table with this number."""
    return ForumTable.objects.select_related("forum_day").get(forum_day=day, number=number)


def link_of(table: ForumTable) -> str:
    """The address on the sheet of this table."""
    return f"/tafel/{signs_of(table)}/"


def make_statement(table: ForumTable, words: str = "De bus rijdt na zes uur niet meer.", *, helps: bool = False,
                   at: datetime | None = None) -> Statement:  # fmt: skip
    """A statement written at the table."""
    pk, at = uuid4(), at or clock.now()
    note_statement(table, Note(pk, words, helps, at), by=None, at=at)
    return statement_with(pk)


def statement_with(pk: object) -> Statement:
    """The row as it stands."""
    with access.as_system():
        return Statement.objects.get(pk=pk)
