"""Settlements: the queue of fund and provider, one settlement, and each thing they can do with it."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.identity.access import Request, roles_only
from tandem.identity.rules import FUND_OFFICER, PLANNER
from tandem.kernel import clock, csv_lines
from tandem.kernel.documents.storage import attachment_response
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Refusal
from tandem.programmes.actions import settlement as actions
from tandem.programmes.forms.settlement import CostForm, PaidForm, RemarkForm, disputes_from
from tandem.programmes.models import Settlement
from tandem.programmes.queries import doors
from tandem.programmes.queries import settlement as queries
from tandem.programmes.rules import states
from tandem.programmes.statement import HEADER, statement_lines


@roles_only(PLANNER, FUND_OFFICER)
def settlement_queue(request: Request) -> HttpResponse:
    """Search and filter; what waits longest stands first."""
    search, state = request.GET.get("zoek", ""), request.GET.get("stand", "")
    page = paginate(queries.settlements_of(request.viewer, search=search, state=state), request.GET.get("pagina"))
    context = {"page": page, "rows": queries.rows_of(list(page.object_list)), "search": search, "state": state,
               "states": states.SETTLEMENT_STATE_NAMES}  # fmt: skip
    return render(request, "programmes/settlement_queue.html", context)


@roles_only(PLANNER, FUND_OFFICER)
def trajectory_settlements(request: Request, pk: str) -> HttpResponse:
    """Settlements of one trajectory, and what to mend before the rest can follow."""
    trajectory = doors.trajectory_for(request.viewer, pk, parts=frozenset({doors.PLANNING, doors.FUND}))
    rows = queries.settlements_of_trajectory(trajectory, request.viewer)
    definition = trajectory.template.parsed
    context = {"trajectory": trajectory, "rows": rows, "repairs": queries.repairs_of(trajectory),
               "has_price": definition.price_per_half_day_eur is not None, "trigger": definition.settlement_trigger}  # fmt: skip
    return render(request, "programmes/trajectory_settlements.html", context)


@roles_only(PLANNER, FUND_OFFICER)
def settlement(request: Request, pk: str) -> HttpResponse:
    """One settlement with its lines, questions and answers."""
    return _page(request, doors.settlement_for(request.viewer, pk))


def _page(request: Request, row: Settlement, *, status: int = 200, **bound: forms.Form | object) -> HttpResponse:
    context = {
        "settlement": row, "lines": queries.lines_of(row), "parts": doors.settlement_parts(row, request.viewer),
        "remarks": row.remarks.select_related("author"), "remark_form": RemarkForm(), "cost_form": CostForm(),
        "paid_form": PaidForm(initial={"paid_on": clock.today()}), "posted": request.POST, **bound,
    }  # fmt: skip
    return render(request, "programmes/settlement.html", context, status=status)


def _do(
    request: Request,
    row: Settlement,
    act: Callable[[], Settlement],
    done: str,
    *,
    form: forms.Form | None = None,
    name: str = "",
) -> HttpResponse:
    bound: dict[str, object] = {name: form} if form else {}
    if form is not None and not form.is_valid():
        return _page(request, row, status=422, **bound)
    try:
        act()
    except Refusal as refusal:
        if form is not None:
            show_refusal(form, refusal)
        return _page(
            request, doors.settlement_for(request.viewer, row.pk), status=422, problems=refusal.problems, **bound
        )
    messages.success(request, done)
    return redirect("settlement", row.pk)


@require_POST
@roles_only(PLANNER)
def settlement_claim(request: Request, pk: str) -> HttpResponse:
    """Send the draft to the fund."""
    row = doors.settlement_for(request.viewer, pk, parts=frozenset({doors.PLANNING}))
    return _do(request, row, lambda: actions.claim_settlement(row, by=request.user, at=clock.now()),
               _("De afrekening is bij het fonds. Je ziet hier hoelang het duurt."))  # fmt: skip


@require_POST
@roles_only(PLANNER)
def settlement_cost(request: Request, pk: str) -> HttpResponse:
    """Ask for another cost: refused by rule, with the reason."""
    row = doors.settlement_for(request.viewer, pk, parts=frozenset({doors.PLANNING}))
    form = CostForm(request.POST)
    return _do(request, row,
               lambda: actions.refuse_cost_line(row, kind=form.cleaned_data["kind"], by=request.user, at=clock.now()), "",
               form=form, name="cost_form")  # fmt: skip


@require_POST
@roles_only(FUND_OFFICER)
def settlement_ask(request: Request, pk: str) -> HttpResponse:
    """Ask the provider something."""
    row = doors.settlement_for(request.viewer, pk, parts=frozenset({doors.FUND}))
    form = RemarkForm(request.POST)
    return _do(request, row,
               lambda: actions.ask_about_settlement(row, text=form.cleaned_data["text"], by=request.user, at=clock.now()),
               _("Je vraag is verstuurd. Jullie termijn staat stil tot het antwoord."), form=form, name="remark_form")  # fmt: skip


@require_POST
@roles_only(PLANNER)
def settlement_answer(request: Request, pk: str) -> HttpResponse:
    """Answer the fund."""
    row = doors.settlement_for(request.viewer, pk, parts=frozenset({doors.PLANNING}))
    form = RemarkForm(request.POST)
    return _do(request, row,
               lambda: actions.answer_about_settlement(row, text=form.cleaned_data["text"], by=request.user, at=clock.now()),
               _("Je antwoord is bij het fonds."), form=form, name="remark_form")  # fmt: skip


@require_POST
@roles_only(FUND_OFFICER)
def settlement_accept(request: Request, pk: str) -> HttpResponse:
    """Accept every line, except those that are disputed with a reason."""
    row = doors.settlement_for(request.viewer, pk, parts=frozenset({doors.FUND}))
    disputes = disputes_from(request.POST.dict(), row.lines.values_list("pk", flat=True))
    return _do(request, row,
               lambda: actions.accept_settlement(row, disputes=disputes, by=request.user, at=clock.now()),
               _("De afrekening is aanvaard. De aanbieder krijgt bericht."))  # fmt: skip


@require_POST
@roles_only(FUND_OFFICER)
def settlement_paid(request: Request, pk: str) -> HttpResponse:
    """Say when it was paid."""
    row = doors.settlement_for(request.viewer, pk, parts=frozenset({doors.FUND}))
    form = PaidForm(request.POST)
    return _do(request, row,
               lambda: actions.mark_settlement_paid(row, on=form.cleaned_data["paid_on"], by=request.user, at=clock.now()),
               _("De betaling staat genoteerd."), form=form, name="paid_form")  # fmt: skip


@roles_only(PLANNER, FUND_OFFICER)
def settlement_document(request: Request, pk: str) -> FileResponse:
    """The statement as PDF."""
    row = doors.settlement_for(request.viewer, pk)
    if row.document is None:
        raise Http404
    return attachment_response(row.document)


@roles_only(PLANNER, FUND_OFFICER)
def settlement_csv(request: Request, pk: str) -> StreamingHttpResponse:
    """The lines for a spreadsheet."""
    row = doors.settlement_for(request.viewer, pk)
    return csv_lines.response(f"afrekening-{row.number}.csv", HEADER, statement_lines(row))
