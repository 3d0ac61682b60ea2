"""Support that networks ask for: asked, opened for planning, planned, held, withdrawn (seed 002: always with a tandem)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.calls.models import Network, RequestNetwork, SupportNeed, SupportOffer, SupportRequest
from tandem.calls.queries.support import facts_of, open_needs, states_of_sessions
from tandem.calls.rules import support as rules
from tandem.calls.rules.states import NEED, REQUEST
from tandem.kernel import access, audit, clock
from tandem.kernel.refusal import Conflict, Refusal
from tandem.kernel.states import next_state
from tandem.planning.actions.sheet import Wished, open_sheet
from tandem.planning.problem.half_days import WEEKDAYS
from tandem.sessions.actions.dates import mark_held
from tandem.sessions.actions.series import NewSession, cancel_open_sessions, open_series
from tandem.sessions.events import SeriesChanged
from tandem.sessions.rules import CONFIRMED

if TYPE_CHECKING:
    from tandem.identity.models import Organisation, Person
    from tandem.sessions.models import Series

STEP, KIND = "support", "network_support"


class CannotAsk(Refusal):
    """This cannot be asked like this."""


class CannotPlan(Refusal):
    """There is nothing to plan any more."""


class CannotFinish(Refusal):
    """The request is not over yet."""


@dataclass(frozen=True, slots=True)
class Wish:
    """When, where and with how many; `days` are keys of rules/support.py."""

    words: str = ""
    days: tuple[str, ...] = ()
    wished_from: date | None = None
    wished_until: date | None = None
    people: int | None = None
    place: str = ""
    needs: tuple[UUID, ...] = field(default=())


@transaction.atomic
def ask_support(
    offer: SupportOffer, networks: Sequence[Network], wish: Wish, *, by: Person | None, at: datetime
) -> SupportRequest:
    """One or more networks ask for a piece of the offer; the needs it answers are taken up."""
    CannotAsk.if_any(rules.request_problems(
        facts_of(offer), networks=[one.name for one in networks], ended=[one.name for one in networks if one.state == "ended"],
        people=wish.people, wished_from=wish.wished_from, wished_until=wish.wished_until, today=clock.local(at).date(),
    ))  # fmt: skip
    needs = list(open_needs(networks).filter(pk__in=wish.needs).select_for_update(of=("self",)))
    if len(needs) != len(set(wish.needs)):
        raise CannotAsk(
            _(
                "Een van deze noden is intussen opgenomen, of hoort bij een netwerk dat je niet koos. Kijk na wat nog open staat."
            )
        )
    row = SupportRequest.objects.create(
        offer=offer, words=wish.words, wished_days=list(wish.days), wished_from=wish.wished_from, wished_until=wish.wished_until,
        people=wish.people, place=wish.place, asked_at=at, asked_by=by,
    )  # fmt: skip
    RequestNetwork.objects.bulk_create(RequestNetwork(request=row, network=one) for one in networks)
    row.needs.set(needs)
    _move_needs(needs, "plan", at=at)
    audit.record("support_request.ask", row, by=by, at=at, offer=offer.pk, networks=len(networks), needs=len(needs))
    return row


@transaction.atomic
def withdraw_request(request: SupportRequest, *, reason: str = "", by: Person, at: datetime) -> SupportRequest:
    """No longer wanted. What was planned is cancelled, with a message to everybody; the needs are open again."""
    row = _locked(request)
    state = next_state(REQUEST, "withdraw", row.state)
    if row.series is not None:
        cancel_open_sessions(row.series, reason=reason or _("De vraag is ingetrokken."), by=by, at=at)
        row = _locked(request)
    row.state, row.withdraw_reason = state, reason.strip()[:500]
    _save(row, "state", "withdraw_reason")
    _move_needs(row.needs.filter(state="planned"), "reopen", at=at)
    audit.record("support_request.withdraw", row, by=by, at=at)
    return row


@transaction.atomic
def open_planning(
    request: SupportRequest, *, provider: Organisation, budget_holder: Organisation | None, by: Person, at: datetime
) -> Series:
    """A series of sessions for the planner: the duo and the dates follow as for every other series.

    One network is host of its own series; of several networks the budget holder is. The trainer may come from the budget
    holder, the experiential expert from the provider (seed 002).
    """
    row = _locked(request)
    if row.state != "asked":
        raise CannotPlan(_("Deze vraag is al gepland of afgehandeld."))
    if row.series is not None:
        return row.series
    networks = [one.network for one in row.request_networks.select_related("network__organisation")]
    host = networks[0].organisation if len(networks) == 1 else budget_holder or provider
    row.series = open_series(
        title=row.offer.title, organisation=host, provider=provider, funder=budget_holder, max_half_days=row.offer.half_days,
        phase_maxima={}, expected_participants=row.people or 0, place=row.place, sessions=_sessions(row.offer), by=by, at=at,
    )  # fmt: skip
    open_sheet(row.series, _wished(row), by=by, at=at)
    _save(row, "series")
    audit.record("support_request.open_planning", row, by=by, at=at, series=row.series_id)
    return row.series


@transaction.atomic
def hold_request(
    request: SupportRequest,
    *,
    came: Mapping[UUID, int | None],
    met: Collection[UUID],
    version: int,
    by: Person,
    at: datetime,
) -> SupportRequest:
    """Afterwards: how many came of each network, and which needs are met; the others are open again."""
    row = _locked(request)
    if row.version != version:
        raise Conflict(_("Iemand vulde dit al in terwijl jij bezig was. Kijk na wat er nu staat."), current=row)
    _let_be_past(row, by=by, at=at)
    lines = list(row.request_networks.select_related("network"))
    CannotFinish.if_any(
        rules.hold_problems(states_of_sessions(row), {one.network.name: came.get(one.network_id) for one in lines})
    )
    row.state = next_state(REQUEST, "hold", row.state)
    for line in lines:
        line.came = came[line.network_id]
        line.save(update_fields=["came"])
    _save(row, "state")
    _move_needs(row.needs.filter(state="planned", pk__in=met), "meet", at=at)
    _move_needs(row.needs.filter(state="planned").exclude(pk__in=met), "reopen", at=at)
    audit.record("support_request.hold", row, by=by, at=at, networks=len(lines), met=len(met))
    return row


@transaction.atomic
def on_series_changed(event: SeriesChanged) -> None:
    """Dates were agreed or given up: the request follows. Runs as the system, whoever clicked."""
    with access.as_system():
        row = SupportRequest.objects.select_for_update(of=("self",)).filter(series_id=event.series_id).first()
        verb = rules.verb_after(states_of_sessions(row), row.state) if row else ""
        if row is not None and verb:
            row.state = next_state(REQUEST, verb, row.state)
            _save(row, "state")
            audit.record("support_request.follow", row, by=None, at=event.at, state=row.state)


def _locked(request: SupportRequest) -> SupportRequest:
    rows = SupportRequest.objects.select_for_update(of=("self",)).select_related("offer", "series")
    return rows.get(pk=request.pk)


def _save(row: SupportRequest, *fields: str) -> None:
    row.version += 1
    row.save(update_fields=[*fields, "version"])


def _let_be_past(row: SupportRequest, *, by: Person, at: datetime) -> None:
    """Who tells how it went says with that it took place."""
    if row.series is not None:
        for session in row.series.sessions.filter(status=CONFIRMED, ends_at__lte=at).order_by("position", "pk"):
            mark_held(session, by=by, at=at)


def _wished(row: SupportRequest) -> Wished:
    """What the networks asked, in the words of a planning: `mon_am` is half-day `0am`."""
    weekly = [f"{WEEKDAYS.index(day)}{half}" for day, half in (key.split("_") for key in row.wished_days)]
    return Wished(
        row.wished_from, row.wished_until, tuple(weekly), place=row.place, group_size=row.people, theme=row.offer.theme
    )


def _sessions(offer: SupportOffer) -> list[NewSession]:
    titles = [offer.title] if offer.half_days == 1 else [
        _("%(title)s, moment %(number)s") % {"title": offer.title, "number": number} for number in range(1, offer.half_days + 1)
    ]  # fmt: skip
    return [
        NewSession(step=f"{STEP}_{number}", phase=1, kind=KIND, title=title, work_form=offer.kind, needs_list=False)
        for number, title in enumerate(titles, 1)
    ]


def _move_needs(needs: Iterable[SupportNeed], verb: str, *, at: datetime) -> None:
    for need in needs:
        need.state = next_state(NEED, verb, need.state)
        need.closed_at = at if verb == "meet" else None
        need.version += 1
        need.save(update_fields=["state", "closed_at", "version"])
