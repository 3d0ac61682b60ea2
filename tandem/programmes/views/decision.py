"""The fund decides, and releases its decisions."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tandem.identity.access import Request, roles_only
from tandem.identity.queries import active_providers
from tandem.identity.rules import FUND_OFFICER
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Refusal
from tandem.programmes.actions import decision as actions
from tandem.programmes.actions.decision_release import release_decision
from tandem.programmes.forms.decision import ApproveForm, AskForm, RefuseForm
from tandem.programmes.models import Application
from tandem.programmes.queries.application_page import application_page
from tandem.programmes.queries.decision import held_decisions_of, held_rows, suggested_alternatives
from tandem.programmes.queries.doors import FUND, application_for

OF_FUND = frozenset({FUND})
APPROVE, ASK, REFUSE = "goedkeuren", "vragen", "weigeren"


@roles_only(FUND_OFFICER)
def application_decide(request: Request, pk: str) -> HttpResponse:
    """Read the application and approve, ask or refuse."""
    row = application_for(request.viewer, pk, parts=OF_FUND)
    page = application_page(row, request.viewer)
    choice = request.POST.get("keuze") or request.GET.get("keuze", "")
    if request.method != "POST" and not page.may_decide:
        messages.info(request, _("Over deze aanvraag valt nu niets te beslissen."))
        return redirect("application", row.pk)
    form = _form(request, row, choice)
    if request.method == "POST" and form is not None and form.is_valid():
        return _decide(request, row, choice, form)
    status = answer_status(request)
    return _page(request, row, choice, form, status=status)


def _form(request: Request, row: Application, choice: str) -> Form | None:
    typed = request.POST if request.method == "POST" else None
    if choice == APPROVE:
        return ApproveForm(typed, providers=[(str(p.public_id), p.name) for p in active_providers()])
    if choice == REFUSE:
        return RefuseForm(typed, initial={"alternative": suggested_alternatives(row)})
    return AskForm(typed) if choice == ASK else None


def _decide(request: Request, row: Application, choice: str, form: Form) -> HttpResponse:
    try:
        told = _act(request, row, choice, form.cleaned_data)
    except actions.DecidedByOther as conflict:
        return _too_late(request, conflict.current, form, str(conflict))
    except Refusal as refusal:
        show_refusal(form, refusal)
        return _page(request, row, choice, form, status=422)
    messages.success(request, told)
    return redirect("application", row.pk)


def _act(request: Request, row: Application, choice: str, facts: dict[str, Any]) -> str:
    by, at = request.user, clock.now()
    if choice == APPROVE:
        provider = next(p for p in active_providers() if str(p.public_id) == facts["provider"])
        actions.approve_application(row, provider=provider, note=facts["note"], by=by, at=at)
        return _("Goedgekeurd. De brief wacht bij «Te versturen». De organisatie ziet nog niets.")
    if choice == REFUSE:
        actions.refuse_application(row, reason=facts["reason"], alternative=facts["alternative"], by=by, at=at)
        return _("Niet goedgekeurd. De brief wacht bij «Te versturen». De organisatie ziet nog niets.")
    actions.ask_for_more(row, question=facts["question"], by=by, at=at)
    return _("Je vraag is verstuurd. De termijn staat stil tot de organisatie antwoordt.")


def _page(request: Request, row: Application, choice: str, form: Form | None, *, status: int = 200) -> HttpResponse:
    context = {"application": row, "page": application_page(row, request.viewer), "choice": choice, "form": form}
    return render(request, "programmes/application_decide.html", context, status=status)


def _too_late(request: Request, row: Application, form: Form, sentence: str) -> HttpResponse:
    """Somebody else decided: show that decision, and keep what was typed."""
    typed = [(field.label, form.data.get(field.name, "")) for field in form if form.data.get(field.name)]
    context = {"application": row, "page": application_page(row, request.viewer), "sentence": sentence, "typed": typed}
    return render(request, "programmes/decision_too_late.html", context, status=409)


@require_POST
@roles_only(FUND_OFFICER)
def decision_undo(request: Request, pk: str) -> HttpResponse:
    """Change your mind before the letter leaves."""
    row = application_for(request.viewer, pk, parts=OF_FUND)
    with telling(request, _("De beslissing is teruggenomen. De aanvraag wacht weer op een beslissing.")):
        actions.undo_decision(row, by=request.user, at=clock.now())
    return redirect("application", row.pk)


@roles_only(FUND_OFFICER)
def decision_outbox(request: Request) -> HttpResponse:
    """Decisions that wait: look at letter and mail, then send one or more."""
    if request.method == "POST":
        return _release(request)
    page = paginate(held_decisions_of(request.viewer), request.GET.get("pagina"), 20)
    context = {"page": page, "rows": held_rows(list(page.object_list))}
    return render(request, "programmes/decision_outbox.html", context)


def _release(request: Request) -> HttpResponse:
    chosen = request.POST.getlist("aanvraag")
    released = 0
    for row in [application_for(request.viewer, pk, parts=OF_FUND) for pk in chosen]:
        try:
            release_decision(row, by=request.user, at=clock.now())
            released += 1
        except Refusal as refusal:
            messages.warning(request, str(refusal))
    if released:
        messages.success(
            request, ngettext("%(count)s beslissing is verstuurd.", "%(count)s beslissingen zijn verstuurd.", released)
            % {"count": released},
        )  # fmt: skip
    elif not chosen:
        messages.warning(request, _("Kruis eerst aan welke beslissingen je wil versturen."))
    return redirect("decision_outbox")
