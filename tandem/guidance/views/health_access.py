"""The kept list of who may see health data (law of 30 July 2018, art. 9)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.guidance.actions.partnership import add_health_access, end_health_access
from tandem.guidance.forms.partnership import HealthAccessForm
from tandem.guidance.queries.health_access import health_access_for, health_access_rows
from tandem.guidance.queries.partnership import controllers_of
from tandem.identity.access import Request, roles_only
from tandem.identity.rules import ADMINISTRATOR, PARTNERSHIP_COORDINATOR
from tandem.kernel import clock
from tandem.kernel.answering import answer_status


@roles_only(PARTNERSHIP_COORDINATOR, ADMINISTRATOR)
def health_access_list(request: Request) -> HttpResponse:
    """By organisation: which categories of people, and why. Prints on one page."""
    rows = health_access_rows(request.viewer, on=clock.today())
    return render(request, "guidance/health_access_list.html", {"rows": rows, "today": clock.today()})


@roles_only(PARTNERSHIP_COORDINATOR, ADMINISTRATOR)
def health_access_add(request: Request) -> HttpResponse:
    """One more category."""
    organisations = controllers_of(request.viewer, on=clock.today())
    form = HealthAccessForm(request.POST or None, organisations=organisations.items())
    if request.method == "POST" and form.is_valid():
        facts = {"category": form.cleaned_data["category"], "why": form.cleaned_data["why"]}
        chosen = int(form.cleaned_data["organisation"])
        add_health_access(organisation_id=chosen, by=request.user, at=clock.now(), **facts)
        messages.success(request, _("De groep staat op de lijst."))
        return redirect("health_access_list")
    return render(request, "guidance/health_access_add.html", {"form": form}, status=answer_status(request))


@roles_only(PARTNERSHIP_COORDINATOR, ADMINISTRATOR)
@require_POST
def health_access_end(request: Request, pk: int) -> HttpResponse:
    """These people do not see health data any more."""
    row = health_access_for(request.viewer, pk, on=clock.today())
    end_health_access(row, by=request.user, at=clock.now())
    messages.success(request, _("De groep staat niet meer op de lijst."))
    return redirect("health_access_list")
