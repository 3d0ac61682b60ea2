"""Barriers: the map and the same in words; one barrier; writing them down with the pen; what makes what harder."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.guidance.actions import barrier as actions
from tandem.guidance.forms.barrier import BarrierForm, BarrierStateForm, EdgeForm
from tandem.guidance.forms.plan import PenForm
from tandem.guidance.models import Barrier, BarrierEdge
from tandem.guidance.queries.barrier import barrier_page, one_barrier, other_barriers
from tandem.guidance.queries.domain import names_for
from tandem.guidance.queries.doors import Place, part_for, place_for
from tandem.guidance.queries.proposal import is_proposal
from tandem.guidance.rules.domain import domain_names
from tandem.guidance.rules.pen import Writing
from tandem.guidance.views.framing import framed
from tandem.guidance.views.plan import opened, pen_facts, said_together
from tandem.guidance.views.writing import outcome_of, tell_written, write_down
from tandem.identity.access import Request, known_only
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal


@known_only
def barriers(request: Request, file: str) -> HttpResponse:
    """The map, at most twelve at first, and the same in words."""
    place = opened(request, file, "barriers")
    shows_all = "alles" in request.GET
    page = barrier_page(place, shows_all=shows_all)
    return render(request, "guidance/barriers.html", framed(place, "barriers", page=page, shows_all=shows_all))


@known_only
def barrier(request: Request, file: str, barrier: str) -> HttpResponse:
    """One barrier: what feeds it, what it makes harder, the steps on it, and a strength."""
    place = opened(request, file, "barrier")
    page = one_barrier(place, part_for(place, Barrier, barrier))
    return render(request, "guidance/barrier.html", framed(place, "barriers", page=page))


@known_only
def barrier_new(request: Request, file: str) -> HttpResponse:
    """What stands in the way, in own words."""
    place = opened(request, file, "barrier_new")
    form = BarrierForm(request.POST or None, names=names_for(place), **pen_facts(place))
    outcome = outcome_of(request, place, form, lambda: write_down(request, place, form, _writing(form)))
    if outcome.is_written:
        return redirect("barriers", file=place.file.pk)
    context = framed(place, "barriers", form=form)
    return render(request, "guidance/barrier_new.html", context, status=outcome.status)


@known_only
def barrier_edit(request: Request, file: str, barrier: str) -> HttpResponse:
    """Other words or other domains."""
    place = opened(request, file, "barrier_edit")
    row = part_for(place, Barrier, barrier)
    first = {"words": row.words, "domains": row.domains, "version": row.version}
    names = domain_names(names_for(place).items(), row.domains)
    form = BarrierForm(request.POST or None, initial=first, names=names, **pen_facts(place))
    return _changing(request, place, form, row, "guidance/barrier_edit.html")


@known_only
def barrier_state(request: Request, file: str, barrier: str) -> HttpResponse:
    """Open, gone, a goal, or here we begin."""
    place = opened(request, file, "barrier_state")
    row = part_for(place, Barrier, barrier)
    form = BarrierStateForm(
        request.POST or None, initial={"state": row.state, "version": row.version}, **pen_facts(place)
    )
    return _changing(request, place, form, row, "guidance/barrier_state.html")


@known_only
def barrier_edge_new(request: Request, file: str, barrier: str) -> HttpResponse:
    """What makes this harder; with `?richting=uit` what this makes harder."""
    place = opened(request, file, "barrier_edge_new")
    row = part_for(place, Barrier, barrier)
    is_cause = request.GET.get("richting") != "uit"
    form = EdgeForm(request.POST or None, others=other_barriers(place, row), **pen_facts(place))
    if request.method == "POST" and form.is_valid() and _is_tied(request, place, form, row, is_cause=is_cause):
        return redirect("barrier", file=place.file.pk, barrier=row.pk)
    context = framed(place, "barriers", form=form, barrier=row, is_cause=is_cause)
    return render(request, "guidance/barrier_edge_new.html", context, status=answer_status(request))


@known_only
@require_POST
def barrier_edge_end(request: Request, file: str, edge: str) -> HttpResponse:
    """This tie does not hold any more."""
    place = place_for(request.viewer, file, at=clock.now())
    tie = part_for(place, BarrierEdge, edge)
    with telling(request, _("Dit verband telt niet meer. Onderaan kan je het terugzetten.")):
        actions.end_edge(place, tie, by=request.user, at=clock.now(), how=said_together(request))
    return redirect("barrier", file=place.file.pk, barrier=tie.to_barrier_id)


@known_only
@require_POST
def barrier_edge_restore(request: Request, file: str, edge: str) -> HttpResponse:
    """Undo."""
    place = place_for(request.viewer, file, at=clock.now())
    tie = part_for(place, BarrierEdge, edge)
    with telling(request, _("Het verband staat er weer.")):
        actions.restore_edge(place, tie, by=request.user, at=clock.now())
    return redirect("barrier", file=place.file.pk, barrier=tie.to_barrier_id)


def _changing(request: Request, place: Place, form: PenForm, row: Barrier, template: str) -> HttpResponse:
    """A form over one barrier. When another device was first, both stand on the page."""
    outcome = outcome_of(request, place, form, lambda: write_down(request, place, form, _writing(form, row), item=row))
    if outcome.is_written:
        return redirect("barrier", file=place.file.pk, barrier=row.pk)
    context = framed(place, "barriers", form=form, barrier=row, now_there=outcome.now_there)
    return render(request, template, context, status=outcome.status)


def _writing(form: PenForm, row: Barrier | None = None) -> Writing:
    found = form.cleaned_data
    facts: dict[str, object] = (
        {"domains": form.all_domains()} if isinstance(form, BarrierForm) else {"state": found["state"]}
    )
    return Writing("barrier", found["words"] if "words" in found or row is None else row.words, facts)


def _is_tied(request: Request, place: Place, form: EdgeForm, row: Barrier, *, is_cause: bool) -> bool:
    found, by, at = form.cleaned_data, request.user, clock.now()
    try:
        if not found["other"]:
            written = actions.add_new_and_tie(place, words=found["words"], other=row, is_cause=is_cause, by=by, at=at,
                                              how=form.how(), why=form.why())  # fmt: skip
            tell_written(request, place, written)
            if is_proposal(written):
                messages.info(request, _("Leg het verband na het antwoord."))
            return True
        other = part_for(place, Barrier, found["other"])
        source, target = (other, row) if is_cause else (row, other)
        actions.add_edge(place, source=source, target=target, by=by, at=at, how=form.how())
    except Refusal as refusal:
        show_refusal(form, refusal)
        return False
    messages.success(request, _("Het verband staat op de kaart."))
    return True
