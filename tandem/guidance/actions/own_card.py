"""A card for the person of a file, given by who walks along; the file remembers that it was given."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.guidance.actions.file import mark
from tandem.guidance.queries.doors import Place
from tandem.identity.actions.card import FreshCard, give_card
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotHandOver(Refusal):
    """There is no person to give it to yet."""


@transaction.atomic
def hand_card(place: Place, *, by: Person, at: datetime) -> FreshCard:
    """A new card for the person; the old one dies. The person reads in the file that it happened."""
    if place.file.person is None:
        raise CannotHandOver(_("Maak dit eerst samen tot een eigen dossier. Daarna geef je een kaart."))
    fresh = give_card(person=place.file.person, by=by, at=at)
    words = _("%(name)s gaf een kaart. Een vorige kaart werkt niet meer.") % {"name": by}
    mark(place.file, "card_given", by=by, at=at, words=words)
    return fresh
