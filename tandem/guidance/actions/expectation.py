"""Let an expectation go. Saying one goes through the pen, with the person's own answer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.guidance.actions.pen import how_said, says_yes
from tandem.guidance.models import Expectation
from tandem.guidance.queries.doors import Place, parts
from tandem.kernel import audit
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotLetGo(Refusal):
    """The person holds the pen."""


@transaction.atomic
def let_go(place: Place, expectation: Expectation, *, by: Person, at: datetime, how: str = "") -> Expectation:
    """Nobody expects it any more. No reason is asked."""
    if not says_yes(place, how):
        raise CannotLetGo(_("De persoon beslist dit zelf. Doe het samen, in een gesprek."))
    expectation = parts(place, Expectation).select_for_update(of=("self",)).get(pk=expectation.pk)
    if expectation.let_go_at is None:
        expectation.let_go_at = at
        expectation.save()
        audit.record("expectation.let_go", expectation, by=by, at=at, file=place.file.pk, how=how_said(place, how))
    return expectation
