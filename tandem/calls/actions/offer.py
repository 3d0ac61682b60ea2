"""What the support team offers: made, changed, closed for new requests (seed 002)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tandem.calls.models import SupportOffer
from tandem.kernel import audit
from tandem.kernel.refusal import Conflict, Problem, Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotKeepOffer(Refusal):
    """Another piece of the offer has this title."""


@transaction.atomic
def make_offer(facts: Mapping[str, Any], *, by: Person | None, at: datetime) -> SupportOffer:
    """A new piece of the offer, open for requests."""
    row = _kept(SupportOffer(made_at=at, **facts))
    audit.record("support_offer.make", row, by=by, at=at, kind=row.kind)
    return row


@transaction.atomic
def edit_offer(
    offer: SupportOffer, facts: Mapping[str, Any], *, version: int, by: Person, at: datetime
) -> SupportOffer:
    """Other words or numbers. Requests that were made keep their sessions. Raises Conflict when a colleague was first."""
    row = SupportOffer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    if row.version != version:
        raise Conflict(
            _("Een collega veranderde dit aanbod terwijl jij schreef. Kijk na wat er nu staat."), current=row
        )
    for name, value in facts.items():
        setattr(row, name, value)
    row.version += 1
    _kept(row)
    audit.record("support_offer.edit", row, by=by, at=at, open=row.is_open)
    return row


def _kept(row: SupportOffer) -> SupportOffer:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if "one_offer_per_title" not in str(error):
            raise
        raise CannotKeepOffer(
            Problem(_("Er is al een aanbod met deze titel. Kies een andere titel."), "title")
        ) from error
    return row
