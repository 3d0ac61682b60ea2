"""The seats of a jury: taken, changed, left; who reads what; a reminder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.calls.actions.jury_readings import (
    GivenOut,
    drop_readings,
    fill_gaps,
    locked_call,
    mark_known_ties,
    tell_juror,
)
from tandem.calls.models import Call, Juror
from tandem.calls.queries.jury import free_jurors, is_officer_too, open_readings
from tandem.identity.actions.invitation import invite_member
from tandem.identity.rules import JUROR
from tandem.kernel import audit, clock
from tandem.kernel.refusal import Problem, Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Invitation, Person

BEFORE_DECISION = ("draft", "published", "judging")


class CannotSeat(Refusal):
    """Somebody cannot sit in this jury, or the jury is done."""


class CannotGiveOut(Refusal):
    """The jury does not read yet, or no longer."""


@dataclass(frozen=True, slots=True)
class Chair:
    """Where a juror sits and works."""

    seat: str
    works_at: str = ""


@transaction.atomic
def add_juror(call: Call, person: Person, chair: Chair, *, by: Person, at: datetime) -> Juror:
    """A seat for a juror of the administration; who left before comes back in the same seat."""
    row, today = locked_call(call), clock.local(at).date()
    _check_open(row)
    if not free_jurors(row, on=today).filter(person=person).exists():
        raise CannotSeat(Problem(_("Deze persoon zit al in de jury, of is geen jurylid van de dienst."), "person"))
    if is_officer_too(row, person.pk, on=today):
        raise CannotSeat(Problem(_("Wie dossiers behandelt, ziet alle namen en kan niet in de jury zitten."), "person"))
    juror, _is_new = Juror.objects.update_or_create(
        call=row, person=person, defaults={"seat": chair.seat, "works_at": chair.works_at.strip(), "left_at": None},
        create_defaults={"seat": chair.seat, "works_at": chair.works_at.strip(), "added_at": at},
    )  # fmt: skip
    mark_known_ties(row, at=at)
    audit.record("juror.add", row, by=by, at=at, juror=juror.pk, seat=chair.seat)
    return juror


@transaction.atomic
def invite_juror(call: Call, *, email: str, name: str, by: Person, at: datetime) -> Invitation:
    """A link that makes somebody juror of the administration; the seat comes after that."""
    _check_open(call)
    return invite_member(organisation=call.administration, email=email, name=name, role=JUROR,
                         secrecy_regime="duty_of_discretion", by=by, at=at)  # fmt: skip


@transaction.atomic
def change_juror(juror: Juror, chair: Chair, *, by: Person, at: datetime) -> None:
    """Another kind of seat or place of work; ties that follow from it count at once."""
    call = locked_call(juror.call)
    _check_open(call)
    Juror.objects.filter(pk=juror.pk).update(seat=chair.seat, works_at=chair.works_at.strip())
    mark_known_ties(call, at=at)
    audit.record("juror.change", call, by=by, at=at, juror=juror.pk, seat=chair.seat)


@transaction.atomic
def remove_juror(juror: Juror, *, by: Person, at: datetime) -> GivenOut:
    """Leaves the jury. What was handed in stays and counts; what was not read goes to others."""
    call = locked_call(juror.call)
    _check_open(call)
    if not Juror.objects.filter(pk=juror.pk, left_at__isnull=True).update(left_at=at):
        raise CannotSeat(_("Deze persoon zit al niet meer in de jury."))
    unread = drop_readings(open_readings(call).filter(juror=juror).values_list("pk", flat=True))
    audit.record("juror.remove", call, by=by, at=at, juror=juror.pk, unread=unread)
    return fill_gaps(call, at=at) if unread else GivenOut(0, 0)


@transaction.atomic
def distribute_readings(call: Call, *, by: Person, at: datetime) -> GivenOut:
    """Give the projects to the jurors who declared their ties. Again later: fills what is missing, moves nothing."""
    row = locked_call(call)
    if row.state != "judging":
        raise CannotGiveOut(_("De jury leest pas als de oproep gesloten is en de dossiers nagekeken zijn."))
    given = fill_gaps(row, at=at)
    audit.record("jury.distribute", row, by=by, at=at, added=given.added, lacking=given.lacking)
    return given


@transaction.atomic
def remind_juror(juror: Juror, *, by: Person, at: datetime) -> None:
    """A friendly mail, at most one a day."""
    waiting = open_readings(juror.call).filter(juror=juror).count()
    if juror.left_at or (juror.ties_declared_at and not waiting):
        raise CannotSeat(_("Dit jurylid heeft nu niets te doen."))
    tell_juror(juror, juror.call, "jury-reminder", _("Nog te lezen voor de jury"), at=at, number=waiting)
    audit.record("juror.remind", juror.call, by=by, at=at, juror=juror.pk, waiting=waiting)


def _check_open(call: Call) -> None:
    if call.state not in BEFORE_DECISION:
        raise CannotSeat(_("Over deze oproep is beslist. De jury verandert niet meer."))
