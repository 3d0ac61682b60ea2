"""The planner's team: who may lead, what they told, what they may do, and a sheet filled in on request."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tandem.identity.access import Request, roles_only
from tandem.identity.rules import DUO_ROLES, PLANNER, ROLES
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Refusal
from tandem.planning.actions.availability import note_experience, remind_to_tell, remove_dates
from tandem.planning.actions.limit import ask_limit
from tandem.planning.actions.qualification import add_qualification, remove_qualification
from tandem.planning.forms.crew import MoreForm, QualificationForm
from tandem.planning.queries import availability as sheets
from tandem.planning.queries import capacity, doors
from tandem.planning.queries import crew as queries
from tandem.planning.views import sheet_forms


@roles_only(PLANNER)
def crew(request: Request) -> HttpResponse:
    """Everybody who may lead, who told nothing yet in front."""
    asked = request.GET
    wanted = queries.Wanted(
        asked.get("zoek", "")[:200], asked.get("rol", ""), asked.get("provincie", ""), "stil" in asked
    )
    provider, on = doors.provider_of(request.viewer), clock.today()
    everybody = queries.crew(provider, on=on)
    rows = [row for row in everybody if queries.fits(row, wanted)]
    context = {
        "page": paginate(rows, asked.get("pagina")), "wanted": wanted, "silent": sum(row.is_silent for row in everybody),
        "everybody": len(everybody), "roles": [(role, ROLES[role]) for role in DUO_ROLES],
        "provinces": queries.provinces_of(everybody),
    }  # fmt: skip
    return render(request, "planning/crew.html", context)


@roles_only(PLANNER)
@require_POST
def crew_remind(request: Request) -> HttpResponse:
    """Ask everybody who told too little to do so."""
    people = queries.silent_people(doors.provider_of(request.viewer), on=clock.today())
    count = remind_to_tell(people, by=request.user, at=clock.now())
    messages.success(request, ngettext(
        "%(count)s collega krijgt een mail. Wie deze week al een mail kreeg, krijgt er geen tweede.",
        "%(count)s collega’s krijgen een mail. Wie deze week al een mail kreeg, krijgt er geen tweede.", count,
    ) % {"count": count})  # fmt: skip
    return redirect("crew")


@roles_only(PLANNER)
def colleague(request: Request, person: int) -> HttpResponse:
    """One colleague: what they told, what they may do, what they can carry. What is not possible stays theirs."""
    return _colleague_page(request, person)


@roles_only(PLANNER)
def colleague_week(request: Request, person: int) -> HttpResponse:
    """The usual week of a colleague, on their request."""
    return _sheet_page(request, person, sheet_forms.week_form, "planning/colleague_week.html")


@roles_only(PLANNER)
def colleague_about(request: Request, person: int) -> HttpResponse:
    """Home, transport, languages and themes of a colleague, on their request."""
    return _sheet_page(request, person, sheet_forms.about_form, "planning/colleague_about.html")


@roles_only(PLANNER)
def colleague_wishes(request: Request, person: int) -> HttpResponse:
    """Wishes of a colleague, on their request."""
    return _sheet_page(request, person, sheet_forms.wish_form, "planning/colleague_wishes.html")


@roles_only(PLANNER)
def colleague_dates(request: Request, person: int) -> HttpResponse:
    """Days off and extra days of a colleague, on their request."""
    row = doors.colleague_for(request.viewer, person)
    form = sheet_forms.dates_form(request)
    if request.method == "POST" and sheet_forms.dates_added(request, form, row.person):
        return redirect("colleague_dates", row.person_id)
    page = paginate(sheets.dates_of(row.person, on=clock.today()), request.GET.get("pagina"))
    context = {"form": form, "page": page, "person": row.person, "removed": sheet_forms.removed(request)}
    return render(request, "planning/colleague_dates.html", context, status=answer_status(request))


@roles_only(PLANNER)
@require_POST
def colleague_date_remove(request: Request, person: int, pk: int) -> HttpResponse:
    """Days that hold no longer; the list offers to put them back."""
    member = doors.colleague_for(request.viewer, person)
    row = sheets.dates_for(member.person, pk)
    undo = sheet_forms.undo_of(row)
    remove_dates(row, by=request.user, at=clock.now())
    return redirect(f"{reverse('colleague_dates', args=[member.person_id])}?{urlencode(undo)}")


@roles_only(PLANNER)
@require_POST
def colleague_experience(request: Request, person: int) -> HttpResponse:
    """Whether somebody led trajectories before they were kept here; then nobody counts as a newcomer."""
    member = doors.colleague_for(request.viewer, person)
    says_yes = request.POST.get("is_experienced") == "ja"
    note_experience(member.person, is_experienced=says_yes, by=request.user, at=clock.now())
    messages.success(request, _("Bewaard."))
    return redirect("colleague", member.person_id)


@roles_only(PLANNER)
@require_POST
def qualification_add(request: Request, person: int) -> HttpResponse:
    """What somebody may do, until when."""
    member = doors.colleague_for(request.viewer, person)
    form = QualificationForm(request.POST)
    if form.is_valid():
        try:
            add_qualification(member.person, by=request.user, at=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De bekwaamheid staat erbij."))
            return redirect("colleague", member.person_id)
    return _colleague_page(request, person, status=422, qualification_form=form)


@roles_only(PLANNER)
@require_POST
def qualification_remove(request: Request, person: int, pk: int) -> HttpResponse:
    """It does not hold."""
    member = doors.colleague_for(request.viewer, person)
    row = queries.qualification_for(member.person, pk)
    name = row.name
    remove_qualification(row, by=request.user, at=clock.now())
    messages.success(request, _("«%(name)s» is weg. Zet ze er opnieuw bij als dat niet klopt.") % {"name": name})
    return redirect("colleague", member.person_id)


@roles_only(PLANNER)
@require_POST
def limit_ask(request: Request, person: int) -> HttpResponse:
    """Ask somebody to carry more. Nothing changes before their yes."""
    member = doors.colleague_for(request.viewer, person)
    form = MoreForm(request.POST, choices=capacity.limits_to_ask(capacity.capacity_of(member.person)))
    if form.is_valid():
        try:
            ask_limit(member.person, provider=queries.provider_row(request.viewer), by=request.user, at=clock.now(),
                      **form.cleaned_data)  # fmt: skip
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(
                request, _("Gevraagd. %(name)s kiest zelf, en je krijgt een mail.") % {"name": member.person}
            )
            return redirect("colleague", member.person_id)
    return _colleague_page(request, person, status=422, more_form=form)


def _sheet_page(request: Request, person: int, make: Any, template: str) -> HttpResponse:
    row = doors.colleague_for(request.viewer, person)
    done = _("Bewaard. %(name)s krijgt een mail dat jij dit aanpaste.") % {"name": row.person}
    after = reverse("colleague", args=[row.person_id])
    return sheet_forms.sheet_page(request, make, row.person, template=template, after=after, done=done)


def _colleague_page(request: Request, person: int, *, status: int = 200, **forms: object) -> HttpResponse:
    row, on = doors.colleague_for(request.viewer, person), clock.today()
    limits = capacity.capacity_of(row.person)
    context = {
        "member": row, "person": row.person, "role": ROLES[row.role], "sheet": sheets.sheet_of(row.person, on=on),
        "dates": [sheets.days_words(one.first, one.last, one.half) for one in sheets.dates_of(row.person, on=on)[:5]],
        "imported": sheets.imported_dates(row.person, on=on).count(), "limits": capacity.limit_sentences(limits),
        "has_told_limits": limits.version > 0, "questions": capacity.questions_to(row.person),
        "qualifications": queries.qualifications_of(row.person), "names": queries.qualification_names(), "today": on,
        "qualification_form": QualificationForm(), "more_form": MoreForm(choices=capacity.limits_to_ask(limits)), **forms,
    }  # fmt: skip
    return render(request, "planning/colleague.html", context, status=status)
