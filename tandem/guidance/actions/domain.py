"""How it goes in a life domain, in words. Every saying stays; the newest of each side is how it is now."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from tandem.guidance.models import DomainView
from tandem.guidance.queries.doors import Place
from tandem.guidance.rules.pen import counts_at_once
from tandem.kernel import audit

if TYPE_CHECKING:
    from tandem.identity.models import Person


@transaction.atomic
def add_domain_view(
    place: Place, *, domain: str, words: str, by: Person, at: datetime, how: str = ""
) -> DomainView:  # fmt: skip
    """Said by the person, or together; else it is how the guide sees it, and stands on that side."""
    is_client = counts_at_once(is_owner=place.is_owner, is_thread=False, how=how)
    view = DomainView.add(file=place.file, made_at=at, made_by=by, domain=domain, words=words, is_by_client=is_client)
    audit.record("domainview.write", view, by=by, at=at, file=place.file.pk)
    return view
