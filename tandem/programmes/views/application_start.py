"""Start an application: the condition check comes first, nothing is filled in or made before it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.identity.access import Request, roles_only
from tandem.identity.rules import ORGANISATION_CONTACT
from tandem.kernel import clock
from tandem.kernel.refusal import Refusal
from tandem.programmes.actions.application import AlreadyStarted, CannotStart, start_application
from tandem.programmes.forms.application import StartForm
from tandem.programmes.queries import application_start as queries


@roles_only(ORGANISATION_CONTACT)
def application_start(request: Request) -> HttpResponse:
    """GET: choose, and see whether you qualify. POST: start the draft."""
    form = StartForm(request.POST if request.method == "POST" else request.GET)
    form.is_valid()
    chosen = form.cleaned_data
    page = queries.start_page(
        request.viewer, code=chosen.get("programma", ""), organisation_id=chosen.get("organisatie"), on=clock.today()
    )
    if request.method == "POST" and page.template is not None and page.organisation is not None:
        return _start(request, page, chosen.get("sector", ""))
    return render(request, "programmes/application_start.html", {"page": page})


def _start(request: Request, page: queries.StartPage, sector: str) -> HttpResponse:
    try:
        application = start_application(
            organisation=page.organisation, template=page.template, sector=sector, by=request.user, at=clock.now()
        )
    except AlreadyStarted as refusal:
        messages.info(request, _("Je hebt al een aanvraag voor dit programma. Hier is ze."))
        return redirect("application", refusal.application.pk)
    except CannotStart as refusal:
        return _refused(request, page, refusal)
    messages.success(request, _("Je klad is gemaakt. We bewaren elke stap voor je."))
    return redirect("application_step", application.pk, "organisation")


def _refused(request: Request, page: queries.StartPage, refusal: Refusal) -> HttpResponse:
    context: dict[str, Any] = {"page": page, "problems": refusal.problems}
    return render(request, "programmes/application_start.html", context, status=422)
