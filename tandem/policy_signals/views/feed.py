"""The feeds, for everybody."""

from __future__ import annotations

from django.http import HttpResponse

from tandem.identity.access import AnyRequest, asked_again, open_to_all
from tandem.policy_signals.queries import feed as queries


@open_to_all
@asked_again
def signal_feed_rss(request: AnyRequest) -> HttpResponse:
    """RSS 2.0."""
    return HttpResponse(queries.as_rss(queries.feed_entries()), content_type="application/rss+xml; charset=utf-8")


@open_to_all
@asked_again
def signal_feed_json(request: AnyRequest) -> HttpResponse:
    """JSON Feed 1.1."""
    return HttpResponse(queries.as_json(queries.feed_entries()), content_type="application/feed+json; charset=utf-8")
