"""What the jury judges."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.calls.actions.criteria import Measure, set_criteria
from tandem.calls.forms.call_rows import VersionForm, kept_rows, typed_rows
from tandem.calls.forms.criteria import CRITERION_NAMES, CriterionFormSet
from tandem.calls.queries.call_setup import criteria_of
from tandem.calls.queries.doors import call_for
from tandem.calls.views.call_saving import CLASHED, SAVED, officers_only, save
from tandem.identity.access import Request
from tandem.kernel import clock
from tandem.kernel.answering import answer_status

LAST = 1000  # a row without a place goes to the end


@officers_only
def call_criteria(request: Request, pk: UUID) -> HttpResponse:
    """All criteria at once; the number of the place orders them."""
    row = call_for(request.viewer, pk)
    criteria = criteria_of(row)
    rows: list[Any] = [_initial(place, one.row) for place, one in enumerate(criteria, 1)]
    if "rij" in request.POST:
        rows = typed_rows(request.POST, "form", CRITERION_NAMES, tells=("title", "hint"))
    is_saving = request.method == "POST" and "rij" not in request.POST
    formset = CriterionFormSet(request.POST if is_saving else None, initial=rows)
    form = VersionForm(request.POST or None, initial={"version": row.version})
    status = answer_status(request) if is_saving else 200
    if is_saving and form.is_valid() and formset.is_valid():
        version = form.cleaned_data["version"]
        ordered = sorted(kept_rows(formset), key=lambda one: one["place"] or LAST)
        measures = [_measure(one) for one in ordered]
        status = save(lambda: set_criteria(row, measures, version=version, by=request.user, at=clock.now()), form)
        if status == SAVED:
            messages.success(request, _("De criteria zijn bewaard."))
            return redirect("call_setup", row.pk)
    context = {"row": row, "criteria": criteria, "form": form, "formset": formset, "forms": [form, formset],
               "is_clash": status == CLASHED}  # fmt: skip
    return render(request, "calls/call_criteria.html", context, status=status)


def _initial(place: int, row: Any) -> dict[str, Any]:
    return {"id": row.pk, "place": place, "title": row.title, "hint": row.hint, "weight": row.weight,
            "most_points": row.most_points}  # fmt: skip


def _measure(row: dict[str, Any]) -> Measure:
    return Measure(row["title"], row["weight"], row["hint"], row["most_points"], row["id"])
