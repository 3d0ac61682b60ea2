"""What somebody may do, until when: kept by the planner. The diploma of an experiential expert stands at the membership."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.kernel import audit
from tandem.kernel.refusal import Problem, Refusal
from tandem.planning.models import Qualification

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotQualify(Refusal):
    """This qualification cannot be written down."""


@transaction.atomic
def add_qualification(
    person: Person, *, name: str, valid_from: date | None = None, valid_until: date | None = None, by: Person, at: datetime
) -> Qualification:  # fmt: skip
    """One qualification; the same name and first day stand only once."""
    if valid_from and valid_until and valid_until < valid_from:
        raise CannotQualify(Problem(_("De einddatum ligt voor de begindatum. Kijk de dagen na."), "valid_until"))
    if Qualification.objects.filter(person=person, name__iexact=name, valid_from=valid_from).exists():
        raise CannotQualify(
            Problem(_("Deze bekwaamheid staat er al. Haal ze eerst weg om de einddag te veranderen."), "name")
        )
    row = Qualification.objects.create(
        person=person, name=name, valid_from=valid_from, valid_until=valid_until, added_at=at, added_by=by
    )
    audit.record("qualification.add", row, by=by, at=at, person=person.pk)
    return row


@transaction.atomic
def remove_qualification(row: Qualification, *, by: Person, at: datetime) -> None:
    """It does not hold; adding it again is the way back."""
    audit.record("qualification.remove", row, by=by, at=at, person=row.person_id)
    row.delete()
