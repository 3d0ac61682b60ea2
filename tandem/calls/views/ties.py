"""A juror says with whom there is a tie, before reading anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.calls.actions.ties import declare_ties, recognise_project
from tandem.calls.forms.ties import RecogniseForm, TieKindsForm, TiesForm
from tandem.calls.queries.doors import seat_for
from tandem.calls.queries.reading import reading_place
from tandem.calls.queries.ties import hidden_for, names_for
from tandem.identity.access import Request, roles_only
from tandem.identity.rules import JUROR
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from django.forms import Form

    from tandem.calls.models import Juror

jurors_only = roles_only(JUROR)


@jurors_only
def jury_ties(request: Request, pk: UUID) -> HttpResponse:
    """First which organisations, then what kind of tie. None is an answer too."""
    seat = seat_for(request.viewer, pk)
    names = names_for(seat, request.viewer) if seat.call.state == "judging" else []
    places = [(one.key, one.name) for one in names if not one.is_known]
    form = TiesForm(request.POST if request.method == "POST" else None, places=places)
    if request.method == "POST" and form.is_valid():
        chosen = [place for place in places if place[0] in form.cleaned_data["ties"]]
        return _declared(request, seat, chosen, form)
    context = {"seat": seat, "form": form, "known": [one.name for one in names if one.is_known], "places": places,
               "hidden": hidden_for(seat)}  # fmt: skip
    return render(request, "calls/jury_ties.html", context, status=answer_status(request))


@jurors_only
def reading_recognise(request: Request, pk: UUID) -> HttpResponse:
    """ "Ik herken dit project": hidden at once."""
    row = reading_place(request.viewer, pk)
    form = RecogniseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            recognise_project(row, form.cleaned_data["kind"], by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Dank je. Je ziet dit project niet meer. Iemand anders leest het."))
            return redirect("jury_desk")
    context = {"row": row, "form": form}
    return render(request, "calls/reading_recognise.html", context, status=answer_status(request))


def _declared(request: Request, seat: Juror, chosen: Sequence[tuple[str, str]], first: Form) -> HttpResponse:
    """The second step when something was ticked, else done."""
    is_second = request.POST.get("step") == "kinds"
    kinds = TieKindsForm(request.POST if is_second else None, places=chosen)
    if chosen and not (is_second and kinds.is_valid()):
        return _kinds_page(request, seat, kinds, status=422 if is_second else 200)
    try:
        hidden = declare_ties(seat, kinds.said() if chosen else {}, by=request.user, at=clock.now())
    except Refusal as refusal:
        show_refusal(kinds, refusal)
        return _kinds_page(request, seat, kinds, status=422)
    told = (
        _("Bewaard. Projecten die verborgen blijven voor jou: %(n)s.") if hidden else _("Bewaard. Je mag alles lezen.")
    )
    messages.success(request, told % {"n": hidden} if hidden else told)
    return redirect("jury_desk")


def _kinds_page(request: Request, seat: Juror, form: TieKindsForm, *, status: int) -> HttpResponse:
    return render(request, "calls/jury_ties_kinds.html", {"seat": seat, "form": form}, status=status)
