"""Somebody with several roles chooses which one to work in."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.identity import rules
from tandem.identity.access import Request, members_only
from tandem.identity.locking import CHOSEN_MEMBERSHIP


@members_only
def choose_role(request: Request) -> HttpResponse:
    """GET: my roles. POST: work in one of them."""
    mine = {membership.membership_id: membership for membership in request.viewer.memberships}
    if request.method == "POST":
        chosen = mine.get(_number(request.POST.get("membership", "")))
        if chosen is None:
            raise Http404
        request.session[CHOSEN_MEMBERSHIP] = chosen.membership_id
        messages.success(request, _("Je werkt nu als %(role)s.") % {"role": rules.ROLES[chosen.role]})
        return redirect("start")
    choices = [(row, rules.ROLES[row.role], row == request.viewer.current) for row in mine.values()]
    return render(request, "identity/choose_role.html", {"choices": choices})


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0
