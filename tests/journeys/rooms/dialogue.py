"""Forum days in every state, with tables whose links are known and a statement with two versions."""

from collections.abc import Iterator
from uuid import uuid4

from tandem.dialogue.actions.forum import Company, set_associations
from tandem.dialogue.actions.statement import Change, Heard, change_statement, hear_voice
from tandem.dialogue.models import ForumDay, ForumTable, StatementClash
from tandem.identity import rules as roles
from tandem.kernel import clock
from tests.dialogue.forum_factories import link_of, make_day, make_statement, table_of
from tests.journeys.subjects import Subject, first_member, first_members, one_of_each

NO_PAGE = {
    "forum_letters": "takes sealed letters from a script: tests/dialogue",
    "forum_progress": "a piece of the page of a day, which is measured",
    "forum_table_statements": "a piece of the page of a table, which is measured",
    "forum_worker": "a script: tests/dialogue and tests/journeys/test_forum_day.py",
}


def fill() -> None:
    """A day that goes on, one in preparation and one that is over."""
    by, at = first_member(roles.POLICY_WORKER).person, clock.now()
    make_day(state="prepared", by=by)
    make_statement(table_of(make_day(state="closed", by=by)), "Nog op de trein geschreven.")
    day = make_day(by=by, title="Forumdag over opvang")
    set_associations(day, [Company("Vereniging De Lange Adem", 7)], by=by, at=at)
    table = table_of(day)
    statement = make_statement(table, "De opvang gaat dicht voor mijn werk gedaan is.")
    make_statement(table_of(day, 2), "De opvang is dicht voor mijn werk gedaan is.", helps=True)
    for kind, words in (("agree", ""), ("differ", "Bij ons is ze langer open.")):
        hear_voice(table, Heard(uuid4(), statement.pk, kind, words), by=None, at=at)
    for words in ("De opvang sluit om zes uur.", "De opvang sluit te vroeg."):
        change_statement(table, Change(uuid4(), statement.pk, 1, words, at, "toestel 3F"), by=None, at=at)


def visitors() -> dict[str, int]:
    """Who prepares forum days."""
    return {roles.POLICY_WORKER: first_member(roles.POLICY_WORKER).pk}


def days() -> Iterator[Subject]:
    """The day with two versions of a statement, and one in every state."""
    clash = StatementClash.objects.filter(resolved_at__isnull=True).select_related("statement__table").latest("pk")
    rest = {"clash": clash.pk, "statement": clash.statement_id, "table": clash.statement.table_id}
    yield Subject({"pk": clash.statement.table.forum_day_id, **rest}, "two versions", visitors())
    for state, row in one_of_each(ForumDay.objects.order_by("pk"), lambda row: row.state).items():
        table = row.tables.order_by("number").first()
        yield Subject({"pk": row.pk, **rest, "table": table.pk if table else row.pk}, state, visitors())


def tables() -> Iterator[Subject]:
    """The page of a table of each of these days."""
    for subject in days():
        table = ForumTable.objects.filter(pk=subject.arguments["table"]).first()
        if table is not None:
            token = link_of(table).split("/")[2]
            yield Subject({**subject.arguments, "token": token}, subject.state, first_members())


SUBJECTS = {"forumdagen/": days, "tafel/": tables}
