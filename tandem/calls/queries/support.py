"""The offer, the requests of networks and the sessions they became: doors and pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.urls import reverse

from tandem.calls.models import Network, SupportNeed, SupportOffer, SupportRequest
from tandem.calls.queries.doors import is_coordinator, networks_of
from tandem.calls.rules import support as rules
from tandem.calls.rules.vocabulary import REQUEST_STATES
from tandem.identity.queries.organisation import organisations
from tandem.identity.rules import (
    EXPERIENTIAL_EXPERT,
    ORGANISATION_CONTACT,
    PLANNER,
    SUPPORT_COORDINATOR,
    TRAINER,
    Viewer,
)
from tandem.kernel import access, clock
from tandem.kernel.dutch import datetime_nl
from tandem.kernel.finding import one_or_404
from tandem.sessions.queries.doors import series_for
from tandem.sessions.queries.facts import LedSession, led_sessions
from tandem.sessions.rules import STATES

if TYPE_CHECKING:
    from tandem.identity.models import Organisation

READERS = (SUPPORT_COORDINATOR, ORGANISATION_CONTACT, PLANNER, TRAINER, EXPERIENTIAL_EXPERT)
TAGS = {"asked": "yellow", "planned": "blue", "held": "green", "withdrawn": "grey"}


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request in a list, ready to print."""

    url: str
    title: str
    networks: str
    state: str
    tag: str
    asked_on: date
    when: str
    waits_long: bool


@dataclass(frozen=True, slots=True)
class MomentRow:
    """One session of a request."""

    title: str
    when: str
    place: str
    duo: str
    state: str
    url: str  # empty for who may not open it


@dataclass(frozen=True, slots=True)
class Match:
    """Open needs of one kind, theme and task, with what is offered for them."""

    title: str
    needs: tuple[SupportNeed, ...]
    offers: tuple[SupportOffer, ...]

    @property
    def networks(self) -> int:
        return len({need.network_id for need in self.needs})


def facts_of(offer: SupportOffer) -> rules.OfferFacts:
    """What the rules look at."""
    return rules.OfferFacts(offer.title, offer.is_open, offer.is_shared, offer.most_people)


def offers(*, kind: str = "", only_open: bool = True) -> QuerySet[SupportOffer]:
    """The offer by kind, with how often each was asked."""
    rows = SupportOffer.objects.annotate(asked=Count("requests", filter=~Q(requests__state="withdrawn")))
    rows = rows.filter(is_open=True) if only_open else rows
    return (rows.filter(kind=kind) if kind else rows).order_by("kind", "title", "pk")


def offer_for(viewer: Viewer, pk: object) -> SupportOffer:
    """A piece of the offer, to change."""
    if not is_coordinator(viewer):
        raise Http404
    return one_or_404(SupportOffer.objects.all(), pk)


def open_needs(networks: Iterable[Network] | None = None) -> QuerySet[SupportNeed]:
    """Needs nobody took up yet, most urgent first; of these networks or of all that have not ended."""
    rows = SupportNeed.objects.filter(state="open").select_related("network")
    return rows.exclude(network__state="ended") if networks is None else rows.filter(network__in=list(networks))


def askers(viewer: Viewer) -> QuerySet[Network]:
    """Networks the viewer may ask for: all for a coordinator, else the own ones."""
    rows = networks_of(viewer) if is_coordinator(viewer) else Network.objects.filter(
        organisation_id__in=viewer.organisation_ids(ORGANISATION_CONTACT)
    )  # fmt: skip
    return rows.exclude(state="ended")


def requests_of(viewer: Viewer, *, state: str = "", words: str = "") -> QuerySet[SupportRequest]:
    """Requests the viewer may see, those that wait in front."""
    rows = SupportRequest.objects.select_related("offer").prefetch_related("networks")
    if not is_coordinator(viewer):
        mine = Q(request_networks__network__organisation_id__in=viewer.organisation_ids(ORGANISATION_CONTACT))
        rows = rows.filter(mine | Q(series__provider_id__in=viewer.organisation_ids(PLANNER))).distinct()
    if state in REQUEST_STATES:
        rows = rows.filter(state=state)
    for word in words.split():
        rows = rows.filter(Q(offer__title__icontains=word) | Q(pk__in=_named(word)))
    return rows.order_by("state", "asked_at", "pk")


def _named(word: str) -> QuerySet[Any, Any]:
    return SupportRequest.objects.filter(networks__name__icontains=word).values("pk")


def request_for(viewer: Viewer, pk: object) -> SupportRequest:
    """A request of the viewer's network, any for a coordinator, and for the planner and the tandem of its series."""
    row = one_or_404(SupportRequest.objects.select_related("offer"), pk)
    if is_coordinator(viewer) or _is_ours(viewer, row):
        return row
    if row.series_id is None or not viewer.has_role(PLANNER, TRAINER, EXPERIENTIAL_EXPERT):
        raise Http404
    series_for(viewer, row.series_id)
    return row


def may_withdraw(viewer: Viewer, request: SupportRequest) -> bool:
    """A coordinator always; a network what it asked alone."""
    if request.state not in ("asked", "planned"):
        return False
    return is_coordinator(viewer) or (_is_ours(viewer, request) and request.request_networks.count() == 1)


def may_hold(viewer: Viewer, request: SupportRequest) -> bool:
    """Coordinators and the tandem tell how it went."""
    return request.state == "planned" and (is_coordinator(viewer) or viewer.has_role(TRAINER, EXPERIENTIAL_EXPERT))


def _is_ours(viewer: Viewer, request: SupportRequest) -> bool:
    mine = viewer.organisation_ids(ORGANISATION_CONTACT)
    return request.request_networks.filter(network__organisation_id__in=mine).exists()


def states_of_sessions(request: SupportRequest) -> list[str]:
    """How its sessions stand, whoever asks."""
    return [one.status for one in _sessions_of(request)]


def _sessions(requests: Iterable[SupportRequest]) -> dict[UUID, list[LedSession]]:
    """Networks of a shared request see when and where it is, though the series is not theirs."""
    with access.as_system():
        return led_sessions(one.series_id for one in requests if one.series_id)


def _sessions_of(request: SupportRequest) -> list[LedSession]:
    return _sessions([request]).get(request.series_id, []) if request.series_id else []


def request_rows(requests: Iterable[SupportRequest]) -> list[RequestRow]:
    """Ready to print: two queries, whatever their number."""
    rows = list(requests)
    sessions, today = _sessions(rows), clock.today()
    return [_request_row(row, sessions.get(row.series_id, []) if row.series_id else [], today) for row in rows]


def _request_row(row: SupportRequest, sessions: list[LedSession], today: date) -> RequestRow:
    asked_on = clock.local(row.asked_at).date()
    dated = [one for one in sessions if one.starts_at and one.status in ("confirmed", "held", "proposed")]
    when = f"{datetime_nl(dated[0].starts_at)}, {STATES[dated[0].status]}" if dated else ""
    return RequestRow(
        reverse("support_request", args=[row.pk]), row.offer.title, ", ".join(one.name for one in row.networks.all()),
        REQUEST_STATES[row.state], TAGS[row.state], asked_on, when,
        rules.waits_long(row.state, asked_on=asked_on, today=today),
    )  # fmt: skip


def moments(viewer: Viewer, request: SupportRequest) -> list[MomentRow]:
    """The sessions of a request, with a link for who takes part in the series."""
    may_open = _opens_series(viewer, request)
    return [
        MomentRow(
            one.title, datetime_nl(one.starts_at) if one.starts_at else "", one.place,
            " en ".join(name for name in (one.trainer, one.expert) if name), STATES[one.status],
            reverse("session", args=[one.session_id]) if may_open else "",
        )
        for one in _sessions_of(request)
    ]  # fmt: skip


def series_url(viewer: Viewer, request: SupportRequest) -> str:
    """Where dates and duo are arranged; empty for who takes no part in the series."""
    return reverse("series_dates", args=[request.series_id]) if _opens_series(viewer, request) else ""


def duo_url(viewer: Viewer, request: SupportRequest) -> str:
    """Where the planner chooses the tandem."""
    is_planner = viewer.has_role(PLANNER) and request.state in ("asked", "planned")
    return reverse("duo_choose", args=[request.series_id]) if is_planner and _opens_series(viewer, request) else ""


def _opens_series(viewer: Viewer, request: SupportRequest) -> bool:
    if request.series_id is None:
        return False
    try:
        series_for(viewer, request.series_id)
    except Http404:
        return False
    return True


def address_of_series(series_id: UUID) -> str:
    """Where the request behind a series has its page; empty when it has none. One query."""
    pk = SupportRequest.objects.filter(series_id=series_id).values_list("pk", flat=True).first()
    return reverse("support_request", args=[pk]) if pk else ""


def matches() -> list[Match]:
    """Open needs side by side, the most asked first, with the offer that fits: two queries."""
    groups: dict[tuple[str, str, str], list[SupportNeed]] = {}
    for need in open_needs():
        groups.setdefault((need.kind, need.theme, need.task), []).append(need)
    standing = list(offers())
    found = [
        Match(_title(needs[0]), tuple(needs),
              tuple(one for one in standing if rules.fits(one.kind, one.theme, one.task, need=key)))
        for key, needs in groups.items()
    ]  # fmt: skip
    return sorted(found, key=lambda match: (-match.networks, match.title))


def _title(need: SupportNeed) -> str:
    parts = [
        need.get_kind_display(),
        need.get_theme_display() if need.theme else "",
        need.get_task_display() if need.task else "",
    ]
    return ": ".join(filter(None, (parts[0], ", ".join(filter(None, parts[1:])))))


def houses(kind: str) -> QuerySet[Organisation]:
    """Organisations that may hold the support together: providers, and umbrellas as budget holders."""
    return organisations(kind=kind)
