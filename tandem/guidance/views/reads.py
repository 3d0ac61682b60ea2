"""Wie keek er? For the person; and for who looked, the questions to answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.guidance.actions import reads as actions
from tandem.guidance.forms.reads import AnswerForm
from tandem.guidance.queries import reads as queries
from tandem.guidance.queries.doors import place_for
from tandem.guidance.views.framing import framed
from tandem.identity.access import Request, known_only
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Refusal


@known_only
def reads(request: Request, file: str) -> HttpResponse:
    """Who opened what, newest first, by day. Only the person reads this."""
    place = place_for(request.viewer, file, at=clock.now())
    page = paginate(queries.reads_of(place), request.GET.get("pagina"))
    return render(request, "guidance/reads.html", framed(place, "", page=page, days=queries.read_days(place, page)))


@known_only
@require_POST
def read_ask_why(request: Request, file: str, read: int) -> HttpResponse:
    """Ask the reader why."""
    place = place_for(request.viewer, file, at=clock.now())
    with telling(request, _("Je vraag is gesteld. Het antwoord komt hier.")):
        actions.ask_why(place, queries.read_for(place, read), by=request.user, at=clock.now())
    return redirect("reads", file)


@known_only
def reads_to_answer(request: Request) -> HttpResponse:
    """People ask why I looked."""
    rows = queries.questions_for(request.viewer)
    waiting = [row for row in rows if row.answered_at is None]
    return render(request, "guidance/reads_to_answer.html", {"waiting": waiting, "answered": rows[len(waiting) :]})


@known_only
def read_answer(request: Request, question: str) -> HttpResponse:
    """Why I looked; an answer is needed."""
    row = queries.question_for(request.viewer, question)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_why(row.pk, words=form.cleaned_data["words"], by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Je antwoord staat bij de persoon."))
            return redirect("reads_to_answer")
    context = {"form": form, "row": row}
    return render(request, "guidance/read_answer.html", context, status=answer_status(request))
