"""An organisation said no: the reason, what can be done, a name; and what the person says to it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.guidance.actions.organisation_no import reply_to_no, say_no
from tandem.guidance.actions.reading import note_read
from tandem.guidance.forms.organisation_no import OrganisationNoForm, ReplyForm
from tandem.guidance.models import OrganisationNo, Step, Wish
from tandem.guidance.queries.doors import Place, part_for, place_for
from tandem.guidance.queries.organisation_no import answerable, organisation_name
from tandem.guidance.queries.step import no_lines
from tandem.guidance.views.framing import framed
from tandem.guidance.views.plan import opened, said_together
from tandem.identity.access import Request, known_only
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal


@known_only
def organisation_no_list(request: Request, file: str) -> HttpResponse:
    """What organisations answered; who sees single items sees their own answers."""
    place = _seen(request, file, "organisation_no_list")
    may_add = place.is_guide or (not place.is_owner and bool(answerable(place)))
    context = framed(place, "steps", nos=no_lines(place), may_add=may_add)
    return render(request, "guidance/organisation_no_list.html", context)


@known_only
def organisation_no_new(request: Request, file: str) -> HttpResponse:
    """By who walks along, or by an organisation to which the wish was shown."""
    place = _seen(request, file, "organisation_no_new")
    about = answerable(place)
    if place.is_owner or (not place.is_whole and not about):
        raise Http404
    form = OrganisationNoForm(
        request.POST or None, about=about, organisation="" if place.is_whole else organisation_name(place),
        is_optional=place.is_whole, initial={"about": request.GET.get("over", "")},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _is_said(request, place, form):
        messages.success(request, _("Het antwoord staat in het dossier, met reden, alternatief en naam."))
        return redirect("organisation_no_list", file=place.file.pk)
    context = framed(place, "steps", form=form)
    return render(request, "guidance/organisation_no_new.html", context, status=answer_status(request))


@known_only
def organisation_no_reply(request: Request, file: str, no: str) -> HttpResponse:
    """The person says something back."""
    place = opened(request, file, "organisation_no_reply")
    row = part_for(place, OrganisationNo, no)
    form = ReplyForm(request.POST or None, initial={"words": row.reply})
    if request.method == "POST" and form.is_valid():
        try:
            reply_to_no(place, row, words=form.cleaned_data["words"], by=request.user, at=clock.now(),
                        how=said_together(request))  # fmt: skip
            messages.success(request, _("Je antwoord staat erbij."))
            return redirect("organisation_no_list", file=place.file.pk)
        except Refusal as refusal:
            show_refusal(form, refusal)
    context = framed(place, "steps", form=form, no=row)
    return render(request, "guidance/organisation_no_reply.html", context, status=answer_status(request))


def _seen(request: Request, file: str, page: str) -> Place:
    place = place_for(request.viewer, file, at=clock.now(), is_whole=False)
    if request.method == "GET":
        note_read(place, page, at=place.at)
    return place


def _is_said(request: Request, place: Place, form: OrganisationNoForm) -> bool:
    found: dict[str, Any] = form.cleaned_data
    kind, pk = form.chosen()
    try:
        say_no(
            place, organisation_name=form.name(), reason=found["reason"], alternative=found["alternative"],
            contact_name=found["contact_name"], by=request.user, at=clock.now(),
            wish=part_for(place, Wish, pk) if kind == "wish" else None,
            step=part_for(place, Step, pk) if kind == "step" else None,
            organisation_id=None if place.is_whole else place.organisation_id,
        )  # fmt: skip
    except Refusal as refusal:
        show_refusal(form, refusal)
        return False
    return True
