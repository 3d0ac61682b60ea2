"""The messages of one file."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page
from django.utils.translation import gettext as _

from tandem.guidance.models import Message
from tandem.guidance.queries.doors import Place, parts
from tandem.kernel import dutch
from tandem.kernel.pages import paginate


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message, ready for the thread."""

    who: str
    role: str
    when: str
    text: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class MessagePage:
    """A page of messages, oldest on top; the first page holds the newest."""

    page: Page[Message]
    rows: list[MessageRow]
    has_unread: bool


def messages_of(place: Place, number: object) -> MessagePage:
    """What was written, and whether the other side wrote something that was not read."""
    found = parts(place, Message).select_related("made_by").order_by("-made_at", "-pk")
    page = paginate(found, number)
    rows = list(page)
    unread = any(row.read_at is None and row.is_by_client != place.is_owner for row in rows)
    return MessagePage(page, [_row(row, place) for row in reversed(rows)], unread)


def _row(message: Message, place: Place) -> MessageRow:
    author = message.made_by.first_name if message.made_by else _("Iemand die hier niet meer werkt")
    is_own = message.is_by_client == place.is_owner
    role = _("gelezen") if is_own and message.read_at else ""
    who = str(place.file) if message.is_by_client else author
    return MessageRow(who, role, dutch.datetime_nl(message.made_at), message.words, is_own)
