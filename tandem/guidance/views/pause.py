"""Rest and go on: one tap, no reason asked, nothing runs on meanwhile."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.guidance.actions.file import pause, resume
from tandem.guidance.queries.doors import Place, place_for
from tandem.guidance.queries.people import file_url
from tandem.identity.access import Request, known_only
from tandem.kernel import clock


@known_only
@require_POST
def file_pause(request: Request, file: str) -> HttpResponse:
    """Even rust."""
    place = place_for(request.viewer, file, at=clock.now())
    pause(place, by=request.user, at=clock.now())
    messages.success(request, _("Je rust even. Alles blijft staan.") if place.is_owner else _("Het dossier rust even."))
    return _back(place)


@known_only
@require_POST
def file_resume(request: Request, file: str) -> HttpResponse:
    """We gaan weer verder."""
    place = place_for(request.viewer, file, at=clock.now())
    resume(place, by=request.user, at=clock.now())
    messages.success(
        request, _("Welkom terug. Alles staat er nog.") if place.is_owner else _("Jullie gaan weer verder.")
    )
    return _back(place)


def _back(place: Place) -> HttpResponse:
    return redirect("my_more") if place.is_owner else redirect(file_url(place.file))
