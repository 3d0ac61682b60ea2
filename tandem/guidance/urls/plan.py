"""Addresses: the plan, what the person wants and can, proposals, decisions, expectations, own views."""

from django.urls import path

from tandem.guidance.views import decision, expectation, other_view, plan, proposal, wish

FILE = "dossier/<uuid:file>"

urlpatterns = [
    path("mijn/plan/", plan.my_plan, name="my_plan"),
    path(f"{FILE}/plan/", plan.plan, name="plan"),
    path(f"{FILE}/wensen/", wish.wish_list, name="wish_list"),
    path(f"{FILE}/wensen/nieuw/", wish.wish_new, name="wish_new"),
    path(f"{FILE}/wensen/<uuid:wish>/", wish.wish_edit, name="wish_edit"),
    path(f"{FILE}/wensen/<uuid:wish>/vroeger/", wish.wish_history, name="wish_history"),
    path(f"{FILE}/wensen/<uuid:wish>/opbergen/", wish.wish_put_away, name="wish_put_away"),
    path(f"{FILE}/wensen/<uuid:wish>/terughalen/", wish.wish_bring_back, name="wish_bring_back"),
    path(f"{FILE}/voorstellen/", proposal.proposal_list, name="proposal_list"),
    path(f"{FILE}/voorstellen/<uuid:proposal>/", proposal.proposal, name="proposal"),
    path(f"{FILE}/beslissingen/", decision.decision_list, name="decision_list"),
    path(f"{FILE}/beslissingen/nieuw/", decision.decision_new, name="decision_new"),
    path(f"{FILE}/beslissingen/<uuid:decision>/toch-niet/", decision.decision_take_back, name="decision_take_back"),
    path(f"{FILE}/verwachtingen/", expectation.expectation_list, name="expectation_list"),
    path(f"{FILE}/verwachtingen/nieuw/", expectation.expectation_new, name="expectation_new"),
    path(
        f"{FILE}/verwachtingen/<uuid:expectation>/loslaten/",
        expectation.expectation_let_go,
        name="expectation_let_go",
    ),
    path(
        f"{FILE}/ik-zag-het-anders/<slug:kind>/<uuid:item>/",
        other_view.other_view_new,
        name="other_view_new",
    ),
]
