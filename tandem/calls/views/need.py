"""What networks need: several at once, one in detail, and all together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.calls.actions.need import add_needs, edit_need, move_need
from tandem.calls.forms.start_day import DropForm, NeedEditForm, NeedFormSet, filled_in
from tandem.calls.queries import need as lists
from tandem.calls.queries.network import READERS, may_tell
from tandem.calls.queries.network_page import need_for, need_rows, tellable_network_for
from tandem.calls.rules.need import about_key, about_text
from tandem.calls.rules.states import NEED
from tandem.calls.rules.vocabulary import AREAS, NEED_STATES, SUPPORT_KINDS
from tandem.calls.views.call_saving import refused
from tandem.identity.access import Request, roles_only
from tandem.identity.rules import ORGANISATION_CONTACT, SUPPORT_COORDINATOR, Viewer
from tandem.kernel import clock, csv_lines
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Refusal
from tandem.kernel.states import may

if TYPE_CHECKING:
    from uuid import UUID

    from django.forms import BaseFormSet

    from tandem.calls.models import SupportNeed
    from tandem.calls.rules.need import NeedFacts

writers_only = roles_only(ORGANISATION_CONTACT, SUPPORT_COORDINATOR)
SAID = {
    "plan": "De nood is opgenomen.",
    "meet": "De nood is beantwoord.",
    "drop": "De nood is niet meer nodig.",
    "reopen": "De nood staat weer open.",
}


@roles_only(*READERS)
def need_list(request: Request) -> HttpResponse:
    """Every need, with counts by kind and theme."""
    sought = lists.SoughtNeeds.read(request.GET)
    found = lists.sought_needs(request.viewer, sought)
    page = paginate(found, request.GET.get("pagina"))
    context = {
        "page": page, "rows": need_rows(list(page)), "heard": lists.heard(found), "sought": sought, "areas": AREAS.items(),
        "kinds": SUPPORT_KINDS.items(), "states": NEED_STATES.items(),
    }  # fmt: skip
    return render(request, "calls/need_list.html", context)


@roles_only(*READERS)
def need_csv(request: Request) -> HttpResponseBase:
    """The same needs as a file."""
    rows = lists.sought_needs(request.viewer, lists.SoughtNeeds.read(request.GET))
    return csv_lines.response("noden.csv", lists.CSV_HEADER, list(lists.need_lines(rows)))


@writers_only
def need_new(request: Request, pk: UUID) -> HttpResponse:
    """Up to five needs at once, at any time."""
    network = tellable_network_for(request.viewer, pk)
    formset = NeedFormSet(request.POST if request.method == "POST" else None, prefix="nood")
    problem = ""
    if request.method == "POST":
        problem = keep_needs(formset, lambda needs: add_needs(network, needs, by=request.user, at=clock.now()))
        if not problem:
            messages.success(request, _("Het staat erbij."))
            return redirect("need_new" if "more" in request.POST else "ally_network", network.pk)
    context = {"formset": formset, "network": network, "problem": problem}
    return render(request, "calls/need_new.html", context, status=answer_status(request))


@roles_only(*READERS)
def need(request: Request, pk: UUID) -> HttpResponse:
    """One need, and what may happen to it."""
    row = need_for(request.viewer, pk)
    context = {
        "need": row, "network": row.network, "about": about_text(theme=row.theme, task=row.task), "drop": DropForm(),
        "may_tell": may_tell(request.viewer, row.network), "acts": {verb: may(NEED, verb, row.state) for verb in NEED},
        "requests": list(row.requests.exclude(state="withdrawn").select_related("offer")),
    }  # fmt: skip
    return render(request, "calls/need.html", context)


@writers_only
def need_edit(request: Request, pk: UUID) -> HttpResponse:
    """Better words while it is open."""
    row = _own(request.viewer, pk)
    initial = {"kind": row.kind, "words": row.words, "urgency": row.urgency, "version": row.version,
               "about": about_key(theme=row.theme, task=row.task)}  # fmt: skip
    form = NeedEditForm(request.POST if request.method == "POST" else None, initial=initial)
    status, current = answer_status(request), None
    if request.method == "POST" and form.is_valid():
        try:
            edit_need(row, form.facts(), version=form.cleaned_data["version"] or 0, by=request.user, at=clock.now())
        except Refusal as refusal:
            status, current = refused(form, refusal)
        else:
            messages.success(request, _("De nood is aangepast."))
            return redirect("need", row.pk)
    context = {"form": form, "need": row, "network": row.network, "current": current}
    return render(request, "calls/need_edit.html", context, status=status)


@writers_only
@require_POST
def need_move(request: Request, pk: UUID, verb: str) -> HttpResponse:
    """Planned, met, no longer needed, or open again."""
    if verb not in NEED:
        raise Http404
    row, form = _own(request.viewer, pk), DropForm(request.POST)
    reason = form.cleaned_data["reason"] if verb == "drop" and form.is_valid() else ""
    with telling(request, SAID[verb]):
        move_need(row, verb, reason=reason, by=request.user, at=clock.now())
    return redirect("need", row.pk)


def keep_needs(formset: BaseFormSet[Any], keep: Callable[[list[NeedFacts]], object]) -> str:
    """Keep what is filled in, all or none; returns why not, and leaves each sentence at its field. What was typed stays."""
    if not formset.is_valid():
        return _("Niets is bewaard. Kijk de aangeduide velden na.")
    forms = filled_in(formset)
    try:
        keep([form.facts() for form in forms])
    except Refusal as refusal:
        for each in refusal.problems:
            place, _dash, field = each.field.partition("-")
            if place.isdigit():
                forms[int(place)].add_error(field, each.text)
        told = [each.text for each in refusal.problems if not each.field.partition("-")[0].isdigit()]
        return " ".join([*told, _("Niets is bewaard. Kijk na en bewaar opnieuw.")])
    return ""


def _own(viewer: Viewer, pk: UUID) -> SupportNeed:
    row = need_for(viewer, pk)
    if not may_tell(viewer, row.network):
        raise Http404
    return row
