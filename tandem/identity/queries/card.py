"""Reads about client cards. What a card opens is never told before its PIN."""

from dataclasses import dataclass

from django.db.models import QuerySet

from tandem.identity import card_numbers
from tandem.identity.models import ClientCard, Person
from tandem.kernel import dutch


@dataclass(frozen=True, slots=True)
class CardFacts:
    """A card as its owner and the guide see it: never the code or the PIN."""

    number: str
    ends_with: str
    given: str
    used: str
    is_locked: bool


def card_with_code(code: str) -> ClientCard | None:
    """The living card with this QR code."""
    return _living().filter(code_hash=card_numbers.code_hash(code)).first()


def card_with_number(number: str) -> ClientCard | None:
    """The living card with this number, as typed."""
    return _living().filter(number=card_numbers.compact_number(number)).first()


def card_with_key(pk: int) -> ClientCard | None:
    """The living card that a device knows."""
    return _living().filter(pk=pk).first()


def card_of(person: Person) -> ClientCard | None:
    """The living card of somebody."""
    return _living().filter(person=person).first()


def card_facts(person: Person) -> CardFacts | None:
    """The same, ready to print; nothing when there is no card."""
    card = card_of(person)
    if card is None:
        return None
    used = dutch.datetime_nl(card.used_at) if card.used_at else ""
    number = card_numbers.number_text(card.number)
    return CardFacts(number, card.number[-3:], dutch.date_nl(card.made_at), used, card.locked_at is not None)


def _living() -> QuerySet[ClientCard]:
    """Cards that open something. Who got a role here since then logs in as colleagues do."""
    living = ClientCard.objects.filter(ended_at__isnull=True, person__is_active=True, person__memberships__isnull=True)
    return living.select_related("person")
