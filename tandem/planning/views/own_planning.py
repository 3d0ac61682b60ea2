"""Somebody's own plan: what waits for a yes, what comes, what is over."""

from django.http import HttpResponse
from django.shortcuts import render

from tandem.identity.access import Request, roles_only
from tandem.identity.rules import EXPERIENTIAL_EXPERT, TRAINER
from tandem.kernel import clock
from tandem.kernel.pages import paginate
from tandem.planning.queries import own_plan

PRINT_LIMIT = 200


@roles_only(TRAINER, EXPERIENTIAL_EXPERT)
def my_planning(request: Request) -> HttpResponse:
    """Open questions first, then the sessions that come by date, each with "dit lukt niet"."""
    person, at = request.user.pk, clock.now()
    page = paginate(own_plan.coming(person, at=at), request.GET.get("pagina"), per_page=25)
    context = {
        "questions": own_plan.open_questions_of(person), "waiting": own_plan.waiting_of(person), "page": page,
        "rows": own_plan.own_sessions(person, page), "over": own_plan.over(person, at=at), "me": {"who": person},
    }  # fmt: skip
    return render(request, "planning/my_planning.html", context)


@roles_only(TRAINER, EXPERIENTIAL_EXPERT)
def my_planning_print(request: Request) -> HttpResponse:
    """The same sessions on paper, at most two hundred."""
    person = request.user.pk
    sessions = own_plan.coming(person, at=clock.now())[:PRINT_LIMIT]
    context = {"rows": own_plan.own_sessions(person, sessions), "name": request.viewer.name, "today": clock.today()}
    return render(request, "planning/my_planning_print.html", context)
