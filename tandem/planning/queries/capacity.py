"""What somebody can carry: their limits, what was asked of them, and what is not possible (theirs alone)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from tandem.identity.queries.organisation import organisations
from tandem.kernel.finding import first_or_404, one_or_404
from tandem.planning.models import Capacity, LimitQuestion, NotPossible
from tandem.planning.rules import limits, words

if TYPE_CHECKING:
    from tandem.identity.models import Organisation, Person

MOST_FOUND, LEAST_LETTERS = 20, 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to carry more, in words."""

    pk: UUID
    wish: str
    answer: str
    asked_by: str
    question: LimitQuestion


@dataclass(frozen=True, slots=True)
class NotPossiblePage:
    """What is not possible for somebody. Only that person reads this: the database gives nobody else a row."""

    places: tuple[NotPossible, ...]
    themes: tuple[str, ...]


def capacity_of(person: Person) -> Capacity:
    """The limits of somebody; the usual ones, not saved, while nothing was told."""
    return Capacity.objects.filter(person=person).first() or Capacity(person=person, version=0)


def limit_sentences(capacity: Capacity) -> list[str]:
    """Every limit that holds, as a sentence."""
    values = ((name, getattr(capacity, name)) for name in words.LIMITS)
    return [
        limits.sentence(name, value) for name, value in values if value is not None and (value or name != "rest_days")
    ]


def limits_to_ask(capacity: Capacity) -> list[tuple[str, str]]:
    """The limits on which more can be asked, with what holds now."""
    found = ((name, getattr(capacity, name)) for name in words.LIMITS)
    return [
        (name, limits.sentence(name, value)) for name, value in found if value is not None and _has_room(name, value)
    ]


def questions_to(person: Person, *, most: int = 20) -> list[Asked]:
    """What was asked of somebody, the open ones first."""
    rows = LimitQuestion.objects.filter(person=person).select_related("asked_by", "provider")[:most]
    found = [Asked(row.pk, limits.sentence(row.limit, row.value), row.answer, str(row.asked_by), row) for row in rows]
    return sorted(found, key=lambda one: bool(one.answer))


def not_possible_page(person: Person) -> NotPossiblePage:
    """Places by name, and themes."""
    rows = list(NotPossible.objects.filter(person=person).select_related("organisation"))
    places = sorted((row for row in rows if row.organisation), key=lambda row: row.organisation.sort_key)  # type: ignore[union-attr]
    return NotPossiblePage(tuple(places), tuple(row.theme for row in rows if row.theme))


def not_possible_for(person: Person, pk: int) -> NotPossible:
    """One row of this person."""
    return one_or_404(NotPossible.objects.filter(person=person).select_related("person"), pk)


def excluded_themes(person: Person) -> dict[str, NotPossible]:
    """Theme -> row."""
    return {
        row.theme: row for row in NotPossible.objects.filter(person=person).exclude(theme="").select_related("person")
    }


def organisations_named(text: str) -> Sequence[Organisation]:
    """Organisations that Tandem knows, by part of the name; nothing for less than three letters."""
    words_of_name = " ".join(text.split())
    if len(words_of_name) < LEAST_LETTERS:
        return []
    return list(organisations(words=words_of_name)[:MOST_FOUND])


def organisation_known(public_id: str) -> Organisation:
    """An organisation that Tandem knows; anything else does not exist."""
    try:
        rows = organisations().filter(public_id=UUID(public_id))
    except ValueError as error:
        raise Http404 from error
    return first_or_404(rows)


def _has_room(name: str, value: int) -> bool:
    lowest, highest = limits.RANGES[name]
    return value > lowest if name in limits.FEWER_IS_MORE else value < highest
