"""Promises of both sides: what is open, done, let go, or what came between."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.guidance.actions.agenda_point import raise_point, settle_points
from tandem.guidance.actions.promise import finish_promise, let_promise_go, tell_what_came_between
from tandem.guidance.actions.reading import note_read
from tandem.guidance.forms.promise import AgendaPointForm, CameBetweenForm
from tandem.guidance.queries.doors import place_for
from tandem.guidance.queries.promise import open_promises, promise_for
from tandem.guidance.queries.talk import open_points, point_for, talk_lines
from tandem.guidance.rules.promise import CLIENT
from tandem.guidance.views.framing import framed
from tandem.identity.access import Request, known_only
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from tandem.guidance.queries.doors import Place


@known_only
def promise_list(request: Request, file: str) -> HttpResponse:
    """What both sides promised and is open. A late promise of the service shows as late, to both."""
    place = place_for(request.viewer, file, at=clock.now())
    note_read(place, "promise_list", at=place.at)
    context = framed(place, "talks", promises=open_promises(place))
    return render(request, "guidance/promise_list.html", context)


@known_only
@require_POST
def promise_done(request: Request, file: str, promise: str) -> HttpResponse:
    """It is done."""
    return _changed(request, file, promise, finish_promise, _("Gedaan. Fijn."))


@known_only
@require_POST
def promise_let_go(request: Request, file: str, promise: str) -> HttpResponse:
    """It is no longer needed."""
    return _changed(request, file, promise, let_promise_go, _("Dit hoeft niet meer."))


def _changed(request: Request, file: str, pk: str, act: Callable[..., object], text: str) -> HttpResponse:
    place = place_for(request.viewer, file, at=clock.now())
    with telling(request, text):
        act(place, promise_for(place, pk), by=request.user, at=place.at)
    return redirect("promise_list", file=place.file.pk)


@known_only
def promise_came_between(request: Request, file: str, promise: str) -> HttpResponse:
    """Wat kwam er tussen? Asked of the person's own step alone."""
    place = place_for(request.viewer, file, at=clock.now())
    row = promise_for(place, promise)
    if row.side != CLIENT:
        raise Http404
    form = CameBetweenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            tell_what_came_between(place, row, words=form.cleaned_data["words"], by=request.user, at=place.at)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Dank je. Dit bekijken we samen, in het volgende gesprek."))
            return redirect("promise_list", file=place.file.pk)
    status = answer_status(request)
    if status == 200:
        note_read(place, "promise_came_between", at=place.at, item_id=row.pk)
    context = framed(place, "talks", promise=row, form=form)
    return render(request, "guidance/promise_came_between.html", context, status=status)


@known_only
@require_POST
def agenda_point_new(request: Request, file: str) -> HttpResponse:
    """Put something on the list of the next talk."""
    place = place_for(request.viewer, file, at=clock.now())
    form = AgendaPointForm(request.POST)
    if form.is_valid():
        try:
            raise_point(
                place, words=form.cleaned_data["words"], key=form.cleaned_data["key"], by=request.user, at=place.at
            )
        except Refusal as refusal:
            form.add_error("words", str(refusal))
        else:
            messages.success(request, _("Dit komt aan bod in het volgende gesprek."))
            return redirect("talk_list", file=place.file.pk)
    return _list_again(request, place, form)


def _list_again(request: Request, place: Place, form: AgendaPointForm) -> HttpResponse:
    context = framed(
        place, "talks", page=paginate(talk_lines(place), None, per_page=30), points=open_points(place),
        point_form=form, form=form,
    )  # fmt: skip
    return render(request, "guidance/talk_list.html", context, status=422)


@known_only
@require_POST
def agenda_point_settle(request: Request, file: str, point: str) -> HttpResponse:
    """It was talked about, or needs no talk any more."""
    place = place_for(request.viewer, file, at=clock.now())
    settle_points(place, [point_for(place, point).pk], by=request.user, at=place.at)
    messages.success(request, _("Dit staat niet meer op de lijst."))
    return redirect("talk_list", file=place.file.pk)
