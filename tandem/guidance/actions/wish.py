"""Put a wish or strength away, and bring it back. Writing them goes through the pen."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.guidance.actions.pen import how_said, says_yes
from tandem.guidance.models import Wish
from tandem.guidance.queries.doors import Place, parts
from tandem.kernel import audit
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotPutAway(Refusal):
    """The person holds the pen."""


@transaction.atomic
def put_away(place: Place, wish: Wish, *, by: Person, at: datetime, how: str = "") -> Wish:
    """Out of the plan, not away: it stays in the list and comes back with one tap."""
    return _move(place, wish, at, "wish.put_away", by=by, at=at, how=how)


@transaction.atomic
def bring_back(place: Place, wish: Wish, *, by: Person, at: datetime, how: str = "") -> Wish:
    """Back into the plan, with the words it had."""
    return _move(place, wish, None, "wish.bring_back", by=by, at=at, how=how)


def _move(
    place: Place, wish: Wish, put_away_at: datetime | None, act: str, *, by: Person, at: datetime, how: str
) -> Wish:
    if not says_yes(place, how):
        raise CannotPutAway(_("De persoon beslist dit zelf. Doe het samen, in een gesprek."))
    wish = parts(place, Wish).select_for_update(of=("self",)).get(pk=wish.pk)
    if (wish.put_away_at is None) != (put_away_at is None):
        wish.put_away_at = put_away_at
        wish.save()
        audit.record(act, wish, by=by, at=at, file=place.file.pk, how=how_said(place, how))
    return wish
