"""What an organisation sees of planning: what it asks, and the days that exist. Never who is free."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.identity.access import Request, roles_only
from tandem.identity.rules import ORGANISATION_CONTACT, PLANNER, SUPPORT_COORDINATOR
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import keep_typed, show_refusal
from tandem.kernel.refusal import Conflict, Refusal
from tandem.planning.actions import choice
from tandem.planning.actions.sheet import Days, save_sheet
from tandem.planning.forms import sheet as forms
from tandem.planning.queries import days_page as queries
from tandem.planning.queries import doors, sheet_page
from tandem.planning.queries.half_days import key_of
from tandem.planning.queries.possible_days import chosen_half_days
from tandem.planning.queries.verdict import place_lacks

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from tandem.planning.models import RequestSheet
    from tandem.planning.problem.half_days import HalfDay
    from tandem.sessions.models import Series

writers_only = roles_only(ORGANISATION_CONTACT, SUPPORT_COORDINATOR, PLANNER)


@writers_only
def request_sheet(request: Request, pk: UUID) -> HttpResponse:
    """When, where, with how many and about what; a planner also fills in the rhythm and what a duo must be able to."""
    series, sheet = doors.sheet_for(request.viewer, pk)
    form, days = _sheet_forms(request, series, sheet)
    standing: list[sheet_page.Line] = []
    if request.method == "POST" and all([form.is_valid(), days.is_valid()]):
        rows = [Days(row["first"], row["last"] or row["first"], row["half"], row["kind"] != forms.CAN)
                for row in forms.rows_of(days)]  # fmt: skip
        try:
            save_sheet(series, facts=form.facts, days=rows, version=form.cleaned_data["version"], by=request.user,
                       at=clock.now())  # fmt: skip
        except Conflict as conflict:
            show_refusal(form, conflict)
            keep_typed(form, conflict.current)
            now = doors.sheet_for(request.viewer, pk)[1]
            standing = sheet_page.differing(now, form.facts, rows, on=clock.today())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Jullie wensen zijn bewaard."))
            return redirect("duo_options" if _plans(request, series) else "possible_days", series.pk)
    context = {"series": series, "form": form, "days": days, "forms": [form, days], "standing": standing,
               "is_planner": _plans(request, series)}  # fmt: skip
    return render(request, "planning/request_sheet.html", context, status=answer_status(request))


def _plans(request: Request, series: Series) -> bool:
    return series.provider_id in request.viewer.organisation_ids(PLANNER)


def _sheet_forms(request: Request, series: Series, sheet: RequestSheet) -> tuple[forms.SheetForm, Any]:
    typed, on = request.POST if request.method == "POST" else None, clock.today()
    initial = sheet_page.initial_of(series, sheet, on=on)
    form = forms.SheetForm(typed, initial=initial, on=on)
    if _plans(request, series):
        names = sheet_page.qualification_names(series, sheet)
        form = forms.PlannerSheetForm(typed, initial=initial, on=on, qualifications=names)
    rows = sheet_page.initial_days(sheet, cannot=forms.CANNOT, can=forms.CAN)
    return form, forms.DayFormSet(typed, initial=rows, prefix="dag")


@writers_only
def possible_days(request: Request, pk: UUID) -> HttpResponse:
    """Only half-days that leave a duo able to finish; every choice narrows the rest. The choice is in the address."""
    series, sheet = doors.sheet_for(request.viewer, pk)
    if request.method == "POST":
        return _choose(request, series, sheet)
    picked = queries.picked_from(request.GET.getlist("kies"))
    if "erbij" in request.GET:
        return _to_days(series, (*picked, *queries.picked_from([request.GET["erbij"]])))
    if "weg" in request.GET:
        return _to_days(series, (at for at in picked if key_of(at) != request.GET["weg"]))
    if "vul" in request.GET:
        return _to_days(series, queries.filled_up(series, picked, on=clock.today()))
    standing = None if "kies" in request.GET else queries.standing_choice(series, sheet, on=clock.today())
    if standing:
        return render(request, "planning/possible_days.html",
                      {"series": series, "standing": standing, "is_planner": _plans(request, series)})  # fmt: skip
    return _days_page(request, series, sheet, picked)


def _choose(request: Request, series: Series, sheet: RequestSheet) -> HttpResponse:
    picked, seen = (queries.picked_from(request.POST.getlist(name)) for name in ("kies", "gezien"))
    try:
        choice.choose_days(series, half_days=picked, seen=seen, by=request.user, at=clock.now())
    except Refusal as refusal:
        sheet = doors.sheet_for(request.viewer, series.pk)[1]
        return _days_page(request, series, sheet, picked, problems=refusal.problems)
    messages.success(request, _("Jullie dagen zijn gevraagd. De planner zoekt een duo en laat iets weten."))
    return redirect("possible_days", series.pk)


def _days_page(
    request: Request, series: Series, sheet: RequestSheet, picked: Iterable[HalfDay], **more: object
) -> HttpResponse:
    page = queries.possible_days(series, tuple(picked), on=clock.today())
    context = {"series": series, "page": page, "lacks_place": bool(place_lacks(sheet, series)),
               "stands": queries.chips(chosen_half_days(sheet)), **more}  # fmt: skip
    return render(request, "planning/possible_days.html", context, status=answer_status(request))


def _to_days(series: Series, half_days: Iterable[HalfDay]) -> HttpResponse:
    """The same page with these half-days picked, under an address that can be kept; without any, still choosing."""
    keys = [key_of(at) for at in half_days] or [""]
    return redirect(f"{reverse('possible_days', args=[series.pk])}?{urlencode({'kies': keys}, doseq=True)}")


@require_POST
@roles_only(PLANNER)
def possible_days_again(request: Request, pk: UUID) -> HttpResponse:
    """A planner asks the organisation to choose another day for the one that went."""
    series = doors.series_to_plan(request.viewer, pk)
    with telling(request, _("De organisatie krijgt een mail met de vraag om een andere dag te kiezen.")):
        choice.ask_again(series, by=request.user, at=clock.now())
    return redirect("possible_days", series.pk)


@require_POST
@writers_only
def possible_days_withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Take the choice back; the same days stay picked, to change one or to ask them again."""
    series, _sheet = doors.sheet_for(request.viewer, pk)
    try:
        was = choice.withdraw_days(series, by=request.user, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("possible_days", series.pk)
    messages.success(request, _("Jullie keuze is ingetrokken. De dagen staan hieronder nog klaar."))
    return _to_days(series, was)
