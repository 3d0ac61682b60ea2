"""Dit lukt niet: of one session, or for some days. There is nowhere to give a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tandem.identity.access import Request, roles_only
from tandem.identity.rules import EXPERIENTIAL_EXPERT, PLANNER, TRAINER
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal
from tandem.planning.actions import hindrance as actions
from tandem.planning.forms.own import AwayForm, WhoForm
from tandem.planning.queries import doors
from tandem.planning.queries import hindrance as queries
from tandem.planning.rules.hindrance import away_problems

if TYPE_CHECKING:
    from datetime import date

    from tandem.identity.models import Person


@roles_only(TRAINER, EXPERIENTIAL_EXPERT, PLANNER)
def cannot_come(request: Request, pk: str) -> HttpResponse:
    """Who leads the session says it; or a planner, for who telephoned."""
    session = queries.session_to_miss(request.viewer, pk)
    people = queries.who_may_miss(session, request.viewer)
    form = WhoForm(
        request.POST or None, people=[(one.pk, str(one)) for one in people], initial={"who": request.user.pk}
    )
    if request.method == "POST" and form.is_valid():
        person = next(one for one in people if one.pk == form.cleaned_data["who"])
        try:
            said = actions.say_cannot(session, person=person, by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _said(person, request.user))
            return redirect("my_planning") if person == request.user else redirect("repair_hindrance", said.pk)
    context = {"session": session, "people": people, "form": form, "said": queries.open_in(session, people)}
    return render(request, "planning/cannot_come.html", context, status=answer_status(request))


def _said(person: Person, by: Person) -> str:
    if person == by:
        return _("Genoteerd. De planner zoekt een oplossing. Jij hoeft niets te doen.")
    return _("Genoteerd voor %(person)s. Zoek nu een oplossing.") % {"person": person}


@require_POST
@roles_only(TRAINER, EXPERIENTIAL_EXPERT, PLANNER)
def hindrance_withdraw(request: Request, pk: str) -> HttpResponse:
    """It works out after all."""
    row = doors.hindrance_for(request.viewer, pk)
    with telling(request, _("Goed zo. De bijeenkomst blijft zoals ze was.")):
        actions.withdraw_hindrance(row, by=request.user, at=clock.now())
    return redirect("my_planning") if row.person_id == request.user.pk else redirect("session", row.session_id)


@roles_only(TRAINER, EXPERIENTIAL_EXPERT)
def absence(request: Request) -> HttpResponse:
    """Some days on which I cannot: first a look at which sessions that hits, then sent."""
    return _absence(request, request.user)


@roles_only(PLANNER)
def absence_of(request: Request, person: int) -> HttpResponse:
    """The same for somebody who telephoned."""
    return _absence(request, doors.colleague_for(request.viewer, person).person)


def _absence(request: Request, person: Person) -> HttpResponse:
    form = AwayForm(request.POST or request.GET or None)
    hit = None
    if form.is_valid():
        first, last = form.cleaned_data["first"], form.cleaned_data["last"]
        try:
            if request.method == "POST":
                rows = actions.say_away(person, first=first, last=last, by=request.user, at=clock.now())
                messages.success(request, _away_text(len(rows)))
                return redirect("my_planning" if person == request.user else _repair_of(person, first, last))
            actions.CannotSay.if_any(away_problems(first, last, on=clock.today()))
            hit = queries.hit_by(person.pk, first=first, last=last, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
    context = {"form": form, "hit": hit, "person": person, "is_own": person == request.user}
    return render(request, "planning/absence.html", context, status=answer_status(request))


def _repair_of(person: Person, first: date, last: date) -> str:
    """Where the planner goes on: what is hit, with every way out."""
    return f"{reverse('repair_start')}?{urlencode({'persoon': person.pk, 'van': first, 'tot': last})}"


def _away_text(count: int) -> str:
    if not count:
        return _("Genoteerd. Niemand plant nog iets op deze dagen.")
    return ngettext(
        "Genoteerd. Voor %(count)s bijeenkomst zoekt de planner een oplossing.",
        "Genoteerd. Voor %(count)s bijeenkomsten zoekt de planner een oplossing.",
        count,
    ) % {"count": count}
