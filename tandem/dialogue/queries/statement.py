"""Statements of a forum day: search and filters, and which ones look alike by the stems of their Dutch words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import combinations
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connection
from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from tandem.dialogue.models import ForumDay, Statement, StatementClash, Voice
from tandem.dialogue.rules.table import alikeness, is_late

HELPS, HINDERS = "helpt", "in-de-weg"
KINDS = {HINDERS: "wat staat in de weg", HELPS: "wat helpt"}
ALIKE = 0.5  # half of all stems of two statements are the same
USUAL_STEM = 30  # a stem in more statements than this says nothing about likeness
MOST_CHOSEN, MOST_SHOWN = 40, 30
_STEMS = """select s.id, tsvector_to_array(to_tsvector('dutch', s.words)) from dialogue_statement s
            join dialogue_forumtable t on t.id = s.table_id
            where t.forum_day_id = %s and s.withdrawn_at is null"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for among the statements of a day."""

    table: str = ""
    kind: str = ""
    words: str = ""


EVERYTHING = Wanted()


@dataclass(frozen=True, slots=True)
class Line:
    """A statement as a page shows it: with its voices, whether it came late, and its open clashes."""

    statement: Statement
    is_late: bool
    agreed: int
    voices: list[Voice]
    clashes: list[StatementClash]


@dataclass(frozen=True, slots=True)
class AlikeGroup:
    """Statements that say about the same, as far as their words tell."""

    statements: list[Statement] = field(default_factory=list)


def lines_of(rows: Iterable[Statement]) -> list[Line]:
    """The statements of one page, with voices and open clashes in two more questions to the database."""
    found = list(rows)
    clashes = StatementClash.objects.filter(resolved_at__isnull=True)
    voices = Voice.objects.order_by("at", "id")
    prefetch_related_objects(found, Prefetch("voices", voices), Prefetch("clashes", clashes))
    return [_line(row) for row in found]


def _line(row: Statement) -> Line:
    voices = list(row.voices.all())
    return Line(
        statement=row, is_late=row.table is not None and is_late(row.received_at, row.table.closed_at),
        agreed=sum(voice.kind == "agree" for voice in voices), voices=[voice for voice in voices if voice.words],
        clashes=list(row.clashes.all()),
    )  # fmt: skip


def statements_of(day: ForumDay, wanted: Wanted = EVERYTHING) -> QuerySet[Statement]:
    """Statements of all tables, by table and then as they were said."""
    rows = Statement.objects.filter(table__forum_day=day, withdrawn_at__isnull=True).select_related("table")
    if wanted.table.isdecimal():
        rows = rows.filter(table__number=int(wanted.table[:5]))
    if wanted.kind in KINDS:
        rows = rows.filter(is_what_helps=wanted.kind == HELPS)
    if words := wanted.words.strip().replace("\0", ""):
        query = SearchQuery(words[:200], config="dutch", search_type="websearch")
        rows = rows.annotate(found=SearchVector("words", config="dutch")).filter(found=query)
    return rows.order_by("table__number", "said_at", "id")


def chosen_statements(day: ForumDay, keys: Iterable[str]) -> list[Statement]:
    """The statements of this day among these keys, in order; what is no key or of another day is left out."""
    wanted = [pk for key in dict.fromkeys(keys) if (pk := _uuid(key))]
    return list(statements_of(day).filter(pk__in=wanted[:MOST_CHOSEN]))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def stems_of(day: ForumDay) -> dict[UUID, frozenset[str]]:
    """The Dutch stems of each statement, as PostgreSQL cuts them ("huren", "huur" and "gehuurd" are not always one)."""
    with connection.cursor() as cursor:
        cursor.execute(_STEMS, [day.pk])
        return {pk: frozenset(stems or ()) for pk, stems in cursor.fetchall()}


def alike_to(day: ForumDay, chosen: Collection[Statement]) -> list[Statement]:
    """Statements of the day that look like one of the chosen ones, the most alike first."""
    stems = stems_of(day)
    mine = [stems[row.pk] for row in chosen if row.pk in stems]
    taken = {row.pk for row in chosen}
    scores = {pk: max((alikeness(own, theirs) for own in mine), default=0.0) for pk, theirs in stems.items()}
    best = sorted(
        (pk for pk, score in scores.items() if score >= ALIKE / 2 and pk not in taken), key=lambda pk: -scores[pk]
    )
    rows = {row.pk: row for row in statements_of(day).filter(pk__in=best[:MOST_SHOWN])}
    return [rows[pk] for pk in best[:MOST_SHOWN] if pk in rows]


def alike_groups(day: ForumDay) -> list[AlikeGroup]:
    """Groups of statements that say about the same, the largest first; each statement in one group at most."""
    groups = _groups(stems_of(day))[:MOST_SHOWN]
    rows = {row.pk: row for row in statements_of(day).filter(pk__in=[pk for group in groups for pk in group])}
    return [AlikeGroup([rows[pk] for pk in group if pk in rows]) for group in groups]


def _groups(stems: dict[UUID, frozenset[str]]) -> list[list[UUID]]:
    """Alike by twos, then taken together round the statement with most others."""
    beside: dict[UUID, set[UUID]] = defaultdict(set)
    for one, other in _pairs(stems):
        beside[one].add(other)
        beside[other].add(one)
    groups: list[list[UUID]] = []
    taken: set[UUID] = set()
    for pk in sorted(beside, key=lambda pk: (-len(beside[pk]), str(pk))):
        group = [pk, *sorted(beside[pk] - taken, key=str)]
        if pk not in taken and len(group) > 1:
            groups.append(group)
            taken.update(group)
    return groups


def _pairs(stems: dict[UUID, frozenset[str]]) -> Iterable[tuple[UUID, UUID]]:
    """Pairs that share a stem that is not everywhere, and are alike enough."""
    holders: dict[str, list[UUID]] = defaultdict(list)
    for pk, words in stems.items():
        for stem in words:
            holders[stem].append(pk)
    shared = Counter(
        pair for found in holders.values() if len(found) <= USUAL_STEM for pair in combinations(sorted(found), 2)
    )
    return (pair for pair in shared if alikeness(stems[pair[0]], stems[pair[1]]) >= ALIKE)
