"""Messages between the person and their guides."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.guidance.models import ClientFile, Message
from tandem.guidance.queries.doors import Place, parts
from tandem.guidance.rules.keys import key_in
from tandem.guidance.rules.pen import length_problems
from tandem.kernel import audit
from tandem.kernel.ids import new_id
from tandem.kernel.refusal import Problem, Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotSend(Refusal):
    """An empty message, or one that is too long."""


@transaction.atomic
def send_message(place: Place, *, words: str, by: Person, at: datetime, key: UUID | None = None) -> Message:
    """One message. With the `key` of a form or a phone the same message sent twice gives one row."""
    if not words.strip():
        raise CannotSend(Problem(_("Schrijf eerst een bericht."), "words"))
    CannotSend.if_any(length_problems(words))
    pk = key_in(place.file.pk, "message", key or new_id())
    known = parts(place, Message).filter(pk=pk).first()
    if known:
        return known
    message = Message.add(
        pk=pk, file=place.file, made_at=at, made_by=by, is_by_client=place.is_owner, words=words.strip()
    )
    mark_seen(place, at=at)
    if place.is_guide:
        ClientFile.objects.filter(pk=place.file.pk).update(last_contact_at=at)
    audit.record("message.send", message, by=by, at=at, file=place.file.pk)
    return message


@transaction.atomic
def mark_seen(place: Place, *, at: datetime) -> int:
    """What the other side wrote is read now; counts the messages."""
    theirs = parts(place, Message).filter(is_by_client=not place.is_owner, read_at__isnull=True)
    return theirs.update(read_at=at)
