"""Proposals: the person's own words and the proposal side by side, and the person's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.guidance.actions import pen
from tandem.guidance.forms.proposal import ACCEPT, CHANGE, DECLINE, WITHDRAW, AnswerForm
from tandem.guidance.queries.proposal import answered_proposals, open_proposals, proposal_line, proposal_page
from tandem.guidance.rules.pen import TOGETHER
from tandem.guidance.views.framing import framed
from tandem.guidance.views.plan import home_of, opened, posted
from tandem.identity.access import Request, known_only
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from tandem.guidance.queries.doors import Place
    from tandem.guidance.queries.proposal import ProposalPage


@known_only
def proposal_list(request: Request, file: str) -> HttpResponse:
    """What waits for an answer, and what came before."""
    place = opened(request, file, "plan")
    page = paginate(answered_proposals(place), request.GET.get("pagina"), per_page=20)
    context = framed(
        place, "plan", home=home_of(place), waiting=open_proposals(place), page=page,
        earlier=[proposal_line(row) for row in page.object_list],
    )  # fmt: skip
    return render(request, "guidance/proposal_list.html", context)


@known_only
def proposal(request: Request, file: str, proposal: str) -> HttpResponse:
    """One proposal: over, in other words, or not. A withdrawn one says so, and what was typed stays on the page."""
    place = opened(request, file, "plan")
    page = proposal_page(place, proposal)
    form = AnswerForm(posted(request), asks_feasible=page.kind == "expectation", initial={"words": page.line.words})
    status = answer_status(request)
    if request.method == "POST" and form.is_valid():
        try:
            _answer(request, place, page, form)
        except Refusal as refusal:
            show_refusal(form, refusal)
            page = proposal_page(place, proposal)
            status = 422 if isinstance(refusal, pen.CannotWrite) else 409
        else:
            return redirect(home_of(place))
    context = framed(place, "plan", page=page, form=form, home=home_of(place), typed=_typed(form, page))
    return render(request, "guidance/proposal.html", context, status=status)


def _answer(request: Request, place: Place, page: ProposalPage, form: AnswerForm) -> None:
    answer = form.cleaned_data["answer"]
    facts: dict[str, Any] = {"by": request.user, "at": clock.now()}
    if answer == WITHDRAW:
        pen.withdraw(place, page.row, **facts)
        messages.success(request, _("Je voorstel is teruggetrokken."))
        return
    facts["how"] = pen.how_said(place, TOGETHER)
    if answer == DECLINE:
        pen.decline(place, page.row, words=form.cleaned_data["said"], **facts)
        messages.success(request, _("Goed. Er verandert niets."))
    elif answer in {ACCEPT, CHANGE}:
        pen.accept(place, page.row, words=_other_words(form, page), facts=_said(form, page),
                   version=form.cleaned_data["version"] or 0, **facts)  # fmt: skip
        messages.success(request, _("Dit staat nu in het plan."))


def _other_words(form: AnswerForm, page: ProposalPage) -> str | None:
    """Own words when they differ from the proposal, also when the first button was tapped: nothing typed gets lost."""
    words = form.cleaned_data["words"]
    return words if words and words.split() != page.line.words.split() else None


def _said(form: AnswerForm, page: ProposalPage) -> dict[str, object]:
    if page.kind != "expectation":
        return {}
    return {"feasible": form.cleaned_data["feasible"], "in_the_way": [obstacle.pk for obstacle in page.obstacles]}


def _typed(form: AnswerForm, page: ProposalPage) -> str:
    """What was typed in a form that has no place on the page any more."""
    typed = str(form.data.get("words", "")) if form.is_bound else ""
    return "" if page.line.is_open or typed.split() == page.line.words.split() else typed
