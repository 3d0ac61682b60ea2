"""What trainers and experiential experts see of planning: questions, their own plan, and "dit lukt niet"."""

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
from tandem.planning.actions import asking as actions
from tandem.planning.forms.own import AnswerForm
from tandem.planning.queries import doors


@roles_only(TRAINER, EXPERIENTIAL_EXPERT)
def asking_answer(request: Request, pk: str) -> HttpResponse:
    """What is asked, and yes or no. A reason is not asked."""
    row = doors.asking_for(request.viewer, pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_asking(row, person=request.user, agrees=form.agrees, by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Bedankt. We noteerden je antwoord."))
            return redirect("asking_answer", row.pk)
    return render(request, "planning/asking_answer.html", {"asking": row, "form": form}, status=answer_status(request))
