"""Questions to trainers and experiential experts: what is asked, and yes or no without a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.identity.access import Request, roles_only
from tandem.identity.rules import EXPERIENTIAL_EXPERT, PLANNER, TRAINER
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal
from tandem.planning.actions import asking as actions
from tandem.planning.actions.asking_by_phone import note_answer
from tandem.planning.forms.own import AnswerForm
from tandem.planning.queries import doors, own_plan
from tandem.planning.queries.offer import asking_page

if TYPE_CHECKING:
    from tandem.identity.models import Person
    from tandem.planning.models import Asking


@roles_only(TRAINER, EXPERIENTIAL_EXPERT)
def asking_list(request: Request) -> HttpResponse:
    """What waits for my yes or no, and what I answered before."""
    person = request.user.pk
    context = {"questions": own_plan.open_questions_of(person), "answered": own_plan.answered_by(person)}
    return render(request, "planning/asking_list.html", context)


@roles_only(TRAINER, EXPERIENTIAL_EXPERT, PLANNER)
def asking_answer(request: Request, pk: str) -> HttpResponse:
    """What is asked, with travel, hours and pay in view, and yes or no. A planner writes down what was said by telephone."""
    row = doors.asking_for(request.viewer, pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _answer(request, row, agrees=form.agrees)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            return redirect("asking_answer", row.pk)
        row = doors.asking_for(request.viewer, pk)  # as it stands now
    page = asking_page(row, request.viewer, on=clock.today())
    template = "planning/asking_answer.html" if page.mine else "planning/asking_of_duo.html"
    return render(request, template, {"page": page, "asking": page.asking, "form": form}, status=answer_status(request))


def _answer(request: Request, row: Asking, *, agrees: bool) -> None:
    """For oneself when one is asked; else for one of the two, who telephoned."""
    if request.user.pk in (row.trainer_id, row.expert_id):
        actions.answer_asking(row, person=request.user, agrees=agrees, by=request.user, at=clock.now())
        messages.success(request, _("Bedankt. We noteerden je antwoord."))
        return
    person = _who(request, row)
    note_answer(row, person=person, agrees=agrees, by=request.user, at=clock.now())
    messages.success(request, _("Genoteerd. %(person)s krijgt een mail.") % {"person": person})


def _who(request: Request, row: Asking) -> Person:
    for person in (row.trainer, row.expert):
        if str(person.pk) == request.POST.get("who"):
            return person
    raise Http404


@require_POST
@roles_only(PLANNER)
def asking_withdraw(request: Request, pk: str) -> HttpResponse:
    """The planner takes the question back; both hear it."""
    row = doors.asking_for(request.viewer, pk)
    if row.provider_id not in request.viewer.organisation_ids(PLANNER):
        raise Http404
    with telling(request, _("De vraag is ingetrokken. Allebei krijgen ze een mail.")):
        actions.withdraw_asking(row, by=request.user, at=clock.now())
    return redirect("duo_options", row.series_id)
