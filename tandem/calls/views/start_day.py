"""Start days: planned, written at a table, closed, and what was heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.calls.actions import start_day as actions
from tandem.calls.forms.start_day import NeedFormSet, StartDayForm, VisitForm
from tandem.calls.queries import need as heard
from tandem.calls.queries import start_day as pages
from tandem.calls.queries.doors import is_coordinator
from tandem.calls.queries.network import READERS
from tandem.calls.queries.network_page import need_rows
from tandem.calls.views.call_saving import refused
from tandem.calls.views.need import keep_needs
from tandem.identity.access import Request, roles_only
from tandem.identity.rules import ORGANISATION_CONTACT, SUPPORT_COORDINATOR
from tandem.kernel import clock, csv_lines
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from uuid import UUID

    from django.forms import BaseFormSet

    from tandem.calls.models import Network, StartDay

NAMES = ("area", "held_on", "starts_at", "place", "getting_there", "version")
coordinators_only = roles_only(SUPPORT_COORDINATOR)


@roles_only(*READERS)
def start_day_list(request: Request) -> HttpResponse:
    """Every start day, with what came of it."""
    page = paginate(pages.listed_start_days(request.viewer), request.GET.get("pagina"))
    rows = [{"day": day, "title": pages.day_title(day)} for day in page]
    context = {"page": page, "rows": rows, "is_coordinator": is_coordinator(request.viewer)}
    return render(request, "calls/start_day_list.html", context)


@coordinators_only
def start_day_new(request: Request) -> HttpResponse:
    """Plan a day."""
    form = StartDayForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            day = actions.make_start_day(form.facts(), by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De startdag is er."))
            return redirect("start_day", day.pk)
    return render(request, "calls/start_day_new.html", {"form": form}, status=answer_status(request))


@roles_only(*READERS)
def start_day(request: Request, pk: UUID) -> HttpResponse:
    """The networks of the area: who came, and what they said."""
    day = pages.start_day_for(request.viewer, pk)
    rows = pages.visit_rows(request.viewer, day)
    context = {
        "day": day, "title": pages.day_title(day), "rows": rows, "people": sum(row.people for row in rows),
        "needs": sum(row.needs for row in rows), "is_coordinator": is_coordinator(request.viewer),
        "silent": [row for row in rows if not row.people and not row.needs], "today": clock.today(),
    }  # fmt: skip
    return render(request, "calls/start_day.html", context)


@coordinators_only
def start_day_edit(request: Request, pk: UUID) -> HttpResponse:
    """Another date or place."""
    day = pages.start_day_for(request.viewer, pk)
    form = StartDayForm(request.POST if request.method == "POST" else None,
                        initial={name: getattr(day, name) for name in NAMES})  # fmt: skip
    status, current = answer_status(request), None
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_start_day(
                day, form.facts(), version=form.cleaned_data["version"] or 0, by=request.user, at=clock.now()
            )
        except Refusal as refusal:
            status, current = refused(form, refusal)
        else:
            messages.success(request, _("De startdag is aangepast."))
            return redirect("start_day", day.pk)
    context = {"form": form, "day": day, "title": pages.day_title(day), "current": current}
    return render(request, "calls/start_day_edit.html", context, status=status)


@roles_only(SUPPORT_COORDINATOR, ORGANISATION_CONTACT)
def start_day_needs(request: Request, pk: UUID, network: UUID) -> HttpResponse:
    """Up to five needs of one network, at the table or afterwards; a coordinator counts who came."""
    day = pages.start_day_for(request.viewer, pk)
    row = pages.network_at(request.viewer, day, network)
    posted = request.POST if request.method == "POST" else None
    formset, visit, problem = NeedFormSet(posted, prefix="nood"), _visit(request, day, row), ""
    if request.method == "POST":
        problem = _write_down(request, day, row, formset, visit)
        if not problem:
            messages.success(request, _("%(network)s: het staat erbij.") % {"network": row.name})
            return redirect("start_day_needs", day.pk, row.pk) if "more" in request.POST else _to_row(day, row)
    context = {
        "day": day, "title": pages.day_title(day), "network": row, "formset": formset, "problem": problem, "visit": visit,
        "said": need_rows(list(pages.needs_at(day, row))), "forms": [visit, *formset.forms] if visit else formset.forms,
    }  # fmt: skip
    return render(request, "calls/start_day_needs.html", context, status=answer_status(request))


@coordinators_only
@require_POST
def start_day_count(request: Request, pk: UUID, network: UUID) -> HttpResponse:
    """With how many people a network came."""
    day = pages.start_day_for(request.viewer, pk)
    row = pages.network_at(request.viewer, day, network)
    form = VisitForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("%(network)s: vul een getal in van 0 tot 200.") % {"network": row.name})
        return _to_row(day, row)
    with telling(request, _("%(network)s is geteld.") % {"network": row.name}):
        actions.count_visit(day, row, people=form.cleaned_data["people"] or 0, by=request.user, at=clock.now())
    return _to_row(day, row)


@coordinators_only
@require_POST
def start_day_ask(request: Request, pk: UUID, network: UUID) -> HttpResponse:
    """A mail to who did not come."""
    day = pages.start_day_for(request.viewer, pk)
    row = pages.network_at(request.viewer, day, network)
    address = f"{settings.SITE_URL}{reverse('start_day_needs', args=[day.pk, row.pk])}"
    with telling(request, _("%(network)s krijgt een mail met de vraag.") % {"network": row.name}):
        actions.ask_absent(day, row, address=address, by=request.user, at=clock.now())
    return redirect("start_day", day.pk)


@coordinators_only
@require_POST
def start_day_close(request: Request, pk: UUID) -> HttpResponse:
    """The day is over, or goes on."""
    day, is_closed = pages.start_day_for(request.viewer, pk), "open" not in request.POST
    done = (
        _("De startdag is afgesloten. Wie er niet was, kan nog schrijven.")
        if is_closed
        else _("De startdag is weer open.")
    )
    with telling(request, done):
        actions.close_start_day(day, is_closed=is_closed, by=request.user, at=clock.now())
    return redirect("start_day", day.pk)


@roles_only(*READERS)
def start_day_heard(request: Request, pk: UUID) -> HttpResponse:
    """What did we hear: counts by kind and theme, and the words."""
    day = pages.start_day_for(request.viewer, pk)
    rows = pages.heard_at(request.viewer, day)
    context = {"day": day, "title": pages.day_title(day), "heard": heard.heard(rows), "groups": heard.heard_groups(rows),
               "people": pages.people_at(day), "networks": rows.order_by().values("network").distinct().count()}  # fmt: skip
    return render(request, "calls/start_day_heard.html", context)


@roles_only(*READERS)
def start_day_csv(request: Request, pk: UUID) -> HttpResponseBase:
    """The same as a file."""
    rows = pages.heard_at(request.viewer, pages.start_day_for(request.viewer, pk))
    return csv_lines.response("startdag.csv", heard.CSV_HEADER, list(heard.need_lines(rows)))


def _visit(request: Request, day: StartDay, network: Network) -> VisitForm | None:
    """How many came: only a coordinator counts, and only while the day is open."""
    if day.is_closed or not is_coordinator(request.viewer):
        return None
    people = pages.people_of(day, network)
    return VisitForm(request.POST if request.method == "POST" else None, initial={"people": people})


def _write_down(
    request: Request, day: StartDay, network: Network, formset: BaseFormSet[Any], visit: VisitForm | None
) -> str:  # fmt: skip
    """Both or neither; returns why not."""
    if visit is not None and not visit.is_valid():
        return _("Niets is bewaard. Kijk de aangeduide velden na.")
    people = visit.cleaned_data["people"] if visit is not None and visit.has_changed() else None
    return keep_needs(formset, lambda needs: actions.write_down(
        day, network, needs=needs, people=people, by=request.user, at=clock.now()
    ))  # fmt: skip


def _to_row(day: StartDay, network: Network) -> HttpResponse:
    """Back where the finger was."""
    return redirect(f"{reverse('start_day', args=[day.pk])}#netwerk-{network.pk}")
