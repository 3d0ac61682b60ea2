"""The page of one application, and what its organisation does with it after the steps."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.identity.access import Request, members_only, roles_only
from tandem.identity.rules import ORGANISATION_CONTACT
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.documents.storage import attachment_response
from tandem.kernel.refusal import Refusal
from tandem.programmes.actions.application_sending import answer_question, submit_application, withdraw_application
from tandem.programmes.forms.application import AnswerForm
from tandem.programmes.queries.application_page import application_page
from tandem.programmes.queries.doors import FUND, ORGANISATION, application_for
from tandem.programmes.rules import states

OWN = frozenset({ORGANISATION})


@members_only
def application(request: Request, pk: str) -> HttpResponse:
    """Where it stands, what to do now, all answers, and what happened."""
    row = application_for(request.viewer, pk)
    context = {"application": row, "page": application_page(row, request.viewer)}
    return render(request, "programmes/application.html", context)


@members_only
def application_print(request: Request, pk: str) -> HttpResponse:
    """The same on paper."""
    row = application_for(request.viewer, pk)
    context = {"application": row, "page": application_page(row, request.viewer), "today": clock.today()}
    return render(request, "programmes/application_print.html", context)


@members_only
def application_letter(request: Request, pk: str) -> FileResponse:
    """The decision letter: for the fund once it exists, for the organisation once it was released."""
    row = application_for(request.viewer, pk, parts=frozenset({ORGANISATION, FUND}))
    page = application_page(row, request.viewer)
    if row.letter is None or page.decision is None:
        raise Http404
    return attachment_response(row.letter)


@require_POST
@roles_only(ORGANISATION_CONTACT)
def application_submit(request: Request, pk: str) -> HttpResponse:
    """Send it. A second click shows the same receipt."""
    row = application_for(request.viewer, pk, parts=OWN)
    try:
        submit_application(row, by=request.user, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(
            *(("application_step", row.pk, "check") if row.status == states.DRAFT else ("application", row.pk))
        )
    return redirect("application_receipt", row.pk)


@roles_only(ORGANISATION_CONTACT)
def application_receipt(request: Request, pk: str) -> HttpResponse:
    """Sent: the number, and what happens now."""
    row = application_for(request.viewer, pk, parts=OWN)
    if row.submitted_at is None:
        return redirect("application", row.pk)
    return render(request, "programmes/application_receipt.html", {"application": row})


@roles_only(ORGANISATION_CONTACT)
def application_answer(request: Request, pk: str) -> HttpResponse:
    """Answer the fund's question."""
    row = application_for(request.viewer, pk, parts=OWN)
    if row.status != states.ASKED:
        messages.info(request, _("Er staat geen vraag open bij deze aanvraag."))
        return redirect("application", row.pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_question(row, answer=form.cleaned_data["answer"], by=request.user, at=clock.now())
        except Refusal as refusal:
            for problem in refusal.problems:
                form.add_error("answer" if problem.field == "answer" else None, problem.text)
        else:
            messages.success(request, _("Je antwoord is bij het fonds."))
            return redirect("application", row.pk)
    status = answer_status(request)
    return render(request, "programmes/application_answer.html", {"application": row, "form": form}, status=status)


@roles_only(ORGANISATION_CONTACT)
def application_withdraw(request: Request, pk: str) -> HttpResponse:
    """Ask once more, then take it back."""
    row = application_for(request.viewer, pk, parts=OWN)
    if request.method != "POST":
        page = application_page(row, request.viewer)
        if not page.may_withdraw:
            return redirect("application", row.pk)
        return render(request, "programmes/application_withdraw.html", {"application": row, "page": page})
    try:
        withdraw_application(row, by=request.user, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("application", row.pk)
    messages.success(request, _("Je aanvraag is ingetrokken."))
    return redirect("application_list")
