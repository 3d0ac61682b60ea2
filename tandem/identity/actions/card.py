"""What is done with a client card: given in person, tried, locked after five wrong PINs, replaced, stopped."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.translation import gettext as _

from tandem.identity import card_numbers
from tandem.identity.actions.person import end_sessions
from tandem.identity.models import ClientCard, Person
from tandem.kernel import audit
from tandem.kernel.refusal import Problem, Refusal


class CannotGiveCard(Refusal):
    """A card is for people with a file, not for who works here."""


class CannotChangePin(Refusal):
    """The old PIN does not fit, or the new one is too easy."""


@dataclass(frozen=True, slots=True)
class FreshCard:
    """A card of this moment: the only time that its code and PIN are known."""

    code: str
    number: str
    pin: str


@dataclass(frozen=True, slots=True)
class PinTry:
    """What came of a PIN: right, or how many tries are left (0: the card is locked)."""

    is_right: bool
    tries_left: int


@transaction.atomic
def give_card(*, person: Person, by: Person, at: datetime) -> FreshCard:
    """A new card, handed over in person. The old one dies at once, and what was opened with it closes."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if not person.is_active or person.memberships.exists():
        raise CannotGiveCard(_("Een kaart is voor wie een eigen dossier heeft. Deze persoon meldt zich anders aan."))
    _end(person, at=at)
    end_sessions(person=person, by=by, at=at)
    fresh = FreshCard(card_numbers.new_code(), card_numbers.new_number(), card_numbers.new_pin())
    card = ClientCard.objects.create(
        person=person, code_hash=card_numbers.code_hash(fresh.code), number=fresh.number,
        pin_hash=make_password(fresh.pin), made_at=at, made_by=by,
    )  # fmt: skip
    audit.record("card.give", person, by=by, at=at, card=card.pk)
    return fresh


@transaction.atomic
def try_pin(*, card: ClientCard, pin: str, at: datetime) -> PinTry:
    """Right or wrong; the fifth wrong one in a row locks the card. Says so instead of raising: the count must stay."""
    card = ClientCard.objects.select_for_update(of=("self",)).get(pk=card.pk)
    if card.locked_at or card.ended_at:
        return PinTry(is_right=False, tries_left=0)
    if check_password(card_numbers.compact_number(pin), card.pin_hash):
        card.wrong_pins, card.used_at = 0, at
        card.save(update_fields=["wrong_pins", "used_at"])
        return PinTry(is_right=True, tries_left=card_numbers.WRONG_PINS)
    card.wrong_pins += 1
    if card.wrong_pins >= card_numbers.WRONG_PINS:
        card.locked_at = at
        audit.record("card.lock", card.person, by=None, at=at, card=card.pk)
    card.save(update_fields=["wrong_pins", "locked_at"])
    return PinTry(is_right=False, tries_left=card_numbers.WRONG_PINS - card.wrong_pins)


def try_nothing(pin: str) -> PinTry:
    """An unknown card takes as long as a known one, and says the same."""
    make_password(pin)
    return PinTry(is_right=False, tries_left=1)


@transaction.atomic
def change_pin(*, card: ClientCard, old: str, new: str, by: Person, at: datetime) -> None:
    """Another PIN, after the old one."""
    CannotChangePin.if_any(card_numbers.pin_problems(new, field="pin_new"))
    if not check_password(old, card.pin_hash):
        raise CannotChangePin(Problem(_("Deze pincode klopt niet. Typ de pincode die je nu gebruikt."), "pin_old"))
    ClientCard.objects.filter(pk=card.pk).update(pin_hash=make_password(new))
    audit.record("card.change_pin", by, by=by, at=at, card=card.pk)


@transaction.atomic
def stop_card(*, person: Person, by: Person, at: datetime, but: str = "") -> bool:
    """The card opens nothing any more; other devices are logged out. False when there was none."""
    if not _end(person, at=at):
        return False
    end_sessions(person=person, by=by, at=at, but=but)
    audit.record("card.stop", person, by=by, at=at)
    return True


def _end(person: Person, *, at: datetime) -> int:
    return ClientCard.objects.filter(person=person, ended_at__isnull=True).update(ended_at=at)
