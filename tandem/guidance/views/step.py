"""Steps: the list, a new one, one step, its words, and the yes."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.guidance.actions import step as actions
from tandem.guidance.forms.step import StepDoneForm, StepForm, StepKindForm
from tandem.guidance.models import FileItem, Step
from tandem.guidance.queries.doors import Place, part_for, place_for
from tandem.guidance.queries.step import earlier_unpaid, hanging_places, one_step, service_stops, step_groups
from tandem.guidance.rules.pen import Writing
from tandem.guidance.rules.step import is_unpaid_step
from tandem.guidance.rules.vocabulary import STEP_KINDS
from tandem.guidance.views.framing import framed
from tandem.guidance.views.plan import opened, pen_facts, said_together, spoken_by
from tandem.guidance.views.writing import outcome_of, write_down
from tandem.identity.access import Request, known_only
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal


@known_only
def step_list(request: Request, file: str) -> HttpResponse:
    """Every step by state, and what services stopped."""
    place = opened(request, file, "step_list")
    context = framed(place, "steps", groups=step_groups(place), stops=service_stops(place))
    return render(request, "guidance/step_list.html", context)


@known_only
def step_new(request: Request, file: str) -> HttpResponse:
    """First the kind; then the words. Before an unpaid one the earlier ones and what they led to."""
    place = opened(request, file, "step_new")
    kind = request.GET.get("soort", "")
    if kind not in STEP_KINDS:
        kind_form = StepKindForm(request.GET if kind else None)
        return render(request, "guidance/step_new.html", framed(place, "steps", kind_form=kind_form))
    is_unpaid = is_unpaid_step(kind, is_ticked="onbetaald" in request.GET)
    first = {"hangs_on": _asked_hanger(request)}
    form = StepForm(request.POST or None, initial=first, hangers=hanging_places(place), kind=kind, is_unpaid=is_unpaid,
                    **pen_facts(place))  # fmt: skip
    outcome = outcome_of(request, place, form, lambda: _added(request, place, form, kind, is_unpaid=is_unpaid))
    if outcome.is_written:
        return redirect("step_list", file=place.file.pk)
    context = framed(
        place, "steps", form=form, kind_text=STEP_KINDS[kind], is_unpaid=is_unpaid,
        earlier=earlier_unpaid(place) if is_unpaid else (),
    )  # fmt: skip
    return render(request, "guidance/step_new.html", context, status=outcome.status)


@known_only
def step(request: Request, file: str, step: str) -> HttpResponse:
    """One step: what it is for, what it does with the money, who chose it, what comes next."""
    place = opened(request, file, "step")
    page = one_step(place, part_for(place, Step, step))
    return render(request, "guidance/step.html", framed(place, "steps", page=page, hidden=spoken_by(place)))


@known_only
def step_edit(request: Request, file: str, step: str) -> HttpResponse:
    """Other words, another place to hang on, what it led to."""
    place = opened(request, file, "step_edit")
    row = part_for(place, Step, step)
    form = StepForm(request.POST or None, initial=_as_it_stands(row), hangers=hanging_places(place),
                    is_unpaid=is_unpaid_step(row.kind, is_ticked=row.is_unpaid), is_done=row.state == "done",
                    **pen_facts(place))  # fmt: skip
    outcome = outcome_of(request, place, form, lambda: write_down(request, place, form, _writing(form), item=row))
    if outcome.is_written:
        return redirect("step", file=place.file.pk, step=row.pk)
    context = framed(place, "steps", form=form, step=row, now_there=outcome.now_there)
    return render(request, "guidance/step_edit.html", context, status=outcome.status)


@known_only
@require_POST
def step_choose(request: Request, file: str, step: str) -> HttpResponse:
    """The yes."""
    return _moved(request, file, step, actions.choose_step, _("Gekozen. Deze stap staat nu in het plan."))


@known_only
@require_POST
def step_start(request: Request, file: str, step: str) -> HttpResponse:
    """It began."""
    return _moved(request, file, step, actions.start_step, _("De stap is begonnen."))


@known_only
@require_POST
def step_put_aside(request: Request, file: str, step: str) -> HttpResponse:
    """Not now, or not after all; no reason asked."""
    return _moved(request, file, step, actions.lay_aside, _("De stap ligt opzij. Terugnemen kan altijd."))


@known_only
@require_POST
def step_take_up(request: Request, file: str, step: str) -> HttpResponse:
    """Back among the ideas."""
    return _moved(request, file, step, actions.take_up, _("De stap staat weer bij de ideeën."))


@known_only
def step_done(request: Request, file: str, step: str) -> HttpResponse:
    """Done, and what it led to."""
    place = opened(request, file, "step_done")
    row = part_for(place, Step, step)
    form = StepDoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.finish_step(place, row, by=request.user, at=clock.now(), how=said_together(request),
                                led_to=form.cleaned_data["led_to"])  # fmt: skip
            messages.success(request, _("Gedaan. Goed bezig."))
            return redirect("step", file=place.file.pk, step=row.pk)
        except Refusal as refusal:
            show_refusal(form, refusal)
    context = framed(place, "steps", form=form, step=row)
    return render(request, "guidance/step_done.html", context, status=answer_status(request))


def _moved(request: Request, file: str, step: str, move: Callable[..., Step], sentence: str) -> HttpResponse:
    place = place_for(request.viewer, file, at=clock.now())
    row = part_for(place, Step, step)
    with telling(request, sentence):
        move(place, row, by=request.user, at=clock.now(), how=said_together(request))
    return redirect("step", file=place.file.pk, step=row.pk)


def _asked_hanger(request: Request) -> str:
    """`?wens=` or `?drempel=`, from the page of a wish or a barrier."""
    for name, kind in (("wens", "wish"), ("drempel", "barrier")):
        if name in request.GET:
            return f"{kind}:{request.GET[name]}"
    return ""


def _as_it_stands(row: Step) -> dict[str, object]:
    hangs_on = f"wish:{row.wish_id}" if row.wish_id else f"barrier:{row.barrier_id}" if row.barrier_id else ""
    texts = {name: getattr(row, name) for name in ("words", "brings_now", "brings_later", "led_to")}
    return {**texts, "hangs_on": hangs_on, "version": row.version}


def _added(request: Request, place: Place, form: StepForm, kind: str, *, is_unpaid: bool) -> FileItem:
    found = form.cleaned_data
    return actions.add_step(
        place, kind=kind, words=found["words"], is_unpaid=is_unpaid, changes_money=found.get("changes_money", False),
        brings_now=found.get("brings_now", ""), brings_later=found.get("brings_later", ""), how=form.how(),
        why=form.why(), by=request.user, at=clock.now(), **form.hanger(),
    )  # fmt: skip


def _writing(form: StepForm) -> Writing:
    found = form.cleaned_data
    texts: dict[str, str] = {name: found[name] for name in ("brings_now", "brings_later", "led_to") if name in found}
    return Writing("step", found["words"], {**form.hanger()}, texts)
