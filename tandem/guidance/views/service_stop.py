"""A service stops a programme: an event of the service, written by who walks along."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.guidance.actions.service_stop import stop_programme
from tandem.guidance.forms.service_stop import ServiceStopForm
from tandem.guidance.queries.doors import Place
from tandem.guidance.queries.service_stop import stopping_organisations
from tandem.guidance.views.framing import framed
from tandem.guidance.views.plan import opened
from tandem.identity.access import Request, roles_only
from tandem.identity.rules import GUIDE, PARTNERSHIP_COORDINATOR
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal


@roles_only(GUIDE, PARTNERSHIP_COORDINATOR)
def service_stop_new(request: Request, file: str) -> HttpResponse:
    """What stops, why, what comes next."""
    place = opened(request, file, "service_stop_new")
    if not place.is_guide:
        raise Http404
    form = ServiceStopForm(request.POST or None, organisations=stopping_organisations(place),
                           initial={"organisation": str(place.organisation_id or "")})  # fmt: skip
    if request.method == "POST" and form.is_valid() and _is_stopped(request, place, form):
        messages.success(request, _("Genoteerd, als iets van de dienst. Het staat bij de stappen."))
        return redirect("step_list", file=place.file.pk)
    context = framed(place, "steps", form=form)
    return render(request, "guidance/service_stop_new.html", context, status=answer_status(request))


def _is_stopped(request: Request, place: Place, form: ServiceStopForm) -> bool:
    found = {**form.cleaned_data}
    organisation_id = int(found.pop("organisation"))
    try:
        stop_programme(place, organisation_id=organisation_id, by=request.user, at=clock.now(), **found)
    except Refusal as refusal:
        show_refusal(form, refusal)
        return False
    return True
