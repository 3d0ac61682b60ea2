"""A group gives a statement on as a signal: in these exact words, and only when the group said yes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.dialogue.models import Statement
from tandem.kernel import audit
from tandem.kernel.refusal import Refusal
from tandem.policy_signals.actions import signal as desk

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotGiveOn(Refusal):
    """The group did not say yes, or the words cannot leave."""


@transaction.atomic
def give_on(
    statement: Statement, *, words: str, theme: str, policy_domain: str, area: str, has_agreed: bool, by: Person, at: datetime
) -> UUID:  # fmt: skip
    """One signal of the group: it counts as one giver, however many were there."""
    if not has_agreed:
        raise CannotGiveOn(_("Vraag het eerst aan de groep. Kruis dan aan dat de groep ja zei."))
    meeting = statement.meeting
    if meeting is None:
        raise CannotGiveOn(_("Alleen een uitspraak van een groep kan zo vertrekken."))
    approved = desk.Approved(
        words=words, kind="group", theme=theme, policy_domain=policy_domain, area=area, giver=f"group-{meeting.group_id}",
        source=f"association-{meeting.association_id}", how="together",
    )  # fmt: skip
    try:
        signal_id = desk.receive(approved, at=at)
    except desk.CannotReceive as refusal:
        raise CannotGiveOn(*refusal.problems) from refusal
    audit.record("statement.give_on", statement, by=by, at=at)
    return signal_id
