"""My limits and what is not possible for me. Nobody but the person opens these pages."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.identity.access import Request, roles_only
from tandem.identity.rules import EXPERIENTIAL_EXPERT, TRAINER
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import keep_typed, show_refusal
from tandem.kernel.refusal import Conflict, Refusal
from tandem.planning.actions.capacity import exclude, include, save_limits
from tandem.planning.forms.availability import LimitsForm, PlaceSearchForm, ThemesForm
from tandem.planning.queries import capacity as queries
from tandem.planning.rules import words


@roles_only(TRAINER, EXPERIENTIAL_EXPERT)
def availability_limits(request: Request) -> HttpResponse:
    """Hard limits, and what a planner asked."""
    row = queries.capacity_of(request.user)
    form = LimitsForm(request.POST or None, initial={name: getattr(row, name) for name in ("version", *words.LIMITS)})
    standing, status = None, answer_status(request)
    if request.method == "POST" and form.is_valid():
        try:
            save_limits(
                request.user, version=form.cleaned_data["version"], by=request.user, at=clock.now(), **form.facts()
            )
        except Conflict as conflict:
            show_refusal(form, conflict)
            keep_typed(form, conflict.current)
            standing, status = queries.limit_sentences(queries.capacity_of(request.user)), 409
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Bewaard. Meer dan dit plant niemand zonder jouw ja."))
            return redirect("availability_limits")
    context = {"form": form, "standing": standing, "questions": queries.questions_to(request.user)}
    return render(request, "planning/availability_limits.html", context, status=status)


@roles_only(TRAINER, EXPERIENTIAL_EXPERT)
def availability_not_possible(request: Request) -> HttpResponse:
    """Places and themes that are not possible. A search is posted, so that no address tells what was looked for."""
    themes = queries.excluded_themes(request.user)
    theme_form, search = ThemesForm(initial={"themes": list(themes)}), PlaceSearchForm()
    found, status = None, 200
    if request.method == "POST" and "zoek" in request.POST:
        search = PlaceSearchForm(request.POST)
        found = queries.organisations_named(search.cleaned_data["zoek"]) if search.is_valid() else None
        status = 200 if search.is_valid() else 422
    elif request.method == "POST":
        theme_form = ThemesForm(request.POST)
        if theme_form.is_valid():
            _write_themes(request, set(theme_form.cleaned_data["themes"]))
            return redirect("availability_not_possible")
        status = 422
    context = {
        "rows": queries.not_possible_page(request.user), "theme_form": theme_form, "search": search, "found": found,
        "searched": search["zoek"].value() or "",
    }  # fmt: skip
    return render(request, "planning/availability_not_possible.html", context, status=status)


@roles_only(TRAINER, EXPERIENTIAL_EXPERT)
@require_POST
def not_possible_add(request: Request) -> HttpResponse:
    """An organisation where somebody will not go."""
    place = queries.organisation_known(request.POST.get("organisation", ""))
    exclude(request.user, organisation=place, by=request.user, at=clock.now())
    messages.success(request, _("Bewaard. Niemand anders kan dit lezen."))
    return redirect("availability_not_possible")


@roles_only(TRAINER, EXPERIENTIAL_EXPERT)
@require_POST
def not_possible_remove(request: Request, pk: int) -> HttpResponse:
    """It is possible again."""
    include(queries.not_possible_for(request.user, pk), by=request.user, at=clock.now())
    messages.success(request, _("Weg uit je lijst. Zoek de organisatie opnieuw als ze er toch bij hoort."))
    return redirect("availability_not_possible")


def _write_themes(request: Request, wanted: set[str]) -> None:
    stands = queries.excluded_themes(request.user)
    for theme in sorted(wanted - stands.keys()):
        exclude(request.user, theme=theme, by=request.user, at=clock.now())
    for theme in sorted(stands.keys() - wanted):
        include(stands[theme], by=request.user, at=clock.now())
    messages.success(request, _("Bewaard. Niemand anders kan dit lezen."))
