"""Structural signals for programs that follow them: RSS 2.0 and JSON Feed 1.1, the last change first."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _

from tandem.kernel.dutch import date_nl
from tandem.kernel.plain_text import clean_text
from tandem.policy_signals.models import Bundle
from tandem.policy_signals.queries.doors import public_bundles
from tandem.policy_signals.rules.states import STATES

MOST = 50


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One signal as it stands now; `key` never changes."""

    key: str
    url: str
    title: str
    text: str
    sent_at: datetime
    changed_at: datetime
    state: str
    tags: tuple[str, ...]


class _Feed(Rss201rev2Feed):
    """Without entries there is no moment of building: the same feed is the same bytes."""

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=datetime(1970, 1, 1, tzinfo=UTC))


def feed_entries() -> list[FeedEntry]:
    """The last fifty that changed. One query."""
    rows = public_bundles().annotate(
        changed_at=Greatest("sent_at", "acknowledged_at", "answered_at", "outcome_at")  # PostgreSQL leaves out what is empty
    ).order_by("-changed_at", "-number")  # fmt: skip
    return [
        FeedEntry(
            key=f"urn:uuid:{row.pk}", url=_address("structural_signal", row.pk), title=clean_text(row.title), text=_text(row),
            sent_at=row.sent_at or row.made_at, changed_at=row.changed_at, state=STATES[row.state],
            tags=(row.get_theme_display(), row.get_policy_domain_display(), STATES[row.state]),
        )
        for row in rows[:MOST]
    ]  # fmt: skip


def as_rss(entries: list[FeedEntry]) -> str:
    """RSS 2.0, with its own address and stable ids."""
    feed = _Feed(
        title=_("Signalen"), link=_address("structural_signals"), description=_description(), language="nl",
        feed_url=_address("signal_feed_rss"),
    )  # fmt: skip
    for entry in entries:
        feed.add_item(
            title=entry.title, link=entry.url, description=entry.text, unique_id=entry.key, unique_id_is_permalink=False,
            pubdate=entry.sent_at, updateddate=entry.changed_at, categories=entry.tags,
        )  # fmt: skip
    return str(feed.writeString("utf-8"))


def as_json(entries: list[FeedEntry]) -> str:
    """JSON Feed 1.1 (jsonfeed.org); the state also stands apart, under `_tandem`."""
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": _("Signalen"),
            "description": _description(),
            "home_page_url": _address("structural_signals"),
            "feed_url": _address("signal_feed_json"),
            "language": "nl",
            "items": [
                {
                    "id": entry.key, "url": entry.url, "title": entry.title, "content_text": entry.text,
                    "date_published": entry.sent_at.isoformat(), "date_modified": entry.changed_at.isoformat(),
                    "tags": list(entry.tags), "_tandem": {"state": entry.state},
                }
                for entry in entries
            ],
        },
        ensure_ascii=False,
    )  # fmt: skip


def _text(bundle: Bundle) -> str:
    """Words, question, to whom, where it stands and what came back."""
    parts = [
        bundle.words,
        bundle.asks,
        _("Voor: %(who)s. Antwoord gevraagd tegen %(due)s.") % {"who": bundle.addressee, "due": date_nl(bundle.due_on)},
        _("Stand: %(state)s.") % {"state": STATES[bundle.state]},
        _("Antwoord: %(words)s") % {"words": bundle.answer} if bundle.answer else "",
        _("Wat ermee gebeurde: %(words)s") % {"words": bundle.outcome} if bundle.outcome else "",
    ]
    return clean_text("\n\n".join(part for part in parts if part))


def _address(name: str, *args: object) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{reverse(name, args=args)}"


def _description() -> str:
    return _("Wat mensen in armoede tegenhoudt, aan wie we dat vertelden, en wat er terugkwam.")
