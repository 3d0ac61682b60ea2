"""Requests for support: ask, the queue, one request with its moments, how it went, needs side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.calls.actions.support import Wish, ask_support, hold_request, open_planning, withdraw_request
from tandem.calls.forms.support import HoldForm, HouseForm, RequestForm, WithdrawForm
from tandem.calls.queries import support as queries
from tandem.calls.queries.doors import is_coordinator
from tandem.calls.rules.support import WISHED_DAYS
from tandem.calls.rules.vocabulary import REQUEST_STATES
from tandem.identity.access import Request, roles_only
from tandem.identity.rules import EXPERIENTIAL_EXPERT, ORGANISATION_CONTACT, PLANNER, SUPPORT_COORDINATOR, TRAINER
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Conflict, Refusal

if TYPE_CHECKING:
    from uuid import UUID

    from tandem.calls.models import SupportRequest


@roles_only(SUPPORT_COORDINATOR, ORGANISATION_CONTACT, PLANNER)
def support_request_queue(request: Request) -> HttpResponse:
    """Every request the viewer may see, those that wait in front."""
    state, words = request.GET.get("stand", ""), request.GET.get("zoek", "")[:200]
    page = paginate(queries.requests_of(request.viewer, state=state, words=words), request.GET.get("pagina"))
    context = {
        "page": page, "rows": queries.request_rows(page.object_list), "state": state, "words": words,
        "states": REQUEST_STATES.items(), "is_coordinator": is_coordinator(request.viewer),
        "may_ask": queries.askers(request.viewer).exists(),
    }  # fmt: skip
    return render(request, "calls/support_request_queue.html", context)


@roles_only(SUPPORT_COORDINATOR, ORGANISATION_CONTACT)
def support_request_new(request: Request) -> HttpResponse:
    """Ask for a piece of the offer, for the own network or for several together."""
    form = _request_form(request)
    if request.method == "POST" and form.is_valid():
        row = _asked(request, form)
        if row is not None:
            messages.success(request, _("Je vraag is verstuurd. Hier zie je wat ermee gebeurt."))
            return redirect("support_request", row.pk)
    return render(request, "calls/support_request_new.html", {"form": form}, status=answer_status(request))


@roles_only(SUPPORT_COORDINATOR)
def need_match(request: Request) -> HttpResponse:
    """Open needs side by side, with the offer that fits: from need to request in one click."""
    return render(request, "calls/need_match.html", {"matches": queries.matches()})


@roles_only(*queries.READERS)
def support_request(request: Request, pk: UUID) -> HttpResponse:
    """One request: what is asked, who leads it, when and where, how it went."""
    row = queries.request_for(request.viewer, pk)
    return render(request, "calls/support_request.html", _page(request, row))


@roles_only(SUPPORT_COORDINATOR)
@require_POST
def support_plan(request: Request, pk: UUID) -> HttpResponse:
    """Open the planning: from here on the planner chooses the tandem and the dates."""
    row = queries.request_for(request.viewer, pk)
    form = _house_form(request.POST)
    if not form.is_valid():
        return render(request, "calls/support_request.html", {**_page(request, row), "house_form": form}, status=422)
    houses = {str(one.pk): one for kind in ("provider", "umbrella") for one in queries.houses(kind)}
    chosen = form.cleaned_data
    with telling(request, _("De planning is open. De planner kiest nu de tandem en de datum.")):
        open_planning(row, provider=houses[chosen["provider"]], budget_holder=houses.get(chosen["budget_holder"]),
                      by=request.user, at=clock.now())  # fmt: skip
    return redirect("support_request", row.pk)


@roles_only(SUPPORT_COORDINATOR, ORGANISATION_CONTACT)
def support_withdraw(request: Request, pk: UUID) -> HttpResponse:
    """No longer needed: what was planned is cancelled, the needs are open again."""
    row = queries.request_for(request.viewer, pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if not queries.may_withdraw(request.viewer, row):
        messages.error(request, _("Deze vraag kan je niet intrekken. Spreek de coördinator van de ondersteuning aan."))
        return redirect("support_request", row.pk)
    if request.method == "POST" and form.is_valid():
        with telling(request, _("De vraag is ingetrokken. De noden staan weer open.")):
            withdraw_request(row, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
        return redirect("support_request", row.pk)
    return render(request, "calls/support_withdraw.html", {"form": form, "row": row}, status=answer_status(request))


@roles_only(SUPPORT_COORDINATOR, TRAINER, EXPERIENTIAL_EXPERT)
def support_hold(request: Request, pk: UUID) -> HttpResponse:
    """How it went: how many came, which needs are met."""
    row = queries.request_for(request.viewer, pk)
    form = _hold_form(request, row)
    status = answer_status(request)
    if request.method == "POST" and form.is_valid():
        try:
            hold_request(row, came=form.came(), met=form.met(), version=form.cleaned_data["version"], by=request.user,
                         at=clock.now())  # fmt: skip
        except Conflict as conflict:
            show_refusal(form, conflict)
            status = 409
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Bewaard. Wat nog open staat, komt terug in het overzicht."))
            return redirect("support_request", row.pk)
    return render(request, "calls/support_hold.html", {"form": form, "row": row}, status=status)


def _request_form(request: Request) -> RequestForm:
    networks = list(queries.askers(request.viewer).order_by("name"))
    needs, ticked = list(queries.open_needs(networks)), request.GET.getlist("nood")
    of_needs = {str(one.network_id) for one in needs if str(one.pk) in ticked}
    return RequestForm(
        request.POST if request.method == "POST" else None,
        initial={"offer": request.GET.get("aanbod", ""), "needs": ticked,
                 "networks": [*of_needs, *request.GET.getlist("netwerk")]},
        offers=[(str(one.pk), one.title) for one in queries.offers()],
        networks=[(str(one.pk), one.name) for one in networks],
        needs=[(str(one.pk), f"{one.network.name}: {one.words}") for one in needs],
    )  # fmt: skip


def _asked(request: Request, form: RequestForm) -> SupportRequest | None:
    chosen = form.cleaned_data
    offer = next(one for one in queries.offers() if str(one.pk) == chosen["offer"])
    networks = [one for one in queries.askers(request.viewer) if str(one.pk) in chosen["networks"]]
    wish = Wish(chosen["words"], tuple(chosen["wished_days"]), chosen["wished_from"], chosen["wished_until"],
                chosen["people"], chosen["place"], form.taken_up())  # fmt: skip
    try:
        return ask_support(offer, networks, wish, by=request.user, at=clock.now())
    except Refusal as refusal:
        show_refusal(form, refusal)
        return None


def _page(request: Request, row: SupportRequest) -> dict[str, Any]:
    viewer = request.viewer
    may_plan = is_coordinator(viewer) and row.state == "asked" and row.series_id is None
    return {
        "row": row, "lines": list(row.request_networks.select_related("network")),
        "needs": list(row.needs.select_related("network")),
        "days": [WISHED_DAYS.get(day, day) for day in row.wished_days], "moments": queries.moments(viewer, row),
        "series_url": queries.series_url(viewer, row), "duo_url": queries.duo_url(viewer, row), "tag": queries.TAGS[row.state],
        "house_form": _house_form(None) if may_plan else None, "may_withdraw": queries.may_withdraw(viewer, row),
        "may_hold": queries.may_hold(viewer, row), "may_open_networks": viewer.has_role(SUPPORT_COORDINATOR, ORGANISATION_CONTACT),
    }  # fmt: skip


def _house_form(typed: Any) -> HouseForm:
    providers, umbrellas = (
        [(str(one.pk), str(one)) for one in queries.houses(kind)] for kind in ("provider", "umbrella")
    )
    return HouseForm(typed, providers=providers, umbrellas=umbrellas)


def _hold_form(request: Request, row: SupportRequest) -> HoldForm:
    networks = {str(line.network_id): line.network.name for line in row.request_networks.select_related("network")}
    needs = {str(one.pk): f"{one.network.name}: {one.words}" for one in row.needs.select_related("network")}
    return HoldForm(request.POST if request.method == "POST" else None, networks=networks, needs=needs,
                    initial={"version": row.version})  # fmt: skip
