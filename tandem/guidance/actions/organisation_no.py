"""An organisation says no to a wish or a step: it owes a reason, an alternative and a name; the person answers."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.guidance.actions.pen import says_yes
from tandem.guidance.models import OrganisationNo, Step, Wish
from tandem.guidance.queries.doors import Place, parts
from tandem.guidance.rules.organisation_no import no_problems
from tandem.kernel import audit
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotSayNo(Refusal):
    """The organisation still owes a reason, an alternative or a name."""


class CannotReply(Refusal):
    """Only the person replies."""


@transaction.atomic
def say_no(
    place: Place, *, organisation_name: str, reason: str, alternative: str, contact_name: str, by: Person, at: datetime,
    wish: Wish | None = None, step: Step | None = None, organisation_id: int | None = None,
) -> OrganisationNo:  # fmt: skip
    """Write an organisation's no. By who walks along, or by somebody to whom the wish was shown."""
    CannotSayNo.if_any(
        no_problems(
            organisation=organisation_name, reason=reason, alternative=alternative, contact_name=contact_name
        )
    )  # fmt: skip
    if not place.is_whole and wish is None and step is None:
        raise CannotSayNo(_("Kies op welke wens of stap dit een antwoord is."))
    row = OrganisationNo.add(
        file=place.file, made_at=at, made_by=by, wish=wish, step=step, organisation_id=organisation_id,
        organisation_name=organisation_name, reason=reason, alternative=alternative, contact_name=contact_name,
    )  # fmt: skip
    audit.record("organisationno.write", row, by=by, at=at, file=place.file.pk, organisation=organisation_id)
    return row


@transaction.atomic
def reply_to_no(
    place: Place, row: OrganisationNo, *, words: str, by: Person, at: datetime, how: str = ""
) -> OrganisationNo:  # fmt: skip
    """What the person says to it."""
    if not says_yes(place, how):
        raise CannotReply(_("Hier antwoordt de persoon zelf. Schrijf het samen op, in een gesprek."))
    row = parts(place, OrganisationNo).select_for_update(of=("self",)).get(pk=row.pk)
    row.reply, row.replied_at = words, at
    row.save()
    audit.record("organisationno.reply", row, by=by, at=at, file=place.file.pk, how=how)
    return row
