"""Pages that exist in example mode only: be somebody else, move the clock, read the outbox."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.example import queries
from tandem.example.actions import move_clock
from tandem.example.forms import ClockForm
from tandem.identity.access import open_to_all
from tandem.identity.middleware import CHOSEN_MEMBERSHIP
from tandem.kernel import clock
from tandem.kernel.pages import paginate

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@open_to_all
def example_role_switcher(request: HttpRequest) -> HttpResponse:
    """Choose who you are: one invented person per role, and a search for the others."""
    search, today = request.GET.get("zoek", "").strip(), clock.today()
    context = {
        "logins": queries.example_logins(on=today),
        "search": search,
        "found": queries.logins_found(search, on=today),
        "owners": queries.example_owners(search, limit=20 if search else 2),
        "clock_form": ClockForm(initial={"day": today}),
    }
    return render(request, "example/example_role_switcher.html", context)


@require_POST
@open_to_all
def example_become(request: HttpRequest, pk: int) -> HttpResponse:
    """Log in as an invented person, in one role."""
    membership = get_object_or_404(queries.memberships(on=clock.today()), pk=pk)
    login(request, membership.person, backend=BACKEND)
    request.session[CHOSEN_MEMBERSHIP] = membership.pk
    return redirect("start")


@require_POST
@open_to_all
def example_become_owner(request: HttpRequest, pk: int) -> HttpResponse:
    """Come in as somebody with a file of their own."""
    person = queries.owner_with(pk)
    if person is None:
        raise Http404
    login(request, person, backend=BACKEND)
    request.session.pop(CHOSEN_MEMBERSHIP, None)
    return redirect("start")


@require_POST
@open_to_all
def example_clock(request: HttpRequest) -> HttpResponse:
    """Move the clock of the example, so that a trajectory of months can be walked through in minutes."""
    form = ClockForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Kies een dag tussen 2020 en 2040, bijvoorbeeld 27/3/2027."))
        return redirect("example_role_switcher")
    move_clock(to=form.moment())
    messages.success(request, _("De klok van de voorbeeldomgeving is verzet."))
    return redirect("example_role_switcher")


@open_to_all
def example_outbox(request: HttpRequest) -> HttpResponse:
    """Every invented message, newest first."""
    page = paginate(queries.outbox(), request.GET.get("pagina"), per_page=25)
    return render(request, "example/example_outbox.html", {"page": page})


@open_to_all
def example_mail(request: HttpRequest, pk: str) -> HttpResponse:
    """One message with its attachments' names."""
    mail = get_object_or_404(queries.outbox().prefetch_related("attachments"), pk=pk)
    return render(request, "example/example_mail.html", {"mail": mail})
