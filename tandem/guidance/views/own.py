"""The person's card, from the hands of who walks along: given in two taps, shown once."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.guidance.actions import own_card as actions
from tandem.guidance.actions.reading import note_read
from tandem.guidance.queries.doors import Place, place_for
from tandem.guidance.views.framing import framed
from tandem.guidance.views.handing_out import attached
from tandem.identity import card_handover
from tandem.identity.access import Request, known_only
from tandem.identity.actions.card import CannotGiveCard, FreshCard
from tandem.identity.card_numbers import number_text
from tandem.identity.queries.card import card_facts
from tandem.kernel import clock
from tandem.kernel.documents.codes import qr_png, qr_svg
from tandem.kernel.documents.pdf import Picture, render_pdf


@known_only
def card_give(request: Request, file: str) -> HttpResponse:
    """Give the person a card, or a new one: the old one stops."""
    place = _guided(request, file)
    if request.method == "POST":
        try:
            fresh = actions.hand_card(place, by=request.user, at=clock.now())
        except (actions.CannotHandOver, CannotGiveCard) as refusal:
            messages.error(request, str(refusal))
            return redirect("card_give", place.file.pk)
        card_handover.hold(request, fresh, about=str(place.file.pk))
        return redirect("card_print", place.file.pk)
    note_read(place, "card", at=place.at)
    card = card_facts(place.file.person) if place.file.person else None
    return render(request, "guidance/card_give.html", framed(place, "more", card=card))


@known_only
def card_print(request: Request, file: str) -> HttpResponse:
    """The card and its PIN, until they are handed over; then nobody sees them again."""
    place = _guided(request, file)
    if request.method == "POST":
        card_handover.let_go(request)
        messages.success(request, _("De kaart is overhandigd. De pincode staat nergens meer."))
        return redirect("card_give", place.file.pk)
    fresh = card_handover.held(request, about=str(place.file.pk))
    if fresh is None:
        return redirect("card_give", place.file.pk)
    note_read(place, "card", at=place.at)
    facts = {
        "number": number_text(fresh.number), "pin": fresh.pin, "enter_address": settings.SITE_URL + reverse("card_enter"),
        "picture": qr_svg(_address(fresh), title=_("QR-code van de kaart")),
    }  # fmt: skip
    return render(request, "guidance/card_print.html", framed(place, "more", **facts))


@known_only
def card_paper(request: Request, file: str) -> HttpResponseBase:
    """The card on a sheet to print: no name, no service, no PIN."""
    place = _guided(request, file)
    fresh = card_handover.held(request, about=str(place.file.pk))
    if fresh is None:
        return redirect("card_give", place.file.pk)
    picture = Picture(qr_png(_address(fresh), scale=8), alt="QR-code", width_mm=50)
    paper = render_pdf("guidance/card.typ", {"title": "Kaart", "made_on": place.at.date(), "qr": picture,
                                             "number": number_text(fresh.number)})  # fmt: skip
    return attached(paper, "kaart.pdf", "application/pdf")


@known_only
def file_more(request: Request, file: str) -> HttpResponse:
    """The rest of a file for who walks along; the person has an own menu."""
    place = place_for(request.viewer, file, at=clock.now())
    if place.is_owner:
        return redirect("my_more")
    note_read(place, "more", at=place.at)
    return render(request, "guidance/file_more.html", framed(place, "more"))


def _guided(request: Request, file: str) -> Place:
    """For who walks along; the person finds the own card elsewhere."""
    place = place_for(request.viewer, file, at=clock.now())
    if not place.is_guide:
        raise Http404
    return place


def _address(fresh: FreshCard) -> str:
    return settings.SITE_URL + reverse("card_login", args=[fresh.code])
