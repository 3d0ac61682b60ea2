"""Recommendations as everybody reads them, the sheet on paper, and what a group says."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.dialogue.actions.recommendation import give_verdict
from tandem.dialogue.forms.recommendation import VerdictForm
from tandem.dialogue.queries import recommendation as pages
from tandem.dialogue.queries.doors import group_for, public_recommendation_for, public_recommendations
from tandem.dialogue.rules.states import RECOMMENDATION_STATES
from tandem.identity.access import AnyRequest, Request, open_to_all, roles_only
from tandem.identity.rules import FACILITATOR
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.documents.pdf import render_pdf
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Refusal
from tandem.policy_signals.queries.participation import participation_of
from tandem.policy_signals.rules.vocabulary import THEMES


@open_to_all
def recommendations_public(request: HttpRequest) -> HttpResponse:
    """What groups ask, and what became of it."""
    asked = {"words": request.GET.get("zoek", "").strip()[:100], "theme": request.GET.get("thema", ""),
             "state": request.GET.get("stand", "")}  # fmt: skip
    page = paginate(pages.filtered(public_recommendations(), **asked), request.GET.get("pagina"), per_page=25)
    rows = [pages.recommendation_row(row, on=clock.today(), page="recommendation_public") for row in page]
    states = [(key, label) for key, label in RECOMMENDATION_STATES.items() if key != "draft"]
    context = {"page": page, "rows": rows, "themes": THEMES.items(), "states": states, **asked}
    return render(request, "dialogue/recommendations_public.html", context)


@open_to_all
def recommendation_public(request: AnyRequest, pk: str) -> HttpResponse:
    """One recommendation: what is asked, what it rests on, what became of it, what groups say."""
    row = public_recommendation_for(pk)
    context = {"page": pages.recommendation_page(row, on=clock.today()), "row": row,
               "participation": participation_of("recommendation", row.pk),
               "may_judge": request.viewer.has_role(FACILITATOR)}  # fmt: skip
    return render(request, "dialogue/recommendation_public.html", context)


@open_to_all
def recommendation_sheet(request: HttpRequest, pk: str) -> HttpResponse:
    """One page on paper, for the table of a group."""
    page = pages.recommendation_page(public_recommendation_for(pk), on=clock.today())
    content = render_pdf("kernel/report.typ", pages.sheet_data(page, made_on=clock.today()))
    name = f"aanbeveling-{page.row.number}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@roles_only(FACILITATOR)
def verdict_give(request: Request, pk: str, follow_up: str) -> HttpResponse:
    """A group says whether this is good enough."""
    row = public_recommendation_for(pk)
    step = pages.follow_up_of(row, follow_up)
    form = VerdictForm(request.POST or None, groups=pages.groups_of(request.viewer))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            give_verdict(step, group_for(request.viewer, typed["group"]), verdict=typed["verdict"], words=typed["words"],
                         by=request.user, at=clock.now())  # fmt: skip
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Het oordeel van de groep staat erbij."))
            return redirect("recommendation_public", row.pk)
    context = {"form": form, "row": row, "step": step}
    return render(request, "dialogue/verdict_give.html", context, status=answer_status(request))
