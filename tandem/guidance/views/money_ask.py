"""Geld samen bekijken: the questions of Wat als beside a step, by a person and a guide together, or by the person alone.

Answers travel in the form. The file keeps the outcome that was shown; the answers only when the person agrees.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tandem.guidance.actions.step_money import keep_look
from tandem.guidance.forms.money_ask import KeepLookForm
from tandem.guidance.models import Step
from tandem.guidance.queries.doors import Place, part_for, place_for
from tandem.guidance.queries.money_ask import kept_answers, look_of
from tandem.guidance.rules.money_ask import first_answers, same_answers
from tandem.guidance.rules.pen import TOGETHER
from tandem.guidance.rules.step_money import month_after
from tandem.guidance.views.framing import framed
from tandem.guidance.views.plan import opened
from tandem.identity.access import Request, known_only
from tandem.income.engine.catalogue import CannotCompute
from tandem.income.queries import Option, options_of, result_html
from tandem.income.questions import OPTIONS, told
from tandem.income.walk import FIRST, Screen, cannot, changed, hidden, screen_of, travelling, walked
from tandem.kernel import clock

Found = Screen | dict[str, str]


@known_only
def money_ask(request: Request, file: str, step: str) -> HttpResponse:
    """One question per screen; answers that were kept are offered again: is this still right?"""
    place = opened(request, file, "step_money")
    row = part_for(place, Step, step)
    if request.method == "POST":
        return _shown(request, place, row, walked(request.POST))
    begins = month_after(clock.today())
    earlier, is_same = kept_answers(place, row)
    if is_same:
        answers = same_answers(earlier, begins=begins)
        return _page(request, place, row, earlier=told(answers), kept=hidden(answers))
    return _shown(request, place, row, screen_of(FIRST, first_answers(row.kind, begins=begins, earlier=earlier)))


@known_only
@require_POST
def money_result(request: Request, file: str, step: str) -> HttpResponse:
    """Other answers or another choice; or keep what was looked at, and go on to "ik wist het vooraf"."""
    place = place_for(request.viewer, file, at=clock.now())
    row = part_for(place, Step, step)
    if "keep" not in request.POST:
        return _shown(request, place, row, changed(request.POST))
    answers = travelling(request.POST)
    try:
        options = options_of(answers)
    except CannotCompute as problem:
        return _shown(request, place, row, cannot(answers, problem))
    form = _keep_form(place, options, request.POST)
    if not form.is_valid():
        return _result(request, place, row, answers, options, form)
    key = form.cleaned_data.get("choice", options[0].key)
    mine = next(option for option in options if option.key == key)
    look = look_of(mine, [option for option in options if option is not mine])
    keeps = form.cleaned_data["keep_answers"]
    keep_look(place, row, look, answers=answers if keeps else {}, how=TOGETHER if keeps else "", by=request.user,
              at=clock.now())  # fmt: skip
    return redirect("step_money", file=place.file.pk, step=row.pk)


def _shown(request: Request, place: Place, row: Step, found: Found) -> HttpResponse:
    """A screen, or the outcome when every answer is there."""
    if isinstance(found, Screen):
        return _page(request, place, row, screen=found, form=found.form)
    try:
        options = options_of(found)
    except CannotCompute as problem:
        return _shown(request, place, row, cannot(found, problem))
    return _result(request, place, row, found, options, _keep_form(place, options))


def _page(request: Request, place: Place, row: Step, **context: object) -> HttpResponse:
    screen = context.get("screen")
    status = screen.status if isinstance(screen, Screen) else 200
    framing = framed(place, _tab(place), step=row, **context)
    return render(request, "guidance/money_ask.html", framing, status=status)


def _result(
    request: Request, place: Place, row: Step, answers: dict[str, str], options: list[Option], form: KeepLookForm
) -> HttpResponse:
    context = framed(
        place, _tab(place), step=row, form=form, options=[(option, result_html(option)) for option in options],
        kept=hidden(answers), may_add=len(options) < len(OPTIONS), stops_after=answers.get("stops_after", ""),
        has_work=any(option.hours for option in options),
    )  # fmt: skip
    return render(request, "guidance/money_result.html", context, status=422 if form.is_bound else 200)


def _keep_form(place: Place, options: list[Option], data: object = None) -> KeepLookForm:
    name = "" if place.is_owner else str(place.file)
    return KeepLookForm(data, choices=[(option.key, f"{option.title}: {option.what}") for option in options], name=name)


def _tab(place: Place) -> str:
    return "money" if place.is_owner else "steps"
