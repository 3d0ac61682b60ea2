"""A forum day: prepared with its associations and tables, opened, closed (seed 004)."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tandem.dialogue.models import ForumAssociation, ForumDay, ForumTable
from tandem.dialogue.queries.forum import associations_named
from tandem.dialogue.queries.table import hash_of_link, signs_of
from tandem.dialogue.rules.states import FORUM
from tandem.dialogue.rules.table import LINK_AFTER_DAY
from tandem.kernel import audit, clock
from tandem.kernel.refusal import Conflict, Problem, Refusal
from tandem.kernel.states import next_state

if TYPE_CHECKING:
    from tandem.identity.models import Organisation, Person


class CannotPrepare(Refusal):
    """A table or an association stands there twice, or has to stay."""


@dataclass(frozen=True, slots=True)
class Company:
    """An association that comes, with how many people. Names of people are not written down."""

    name: str
    people: int


@dataclass(frozen=True, slots=True)
class Place:
    """A table as it is prepared; `id` when it stands already."""

    number: int
    topic: str
    facilitator: str = ""
    id: UUID | None = None


@transaction.atomic
def make_forum_day(facts: Mapping[str, Any], *, host: Organisation, by: Person | None, at: datetime) -> ForumDay:
    """A day in preparation."""
    day = ForumDay.objects.create(host=host, made_at=at, made_by=by, **facts)
    audit.record("forum_day.make", day, by=by, at=at, theme=day.theme)
    return day


@transaction.atomic
def edit_forum_day(day: ForumDay, facts: Mapping[str, Any], *, version: int, by: Person, at: datetime) -> ForumDay:
    """Other words, place or date. Raises Conflict when a colleague was first."""
    row = _locked(day)
    if row.version != version:
        raise Conflict(_("Een collega veranderde deze dag terwijl jij schreef. Kijk na wat er nu staat."), current=row)
    ForumDay.objects.filter(pk=row.pk).update(**facts, version=F("version") + 1)
    audit.record("forum_day.edit", row, by=by, at=at)
    return row


@transaction.atomic
def set_associations(day: ForumDay, companies: Iterable[Company], *, by: Person | None, at: datetime) -> None:
    """Which associations come, all at once; the list as it was before makes place."""
    row, wanted = _locked(day), list(companies)
    CannotPrepare.if_any(
        _twice([company.name.casefold() for company in wanted], _("Deze vereniging staat er twee keer."))
    )
    known = associations_named([company.name for company in wanted])
    row.associations.all().delete()
    ForumAssociation.objects.bulk_create(
        ForumAssociation(forum_day=row, name=company.name, people=company.people,
                         association_id=known.get(company.name.casefold()))
        for company in wanted
    )  # fmt: skip
    people = sum(company.people for company in wanted)
    audit.record("forum_day.set_associations", row, by=by, at=at, associations=len(wanted), people=people)


@transaction.atomic
def set_tables(day: ForumDay, places: Iterable[Place], *, by: Person | None, at: datetime) -> list[ForumTable]:
    """Which tables there are. A new table gets its link at once; one with statements cannot go."""
    row, wanted = _locked(day), list(places)
    CannotPrepare.if_any(_twice([place.number for place in wanted], _("Twee tafels hebben hetzelfde nummer.")))
    standing = {table.pk: table for table in row.tables.select_for_update(of=("self",))}
    _take_away(standing, {place.id for place in wanted}, day=row)
    # First out of each other's way: two tables may change numbers.
    row.tables.update(number=F("number") + 10_000)
    tables = [_put(row, standing.get(place.id) if place.id else None, place, at=at) for place in wanted]
    audit.record("forum_day.set_tables", row, by=by, at=at, tables=len(tables))
    return tables


@transaction.atomic
def renew_link(table: ForumTable, *, by: Person, at: datetime) -> ForumTable:
    """Another link for this table; the one on paper stops working at once."""
    row = ForumTable.objects.select_related("forum_day").select_for_update(of=("self",)).get(pk=table.pk)
    _give_link(row, held_on=row.forum_day.held_on, at=at)
    row.save(update_fields=["link_until", "token_hash"])
    audit.record("forum_table.renew_link", row.forum_day, by=by, at=at, table=row.pk)
    return row


@transaction.atomic
def open_forum_day(day: ForumDay, *, by: Person | None, at: datetime) -> None:
    """The tables take in statements from now on; also again, after it was closed too early."""
    row = _locked(day)
    state = next_state(FORUM, "open", row.state)
    if not row.tables.exists():
        raise CannotPrepare(_("Maak eerst de tafels van deze dag."))
    ForumDay.objects.filter(pk=row.pk).update(state=state, version=F("version") + 1)
    row.tables.update(closed_at=None)
    audit.record("forum_day.open", row, by=by, at=at, state=state)


@transaction.atomic
def close_forum_day(day: ForumDay, *, by: Person | None, at: datetime) -> None:
    """The day is over. What still waits on a tablet comes in during two days, marked as late."""
    row = _locked(day)
    state = next_state(FORUM, "close", row.state)
    ForumDay.objects.filter(pk=row.pk).update(state=state, version=F("version") + 1)
    row.tables.update(closed_at=at)
    audit.record("forum_day.close", row, by=by, at=at, state=state)


def _locked(day: ForumDay) -> ForumDay:
    return ForumDay.objects.select_for_update(of=("self",)).get(pk=day.pk)


def _twice(keys: list[Any], sentence: str) -> list[Problem]:
    return [Problem(sentence)] if len(set(keys)) < len(keys) else []


def _take_away(standing: Mapping[UUID, ForumTable], kept: set[UUID | None], *, day: ForumDay) -> None:
    gone = [pk for pk in standing if pk not in kept]
    rows = day.tables.filter(pk__in=gone)
    if rows.filter(statements__isnull=False).exists():
        raise CannotPrepare(_("Aan een van deze tafels is al geschreven. Die tafel blijft staan."))
    rows.delete()


def _put(day: ForumDay, table: ForumTable | None, place: Place, *, at: datetime) -> ForumTable:
    row = table or ForumTable(forum_day=day)
    row.number, row.topic, row.facilitator = place.number, place.topic, place.facilitator
    if table is None:
        _give_link(row, held_on=day.held_on, at=at)
    row.save()
    return row


def _give_link(table: ForumTable, *, held_on: date, at: datetime) -> None:
    """The link is derived from its end, so each link has an end of its own: to the microsecond, by chance."""
    ends = max(at, clock.moment_on(held_on, 18)) + LINK_AFTER_DAY
    table.link_until = ends + timedelta(microseconds=secrets.randbelow(600_000_000))
    table.token_hash = hash_of_link(signs_of(table))
