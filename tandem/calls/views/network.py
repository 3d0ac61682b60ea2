"""Networks: the list, one network, make, change, start and end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.calls.actions import network as actions
from tandem.calls.forms.network import CompanyForm, EndForm, NetworkForm, NewNetworkForm, PartnerFormSet, kept_partners
from tandem.calls.queries import network as lists
from tandem.calls.queries import network_page as pages
from tandem.calls.queries.doors import is_coordinator, is_promoter, network_for, networks_of
from tandem.calls.rules.network import Partner, municipalities_in
from tandem.calls.rules.vocabulary import AREAS, COORDINATOR_STATES
from tandem.calls.views.call_saving import refused
from tandem.identity.access import Request, roles_only
from tandem.identity.rules import CALL_OFFICER, SUPPORT_COORDINATOR
from tandem.kernel import clock, csv_lines
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from uuid import UUID

    from tandem.calls.models import Network

readers_only = roles_only(*lists.READERS)


@readers_only
def network_list(request: Request) -> HttpResponse:
    """Every network, or the own ones."""
    today, sought = clock.today(), lists.Sought.read(request.GET)
    page = lists.network_page(lists.sought_networks(request.viewer, sought, on=today), request.GET.get("pagina"))
    context = {
        "page": page, "rows": lists.network_rows(page, on=today), "sought": sought, "areas": AREAS.items(),
        "waves": lists.waves(networks_of(request.viewer)), "coordinators": COORDINATOR_STATES.items(),
        "may_make": lists.may_make(request.viewer),
    }  # fmt: skip
    return render(request, "calls/network_list.html", context)


@readers_only
def network_csv(request: Request) -> HttpResponseBase:
    """The same list as a file."""
    today = clock.today()
    rows = lists.sought_networks(request.viewer, lists.Sought.read(request.GET), on=today)
    lines = list(lists.csv_lines(rows, on=today, tells_contacts=lists.may_make(request.viewer)))
    return csv_lines.response("netwerken.csv", lists.CSV_HEADER, lines)


@readers_only
def ally_network(request: Request, pk: UUID) -> HttpResponse:
    """One network, with all that is known of it."""
    row, today, viewer = network_for(request.viewer, pk), clock.today(), request.viewer
    context = {
        "network": row, "area": AREAS[row.area], "places": lists.places_of(row, on=today), "partners": row.partners.all(),
        "needs": pages.need_rows(list(row.needs.all())), "notes": pages.note_rows(viewer, row, on=today),
        "requests": pages.requests_of_network(row), "practices": row.practices.all(), "signals": row.signals.count(),
        "may_tell": lists.may_tell(viewer, row), "is_promoter": is_promoter(viewer, row),
        "is_coordinator": is_coordinator(viewer), "may_make": lists.may_make(viewer), "today": today,
    }  # fmt: skip
    return render(request, "calls/ally_network.html", context)


@roles_only(SUPPORT_COORDINATOR, CALL_OFFICER)
def network_new(request: Request) -> HttpResponse:
    """A network that does not come from a call."""
    form = NewNetworkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = _made(request, form)
        if made is not None:
            messages.success(request, _("Het netwerk is er. Zet er nu de gemeenten en de partners bij."))
            return redirect("network_company", made.pk)
    context = {"form": form, "names": pages.organisation_names()}
    return render(request, "calls/network_new.html", context, status=answer_status(request))


@readers_only
def network_edit(request: Request, pk: UUID) -> HttpResponse:
    """Other facts. Who writes second sees both."""
    row = network_for(request.viewer, pk)
    form = NetworkForm(request.POST if request.method == "POST" else None,
                       initial={**pages.facts_of(row), "version": row.version})  # fmt: skip
    status, current = answer_status(request), None
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_network(
                row, form.facts(), version=form.cleaned_data["version"] or 0, by=request.user, at=clock.now()
            )
        except Refusal as refusal:
            status, current = refused(form, refusal)
        else:
            messages.success(request, _("Het netwerk is aangepast."))
            return redirect("ally_network", row.pk)
    context = {"form": form, "network": row, "current": current}
    return render(request, "calls/network_edit.html", context, status=status)


@readers_only
def network_company(request: Request, pk: UUID) -> HttpResponse:
    """Municipalities and partners, from day to day."""
    row, today = network_for(request.viewer, pk), clock.today()
    first = {"municipalities": ", ".join(lists.places_of(row, on=today)), "version": row.version}
    partners = pages.partners_of(row)
    posted = request.POST if request.method == "POST" else None
    form = CompanyForm(posted, initial=first)
    formset = PartnerFormSet(posted, initial=[
        {"name": one.name, "part": one.part, "since": one.since, "until": one.until} for one in partners
    ])  # fmt: skip
    status, current = answer_status(request), None
    if request.method == "POST" and form.is_valid() and formset.is_valid():
        try:
            _keep_company(request, row, form, kept_partners(formset), partners)
        except Refusal as refusal:
            status, current = refused(form, refusal)
        else:
            messages.success(request, _("De gemeenten en de partners zijn bewaard."))
            return redirect("network_company" if "more" in request.POST else "ally_network", row.pk)
    context = {"form": form, "formset": formset, "network": row, "current": current, "names": pages.organisation_names(),
               "now_there": lists.places_of(row, on=today), "partners": partners}  # fmt: skip
    return render(request, "calls/network_company.html", context, status=status)


@roles_only(SUPPORT_COORDINATOR, CALL_OFFICER)
@require_POST
def network_start(request: Request, pk: UUID) -> HttpResponse:
    """The work begins."""
    row = network_for(request.viewer, pk)
    with telling(request, _("Het netwerk loopt.")):
        actions.start_network(row, by=request.user, at=clock.now())
    return redirect("ally_network", row.pk)


@roles_only(SUPPORT_COORDINATOR, CALL_OFFICER)
def ally_network_end(request: Request, pk: UUID) -> HttpResponse:
    """The work is over; on which day?"""
    row = network_for(request.viewer, pk)
    form = EndForm(request.POST if request.method == "POST" else None, initial={"ended_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_network(row, ended_on=form.cleaned_data["ended_on"], by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Het netwerk is afgelopen. Wat blijft er? Schrijf het nog op."))
            return redirect("ally_network", row.pk)
    context = {"form": form, "network": row, "open_needs": row.needs.filter(state__in=["open", "planned"]).count()}
    return render(request, "calls/ally_network_end.html", context, status=answer_status(request))


def _made(request: Request, form: NewNetworkForm) -> Network | None:
    organisation = pages.organisation_named(form.cleaned_data["organisation"])
    if organisation is None:
        form.add_error(
            "organisation",
            _("Wij kennen deze organisatie niet. Kies ze uit de lijst, of vraag een beheerder om ze toe te voegen."),
        )
        return None
    try:
        return actions.make_network(None, organisation=organisation, by=request.user, at=clock.now(), **form.facts())
    except Refusal as refusal:
        show_refusal(form, refusal)
        return None


def _keep_company(request: Request, row: Network, form: CompanyForm, typed: list[Any], before: list[Partner]) -> None:
    codes, problems = municipalities_in(form.cleaned_data["municipalities"], on=clock.today())
    actions.CannotKeepNetwork.if_any(problems)
    known = {one.name.casefold(): one.organisation_id for one in before}
    actions.set_company(
        row, partners=[_partner(one, known) for one in typed], municipalities=codes,
        version=form.cleaned_data["version"] or 0, by=request.user, at=clock.now(),
    )  # fmt: skip


def _partner(typed: Any, known: dict[str, int | None]) -> Partner:
    """With its organisation when we know one by exactly this name."""
    name = typed["name"].strip()
    pk = known.get(name.casefold())
    if name.casefold() not in known:
        organisation = pages.organisation_named(name)
        pk = organisation.pk if organisation else None
    return Partner(name, typed["part"].strip(), pk, typed["since"], typed["until"])
