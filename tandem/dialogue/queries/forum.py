"""Forum days for who prepares them: the list, one day with what comes in per table, and its clashes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Count, F, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import Http404

from tandem.dialogue.models import ForumAssociation, ForumDay, ForumTable, Statement, StatementClash
from tandem.dialogue.queries.doors import forum_day_for
from tandem.dialogue.queries.table import open_clashes
from tandem.identity.queries.organisation import organisations
from tandem.identity.rules import POLICY_WORKER, Viewer

if TYPE_CHECKING:
    from tandem.identity.models import Organisation

STANDING = Q(withdrawn_at__isnull=True)


@dataclass(frozen=True, slots=True)
class TableLine:
    """What came in from one table."""

    table: ForumTable
    helps: int
    hinders: int
    late: int
    clashes: int
    last: datetime | None

    @property
    def statements(self) -> int:
        """All that stand."""
        return self.helps + self.hinders


def forum_days(words: str = "") -> QuerySet[ForumDay]:
    """Every forum day, the newest first, with its numbers."""
    rows = ForumDay.objects.annotate(
        people=_counted(ForumAssociation.objects.filter(forum_day=OuterRef("pk")), "forum_day", Sum("people")),
        associations_count=_counted(ForumAssociation.objects.filter(forum_day=OuterRef("pk")), "forum_day", Count("pk")),
        statements_count=_counted(
            Statement.objects.filter(STANDING, table__forum_day=OuterRef("pk")), "table__forum_day", Count("pk")
        ),
    )  # fmt: skip
    if text := words.strip().replace("\0", "")[:200]:
        vector = SearchVector("title", "question", "place", config="dutch")
        rows = rows.annotate(found=vector).filter(found=SearchQuery(text, config="dutch", search_type="websearch"))
    return rows


def table_lines(day: ForumDay, clashes: Iterable[StatementClash] = ()) -> list[TableLine]:
    """Per table what came in so far; `clashes` are those of the day that nobody decided."""
    came = {row["table"]: row for row in _came_in(day)}
    unclear = Counter(clash.statement.table_id for clash in clashes)
    return [_line(table, came.get(table.pk, {}), unclear[table.pk]) for table in day.tables.all()]


def clashes_of(day: ForumDay) -> QuerySet[StatementClash]:
    """Statements with two texts, of the whole day."""
    return open_clashes(Q(statement__table__forum_day=day))


def clash_for(viewer: Viewer, pk: object, clash: UUID | str) -> tuple[ForumDay, StatementClash]:
    """One of them, for who prepares the day."""
    day = forum_day_for(viewer, pk)
    found = clashes_of(day).filter(pk=clash).first()
    if found is None:
        raise Http404
    return day, found


def table_for(viewer: Viewer, pk: object, table: UUID | str) -> ForumTable:
    """A table of a day, for who prepares it."""
    found = forum_day_for(viewer, pk).tables.filter(pk=table).first()
    if found is None:
        raise Http404
    return found


def hosts_of(viewer: Viewer) -> list[tuple[int, str]]:
    """Organisations in whose name the viewer holds a forum day."""
    own = [m for m in viewer.memberships if m.role == POLICY_WORKER]
    return list(dict.fromkeys((m.organisation_id, m.organisation_name) for m in own))


def host_of(viewer: Viewer, key: str) -> Organisation:
    """One of them."""
    return organisations().get(pk=key, pk__in=[pk for pk, _name in hosts_of(viewer)])


def day_facts(day: ForumDay) -> dict[str, Any]:
    """What a form shows of a day."""
    return {name: getattr(day, name) for name in ("title", "question", "theme", "held_on", "place", "getting_there")}


def associations_named(names: Iterable[str]) -> dict[str, int]:
    """Associations we know among these names, by name in small letters."""
    wanted = {name.casefold() for name in names}
    rows = organisations(kind="association").values_list("name", "pk")
    return {name.casefold(): pk for name, pk in rows if name.casefold() in wanted}


def association_names() -> list[str]:
    """Names to choose from while typing."""
    return list(organisations(kind="association").order_by("name").values_list("name", flat=True)[:200])


def _came_in(day: ForumDay) -> QuerySet[Statement, Any]:
    rows = Statement.objects.filter(STANDING, table__forum_day=day).order_by().values("table")
    return rows.annotate(
        helps=Count("pk", filter=Q(is_what_helps=True)), hinders=Count("pk", filter=Q(is_what_helps=False)),
        late=Count("pk", filter=Q(received_at__gt=F("table__closed_at"))), last=Max("received_at"),
    )  # fmt: skip


def _line(table: ForumTable, came: dict[str, object], clashes: int) -> TableLine:
    numbers = {name: int(str(came.get(name, 0))) for name in ("helps", "hinders", "late")}
    last = came.get("last")
    return TableLine(table, **numbers, clashes=clashes, last=last if isinstance(last, datetime) else None)


def _counted(rows: QuerySet[Any], by: str, what: Count | Sum) -> Coalesce:
    counted = rows.order_by().values(by).annotate(number=what).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
