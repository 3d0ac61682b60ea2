"""After a phase: go on, stop for now, resume, or stop for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.identity.access import Request, members_only
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal
from tandem.programmes.actions.phase import continue_trajectory, pause_trajectory, stop_trajectory, take_back_stop
from tandem.programmes.forms.phases import CONTINUE, PhaseForm, StopForm, TakeBackForm
from tandem.programmes.queries import doors
from tandem.programmes.queries.phase import DECIDERS, may_take_back, phase_choice_for

if TYPE_CHECKING:
    from tandem.programmes.models import Trajectory
    from tandem.programmes.queries.phase import PhaseChoice


@members_only
def phase_decide(request: Request, pk: str) -> HttpResponse:
    """The organisation chooses, or a planner writes down what it said."""
    choice = phase_choice_for(request.viewer, pk)
    form = PhaseForm(
        request.POST or None, phase=choice.following, may_pause=choice.may_pause, may_continue=choice.may_continue,
        is_recorded=choice.is_recorded, work_forms=choice.work_forms, version=choice.trajectory.version,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _decided(request, choice, form):
        return redirect("trajectory", pk=choice.trajectory.pk)
    context = {"choice": choice, "trajectory": choice.trajectory, "form": form}
    return render(request, "programmes/phase_decide.html", context, status=answer_status(request))


def _decided(request: Request, choice: PhaseChoice, form: PhaseForm) -> bool:
    facts = {
        "note": form.cleaned_data["note"], "version": form.cleaned_data["version"], "by": request.user, "at": clock.now(),
    }  # fmt: skip
    try:
        if form.cleaned_data["choice"] == CONTINUE:
            continue_trajectory(choice.trajectory, moments=form.moments(), **facts)
            messages.success(request, _("Jullie gaan verder. Spreek nu de datums af."))
        else:
            pause_trajectory(choice.trajectory, **facts)
            messages.success(request, _("Jullie stoppen voorlopig. Hervatten kan altijd op deze pagina."))
    except Refusal as refusal:
        show_refusal(form, refusal)
        return False
    return True


@members_only
def trajectory_stop(request: Request, pk: str) -> HttpResponse:
    """Stop for good, with a reason that everybody reads; and take that back in the first weeks."""
    trajectory = doors.trajectory_for(request.viewer, pk, parts=DECIDERS)
    if "take_back" in request.POST or (request.method == "GET" and may_take_back(trajectory, at=clock.now())):
        return _take_back(request, trajectory)
    form = StopForm(request.POST or None, initial={"version": trajectory.version})
    if request.method == "POST" and form.is_valid():
        try:
            stop_trajectory(trajectory, reason=form.cleaned_data["reason"], version=form.cleaned_data["version"],
                            by=request.user, at=clock.now())  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Het traject is stopgezet. Iedereen kreeg een mail met de reden."))
            return redirect("trajectory", pk=trajectory.pk)
    context = {"trajectory": trajectory, "form": form}
    return render(request, "programmes/trajectory_stop.html", context, status=answer_status(request))


def _take_back(request: Request, trajectory: Trajectory) -> HttpResponse:
    form = TakeBackForm(request.POST or None, initial={"version": trajectory.version})
    if request.method == "POST" and form.is_valid():
        try:
            take_back_stop(trajectory, version=form.cleaned_data["version"], by=request.user, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Het traject gaat verder. Spreek de open datums opnieuw af."))
            return redirect("trajectory", pk=trajectory.pk)
    context = {"trajectory": trajectory, "form": form, "takes_back": True}
    return render(request, "programmes/trajectory_stop.html", context, status=answer_status(request))
