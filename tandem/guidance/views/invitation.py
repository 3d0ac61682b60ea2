"""The page behind the link of an invitation to somebody's network: first log in, then yes or no."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.guidance.actions import invitation as actions
from tandem.guidance.forms.network import AcceptForm
from tandem.guidance.queries.invitation import Door, invitation_door
from tandem.guidance.rules.network import WITH_LOGIN_ONLY
from tandem.identity.access import Request, open_to_all
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal


@open_to_all
def network_invitation(request: Request, token: str) -> HttpResponse:
    """Who invites you is told after you logged in, and only when the invitation is yours."""
    email = request.user.email or "" if request.viewer.is_known else ""
    door = invitation_door(token, request.viewer, email=email, at=clock.now())
    needs_one = door.role in WITH_LOGIN_ONLY
    form = AcceptForm(request.POST if request.method == "POST" else None, organisations=door.organisations,
                      needs_one=needs_one)  # fmt: skip
    says_no = request.POST.get("answer") == "no"
    if request.method == "POST" and request.viewer.is_known and (says_no or form.is_valid()):
        try:
            return _answered(request, token, door, form)
        except Refusal as refusal:
            form.errors  # noqa: B018 (a "no" was not looked at yet)
            show_refusal(form, refusal)
    login = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
    context = {"door": door, "form": form, "token": token, "login": login, "is_known": request.viewer.is_known,
               "misses_organisation": needs_one and not door.organisations}  # fmt: skip
    return render(request, "guidance/network_invitation.html", context, status=answer_status(request))


def _answered(request: Request, token: str, door: Door, form: AcceptForm) -> HttpResponse:
    if request.POST.get("answer") == "no":
        actions.decline_invitation(token, by=request.user, at=clock.now())
        messages.success(request, _("Goed. Je doet niet mee. De persoon ziet alleen dat."))
        return redirect("account")
    organisation_id = form.cleaned_data.get("organisation")
    member = actions.accept_invitation(
        token, viewer=request.viewer, organisation_id=organisation_id, by=request.user, at=clock.now()
    )
    if member.state != "active":
        messages.success(request, _("Je zei ja. Na het gesprek met z’n drieën begin je."))
        return redirect("account")
    messages.success(request, _("Je doet nu mee. %(name)s kiest wat je ziet.") % {"name": door.who})
    return redirect("shared_file", door.file_id) if door.role != "guide" else redirect("network", door.file_id)
