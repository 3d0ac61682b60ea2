"""Figures about signals, for everybody."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from tandem.identity.access import AnyRequest, asked_again, open_to_all
from tandem.policy_signals.queries.figures import figures_page
from tandem.policy_signals.rules.suppression import STEP


@open_to_all
@asked_again
def signal_figures(request: AnyRequest) -> HttpResponse:
    """Per theme and per policy domain; a half-year or all."""
    page = figures_page(request.GET.get("half-jaar", ""))
    return render(request, "policy_signals/signal_figures.html", {"page": page, "step": STEP})
