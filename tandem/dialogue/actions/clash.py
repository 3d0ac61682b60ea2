"""Two note-takers changed one statement without knowing: a person chooses, at the table or afterwards."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.dialogue.actions.statement import rewrite
from tandem.dialogue.models import Statement, StatementClash
from tandem.kernel import access, audit
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person

STANDING, OTHER, BOTH = "standing", "other", "both"
CHOICES = (STANDING, OTHER, BOTH)


class CannotChoose(Refusal):
    """Somebody chose already, or the choice is none of the three."""


@transaction.atomic
def choose_words(clash: StatementClash, *, keep: str, by: Person | None, at: datetime) -> None:
    """The standing words stay, the other words come in their place, or both stay as two statements."""
    if keep not in CHOICES:
        raise CannotChoose(_("Kies welke tekst blijft, of hou ze allebei."))
    with access.as_system():
        statement = Statement.objects.select_for_update(of=("self",)).get(pk=clash.statement_id)
        row = StatementClash.objects.select_for_update(of=("self",)).get(pk=clash.pk)
        if row.resolved_at is not None:
            raise CannotChoose(_("Iemand koos al. Bekijk de uitspraak opnieuw."))
        if keep == OTHER:
            rewrite(statement, row.words, by=by, at=at)
        if keep == BOTH:
            _keep_both(statement, row)
        StatementClash.objects.filter(pk=row.pk).update(resolved_at=at)
        audit.record("clash.choose", statement, by=by, at=at, clash=row.pk, keep=keep)


def _keep_both(statement: Statement, clash: StatementClash) -> None:
    """The other words as a statement of their own, under the id that was made on the tablet."""
    Statement.objects.create(
        id=clash.pk, table_id=statement.table_id, words=clash.words, theme=statement.theme,
        is_what_helps=statement.is_what_helps, said_at=clash.said_at, received_at=clash.received_at,
    )  # fmt: skip
