"""Money before yes: a step's months in words and in a table; and every such look on one page."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.guidance.actions.step_money import keep_figures, know_before
from tandem.guidance.forms.step_money import StepMoneyForm
from tandem.guidance.models import Step, StepMoney
from tandem.guidance.queries.doors import own_place, part_for, place_for
from tandem.guidance.queries.step_money import money_lines, newest_money
from tandem.guidance.rules.step_money import month_after, month_names
from tandem.guidance.views.framing import framed
from tandem.guidance.views.plan import opened, said_together, spoken_by
from tandem.identity.access import Request, known_only
from tandem.identity.page_language import in_other_languages, language_query, own_in_other_languages
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.refusal import Refusal


@known_only
@own_in_other_languages
def step_money(request: Request, file: str, step: str) -> HttpResponse:
    """What this step does with the money; without figures, or with `?nieuw`, the form for them."""
    place = opened(request, file, "step_money")
    row = part_for(place, Step, step)
    found = newest_money(place, row)
    form = StepMoneyForm(request.POST or None, months=month_names(month_after(clock.today())))
    if request.method == "POST" and form.is_valid():
        keep_figures(place, row, now=form.now_cents(), months=form.month_cents(), unknown=form.cleaned_data["unknown"],
                     by=request.user, at=clock.now())  # fmt: skip
        return redirect(reverse("step_money", args=[place.file.pk, row.pk]) + language_query(request))
    asks = form.is_bound or found is None or "nieuw" in request.GET
    context = framed(
        place, "money" if place.is_owner else "steps", step=row, form=form if asks else None,
        figures=found[0] if found else None, view=found[1] if found else None, hidden=spoken_by(place),
    )  # fmt: skip
    return render(request, "guidance/step_money.html", context, status=answer_status(request))


@known_only
@require_POST
def step_money_know(request: Request, file: str, money: str) -> HttpResponse:
    """Ik wist het vooraf."""
    place = place_for(request.viewer, file, at=clock.now())
    row = part_for(place, StepMoney, money)
    try:
        know_before(place, row, by=request.user, at=clock.now(), how=said_together(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("step_money", file=place.file.pk, step=row.step_id)
    messages.success(request, _("Bewaard. Nu kan er een keuze komen."))
    return redirect("step", file=place.file.pk, step=row.step_id)


@known_only
@in_other_languages
def my_money(request: Request) -> HttpResponse:
    """The person's own looks at money."""
    try:
        place = own_place(request.viewer, at=clock.now())
    except Http404:
        return render(request, "guidance/my_plan_none.html")
    return render(request, "guidance/my_money.html", framed(place, "money", lines=money_lines(place)))


@known_only
def money(request: Request, file: str) -> HttpResponse:
    """The same for who walks along."""
    place = opened(request, file, "money")
    return render(request, "guidance/money.html", framed(place, "money", lines=money_lines(place)))
