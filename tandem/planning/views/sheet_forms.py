"""One part of a sheet as a form: for the person, or for a planner on request of that person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from tandem.identity.access import Request
from tandem.kernel import clock
from tandem.kernel.form_problems import keep_typed, show_refusal
from tandem.kernel.refusal import Conflict, Refusal
from tandem.planning.actions.availability import add_dates, save_profile
from tandem.planning.forms.availability import AWAY, EXTRA, AboutForm, DatesForm, SheetForm, WeekForm, WishForm
from tandem.planning.models import PersonDate
from tandem.planning.queries import availability as queries


def week_form(request: Request, person: Any) -> WeekForm:
    """The usual week as it stands."""
    row = queries.profile_of(person)
    return WeekForm(request.POST or None, initial={"version": row.version, "weekly": row.weekly})


def about_form(request: Request, person: Any) -> AboutForm:
    """Home, transport, languages and themes as they stand."""
    row = queries.profile_of(person)
    facts = {name: getattr(row, name) for name in ("version", "languages", "themes")}
    told = {"home": queries.home_words(row.home), "transport": row.transport} if row.home else {"languages": ["nl"]}
    return AboutForm(request.POST or None, initial={**facts, **told}, on=clock.today())


def wish_form(request: Request, person: Any) -> WishForm:
    """Wishes as they stand."""
    row = queries.profile_of(person)
    facts = {name: getattr(row, name) for name in ("version", "never_on", "wished_per_week")}
    return WishForm(request.POST or None, initial=facts)


def saved(request: Request, form: SheetForm, person: Any, *, done: str) -> queries.Sheet | bool:
    """True once it is saved. After a clash what stands there now, and what was typed stays in the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        save_profile(person, version=form.cleaned_data["version"], by=request.user, at=clock.now(), **form.facts())
    except Conflict as conflict:
        show_refusal(form, conflict)
        keep_typed(form, conflict.current)
        return queries.sheet_of(person, on=clock.today())
    messages.success(request, done)
    return True


def sheet_page(
    request: Request, make: Callable[[Request, Any], SheetForm], person: Any, *, template: str, after: str, done: str,
    **context: object,
) -> HttpResponse:  # fmt: skip
    """Show a form, or save it and go on."""
    form = make(request, person)
    outcome = saved(request, form, person, done=done)
    if outcome is True:
        return HttpResponseRedirect(after)
    status = 409 if outcome else 422 if request.method == "POST" else 200
    names = queries.municipality_names(on=clock.today()) if isinstance(form, AboutForm) else ()
    facts = {
        "form": form,
        "standing": outcome or None,
        "person": person,
        "municipalities": names,
        "after": after,
        **context,
    }
    return render(request, template, facts, status=status)


def dates_form(request: Request) -> DatesForm:
    """Days off or extra days."""
    return DatesForm(request.POST or None)


def dates_added(request: Request, form: DatesForm, person: Any) -> bool:
    """Whether these days stand there now."""
    if not form.is_valid():
        return False
    try:
        add_dates(person, by=request.user, at=clock.now(), **form.facts())
    except Refusal as refusal:
        show_refusal(form, refusal)
        return False
    messages.success(request, _("Bewaard. De planner houdt hier rekening mee."))
    return True


def undo_of(row: PersonDate) -> dict[str, str]:
    """What to send to put these days back."""
    return {
        "kind": AWAY if row.is_away else EXTRA,
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
        "half": row.half,
    }


def removed(request: Request) -> tuple[str, dict[str, str]] | None:
    """The days that were just removed, in words and ready to put back; only what makes sense."""
    form = DatesForm(request.GET)
    if "first" not in request.GET or not form.is_valid():
        return None
    found = form.facts()
    hidden = {name: request.GET.get(name, "") for name in ("kind", "first", "last", "half")}
    return queries.days_words(found["first"], found["last"], found["half"]), hidden
