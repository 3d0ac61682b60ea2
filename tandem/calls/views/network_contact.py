"""Contacts with a network, signals it sends, and what it tries out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.calls.actions import network_contact as actions
from tandem.calls.forms.network import NoteForm, SignalForm
from tandem.calls.queries import network_page as pages
from tandem.calls.queries.doors import is_promoter, network_for
from tandem.calls.queries.network import READERS
from tandem.identity.access import Request, roles_only
from tandem.identity.rules import ORGANISATION_CONTACT, SUPPORT_COORDINATOR
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from uuid import UUID


@roles_only(SUPPORT_COORDINATOR)
def network_note_new(request: Request, pk: UUID) -> HttpResponse:
    """What was said, and when the next contact is."""
    network = network_for(request.viewer, pk)
    form = NoteForm(request.POST if request.method == "POST" else None, initial={"contacted_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_note(network, **form.cleaned_data, by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Het contact is opgeschreven."))
            return redirect("ally_network", network.pk)
    context = {"form": form, "network": network}
    return render(request, "calls/network_note_new.html", context, status=answer_status(request))


@roles_only(*READERS)
def network_signals(request: Request, pk: UUID) -> HttpResponse:
    """What the network said out loud, and what came of it."""
    network = network_for(request.viewer, pk)
    context = {"network": network, "signals": pages.sent_signals(network),
               "is_promoter": is_promoter(request.viewer, network)}  # fmt: skip
    return render(request, "calls/network_signals.html", context)


@roles_only(ORGANISATION_CONTACT)
def network_signal_new(request: Request, pk: UUID) -> HttpResponse:
    """A barrier the network sees goes to the signal desk, without names."""
    network = network_for(request.viewer, pk)
    if not is_promoter(request.viewer, network):
        raise Http404
    form = SignalForm(request.POST if request.method == "POST" else None, initial={"area": network.area})
    if request.method == "POST" and form.is_valid():
        draft = actions.SignalDraft(**{name: form.cleaned_data[name] for name in actions.SignalDraft.__slots__})
        try:
            actions.send_signal(network, draft, by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Het signaal is vertrokken, zonder naam. Je leest hier wat ervan komt."))
            return redirect("network_signals", network.pk)
    context = {"form": form, "network": network, "found": form.found()}
    return render(request, "calls/network_signal_new.html", context, status=answer_status(request))
