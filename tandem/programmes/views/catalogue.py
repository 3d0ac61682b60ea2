"""The public catalogue "Diversiteit à la carte": no login, and a condition check that explains itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tandem.identity.access import AnyRequest, open_to_all
from tandem.kernel import clock
from tandem.programmes.forms.catalogue import UNKNOWN, CheckForm
from tandem.programmes.queries import catalogue as queries


@open_to_all
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every offer of today, for whom, and what is free."""
    context = {"offers": queries.offers_on(clock.today()), "form": _form(None)}
    return render(request, "programmes/catalogue.html", context)


@open_to_all
def catalogue_offer(request: HttpRequest, code: str) -> HttpResponse:
    """One offer: phases, sessions, goals, conditions, steps."""
    offer = queries.offer_on(code, on=clock.today())
    return render(request, "programmes/catalogue_offer.html", {"offer": offer, "form": _form(None, code)})


@open_to_all
def catalogue_check(request: AnyRequest) -> HttpResponse:
    """Do we qualify? The same answer as a page and as a fragment."""
    form = _form(request.GET or None, request.GET.get("programma", ""))
    answers: list[queries.CheckAnswer] = []
    is_valid = form.is_valid()
    if is_valid and form.cleaned_data["pc"] != UNKNOWN:
        facts = form.cleaned_data
        answers = queries.check_answers(facts["pc"], facts["rsz"], code=facts["programma"], on=clock.today())
    context = {
        "form": form, "answers": answers, "committees": queries.committees(),
        "is_unknown": is_valid and form.cleaned_data["pc"] == UNKNOWN,
    }  # fmt: skip
    page = "programmes/catalogue_check.html"
    status = 422 if request.GET and not is_valid else 200
    return render(request, f"{page}#answer" if request.htmx else page, context, status=status)


def _form(typed: object, code: str = "") -> CheckForm:
    committees = [(committee.code, committee.name) for committee in queries.committees()]
    return CheckForm(typed, committees=committees, initial={"programma": code})
