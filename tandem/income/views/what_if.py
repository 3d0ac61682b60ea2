"""Wat als? A public walk through the questions. Nothing is stored: earlier answers travel along in the form."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tandem.identity.access import open_to_all
from tandem.identity.page_language import in_other_languages
from tandem.income.engine.catalogue import CannotCompute
from tandem.income.queries import options_of
from tandem.income.questions import OPTIONS
from tandem.income.sheet import sheet_pdf
from tandem.income.walk import FIRST, Screen, cannot, changed, hidden, screen_of, travelling, walked
from tandem.kernel import clock


@open_to_all
@in_other_languages
def what_if(request: HttpRequest) -> HttpResponse:
    """The screens one by one, and then what the choices do to the month."""
    if request.method != "POST":
        return _screen(request, screen_of(FIRST, {"start": f"{clock.today():%Y-%m}"}))
    found = changed(request.POST) if request.POST.get("screen") == "result" else walked(request.POST)
    return _screen(request, found) if isinstance(found, Screen) else _result(request, found)


@open_to_all
def what_if_sheet(request: HttpRequest) -> HttpResponse:
    """One page to take along to the OCMW, the RVA or the health fund."""
    answers = travelling(request.POST)
    try:
        pdf = sheet_pdf(options_of(answers), on=clock.today())
    except CannotCompute as problem:
        return _screen(request, cannot(answers, problem))
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="wat-als.pdf"'
    return response


def _result(request: HttpRequest, answers: dict[str, str]) -> HttpResponse:
    try:
        options = options_of(answers)
    except CannotCompute as problem:
        return _screen(request, cannot(answers, problem))
    context = {
        "options": options,
        "kept": hidden(answers),
        "may_add": len(options) < len(OPTIONS),
        "stops_after": answers.get("stops_after", ""),
        "has_work": any(option.hours for option in options),
    }
    return render(request, "income/what_if_result.html", context)


def _screen(request: HttpRequest, screen: Screen) -> HttpResponse:
    context = {"screen": screen, "form": screen.form}
    return render(request, "income/what_if.html", context, status=screen.status)
