"""Wat als? A public walk through the questions. Nothing is stored: earlier answers travel along in the form."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tandem.identity.access import open_to_all
from tandem.income.engine.catalogue import CannotCompute
from tandem.income.queries import options_of
from tandem.income.questions import OPTIONS, TITLES, questions_of, screens_of
from tandem.income.sheet import sheet_pdf
from tandem.kernel import clock
from tandem.kernel.question_forms import QuestionForm

KEPT = "a_"  # earlier answers, as hidden fields
LONGEST, MOST_ANSWERS = 200, 200


@open_to_all
def what_if(request: HttpRequest) -> HttpResponse:
    """The screens one by one, and then what the choices do to the month."""
    answers = _kept(request.POST)
    if request.method != "POST":
        return _screen(request, "household", answers={"start": f"{clock.today():%Y-%m}"})
    screen = request.POST.get("screen", "")
    if screen == "result":
        return _after_result(request, answers)
    if screen not in screens_of(answers):
        return _screen(request, "household", answers=answers)
    if "back" in request.POST:
        return _screen(request, _before(screen, answers), answers=answers)
    form = QuestionForm(questions_of(screen, answers), request.POST)
    if not form.is_valid():
        return _screen(request, screen, answers=answers, form=form, status=422)
    return _next(request, screen, {**answers, **form.answers()})


@open_to_all
def what_if_sheet(request: HttpRequest) -> HttpResponse:
    """One page to take along to the OCMW, the RVA or the health fund."""
    answers = _kept(request.POST)
    try:
        pdf = sheet_pdf(options_of(answers), on=clock.today())
    except CannotCompute as problem:
        return _screen(request, "household", answers=answers, problem=str(problem), status=422)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="wat-als.pdf"'
    return response


def _kept(post: Mapping[str, str]) -> dict[str, str]:
    found = [(key.removeprefix(KEPT), str(value)[:LONGEST]) for key, value in post.items() if key.startswith(KEPT)]
    return dict(found[:MOST_ANSWERS])


def _after_result(request: HttpRequest, answers: dict[str, str]) -> HttpResponse:
    if "change" in request.POST:
        return _screen(
            request, request.POST["change"] if request.POST["change"] in TITLES else "household", answers=answers
        )
    if "another" in request.POST:
        side = next((option for option in OPTIONS if option not in screens_of(answers)), OPTIONS[-1])
        answers = {**answers, f"wants_{side}": "yes"}
        return _screen(request, side, answers=answers)
    return _result(request, {**answers, "stops_after": request.POST.get("stops_after", "")[:3]})


def _next(request: HttpRequest, screen: str, answers: dict[str, str]) -> HttpResponse:
    """The next screen that asks something; after the last one the result."""
    screens = screens_of(answers)
    for name in screens[screens.index(screen) + 1 :]:
        if questions_of(name, answers):
            return _screen(request, name, answers=answers)
    return _result(request, answers)


def _before(screen: str, answers: Mapping[str, str]) -> str:
    screens = screens_of(answers)
    earlier = [name for name in screens[: screens.index(screen)] if questions_of(name, answers)]
    return earlier[-1] if earlier else "household"


def _result(request: HttpRequest, answers: dict[str, str]) -> HttpResponse:
    try:
        options = options_of(answers)
    except CannotCompute as problem:
        return _screen(request, "household", answers=answers, problem=str(problem), status=422)
    context = {
        "options": options,
        "kept": _hidden(answers),
        "may_add": len(options) < len(OPTIONS),
        "stops_after": answers.get("stops_after", ""),
        "has_work": any(option.hours for option in options),
    }
    return render(request, "income/what_if_result.html", context)


def _screen(
    request: HttpRequest, screen: str, *, answers: Mapping[str, str], form: QuestionForm | None = None, problem: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    questions = questions_of(screen, answers)
    screens = screens_of(answers)
    asked = {question.key for question in questions}
    context = {
        "form": form or QuestionForm(questions, answers=answers),
        "screen": screen,
        "title": TITLES[screen],
        "step": screens.index(screen) + 1,
        "steps": len(screens),
        "kept": _hidden({key: value for key, value in answers.items() if key not in asked}),
        "problem": problem,
        "is_first": screen == "household",
    }
    return render(request, "income/what_if.html", context, status=status)


def _hidden(answers: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(f"{KEPT}{key}", value) for key, value in answers.items() if value]
