"""The offer of the support team: everybody with a network reads it, coordinators write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.calls.actions.offer import edit_offer, make_offer
from tandem.calls.forms.support import OfferForm
from tandem.calls.queries.doors import is_coordinator
from tandem.calls.queries.support import askers, offer_for, offers
from tandem.calls.rules.vocabulary import SUPPORT_KINDS
from tandem.identity.access import Request, roles_only
from tandem.identity.rules import ORGANISATION_CONTACT, SUPPORT_COORDINATOR
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import keep_typed, show_refusal
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Conflict, Refusal

if TYPE_CHECKING:
    from uuid import UUID

    from tandem.calls.models import SupportOffer


@roles_only(SUPPORT_COORDINATOR, ORGANISATION_CONTACT)
def offer_list(request: Request) -> HttpResponse:
    """What a network may ask for."""
    may_write, kind = is_coordinator(request.viewer), request.GET.get("soort", "")
    page = paginate(offers(kind=kind, only_open=not may_write), request.GET.get("pagina"))
    context = {"page": page, "kind": kind, "kinds": SUPPORT_KINDS.items(), "may_write": may_write,
               "may_ask": askers(request.viewer).exists()}  # fmt: skip
    return render(request, "calls/offer_list.html", context)


@roles_only(SUPPORT_COORDINATOR)
def offer_new(request: Request) -> HttpResponse:
    """Another piece of the offer."""
    form = OfferForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _made(request, form):
        return redirect("offer_list")
    return render(request, "calls/offer_new.html", {"form": form}, status=answer_status(request))


@roles_only(SUPPORT_COORDINATOR)
def offer_edit(request: Request, pk: UUID) -> HttpResponse:
    """Other words or numbers; closed for new requests."""
    row = offer_for(request.viewer, pk)
    form = OfferForm(request.POST if request.method == "POST" else None, initial=_initial(row))
    status = answer_status(request)
    if request.method == "POST" and form.is_valid():
        try:
            edit_offer(row, form.facts(), version=form.cleaned_data["version"] or 0, by=request.user, at=clock.now())
        except Conflict as conflict:
            keep_typed(form, conflict.current)
            show_refusal(form, conflict)
            row, status = offer_for(request.viewer, pk), 409
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Het aanbod is bewaard."))
            return redirect("offer_list")
    context = {"form": form, "row": row, "is_clash": status == 409}
    return render(request, "calls/offer_edit.html", context, status=status)


def _made(request: Request, form: OfferForm) -> bool:
    try:
        make_offer(form.facts(), by=request.user, at=clock.now())
    except Refusal as refusal:
        show_refusal(form, refusal)
        return False
    messages.success(request, _("Het aanbod is bewaard. Netwerken kunnen het nu vragen."))
    return True


def _initial(row: SupportOffer) -> dict[str, Any]:
    return {name: getattr(row, name) for name in OfferForm.base_fields}
