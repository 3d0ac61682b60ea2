"""The jury for an officer: seats, who reads what, how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tandem.calls.actions.jury import (
    Chair,
    add_juror,
    change_juror,
    distribute_readings,
    invite_juror,
    remind_juror,
    remove_juror,
)
from tandem.calls.forms.jury import ChairForm, JurorInviteForm, SeatForm
from tandem.calls.queries.doors import call_for
from tandem.calls.queries.jury import free_jurors, invited_jurors, juror_of, standing
from tandem.calls.rules.jury import EXPERT, LEAST_EXPERTS
from tandem.calls.views.call_saving import officers_only
from tandem.identity.access import Request
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from uuid import UUID

    from tandem.calls.actions.jury_readings import GivenOut


@officers_only
def jury(request: Request, pk: UUID) -> HttpResponse:
    """Who sits in the jury, what is given out and what is missing."""
    call = call_for(request.viewer, pk)
    table = standing(call)
    rows, lacks = table.rows(), table.lacks()
    sitting = [row for row in rows if row.juror.left_at is None]
    context = {
        "call": call, "rows": rows, "papers": len(table.papers), "lacks": lacks[:50], "lacking": len(lacks),
        "has_few_experts": sum(row.juror.seat == EXPERT for row in sitting) < LEAST_EXPERTS,
        "undeclared": sum(row.juror.ties_declared_at is None for row in sitting), "sitting": len(sitting),
        "given": len(table.readings), "done": sum(row.done for row in rows),
        "invited": list(invited_jurors(call, at=clock.now())), "may_change": call.state in {"draft", "published", "judging"},
    }  # fmt: skip
    return render(request, "calls/jury.html", context)


@officers_only
def juror_new(request: Request, pk: UUID) -> HttpResponse:
    """Give somebody a seat."""
    call = call_for(request.viewer, pk)
    people = {member.person_id: member.person for member in free_jurors(call, on=clock.today())}
    form = SeatForm(request.POST if request.method == "POST" else None,
                    people=[(key, str(person)) for key, person in people.items()])  # fmt: skip
    if request.method == "POST" and form.is_valid():
        chair = Chair(form.cleaned_data["seat"], form.cleaned_data["works_at"])
        try:
            add_juror(call, people[int(form.cleaned_data["person"])], chair, by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Het jurylid zit in de jury."))
            return redirect("jury", call.pk)
    context = {"call": call, "form": form, "people": people}
    return render(request, "calls/juror_new.html", context, status=answer_status(request))


@officers_only
def juror_invite(request: Request, pk: UUID) -> HttpResponse:
    """Mail somebody a link to become a juror."""
    call = call_for(request.viewer, pk)
    form = JurorInviteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            invite_juror(call, **form.cleaned_data, by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De uitnodiging is verstuurd. Geef een zetel zodra de persoon ja zegt."))
            return redirect("jury", call.pk)
    return render(request, "calls/juror_invite.html", {"call": call, "form": form}, status=answer_status(request))


@officers_only
def juror_edit(request: Request, pk: UUID, juror: UUID) -> HttpResponse:
    """Another kind of seat or place of work."""
    call = call_for(request.viewer, pk)
    row = juror_of(call, juror)
    initial = {"seat": row.seat, "works_at": row.works_at}
    form = ChairForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_juror(row, Chair(**form.cleaned_data), by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De zetel is bewaard."))
            return redirect("jury", call.pk)
    context = {"call": call, "juror": row, "form": form}
    return render(request, "calls/juror_edit.html", context, status=answer_status(request))


@officers_only
def juror_remove(request: Request, pk: UUID, juror: UUID) -> HttpResponse:
    """Leave the jury, after a look at what that means."""
    call = call_for(request.viewer, pk)
    row = juror_of(call, juror)
    if request.method == "POST":
        with telling(request, _("Dit jurylid is uit de jury. Wat nog niet gelezen was, gaat naar anderen.")):
            remove_juror(row, by=request.user, at=clock.now())
        return redirect("jury", call.pk)
    return render(request, "calls/juror_remove.html", {"call": call, "juror": row})


@officers_only
@require_POST
def juror_remind(request: Request, pk: UUID, juror: UUID) -> HttpResponse:
    """A friendly mail."""
    call = call_for(request.viewer, pk)
    with telling(request, _("De herinnering vertrekt. Per dag vertrekt er hoogstens één.")):
        remind_juror(juror_of(call, juror), by=request.user, at=clock.now())
    return redirect("jury", call.pk)


@officers_only
@require_POST
def jury_distribute(request: Request, pk: UUID) -> HttpResponse:
    """Give out what is missing."""
    call = call_for(request.viewer, pk)
    try:
        messages.success(request, _told(distribute_readings(call, by=request.user, at=clock.now())))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("jury", call.pk)


def _told(given: GivenOut) -> str:
    if not given.added and not given.lacking:
        return _("Alles was al verdeeld. Er veranderde niets.")
    added = ngettext("Er kwam %(n)s lezing bij.", "Er kwamen %(n)s lezingen bij.", given.added) % {"n": given.added}
    if not given.lacking:
        return added
    lacking = ngettext(
        "Bij %(n)s project ontbreekt nog iemand.", "Bij %(n)s projecten ontbreekt nog iemand.", given.lacking
    )
    return f"{added} {lacking % {'n': given.lacking}}"
