"""Recommendations, for who works them out and follows them up."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.dialogue.actions import recommendation as actions
from tandem.dialogue.forms.recommendation import EvidenceForm, FollowUpForm, RecommendationForm
from tandem.dialogue.models import Recommendation
from tandem.dialogue.queries import recommendation as pages
from tandem.dialogue.queries.doors import recommendation_for
from tandem.dialogue.queries.meeting import bundle_choices, bundle_id_from
from tandem.dialogue.rules.recommendation import REVIEW_AFTER
from tandem.dialogue.rules.states import RECOMMENDATION_STATES
from tandem.identity.access import Request, roles_only
from tandem.identity.rules import POLICY_WORKER
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Refusal
from tandem.policy_signals.queries.participation import participation_of
from tandem.policy_signals.rules.vocabulary import THEMES


@roles_only(POLICY_WORKER)
def recommendation_list(request: Request) -> HttpResponse:
    """Every recommendation: what waits for a look first is marked."""
    asked = {"words": request.GET.get("zoek", "").strip()[:100], "theme": request.GET.get("thema", ""),
             "state": request.GET.get("stand", "")}  # fmt: skip
    page = paginate(pages.filtered(pages.every_recommendation(), **asked), request.GET.get("pagina"))
    rows = [pages.recommendation_row(row, on=clock.today()) for row in page]
    context = {"page": page, "rows": rows, "themes": THEMES.items(), "states": RECOMMENDATION_STATES.items(), **asked}
    return render(request, "dialogue/recommendation_list.html", context)


@roles_only(POLICY_WORKER)
def recommendation(request: Request, pk: str) -> HttpResponse:
    """One recommendation, with what can be done now."""
    row = recommendation_for(request.viewer, pk)
    context = {"page": pages.recommendation_page(row, on=clock.today()), "row": row,
               "participation": participation_of("recommendation", row.pk, may_write=True)}  # fmt: skip
    return render(request, "dialogue/recommendation.html", context)


@roles_only(POLICY_WORKER)
def recommendation_edit(request: Request, pk: str) -> HttpResponse:
    """Work out a draft."""
    row = recommendation_for(request.viewer, pk)
    form = RecommendationForm(
        request.POST or None, initial=_initial(row), **pages.people_choices(request.viewer, on=clock.today())
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.work_out(row, _facts(form), version=form.cleaned_data["version"], by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De aanbeveling is bewaard."))
            return redirect("recommendation", row.pk)
    context = {"form": form, "row": row}
    return render(request, "dialogue/recommendation_edit.html", context, status=answer_status(request))


@roles_only(POLICY_WORKER)
def evidence_add(request: Request, pk: str) -> HttpResponse:
    """A source, a figure, a quote with permission, a structural signal."""
    row = recommendation_for(request.viewer, pk)
    form = EvidenceForm(request.POST or None, bundles=bundle_choices())
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        proof = actions.Proof(
            typed["kind"], typed["words"], typed["source"], typed["link"], bundle_id_from(typed["bundle"]),
            typed["permission_on"], typed["permission_how"],
        )  # fmt: skip
        try:
            actions.add_evidence(row, proof, by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Het bewijs staat erbij."))
            return redirect("recommendation", row.pk)
    return render(request, "dialogue/evidence_add.html", {"form": form, "row": row}, status=answer_status(request))


@roles_only(POLICY_WORKER)
@require_POST
def evidence_drop(request: Request, pk: str, evidence: int) -> HttpResponse:
    """Take evidence away."""
    row = recommendation_for(request.viewer, pk)
    with telling(request, _("Het bewijs is weg.")):
        actions.drop_evidence(row, pages.evidence_of(row, evidence).pk, by=request.user, at=clock.now())
    return redirect("recommendation", row.pk)


@roles_only(POLICY_WORKER)
@require_POST
def recommendation_propose(request: Request, pk: str) -> HttpResponse:
    """Put it to its addressee."""
    row = recommendation_for(request.viewer, pk)
    with telling(request, _("De aanbeveling is voorgelegd. Iedereen kan ze nu lezen.")):
        actions.propose(row, by=request.user, at=clock.now())
    return redirect("recommendation", row.pk)


@roles_only(POLICY_WORKER)
def recommendation_follow_up(request: Request, pk: str) -> HttpResponse:
    """What became of it."""
    row = recommendation_for(request.viewer, pk)
    initial = {"version": row.version, "review_on": clock.today() + REVIEW_AFTER}
    form = FollowUpForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        step = actions.Step(typed["verb"], typed["words"], typed["reason"], typed["review_on"])
        try:
            actions.follow_up(row, step, version=typed["version"], by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De stap staat erbij. Druk het blad af voor de groepen."))
            return redirect("recommendation", row.pk)
    context = {"form": form, "row": row}
    return render(request, "dialogue/recommendation_follow_up.html", context, status=answer_status(request))


def _initial(row: Recommendation) -> dict[str, object]:
    return {
        "title": row.title, "words": row.words, "theme": row.theme, "policy_domain": row.policy_domain,
        "addressee": str(row.addressee_id or ""), "owner": str(row.owner_id or ""), "version": row.version,
        "review_on": row.review_on or clock.today() + REVIEW_AFTER,
    }  # fmt: skip


def _facts(form: RecommendationForm) -> actions.Facts:
    typed = form.cleaned_data
    return actions.Facts(
        typed["title"], typed["words"], typed["theme"], typed["policy_domain"],
        UUID(typed["addressee"]) if typed["addressee"] else None, int(typed["owner"]) if typed["owner"] else None,
        typed["review_on"],
    )  # fmt: skip
