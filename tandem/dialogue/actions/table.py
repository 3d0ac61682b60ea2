"""Letters of a table come in: sealed on a tablet without network, opened here, each counted once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from tandem.dialogue.actions.statement import (
    CannotNote,
    Change,
    Heard,
    Note,
    change_statement,
    hear_voice,
    note_statement,
)
from tandem.dialogue.models import ForumTable
from tandem.dialogue.rules.table import LETTERS_PER_POST, REFUSED, said_moment
from tandem.kernel.letterbox import CannotOpenLetter, open_letter, read_letter
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one letter: KEPT, KNOWN or CLASH (the tablet may forget it), or REFUSED with the reason."""

    id: str
    state: str
    sentence: str = ""


def take_in(table: ForumTable, envelopes: Sequence[object], *, by: Person | None, at: datetime) -> list[Receipt]:
    """Each letter for itself: one that is refused keeps none of the others back."""
    return [_take_one(table, envelope, by=by, at=at) for envelope in envelopes[:LETTERS_PER_POST]]


def _take_one(table: ForumTable, envelope: object, *, by: Person | None, at: datetime) -> Receipt:
    name = str(envelope.get("id", ""))[:36] if isinstance(envelope, dict) else ""
    try:
        letter = read_letter(envelope)
        content = open_letter(letter, place=str(table.pk))
        with transaction.atomic():
            return Receipt(str(letter.id), _write(table, letter.id, content, by=by, at=at))
    except CannotOpenLetter:
        return Receipt(
            name, REFUSED, _("Deze uitspraak is niet voor deze tafel verzegeld. Bel de organisatie van de dag.")
        )
    except Refusal as refusal:
        return Receipt(name, REFUSED, str(refusal))
    except (KeyError, ValueError, TypeError, DatabaseError):
        return Receipt(name, REFUSED, _("Deze uitspraak is beschadigd. Bel de organisatie van de dag."))


def _write(table: ForumTable, pk: UUID, content: Mapping[str, Any], *, by: Person | None, at: datetime) -> str:
    writers: dict[str, Callable[..., str]] = {"statement": _statement, "change": _change, "voice": _voice}
    writer = writers.get(str(content.get("kind")))
    if writer is None:
        raise CannotNote(_("Dit soort brief kennen we niet. Open de pagina van je tafel opnieuw."))
    return writer(table, pk, content, by=by, at=at)


def _statement(table: ForumTable, pk: UUID, content: Mapping[str, Any], *, by: Person | None, at: datetime) -> str:
    note = Note(pk, _text(content, "words"), content.get("helps") is True, said_moment(content.get("said_at"), at=at))
    return note_statement(table, note, by=by, at=at)


def _change(table: ForumTable, pk: UUID, content: Mapping[str, Any], *, by: Person | None, at: datetime) -> str:
    change = Change(
        id=pk, statement=UUID(_text(content, "statement")), base=int(content["base"]), words=_text(content, "words"),
        said_at=said_moment(content.get("said_at"), at=at), noted_by=str(content.get("device", ""))[:80],
    )  # fmt: skip
    return change_statement(table, change, by=by, at=at)


def _voice(table: ForumTable, pk: UUID, content: Mapping[str, Any], *, by: Person | None, at: datetime) -> str:
    heard = Heard(pk, UUID(_text(content, "statement")), _text(content, "voice"), _text(content, "words"))
    return hear_voice(table, heard, by=by, at=at)


def _text(content: Mapping[str, Any], name: str) -> str:
    text = content[name]
    if not isinstance(text, str):
        raise TypeError(name)
    return text
