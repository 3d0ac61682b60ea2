"""Start an application: the condition check comes first, nothing is filled in or made before it."""

from collections.abc import Callable
from functools import partial
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
from tandem.programmes.models import Application
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
    organisation, template = page.organisation, page.template
    if request.method == "POST" and template is not None and organisation is not None:
        start = partial(
            start_application, organisation=organisation, template=template, sector=chosen.get("sector", "")
        )
        return _start(request, page, start)
    return render(request, "programmes/application_start.html", {"page": page})


def _start(request: Request, page: queries.StartPage, start: Callable[..., Application]) -> HttpResponse:
    try:
        application = start(by=request.user, at=clock.now())
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
