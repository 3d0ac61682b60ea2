"""One series at a time: all duos with why, and the question to one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.identity.access import Request, roles_only
from tandem.identity.rules import PLANNER
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Refusal
from tandem.planning.actions import asking as actions
from tandem.planning.forms.desk import AskDuoForm
from tandem.planning.queries import doors
from tandem.planning.queries import duo_options as queries

if TYPE_CHECKING:
    from uuid import UUID

    from tandem.planning.models import Asking
    from tandem.sessions.models import Series

PER_PAGE = 20


@roles_only(PLANNER)
def duo_options(request: Request, pk: UUID) -> HttpResponse:
    """Every duo for one series, best first; one is opened and asked."""
    series = doors.series_to_plan(request.viewer, pk)
    form = AskDuoForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _ask(request, series, form):
        return redirect("duo_options", series.pk)
    sought = queries.Sought.read(request.GET)
    page = queries.duo_page(series, sought, on=clock.today())
    open_row = queries.opened(page, form.data.get("duo", "") if form.is_bound else sought.duo)
    context = {
        "page": page, "series": series, "sought": sought, "form": form, "open_row": open_row,
        "open_dates": queries.date_keys(page, open_row) if open_row else [],
        "rows": paginate(queries.sought_rows(page, sought.words), request.GET.get("pagina"), PER_PAGE),
        "excluded": queries.sought_excluded(page, sought.words),
    }  # fmt: skip
    return render(request, "planning/duo_options.html", context, status=answer_status(request))


def _ask(request: Request, series: Series, form: AskDuoForm) -> bool:
    trainer, expert = form.people
    chosen = queries.is_chosen(series, form.dates)
    ask = actions.Ask(series, trainer, expert, form.dates, is_chosen_by_organisation=chosen,
                      has_said_yes=form.has_said_yes)  # fmt: skip
    try:
        row = actions.ask_duos([ask], provider_id=series.provider_id, by=request.user, at=clock.now())[0]
    except Refusal as refusal:
        show_refusal(form, refusal)
        return False
    tell_asked(request, row)
    return True


def tell_asked(request: Request, row: Asking) -> None:
    """What happens after a question: it waits, it is arranged, or something came between."""
    names = {"trainer": row.trainer, "expert": row.expert}
    if row.state == "agreed":
        messages.success(request, _("%(trainer)s en %(expert)s zeiden ja. Alles is geregeld.") % names)
    elif row.state == "overtaken":
        messages.error(request, _("Er kwam iets tussen, dus is er niets veranderd. Kies opnieuw."))
    else:
        messages.success(request, _("De vraag is verstuurd naar %(trainer)s en %(expert)s.") % names)
