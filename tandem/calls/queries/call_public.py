"""Calls as everybody reads them: open, coming, earlier; one call; a feed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from django.conf import settings
from django.db.models import Aggregate, Count, DurationField, F, Min, Q, QuerySet
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.calls.models import Call, HandedIn
from tandem.calls.queries.call import is_open
from tandem.calls.queries.call_parts import with_parts
from tandem.calls.queries.doors import PUBLIC_STATES, public_calls
from tandem.calls.queries.money import MoneyPage
from tandem.calls.rules.call import CLOSING_MINUTE
from tandem.calls.rules.fit import Terms
from tandem.calls.rules.time_left import time_left
from tandem.calls.rules.vocabulary import SEATS
from tandem.kernel import access
from tandem.kernel.dutch import datetime_nl
from tandem.kernel.finding import one_or_404
from tandem.kernel.plain_text import clean_text

ENOUGH = 5  # fewer handed-in projects say nothing
MOST_NEW = 50


class _Median(Aggregate):
    """The middle one."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True, slots=True)
class OpenCall:
    """A call that takes projects, with the time left in words."""

    row: Call
    left: str


@dataclass(frozen=True, slots=True)
class SeatLine:
    """How many seats of one kind the jury has."""

    label: str
    number: int


def open_calls(at: datetime) -> list[OpenCall]:
    """What closes first stands in front."""
    rows = public_calls().filter(state="published", opens_at__lte=at, closes_at__gt=at - CLOSING_MINUTE)
    return [OpenCall(row, time_left(row.closes_at, at)) for row in rows if row.closes_at]


def coming_calls(at: datetime) -> QuerySet[Call]:
    """Published, not open yet."""
    return public_calls().filter(state="published", opens_at__gt=at).order_by("opens_at", "pk")


def earlier_calls(at: datetime) -> QuerySet[Call]:
    """Closed; the latest first."""
    closed = Q(closes_at__lte=at - CLOSING_MINUTE) | ~Q(state="published")
    return public_calls().filter(closed).order_by("-closes_at", "-pk")


def call_page_for(pk: object) -> Call:
    """A call everybody may read, with its parts; also one that was stopped after it was published, to tell why."""
    stopped = Q(state="stopped", published_at__isnull=False)
    rows = Call.objects.filter(Q(state__in=PUBLIC_STATES) | stopped).select_related("administration")
    return one_or_404(with_parts(rows), pk)


def left_of(call: Call, at: datetime) -> str:
    """How long it stays open; empty when it is not."""
    return time_left(call.closes_at, at) if call.closes_at and is_open(call, at) else ""


def seats_of(call: Call) -> list[SeatLine]:
    """Kinds of seats, never names."""
    rows = call.jurors.filter(left_at__isnull=True).order_by().values_list("seat").annotate(n=Count("pk"))
    found = dict(rows)
    return [SeatLine(label, found[seat]) for seat, label in SEATS.items() if seat in found]


def filling_time(call: Call) -> str:
    """The median from the first word to handing in, once five projects came in; else nothing."""
    with access.as_system():
        first = HandedIn.objects.filter(submission__call=call).order_by().values("submission").annotate(
            took=Min("at") - Min(F("submission__made_at")))  # fmt: skip
        found = first.aggregate(n=Count("submission"), middle=_Median("took"))
    return _in_words(found["middle"]) if found["n"] >= ENOUGH and found["middle"] is not None else ""


def terms_of(call: Call, money: MoneyPage) -> Terms:
    """What "kom ik in aanmerking?" compares with; the cap is that of the first kind every project asks."""
    caps: list[Decimal] = [kind.cap_eur for kind in money.kinds if kind.cap_eur and not kind.is_optional]
    return Terms(
        tuple(call.submitter_kinds), call.least_months, call.most_months, caps[0] if caps else None, call.area_rule
    )


def as_rss(at: datetime) -> str:
    """RSS 2.0 of the calls that are open or come: the latest published first. One query."""
    rows = public_calls().filter(state="published", closes_at__gt=at - CLOSING_MINUTE).order_by("-published_at", "-pk")
    feed = _Feed(
        title=_("Oproepen"), link=_address("calls_public"), language="nl", feed_url=_address("calls_feed"),
        description=_("Oproepen waarvoor je een project kan indienen."),
    )  # fmt: skip
    for row in rows[:MOST_NEW]:
        feed.add_item(
            title=clean_text(row.title), link=_address("call_public", row.pk), description=_text(row),
            unique_id=f"urn:uuid:{row.pk}", unique_id_is_permalink=False, pubdate=row.published_at,
            updateddate=row.published_at,
        )  # fmt: skip
    return str(feed.writeString("utf-8"))


class _Feed(Rss201rev2Feed):
    """Without entries there is no moment of building: the same feed is the same bytes."""

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=datetime(1970, 1, 1, tzinfo=UTC))


def _text(row: Call) -> str:
    moments = _("Open van %(opens)s tot %(closes)s.") % {
        "opens": datetime_nl(row.opens_at), "closes": datetime_nl(row.closes_at)}  # fmt: skip
    return clean_text(f"{row.summary}\n\n{moments}")


def _address(name: str, *args: object) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{reverse(name, args=args)}"


def _in_words(middle: timedelta) -> str:
    hours = round(middle.total_seconds() / 3600)
    if hours < 48:
        return _("%(n)s uur") % {"n": max(1, hours)}
    return ngettext("%(n)s dag", "%(n)s dagen", round(hours / 24)) % {"n": round(hours / 24)}
