"""Decisions: who chose, on which rung, with advice beside; and "toch niet"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.guidance.actions.decision import take_back
from tandem.guidance.forms.decision import DecisionForm
from tandem.guidance.queries.decision import decision_for, decisions_of, step_for
from tandem.guidance.rules.pen import Writing
from tandem.guidance.views.framing import framed
from tandem.guidance.views.plan import home_of, opened, pen_facts, posted, said_together
from tandem.guidance.views.writing import outcome_of, write_down
from tandem.identity.access import Request, known_only
from tandem.kernel import clock
from tandem.kernel.answering import telling

if TYPE_CHECKING:
    from tandem.guidance.models import Step
    from tandem.guidance.queries.doors import Place


@known_only
def decision_list(request: Request, file: str) -> HttpResponse:
    """Every decision, also what was taken back."""
    place = opened(request, file, "decision")
    context = framed(place, "plan", home=home_of(place), decisions=decisions_of(place))
    return render(request, "guidance/decision_list.html", context)


@known_only
def decision_new(request: Request, file: str) -> HttpResponse:
    """A decision; `?stap=` ties it to a step, `?opnieuw=` begins with the words of an earlier one."""
    place = opened(request, file, "decision")
    step = step_for(place, request.GET["stap"]) if request.GET.get("stap") else None
    form = DecisionForm(posted(request), initial=_first(request, place), **pen_facts(place))
    outcome = outcome_of(request, place, form, lambda: write_down(request, place, form, _writing(form, step)))
    if outcome.is_written:
        return redirect("decision_list", place.file.pk)
    context = framed(place, "plan", form=form, step_words=step.words if step else "")
    return render(request, "guidance/decision_new.html", context, status=outcome.status)


@known_only
@require_POST
def decision_take_back(request: Request, file: str, decision: str) -> HttpResponse:
    """Toch niet: one tap, no reason."""
    place = opened(request, file, "decision")
    with telling(request, _("Goed: toch niet. Opnieuw beslissen kan altijd.")):
        take_back(place, decision_for(place, decision), by=request.user, at=clock.now(), how=said_together(request))
    return redirect("decision_list", place.file.pk)


def _first(request: Request, place: Place) -> dict[str, str]:
    if not request.GET.get("opnieuw"):
        return {"chosen_by": "client"} if place.is_owner else {}
    earlier = decision_for(place, request.GET["opnieuw"])
    return {"words": earlier.words, "chosen_by": earlier.chosen_by, "rung": earlier.rung}


def _writing(form: DecisionForm, step: Step | None) -> Writing:
    cleaned = form.cleaned_data
    facts: dict[str, object] = {"chosen_by": cleaned["chosen_by"], "rung": cleaned["rung"]}
    if step:
        facts["step_id"] = str(step.pk)
    return Writing("decision", cleaned["words"], facts, {"advice": cleaned["advice"]})
