"""Footnotes of a dossier. The mark stays; the words and the link may change."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.dialogue.actions.dossier import CannotCompose, locked
from tandem.dialogue.models import Dossier, Footnote
from tandem.dialogue.rules import dossier as rules
from tandem.kernel import audit
from tandem.kernel.refusal import Conflict, Problem

if TYPE_CHECKING:
    from tandem.identity.models import Person


class FootnoteChanged(Conflict):
    """Somebody else changed this footnote meanwhile."""

    current: Footnote


@transaction.atomic
def add_footnote(dossier: Dossier, *, mark: str, words: str, link: str, by: Person, at: datetime) -> Footnote:
    """A new one; `[^mark]` in a text points at it. Raises CannotCompose."""
    mark = mark.strip().lower()
    CannotCompose.if_any(rules.footnote_problems(mark=mark, words=words, link=link))
    row = locked(dossier)
    known = set(row.footnotes.values_list("mark", flat=True))
    if mark in known:
        raise CannotCompose(Problem(_("Dit teken is al gebruikt. Kies een ander."), "mark"))
    if len(known) >= rules.MOST_FOOTNOTES:
        raise CannotCompose(_("Een dossier heeft hoogstens %d voetnoten.") % rules.MOST_FOOTNOTES)
    footnote = Footnote.objects.create(dossier=row, mark=mark, words=words.strip(), link=link)
    audit.record("dossier.add_footnote", row, by=by, at=at, footnote=footnote.pk)
    return footnote


@transaction.atomic
def change_footnote(
    footnote: Footnote, *, words: str, link: str, seen: str, by: Person, at: datetime
) -> Footnote:  # fmt: skip
    """Other words or link. `seen`: `as_seen` when the change began. Raises CannotCompose, FootnoteChanged."""
    CannotCompose.if_any(rules.footnote_problems(mark=footnote.mark, words=words, link=link))
    dossier = locked(footnote.dossier)
    row = dossier.footnotes.filter(pk=footnote.pk).first()
    if row is None:
        raise CannotCompose(_("Iemand deed deze voetnoot net weg. Maak ze opnieuw."))
    if as_seen(row) != seen:
        raise FootnoteChanged(_("Iemand paste deze voetnoot net aan. Kijk na wat er nu staat."), current=row)
    row.words, row.link = words.strip(), link
    row.save()
    audit.record("dossier.change_footnote", dossier, by=by, at=at, footnote=row.pk)
    return row


@transaction.atomic
def drop_footnote(footnote: Footnote, *, by: Person, at: datetime) -> None:
    """Take it away; a mark that still points at it is named before publishing."""
    dossier = locked(footnote.dossier)
    dossier.footnotes.filter(pk=footnote.pk).delete()
    audit.record("dossier.drop_footnote", dossier, by=by, at=at, footnote=footnote.pk)


def as_seen(footnote: Footnote) -> str:
    """The text that somebody starts from."""
    return f"{footnote.words}\n{footnote.link}"
