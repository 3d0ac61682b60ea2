"""Addressees: a function with a name and an address, and who comes after when it ends."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from tandem.kernel import audit, clock
from tandem.kernel.refusal import Conflict, Problem, Refusal
from tandem.policy_signals.models import Addressee

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotSaveAddressee(Refusal):
    """There is one by this name already, or it ended."""


class AddresseeChangedMeanwhile(Conflict):
    """Somebody else saved first: `current` is the addressee as it is now."""


@dataclass(frozen=True, slots=True)
class AddresseeFacts:
    """`policy_domain` and `area` empty: all of them."""

    name: str
    kind: str
    email: str
    policy_domain: str = ""
    area: str = ""
    contact_name: str = ""


@transaction.atomic
def make_addressee(facts: AddresseeFacts, *, by: Person, at: datetime) -> Addressee:
    """Somebody to send to. Raises CannotSaveAddressee."""
    _refuse_double(facts.name)
    addressee = Addressee.objects.create(**asdict(facts))
    audit.record("addressee.make", addressee, by=by, at=at, kind=facts.kind)
    return addressee


@transaction.atomic
def change_addressee(
    addressee: Addressee, facts: AddresseeFacts, *, version: int, by: Person, at: datetime
) -> Addressee:  # fmt: skip
    """Other facts. Raises CannotSaveAddressee or AddresseeChangedMeanwhile."""
    addressee = _living(addressee)
    if addressee.version != version:
        raise AddresseeChangedMeanwhile(
            "Iemand anders bewaarde intussen wijzigingen. Vergelijk hieronder en bewaar opnieuw.", current=addressee
        )
    _refuse_double(facts.name, but=addressee)
    changed = {name: value for name, value in asdict(facts).items() if getattr(addressee, name) != value}
    for name, value in changed.items():
        setattr(addressee, name, value)
    addressee.version += 1
    addressee.save()
    audit.record("addressee.change", addressee, by=by, at=at, fields=sorted(changed))
    return addressee


@transaction.atomic
def end_addressee(
    addressee: Addressee, *, on: date, successor: Addressee | None, by: Person, at: datetime
) -> Addressee:  # fmt: skip
    """It exists no more; what was sent to it stays, and waits for a new addressee. Raises CannotSaveAddressee."""
    addressee = _living(addressee)
    if on > clock.local(at).date():
        raise CannotSaveAddressee(Problem("Die dag moet nog komen. Noteer het einde op de laatste dag of erna.", "on"))
    if successor is not None and (successor.pk == addressee.pk or _lock(successor).ended_on is not None):
        raise CannotSaveAddressee(Problem("Kies een opvolger die nog bestaat.", "successor"))
    addressee.ended_on, addressee.successor, addressee.version = on, successor, addressee.version + 1
    addressee.save()
    audit.record("addressee.end", addressee, by=by, at=at, successor=successor.pk if successor else None)
    return addressee


def _living(addressee: Addressee) -> Addressee:
    addressee = _lock(addressee)
    if addressee.ended_on is not None:
        raise CannotSaveAddressee("Deze bestemmeling bestaat niet meer. Bekijk de lijst opnieuw.")
    return addressee


def _lock(addressee: Addressee) -> Addressee:
    return Addressee.objects.select_for_update(of=("self",), no_key=True).get(pk=addressee.pk)


def _refuse_double(name: str, but: Addressee | None = None) -> None:
    others = Addressee.objects.filter(name=name, ended_on__isnull=True)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise CannotSaveAddressee(
            Problem("Er is al een bestemmeling met deze naam. Kies die, of maak de naam duidelijker.", "name")
        )
