"""A call opens for everybody, or stops for good."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.calls.actions.call_lock import locked
from tandem.calls.models import Call
from tandem.calls.queries.call_setup import lacks_of
from tandem.calls.queries.writers import writers_of
from tandem.calls.rules.states import CALL
from tandem.kernel import access, audit
from tandem.kernel.mail import NOTICE, write_mail
from tandem.kernel.refusal import Problem, Refusal
from tandem.kernel.states import next_state

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotPublish(Refusal):
    """Something is missing: every reason at once."""


class CannotStop(Refusal):
    """No reason was given."""


@transaction.atomic
def publish_call(call: Call, *, by: Person | None, at: datetime) -> Call:
    """From now on everybody reads the call. No mail: who wants to know follows the feed."""
    row = locked(call)
    state = next_state(CALL, "publish", row.state)
    CannotPublish.if_any(Problem(lack.text) for lack in lacks_of(row, at=at))
    row.state, row.published_at = state, at
    row.version += 1
    row.save(update_fields=["state", "published_at", "version"])
    audit.record("call.publish", row, by=by, at=at, state=state)
    return row


@transaction.atomic
def stop_call(call: Call, reason: str, *, by: Person | None, at: datetime) -> Call:
    """The call stops; who wrote a project or handed one in gets the reason. What was written stays theirs."""
    row, words = locked(call), reason.strip()
    state = next_state(CALL, "stop", row.state)
    if not words:
        raise CannotStop(Problem(_("Schrijf waarom de oproep stopt. Wie schreef, leest dat."), "reason"))
    row.state, row.stop_reason = state, words[:500]
    row.version += 1
    row.save(update_fields=["state", "stop_reason", "version"])
    with access.as_system():  # an officer does not know who writes a draft, but who writes gets the reason
        written = _tell_writers(row, by=by, at=at)
    audit.record("call.stop", row, by=by, at=at, state=state, mails=written)
    return row


def _tell_writers(row: Call, *, by: Person | None, at: datetime) -> int:
    people = writers_of(row)
    for person in people:
        write_mail(
            key=f"call.stop:{row.pk}:{person.pk}", kind=NOTICE, to_email=person.email or "", to_name=str(person), to_person=person,
            subject=_("De oproep stopt: %(title)s") % {"title": row.title}, at=at, by=by,
            body=_("Dag %(name)s\n\nDe oproep “%(title)s” stopt. Je kan geen project meer indienen.\n\n"
                   "Waarom: %(reason)s\n\nWat je schreef, blijft van jullie. Je vindt het hier:\n%(url)s\n\n"
                   "Heb je een vraag? Mail naar %(help)s.\n")
            % {"name": person.first_name, "title": row.title, "reason": row.stop_reason, "help": row.help_email,
               "url": f"{settings.SITE_URL.rstrip('/')}{reverse('submission_list')}"},
        )  # fmt: skip
    return len(people)
