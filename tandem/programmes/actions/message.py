"""Messages on a trajectory: the duo stays reachable for advice in between (seed 001, session 5)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.kernel import audit
from tandem.kernel.refusal import Problem, Refusal
from tandem.programmes.actions import notices
from tandem.programmes.models import Message, Trajectory

if TYPE_CHECKING:
    from tandem.identity.models import Person

ORGANISATION, PROVIDER = "organisation", "provider"
TEXT_LIMIT = 5000


class CannotSend(Refusal):
    """An empty message."""


@transaction.atomic
def send_message(trajectory: Trajectory, *, text: str, side: str, by: Person, at: datetime) -> Message:
    """One message for the other side. The mail says that it is there, not what it says."""
    if not text.strip():
        raise CannotSend(Problem(_("Schrijf eerst een bericht."), "text"))
    message = Message.objects.create(trajectory=trajectory, author=by, side=side, text=text.strip(), sent_at=at)
    audit.record("message.sent", trajectory, by=by, at=at, message=message.pk, side=side)
    is_to_provider = side == ORGANISATION
    people = (notices.people_of_provider if is_to_provider else notices.people_of_organisation)(trajectory, at=at)
    notices.tell(
        people, trajectory, key=f"message:{message.pk}", page="trajectory_messages", arguments=(trajectory.pk,),
        subject=_("Er staat een bericht klaar"),
        line=_("Er staat een bericht klaar over traject %(number)s. Je leest het hier:") % {"number": trajectory.number},
        by=by, at=at,
    )  # fmt: skip
    return message
