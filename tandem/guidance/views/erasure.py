"""Erase everything: what goes, what stays where and why, and asked once more."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.guidance.actions import erasure as actions
from tandem.guidance.actions.reading import note_read
from tandem.guidance.forms.erasure import ErasureForm
from tandem.guidance.queries.doors import Place, place_for
from tandem.guidance.queries.erasure import asked_at
from tandem.guidance.rules.erasure import GOES, STAYS, erased_on
from tandem.guidance.views.framing import framed
from tandem.identity.access import Request, known_only, open_to_all
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling


@known_only
def erasure(request: Request, file: str) -> HttpResponse:
    """The person chooses: now, or over seven days. Who walks along reads how to do it together."""
    place = place_for(request.viewer, file, at=clock.now())
    if place.is_guide and place.file.is_thread:
        return redirect("thread_let_go", place.file.pk)
    form = ErasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _done(request, place, form.cleaned_data["when"])
        except actions.CannotErase as refusal:
            form.add_error(None, str(refusal))
    if request.method == "GET":
        note_read(place, "erasure", at=place.at)
    asked = asked_at(place)
    context = framed(
        place, "more", form=form, goes=GOES, stays=STAYS, asked=asked, on=erased_on(asked) if asked else None
    )
    return render(request, "guidance/erasure.html", context, status=answer_status(request))


@known_only
@require_POST
def erasure_call_off(request: Request, file: str) -> HttpResponse:
    """Keep everything after all."""
    place = place_for(request.viewer, file, at=clock.now())
    with telling(request, _("Alles blijft staan.")):
        actions.call_off(place, by=request.user, at=clock.now())
    return redirect("erasure", place.file.pk)


@open_to_all
def erasure_done(request: HttpRequest) -> HttpResponse:
    """Everything is gone; this page knows nobody."""
    return render(request, "guidance/erasure_done.html", {"stays": STAYS})


def _done(request: Request, place: Place, when: str) -> HttpResponse:
    if when == "later":
        actions.ask_erasure(place, by=request.user, at=clock.now())
        messages.success(request, _("Over zeven dagen wissen we alles. Tot dan kan je nog terug."))
        return redirect("erasure", place.file.pk)
    actions.erase_now(place, by=request.user, at=clock.now())
    if not request.viewer.memberships:
        logout(request)
    return redirect("erasure_done")
