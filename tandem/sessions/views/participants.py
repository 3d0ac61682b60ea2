"""Participants of a series: who is invited, by name and function."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tandem.identity.access import Request, members_only
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal
from tandem.sessions.actions.participants import (
    Added,
    add_participant,
    add_participants,
    edit_participant,
    remove_participant,
)
from tandem.sessions.forms.participants import ParticipantForm, PasteForm
from tandem.sessions.models import Series
from tandem.sessions.queries import doors
from tandem.sessions.queries.attendance import participant_for
from tandem.sessions.queries.participants import participants_page

READERS = frozenset({doors.ORGANISATION, doors.DUO, doors.PLANNING})
KEEPERS = frozenset({doors.ORGANISATION, doors.DUO})


@members_only
def participants(request: Request, pk: str) -> HttpResponse:
    """The list, and a form to add one."""
    series = doors.series_for(request.viewer, pk, parts=READERS if request.method == "GET" else KEEPERS)
    if request.method == "GET":
        return _page(request, series)
    form = ParticipantForm(request.POST)
    if form.is_valid():
        try:
            added = add_participant(series, entry=form.entry(), by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("%(name)s staat op de lijst.") % {"name": added.name})
            return redirect("participants", pk=series.pk)
    return _page(request, series, status=422, form=form)


@members_only
@require_POST
def participants_paste(request: Request, pk: str) -> HttpResponse:
    """Many names at once."""
    series = doors.series_for(request.viewer, pk, parts=KEEPERS)
    form = PasteForm(request.POST)
    if not form.is_valid():
        return _page(request, series, status=422, paste_form=form)
    added = add_participants(series, entries=form.entries, by=request.user, at=clock.now())
    messages.success(request, _added_text(added))
    return redirect("participants", pk=series.pk)


@members_only
def participant(request: Request, pk: int) -> HttpResponse:
    """Correct a name or a function."""
    person = participant_for(request.viewer, pk, parts=KEEPERS)
    form = ParticipantForm(request.POST or None, initial={"name": person.name, "function": person.function})
    if request.method == "POST" and form.is_valid():
        try:
            edit_participant(person, entry=form.entry(), by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De naam is aangepast. Afgesloten lijsten blijven zoals ze zijn."))
            return redirect("participants", pk=person.series_id)
    status = answer_status(request)
    return render(request, "sessions/participant.html", {"participant": person, "form": form}, status=status)


@members_only
@require_POST
def participant_remove(request: Request, pk: int) -> HttpResponse:
    """Off the list for what is still to come."""
    person = participant_for(request.viewer, pk, parts=KEEPERS)
    remove_participant(person, by=request.user, at=clock.now())
    messages.success(request, _("%(name)s staat niet meer op de lijst. Wat al getekend is, blijft.")
                     % {"name": person.name})  # fmt: skip
    return redirect("participants", pk=person.series_id)


def _page(request: Request, series: Series, *, status: int = 200, **bound: object) -> HttpResponse:
    parts = doors.parts_in(series, request.viewer)
    context = {
        "series": series, "page": participants_page(series), "may_keep": bool(parts & KEEPERS),
        "form": ParticipantForm(), "paste_form": PasteForm(), **bound,
    }  # fmt: skip
    return render(request, "sessions/participants.html", context, status=status)


def _added_text(added: Added) -> str:
    count = len(added.participants)
    text = ngettext("%(count)s naam toegevoegd.", "%(count)s namen toegevoegd.", count) % {"count": count}
    if added.known:
        text += " " + _("Deze stonden er al: %(names)s.") % {"names": ", ".join(added.known[:10])}
    return text
