"""What a note-taker writes at a table: a statement, a voice, a correction. No account; the link of the table is the door.

Ids are made on the tablet, so that a letter that comes twice counts once. Nothing is overwritten unseen: a correction
carries the version it was made on, and a clash keeps both texts (seed 004: in people's own words).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.dialogue.models import ForumTable, Statement, StatementClash, StatementVersion, Voice
from tandem.dialogue.queries.table import door_of
from tandem.dialogue.rules.table import (
    CLASH,
    KEPT,
    KNOWN,
    LONGEST_STATEMENT,
    LONGEST_VOICE,
    REFUSED,
    STATEMENTS_PER_TABLE,
    Door,
    change_outcome,
)
from tandem.dialogue.rules.vocabulary import VOICES
from tandem.kernel import access, audit
from tandem.kernel.refusal import Problem, Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotNote(Refusal):
    """The table takes nothing in, or what came is no statement."""


@dataclass(frozen=True, slots=True)
class Note:
    """A statement as it was written down. `id` is made where it is written."""

    id: UUID
    words: str
    is_what_helps: bool
    said_at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """Better words for a statement, made on the version that the note-taker saw."""

    id: UUID
    statement: UUID
    base: int
    words: str
    said_at: datetime
    noted_by: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """Somebody agrees, does not, or adds something."""

    id: UUID
    statement: UUID
    kind: str
    words: str


@transaction.atomic
def note_statement(table: ForumTable, note: Note, *, by: Person | None, at: datetime) -> str:
    """Keep a statement; KNOWN when it was kept before."""
    with access.as_system():
        place, words = _open_table(table, at=at), _checked(note.words, most=LONGEST_STATEMENT)
        if _is_known(place, note.id):
            return KNOWN
        if Statement.objects.filter(table=place).count() >= STATEMENTS_PER_TABLE:
            raise CannotNote(_("Deze tafel heeft te veel uitspraken. Vraag de organisatie van de dag om hulp."))
        _keep(place, note.id, words, is_what_helps=note.is_what_helps, said_at=note.said_at, by=by, at=at)
    return KEPT


@transaction.atomic
def change_statement(table: ForumTable, change: Change, *, by: Person | None, at: datetime) -> str:
    """Better words. KEPT, KNOWN (the same again), or CLASH: then both texts stay until somebody chooses."""
    with access.as_system():
        place, words = _open_table(table, at=at), _checked(change.words, most=LONGEST_STATEMENT)
        if StatementClash.objects.filter(pk=change.id).exists() or _is_known(place, change.id):
            return KNOWN
        statement = _statement(place, change.statement)
        if statement.withdrawn_at is not None:  # somebody took it away meanwhile: these words stand on their own
            _keep(place, change.id, words, is_what_helps=statement.is_what_helps, said_at=change.said_at, by=by, at=at)
            return KEPT
        outcome = change_outcome(
            base=change.base, version=statement.version, words=words, now=statement.words,
            after_base=_words_of(statement, change.base + 1),
        )  # fmt: skip
        if outcome == REFUSED:
            raise CannotNote(_("Deze versie kennen we niet. Open de pagina van je tafel opnieuw."))
        if outcome == KEPT:
            rewrite(statement, words, by=by, at=at)
        if outcome == CLASH:
            _keep_both(statement, change, words, by=by, at=at)
    return outcome


@transaction.atomic
def hear_voice(table: ForumTable, heard: Heard, *, by: Person | None, at: datetime) -> str:
    """Agreement, dissent or an addition, in words. Who said it is not written down."""
    with access.as_system():
        place = _open_table(table, at=at)
        if Voice.objects.filter(pk=heard.id).exists():
            return KNOWN
        if heard.kind not in VOICES:
            raise CannotNote(Problem(_("Kies: eens, niet eens of een aanvulling."), "kind"))
        words = heard.words.strip()
        if heard.kind != "agree" or words:
            words = _checked(words, most=LONGEST_VOICE)
        statement = _statement(place, heard.statement)
        Voice.objects.create(id=heard.id, statement=statement, kind=heard.kind, words=words, at=at)
        audit.record("voice.hear", place.forum_day, by=by, at=at, statement=statement.pk, kind=heard.kind)
    return KEPT


@transaction.atomic
def withdraw_statement(table: ForumTable, statement: Statement, *, by: Person | None, at: datetime) -> None:
    """Take a statement away that was written down wrongly. It stays in the history."""
    with access.as_system():
        place = _open_table(table, at=at)
        row = _statement(place, statement.pk)
        if row.clashes.filter(resolved_at__isnull=True).exists():
            raise CannotNote(_("Van deze uitspraak zijn er twee versies. Kies eerst welke blijft."))
        if row.recommendations.exists():
            raise CannotNote(_("Deze uitspraak staat al in een aanbeveling. Ze blijft staan."))
        Statement.objects.filter(pk=row.pk, withdrawn_at__isnull=True).update(withdrawn_at=at)
        audit.record("statement.withdraw", place.forum_day, by=by, at=at, statement=row.pk)


def rewrite(statement: Statement, words: str, *, by: Person | None, at: datetime) -> None:
    """Other words; the old ones stay as a version. The row is locked by the caller."""
    StatementVersion.objects.create(statement=statement, version=statement.version, words=statement.words, at=at)
    Statement.objects.filter(pk=statement.pk).update(words=words, version=statement.version + 1)
    audit.record("statement.change", statement, by=by, at=at, version=statement.version + 1)


def _open_table(table: ForumTable, *, at: datetime) -> ForumTable:
    """The table, locked: letters of several tablets come in one after another."""
    rows = ForumTable.objects.select_related("forum_day").select_for_update(of=("self",))
    place = rows.get(pk=table.pk)
    refusals = {
        Door.NOT_YET: _("De dag is nog niet begonnen. Wat je schreef, blijft op dit toestel. Probeer het dan opnieuw."),
        Door.OVER: _("De dag is afgesloten. Er komt niets meer bij. Wat je schreef, blijft op dit toestel. "
                     "Bel de organisatie van de dag."),
    }  # fmt: skip
    if refusal := refusals.get(door_of(place, at=at)):
        raise CannotNote(refusal)
    return place


def _statement(place: ForumTable, pk: UUID) -> Statement:
    found = Statement.objects.select_for_update(of=("self",)).filter(pk=pk, table=place).first()
    if found is None:
        raise CannotNote(_("Deze uitspraak staat niet bij deze tafel. Open de pagina van je tafel opnieuw."))
    return found


def _is_known(place: ForumTable, pk: UUID) -> bool:
    """The same id came before; of another table it is nobody's."""
    found = Statement.objects.filter(pk=pk).values_list("table_id", flat=True).first()
    if found is not None and found != place.pk:
        raise CannotNote(_("Dit nummer is al gebruikt. Schrijf de uitspraak opnieuw."))
    return found is not None or Statement.objects.filter(pk=pk).exists()


def _checked(words: str, *, most: int) -> str:
    """The words, without spaces around them; line ends as a browser sends them count once."""
    text = words.replace("\r\n", "\n").replace("\0", "").strip()
    if not text:
        raise CannotNote(Problem(_("Schrijf wat er gezegd is."), "words"))
    if len(text) > most:
        sentence = _("Dit is te lang: ten hoogste %(most)s tekens. Maak er twee uitspraken van.") % {"most": most}
        raise CannotNote(Problem(sentence, "words"))
    return text


def _keep(place: ForumTable, pk: UUID, words: str, *, is_what_helps: bool, said_at: datetime, by: Person | None,
          at: datetime) -> None:  # fmt: skip
    Statement.objects.create(
        id=pk, table=place, words=words, theme=place.forum_day.theme, is_what_helps=is_what_helps, said_at=said_at,
        received_at=at,
    )  # fmt: skip
    audit.record("statement.note", place.forum_day, by=by, at=at, statement=pk, table=place.number)


def _keep_both(statement: Statement, change: Change, words: str, *, by: Person | None, at: datetime) -> None:
    StatementClash.objects.create(
        id=change.id, statement=statement, base_version=change.base, words=words, noted_by=change.noted_by[:80],
        said_at=change.said_at, received_at=at,
    )  # fmt: skip
    audit.record("clash.keep", statement, by=by, at=at, clash=change.id, base=change.base, version=statement.version)


def _words_of(statement: Statement, version: int) -> str | None:
    if version == statement.version:
        return statement.words
    return statement.versions.filter(version=version).values_list("words", flat=True).first()
