"""Expectations: first the words, then what stands in the way, then the person's own "dit lukt" or "dit lukt niet"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.guidance.actions.expectation import let_go
from tandem.guidance.actions.pen import says_yes
from tandem.guidance.forms.expectation import ExpectationForm, FeasibleForm
from tandem.guidance.queries.expectation import (
    domain_choices,
    expectation_for,
    expectations_of,
    obstacles_of,
    open_obstacles,
)
from tandem.guidance.rules.barrier_map import shortened
from tandem.guidance.rules.pen import Writing
from tandem.guidance.views.framing import framed
from tandem.guidance.views.plan import home_of, opened, pen_facts, posted, said_together
from tandem.guidance.views.writing import outcome_of, write_down
from tandem.identity.access import Request, known_only
from tandem.kernel import clock
from tandem.kernel.answering import telling

if TYPE_CHECKING:
    from tandem.guidance.queries.doors import Place
    from tandem.guidance.queries.expectation import Obstacle

KEPT = ("words", "domains", "barriers", "more_barriers", "how", "why")
ANSWER, BACK = "answer", "back"


@known_only
def expectation_list(request: Request, file: str) -> HttpResponse:
    """What is expected, with the person's answers."""
    place = opened(request, file, "expectation")
    context = framed(place, "plan", home=home_of(place), expectations=expectations_of(place))
    return render(request, "guidance/expectation_list.html", context)


@known_only
def expectation_new(request: Request, file: str) -> HttpResponse:
    """Two steps on one address. A guide's proposal stops after the first: the answer is the person's."""
    place = opened(request, file, "expectation")
    open_now = open_obstacles(place)
    form = _form(request, place, open_now)
    if not form.is_valid() or request.POST.get("stage") == BACK:
        context = framed(place, "plan", form=form, home=home_of(place))
        status = 422 if form.is_bound and form.errors else 200
        return render(request, "guidance/expectation_new.html", context, status=status)
    in_the_way = obstacles_of(place, form.chosen_barriers(), domains=form.chosen_domains(), among=open_now)
    if not says_yes(place, form.how()):
        return _written(request, place, form, in_the_way, {})
    return _answered(request, place, form, in_the_way)


@known_only
@require_POST
def expectation_let_go(request: Request, file: str, expectation: str) -> HttpResponse:
    """Nobody expects it any more."""
    place = opened(request, file, "expectation")
    with telling(request, _("Losgelaten. Niemand verwacht dit nog.")):
        let_go(place, expectation_for(place, expectation), by=request.user, at=clock.now(), how=said_together(request))
    return redirect("expectation_list", place.file.pk)


def _form(request: Request, place: Place, open_now: list[Obstacle]) -> ExpectationForm:
    barriers = [(str(obstacle.pk), shortened(obstacle.words)) for obstacle in open_now]
    return ExpectationForm(posted(request), domains=domain_choices(open_now), barriers=barriers, **pen_facts(place))


def _answered(request: Request, place: Place, form: ExpectationForm, in_the_way: list[Obstacle]) -> HttpResponse:
    """The second step: what stands in the way, and the answer."""
    is_answer = request.POST.get("stage") == ANSWER
    feasible = FeasibleForm(request.POST if is_answer else None)
    if is_answer and feasible.is_valid():
        facts = {"feasible": feasible.cleaned_data["feasible"]}
        return _written(request, place, form, in_the_way, facts)
    kept = [(name, value) for name in KEPT for value in request.POST.getlist(name)]
    context = framed(
        place, "plan", form=feasible, kept=kept, words=form.cleaned_data["words"], obstacles=in_the_way
    )  # fmt: skip
    return render(request, "guidance/expectation_feasible.html", context, status=422 if is_answer else 200)


def _written(
    request: Request, place: Place, form: ExpectationForm, in_the_way: list[Obstacle], facts: dict[str, object]
) -> HttpResponse:  # fmt: skip
    named = [str(obstacle.pk) for obstacle in in_the_way]
    writing = Writing("expectation", form.cleaned_data["words"], {**facts, "in_the_way": named})
    outcome = outcome_of(request, place, form, lambda: write_down(request, place, form, writing))
    if outcome.is_written:
        return redirect(home_of(place))
    context = framed(place, "plan", form=form, home=home_of(place))
    return render(request, "guidance/expectation_new.html", context, status=outcome.status)
