"""What works in a network, and what remains of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.calls.actions.practice import add_practice, edit_practice
from tandem.calls.forms.network import PracticeForm
from tandem.calls.queries.network_page import practice_for, tellable_network_for
from tandem.calls.rules.vocabulary import PRACTICE_STATES
from tandem.calls.views.call_saving import refused
from tandem.identity.access import Request, roles_only
from tandem.identity.rules import ORGANISATION_CONTACT, SUPPORT_COORDINATOR
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from uuid import UUID

NAMES = ("title", "words", "state", "kept_by", "is_public", "version")


@roles_only(ORGANISATION_CONTACT, SUPPORT_COORDINATOR)
def practice_new(request: Request, pk: UUID) -> HttpResponse:
    """Something the network tried."""
    network = tellable_network_for(request.viewer, pk)
    form = PracticeForm(request.POST if request.method == "POST" else None, states=PRACTICE_STATES.items())
    if request.method == "POST" and form.is_valid():
        try:
            add_practice(network, form.facts(), by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Het staat erbij."))
            return redirect("ally_network", network.pk)
    context = {"form": form, "network": network}
    return render(request, "calls/practice_new.html", context, status=answer_status(request))


@roles_only(ORGANISATION_CONTACT, SUPPORT_COORDINATOR)
def practice(request: Request, pk: UUID) -> HttpResponse:
    """Other words; kept, and by whom, or dropped."""
    row = practice_for(request.viewer, pk)
    form = PracticeForm(request.POST if request.method == "POST" else None, states=PRACTICE_STATES.items(),
                        initial={name: getattr(row, name) for name in NAMES})  # fmt: skip
    status, current = answer_status(request), None
    if request.method == "POST" and form.is_valid():
        try:
            edit_practice(row, form.facts(), version=form.cleaned_data["version"] or 0, by=request.user, at=clock.now())
        except Refusal as refusal:
            status, current = refused(form, refusal)
        else:
            messages.success(request, _("Het is aangepast."))
            return redirect("ally_network", row.network_id)
    context = {"form": form, "practice": row, "network": row.network, "current": current}
    return render(request, "calls/practice.html", context, status=status)
