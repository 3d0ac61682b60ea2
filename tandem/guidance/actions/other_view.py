"""Ik zag het anders: the person puts their own view beside what somebody else wrote. Nothing is taken away."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.guidance.models import FileItem, OtherView
from tandem.guidance.queries.doors import Place
from tandem.guidance.rules.pen import length_problems
from tandem.kernel import audit
from tandem.kernel.refusal import Problem, Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotSeeOtherwise(Refusal):
    """Only the person self, and with words."""


@transaction.atomic
def add_other_view(place: Place, item: FileItem, *, words: str, by: Person, at: datetime) -> OtherView:
    """Write one own view beside `item`. The first words stay, and so does every later view (guidance.md 2)."""
    if not place.is_owner:
        raise CannotSeeOtherwise(_("Alleen de persoon zelf zegt hoe die het zag."))
    if not words.strip():
        raise CannotSeeOtherwise(Problem(_("Schrijf eerst iets, in eigen woorden."), "words"))
    CannotSeeOtherwise.if_any(length_problems(words))
    kind = type(item).__name__.lower()
    view = OtherView.add(
        file=place.file, made_at=at, made_by=by, is_by_client=True, item_kind=kind, item_id=item.pk, words=words.strip()
    )
    audit.record("other_view.write", view, by=by, at=at, file=place.file.pk, kind=kind)
    return view
