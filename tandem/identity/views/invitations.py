"""The page behind a secret link: accept, or ask a new link when it expired."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tandem.identity import rules
from tandem.identity.access import open_to_all
from tandem.identity.actions import invitation as actions
from tandem.identity.forms.member import AcceptForm
from tandem.identity.login import log_in
from tandem.identity.queries import invitation as queries
from tandem.identity.queries import person as people
from tandem.kernel import clock
from tandem.kernel.form_problems import show_refusal


@open_to_all
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What you are invited to; accepting logs in, because the link came to this address."""
    found = queries.invitation_with_token(token)
    state = queries.state_of(found, at=clock.now())
    known = people.person_with_email(found.email)
    form = AcceptForm(request.POST or None, initial=queries.guessed_name(found))
    facts = {
        "form": form, "invitation": found, "state": state, "is_known": known is not None, "token": token,
        "role": rules.ROLES[found.role], "is_other": request.user.is_authenticated and request.user != known,
    }  # fmt: skip
    if request.method != "POST" or state != "open" or facts["is_other"]:
        return render(request, "identity/invitation.html", facts)
    if known is not None or form.is_valid():
        names = people.names_of(known) if known else form.cleaned_data
        try:
            person = actions.accept_invitation(invitation=found, at=clock.now(), **names)
        except actions.CannotInvite as refusal:
            show_refusal(form, refusal)
        else:
            return redirect("start") if request.user.is_authenticated else log_in(request, person, "invitation")
    return render(request, "identity/invitation.html", facts, status=422)


@open_to_all
@require_POST
def invitation_renew(request: HttpRequest, token: str) -> HttpResponse:
    """A new link, sent to the invited address and nowhere else."""
    found = queries.invitation_with_token(token)
    try:
        actions.renew_invitation(invitation=found, at=clock.now())
    except actions.CannotInvite:
        return redirect("invitation", token)
    return render(request, "identity/invitation_renewed.html")
