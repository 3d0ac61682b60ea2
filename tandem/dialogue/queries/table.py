"""The page of a table, behind its secret link. The link is derived, not kept: the database only holds its hash."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from tandem.dialogue.models import ForumTable, Statement, StatementClash
from tandem.dialogue.rules.table import Door, clean_link, door_state, grouped, link_signs
from tandem.identity.managing import hash_of
from tandem.kernel.pseudonyms import pseudonym


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with the signs of its link, to print; no signs when the link was never made or its key is gone."""

    table: ForumTable
    signs: str


def signs_of(table: ForumTable) -> str:
    """The signs of the link as it stands; another end gives another link."""
    if table.link_until is None:
        return ""
    ends = table.link_until.astimezone(UTC)
    return link_signs(pseudonym("forum-table-link", f"{table.pk}:{ends.isoformat()}"))


def hash_of_link(signs: str) -> str:
    """What is kept of a link."""
    return hash_of(f"forum-table {signs}")


def table_with(token: str) -> ForumTable | None:
    """The table behind a link; None when there is none, or when it was renewed."""
    signs = clean_link(token)
    rows = ForumTable.objects.select_related("forum_day")
    return rows.filter(token_hash=hash_of_link(signs)).first() if signs else None


def door_of(table: ForumTable, *, at: datetime) -> Door:
    """Whether it takes in what is written."""
    return door_state(
        forum_state=table.forum_day.state, closed_at=table.closed_at, link_until=table.link_until, at=at
    )  # fmt: skip


def sheets_of(tables: Iterable[ForumTable]) -> list[Sheet]:
    """Every table with its link as it stands."""
    found = []
    for table in tables:
        signs = signs_of(table)
        stands = bool(signs) and table.token_hash == hash_of_link(signs)
        found.append(Sheet(table, grouped(signs) if stands else ""))
    return found


def statements_at(table: ForumTable) -> QuerySet[Statement]:
    """What the table has so far, newest first."""
    rows = Statement.objects.filter(table=table, withdrawn_at__isnull=True).select_related("table")
    return rows.order_by("-said_at", "-id")


def statement_at(table: ForumTable, pk: UUID | str) -> Statement:
    """One statement of this table."""
    found = statements_at(table).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def clash_at(table: ForumTable, pk: UUID | str) -> StatementClash:
    """Two texts of one statement of this table, of which nobody chose yet."""
    rows = open_clashes(Q(statement__table=table))
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def open_clashes(which: Q) -> QuerySet[StatementClash]:
    """Clashes nobody decided, oldest first."""
    return StatementClash.objects.select_related("statement__table").filter(
        which, resolved_at__isnull=True, statement__withdrawn_at__isnull=True
    )  # fmt: skip
