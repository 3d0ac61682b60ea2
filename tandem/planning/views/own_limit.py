"""A planner asks somebody to carry more: only the person says yes or no."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.identity.access import Request, roles_only
from tandem.identity.rules import EXPERIENTIAL_EXPERT, TRAINER
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal
from tandem.planning.actions.limit import answer_limit
from tandem.planning.forms.own import AnswerForm
from tandem.planning.queries import doors
from tandem.planning.queries.limit_question import limit_page


@roles_only(TRAINER, EXPERIENTIAL_EXPERT)
def limit_answer(request: Request, pk: str) -> HttpResponse:
    """What is asked, what it changes, and yes or no. One can always change it back."""
    row = doors.limit_question_for(request.viewer, pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_limit(row, agrees=form.agrees, by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Bedankt. We noteerden je antwoord."))
            return redirect("limit_answer", row.pk)
    context = {"page": limit_page(doors.limit_question_for(request.viewer, pk)), "form": form}
    return render(request, "planning/limit_answer.html", context, status=answer_status(request))
