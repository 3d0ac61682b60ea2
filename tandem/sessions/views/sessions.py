"""One session: its page, and each thing the two sides can do with its date and place."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.identity.access import Request, members_only
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Conflict, Refusal
from tandem.sessions.actions import dates
from tandem.sessions.forms.planning import CancelForm, PlaceForm, ProposalForm, ProposalRows, VersionForm
from tandem.sessions.models import Session
from tandem.sessions.queries import doors
from tandem.sessions.queries.dates import session_page, usual_directions, usual_place
from tandem.sessions.views.planning import AGREEING, dates_page, keep_both, proposed_text

BOTH_SIDES = frozenset({doors.ORGANISATION, doors.PLANNING})
PROVIDER = frozenset({doors.PLANNING, doors.DUO})


@members_only
def session(request: Request, pk: str) -> HttpResponse:
    """What, when, where, how to get there and who."""
    row = doors.session_for(request.viewer, pk)
    return render(request, "sessions/session.html", {"page": session_page(row, request.viewer, at=clock.now())})


@members_only
def session_date(request: Request, pk: str) -> HttpResponse:
    """Propose a day for one session, or another day than the one that was proposed or agreed."""
    row = doors.session_for(request.viewer, pk, parts=AGREEING)
    form = ProposalForm(request.POST or None, prefix=str(row.pk), title=row.title, is_asked=True, initial=_initial(row))
    if request.method != "POST":
        return _date_page(request, row, form)
    proposals = ProposalRows([form]).proposals()
    conflict = ""
    if proposals:
        try:
            dates.propose_dates(row.series, proposals=proposals, side=doors.side_of(row.series, request.viewer),
                                by=request.user, at=clock.now())  # fmt: skip
        except Conflict as refusal:
            conflict = keep_both(refusal, [form])
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, proposed_text(1))
            return redirect("series_dates", row.series_id)
    return _date_page(request, row, form, conflict=conflict, status=422)


def _initial(row: Session) -> dict[str, object]:
    facts: dict[str, object] = {"version": row.version, **_place_of(row)}
    if row.starts_at and row.ends_at:
        begin, end = clock.local(row.starts_at), clock.local(row.ends_at)
        facts |= {"day": begin.date(), "starts": begin.time(), "ends": end.time()}
    return facts


def _place_of(row: Session) -> dict[str, object]:
    place = row.place or ("" if row.is_remote else usual_place(row.series))
    directions = row.directions or ("" if row.is_remote else usual_directions(row.series))
    return {"place": place, "is_remote": row.is_remote, "remote_link": row.remote_link, "directions": directions}


def _date_page(
    request: Request, row: Session, form: forms.Form, *, conflict: str = "", status: int = 200
) -> HttpResponse:
    context = {"page": session_page(row, request.viewer, at=clock.now()), "form": form, "conflict": conflict}
    return render(request, "sessions/session_date.html", context, status=status)


@members_only
def session_place(request: Request, pk: str) -> HttpResponse:
    """Another place on the same day."""
    row = doors.session_for(request.viewer, pk, parts=AGREEING)
    form = PlaceForm(request.POST or None, initial={"version": row.version, **_place_of(row)})
    conflict = ""
    if request.method == "POST" and form.is_valid():
        try:
            dates.change_place(row, where=form.chosen_place(), version=form.cleaned_data["version"], by=request.user,
                               at=clock.now())  # fmt: skip
        except Conflict as refusal:
            conflict = keep_both(refusal, [form])
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De plaats is aangepast. Wie een uitnodiging had, krijgt een nieuwe."))
            return redirect("session", row.pk)
    context = {"page": session_page(row, request.viewer, at=clock.now()), "form": form, "conflict": conflict}
    return render(request, "sessions/session_place.html", context, status=answer_status(request))


@members_only
def session_cancel(request: Request, pk: str) -> HttpResponse:
    """The session does not take place, with the reason everybody reads."""
    row = doors.session_for(request.viewer, pk, parts=AGREEING)
    form = CancelForm(request.POST or None, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            dates.cancel_session(row, reason=facts["reason"], version=facts["version"], by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("«%(title)s» gaat niet door. Iedereen krijgt bericht.") % {"title": row.title})
            return redirect("series_dates", row.series_id)
    context = {"page": session_page(row, request.viewer, at=clock.now()), "form": form}
    return render(request, "sessions/session_cancel.html", context, status=answer_status(request))


@require_POST
@members_only
def session_confirm(request: Request, pk: str) -> HttpResponse:
    """Say yes to the date the other side proposed."""
    row = doors.session_for(request.viewer, pk, parts=AGREEING)
    side = doors.side_of(row.series, request.viewer)
    return _button(
        request, row, lambda version: dates.confirm_date(row, side=side, version=version, by=request.user, at=clock.now()),
        _("«%(title)s» ligt vast. Iedereen krijgt een uitnodiging."),
    )  # fmt: skip


@require_POST
@members_only
def session_withdraw(request: Request, pk: str) -> HttpResponse:
    """Take back one's own proposal."""
    row = doors.session_for(request.viewer, pk, parts=AGREEING)
    side = doors.side_of(row.series, request.viewer)
    return _button(
        request, row,
        lambda version: dates.withdraw_proposal(row, side=side, version=version, by=request.user, at=clock.now()),
        _("Het voorstel voor «%(title)s» is ingetrokken."),
    )  # fmt: skip


@require_POST
@members_only
def session_replan(request: Request, pk: str) -> HttpResponse:
    """Take a cancelled session up again."""
    row = doors.session_for(request.viewer, pk, parts=BOTH_SIDES)
    return _button(
        request, row, lambda version: dates.replan_session(row, version=version, by=request.user, at=clock.now()),
        _("«%(title)s» kan opnieuw gepland worden. Stel een dag voor."),
    )  # fmt: skip


@require_POST
@members_only
def session_held(request: Request, pk: str) -> HttpResponse:
    """The session is past."""
    row = doors.session_for(request.viewer, pk, parts=PROVIDER)
    return _button(
        request, row, lambda version: dates.mark_held(row, by=request.user, at=clock.now()),
        _("«%(title)s» is voorbij. Sluit nu de aanwezigheidslijst af."),
    )  # fmt: skip


def _button(request: Request, row: Session, act: Callable[[int], object], done: str) -> HttpResponse:
    form = VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0  # without a version nothing fits
    try:
        act(version)
    except Refusal as refusal:
        return dates_page(request, row.series, problems=refusal.problems, status=422)
    messages.success(request, done % {"title": row.title})
    return redirect("series_dates", row.series_id)
