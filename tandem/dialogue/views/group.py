"""Groups of an association, for their facilitators."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.dialogue.actions import group as actions
from tandem.dialogue.forms.meeting import GroupForm, NewGroupForm
from tandem.dialogue.queries import meeting as pages
from tandem.dialogue.queries.doors import group_for
from tandem.identity.access import Request, roles_only
from tandem.identity.rules import FACILITATOR
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Refusal


@roles_only(FACILITATOR)
def group_list(request: Request) -> HttpResponse:
    """My groups, and when they last met."""
    return render(request, "dialogue/group_list.html", {"rows": pages.group_rows(request.viewer)})


@roles_only(FACILITATOR)
def group(request: Request, pk: str) -> HttpResponse:
    """One group with its meetings."""
    found = group_for(request.viewer, pk)
    page = paginate(pages.meetings_of(found).select_related("group"), request.GET.get("pagina"))
    context = {"group": found, "page": page, "rows": [pages.meeting_row(row) for row in page]}
    return render(request, "dialogue/group.html", context)


@roles_only(FACILITATOR)
def group_new(request: Request) -> HttpResponse:
    """A new group."""
    own = [m for m in request.viewer.memberships if m.role == FACILITATOR]
    associations = [(str(m.organisation_id), m.organisation_name) for m in own]
    form = NewGroupForm(request.POST or None, associations=associations)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            made = actions.make_group(
                int(typed["association"]), name=typed["name"], about=typed["about"], by=request.user, at=clock.now()
            )
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De groep is er. Plan nu een bijeenkomst."))
            return redirect("group", made.pk)
    return render(request, "dialogue/group_new.html", {"form": form}, status=answer_status(request))


@roles_only(FACILITATOR)
def group_edit(request: Request, pk: str) -> HttpResponse:
    """Name and description."""
    found = group_for(request.viewer, pk)
    initial = {"name": found.name, "about": found.about, "version": found.version}
    form = GroupForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.change_group(found, name=typed["name"], about=typed["about"], version=typed["version"] or 0,
                                 by=request.user, at=clock.now())  # fmt: skip
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De groep is aangepast."))
            return redirect("group", found.pk)
    return render(request, "dialogue/group_edit.html", {"form": form, "group": found}, status=answer_status(request))


@roles_only(FACILITATOR)
@require_POST
def group_end(request: Request, pk: str) -> HttpResponse:
    """The group stops; it can begin again."""
    found = group_for(request.viewer, pk)
    with telling(request, _("De groep is gestopt. Wat ze zei, blijft bewaard.")):
        actions.end_group(found, by=request.user, at=clock.now())
    return redirect("group", found.pk)


@roles_only(FACILITATOR)
@require_POST
def group_restart(request: Request, pk: str) -> HttpResponse:
    """The group meets again."""
    found = group_for(request.viewer, pk)
    with telling(request, _("De groep loopt weer.")):
        actions.restart_group(found, by=request.user, at=clock.now())
    return redirect("group", found.pk)
