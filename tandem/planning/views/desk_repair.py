"""Somebody cannot: what is hit, every way out, and the question to who can help."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.identity.access import Request, roles_only
from tandem.identity.rules import PLANNER
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal
from tandem.planning.actions.repair import Choice, repair_absence
from tandem.planning.forms.desk import AbsenceForm, RepairForm
from tandem.planning.queries import doors, repairing
from tandem.planning.queries.crew import people_to_plan

if TYPE_CHECKING:
    from uuid import UUID

    from tandem.identity.models import Person
    from tandem.planning.models import Asking

A_WEEK = timedelta(days=6)


@roles_only(PLANNER)
def repair_start(request: Request) -> HttpResponse:
    """Choose who is away and when; under it every series that is hit, with every way out."""
    provider, today = doors.provider_of(request.viewer), clock.today()
    typed = request.POST or (request.GET if "persoon" in request.GET else None)
    form = AbsenceForm(typed, people=people_to_plan(provider, on=today), initial={"van": today, "tot": today + A_WEEK})
    if typed is None or not form.is_valid():
        status = 200 if typed is None else 422
        return render(request, "planning/repair_start.html", {"form": form, "forms": [form]}, status=status)
    person = doors.colleague_for(request.viewer, form.cleaned_data["persoon"]).person
    absence = repairing.Absence(person.pk, form.cleaned_data["van"], form.cleaned_data["tot"])
    return _repair(request, "planning/repair_start.html", absence, person, {"form": form}, provider)


@roles_only(PLANNER)
def repair_hindrance(request: Request, pk: UUID) -> HttpResponse:
    """One session that somebody cannot do."""
    row = doors.hindrance_for(request.viewer, pk)
    series = doors.series_to_plan(request.viewer, row.session.series_id)
    if row.state != "open" or row.session.starts_at is None:
        return render(request, "planning/repair_hindrance.html", {"hindrance": row, "is_closed": True})
    day = clock.local(row.session.starts_at).date()
    absence = repairing.Absence(row.person_id, day, day, series.pk)
    return _repair(
        request, "planning/repair_hindrance.html", absence, row.person, {"hindrance": row}, series.provider_id
    )


def _repair(
    request: Request, template: str, absence: repairing.Absence, person: Person, context: dict[str, object], provider: int
) -> HttpResponse:  # fmt: skip
    at, typed = clock.now(), RepairForm(request.POST or None)
    choices = {key: Choice(*found) for key, found in typed.choices().items()}
    if request.method == "POST":
        try:
            rows = repair_absence(absence, person=person, choices=choices, provider_id=provider, by=request.user, at=at)
        except Refusal as refusal:
            show_refusal(typed, refusal)
        else:
            _tell(request, rows)
            return redirect("planning_queue")
    damage = repairing.damage(absence, provider_id=provider, at=at)
    cards = [
        (hit, choices[str(hit.series.pk)] if str(hit.series.pk) in choices else Choice(hit.best)) for hit in damage.hits
    ]
    context = {"form": typed, **context, "person": person, "damage": damage, "cards": cards, "forms": [typed]}
    return render(request, template, context, status=answer_status(request))


def _tell(request: Request, rows: list[Asking]) -> None:
    arranged, overtaken = (sum(row.state == state for row in rows) for state in ("agreed", "overtaken"))
    waits = len(rows) - arranged - overtaken
    said = [_("Genoteerd.")]
    if arranged:
        said.append(
            ngettext("%(n)s oplossing is geregeld.", "%(n)s oplossingen zijn geregeld.", arranged) % {"n": arranged}
        )
    if waits:
        said.append(ngettext("%(n)s vraag is verstuurd.", "%(n)s vragen zijn verstuurd.", waits) % {"n": waits})
    if overtaken:
        said.append(_("Bij %(n)s kwam iets tussen: kies daar opnieuw.") % {"n": overtaken})
    messages.success(request, " ".join(said))
