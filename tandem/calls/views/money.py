"""The money of a call: kinds, waves, limits per area. More rows come from the server, with or without a script."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.calls.actions.money import Amounts, Kind, Limit, set_kinds, set_limits, set_waves
from tandem.calls.forms.call_rows import VersionForm, kept_rows, typed_rows
from tandem.calls.forms.money import KIND_NAMES, KindFormSet, LimitsForm, WaveFormSet, amount_name
from tandem.calls.queries.doors import call_for
from tandem.calls.queries.money import MoneyPage, money_of
from tandem.calls.rules.vocabulary import AREAS
from tandem.calls.views.call_saving import CLASHED, SAVED, officers_only, save
from tandem.identity.access import Request
from tandem.kernel import clock
from tandem.kernel.answering import answer_status


@officers_only
def call_money(request: Request, pk: UUID) -> HttpResponse:
    """Which kinds of money there are, each with its cap."""
    row = call_for(request.viewer, pk)
    money = money_of(row)
    rows: list[Any] = [{"id": one.pk, "title": one.title, "hint": one.hint, "cap": one.cap_eur, "is_optional": one.is_optional}
            for one in money.kinds]  # fmt: skip
    if "rij" in request.POST:
        rows = typed_rows(request.POST, "form", KIND_NAMES, tells=("title",))
    is_saving = request.method == "POST" and "rij" not in request.POST
    formset = KindFormSet(request.POST if is_saving else None, initial=rows)
    form = VersionForm(request.POST or None, initial={"version": row.version})
    status = answer_status(request) if is_saving else 200
    if is_saving and form.is_valid() and formset.is_valid():
        version, kinds = form.cleaned_data["version"], [_kind(one) for one in kept_rows(formset)]
        status = save(lambda: set_kinds(row, kinds, version=version, by=request.user, at=clock.now()), form)
        if status == SAVED:
            messages.success(request, _("De soorten geld zijn bewaard. Vul nu in hoeveel er is per golf."))
            return redirect("call_waves", row.pk)
    context = {"row": row, "money": money, "form": form, "formset": formset, "forms": [form, formset],
               "is_clash": status == CLASHED}  # fmt: skip
    return render(request, "calls/call_money.html", context, status=status)


@officers_only
def call_waves(request: Request, pk: UUID) -> HttpResponse:
    """How much there is per kind and budget year, and when its projects start."""
    row = call_for(request.viewer, pk)
    money = money_of(row)
    kinds = [(one.pk, one.title) for one in money.kinds]
    names = ("year", "starts_on", *(amount_name(kind) for kind, _title in kinds))
    rows: list[Any] = _wave_rows(money)
    if "rij" in request.POST:
        rows = typed_rows(request.POST, "form", names, tells=names)
    is_saving = request.method == "POST" and "rij" not in request.POST
    formset = WaveFormSet(request.POST if is_saving else None, initial=rows, form_kwargs={"kinds": kinds})
    form = VersionForm(request.POST or None, initial={"version": row.version})
    status = answer_status(request) if is_saving else 200
    if is_saving and form.is_valid() and formset.is_valid():
        version = form.cleaned_data["version"]
        waves = [_wave(one) for one in formset.forms if one.cleaned_data and not one.cleaned_data.get("DELETE")]
        status = save(lambda: set_waves(row, waves, version=version, by=request.user, at=clock.now()), form)
        if status == SAVED:
            messages.success(request, _("De bedragen zijn bewaard."))
            return redirect("call_setup", row.pk)
    context = {"row": row, "money": money, "form": form, "formset": formset, "forms": [form, formset],
               "is_clash": status == CLASHED}  # fmt: skip
    return render(request, "calls/call_waves.html", context, status=status)


@officers_only
def call_areas(request: Request, pk: UUID) -> HttpResponse:
    """At least and at most how many projects per area."""
    row = call_for(request.viewer, pk)
    standing = list(row.area_limits.all())
    initial: dict[str, object] = {"version": row.version}
    for one in standing:
        initial |= {f"{one.area}-least": one.least or None, f"{one.area}-most": one.most}
    limits = LimitsForm(request.POST if request.method == "POST" else None, initial=initial)
    form = VersionForm(request.POST or None, initial=initial)
    status = answer_status(request)
    if request.method == "POST" and form.is_valid() and limits.is_valid():
        version, wanted = form.cleaned_data["version"], [Limit(*one) for one in limits.limits()]
        status = save(lambda: set_limits(row, wanted, version=version, by=request.user, at=clock.now()), form, limits)
        if status == SAVED:
            messages.success(request, _("De grenzen per gebied zijn bewaard."))
            return redirect("call_setup", row.pk)
    rows = [(name, limits[f"{area}-least"], limits[f"{area}-most"]) for area, name in AREAS.items()]
    context = {"row": row, "form": form, "limits": limits, "rows": rows, "forms": [form, limits], "standing": standing,
               "is_clash": status == CLASHED}  # fmt: skip
    return render(request, "calls/call_areas.html", context, status=status)


def _kind(row: dict[str, Any]) -> Kind:
    return Kind(row["title"], row["cap"], row["hint"], row["is_optional"], row["id"])


def _wave(form: Any) -> Amounts:
    return Amounts(form.cleaned_data["year"], form.cleaned_data["starts_on"], form.amounts())


def _wave_rows(money: MoneyPage) -> list[Any]:
    return [
        {"year": wave.year, "starts_on": wave.starts_on,
         **{amount_name(kind.pk): amount for kind, amount in zip(money.kinds, wave.amounts, strict=True)}}
        for wave in money.waves
    ]  # fmt: skip
