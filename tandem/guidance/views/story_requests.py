"""Somebody asks for a block of the story; the person gives it or keeps it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.guidance.actions import story as actions
from tandem.guidance.actions.reading import note_read
from tandem.guidance.forms.network import SaidForm
from tandem.guidance.forms.story import GrantForm, RequestForm
from tandem.guidance.queries.doors import Place, place_for
from tandem.guidance.queries.network import day_of, own_membership
from tandem.guidance.queries.share import heading_of, is_health_item
from tandem.guidance.queries.story import blocks_about, own_requests, request_for, topics
from tandem.guidance.rules.share_texts import CURRENT, share_text
from tandem.guidance.views.framing import framed
from tandem.guidance.views.plan import opened
from tandem.identity.access import Request, known_only
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal


@known_only
def story_request_new(request: Request, file: str) -> HttpResponse:
    """A member asks for a topic, and says why. What is shared already is pointed out."""
    place = place_for(request.viewer, file, at=clock.now(), is_whole=False)
    if place.is_owner:
        raise Http404
    if request.method == "GET":
        note_read(place, "story_request", at=clock.now())
    member = own_membership(place)
    form = RequestForm(request.POST if request.method == "POST" else None, topics=topics(place))
    if request.method == "POST" and form.is_valid():
        facts = {"topic": form.chosen_topic(), "purpose": form.cleaned_data["purpose"]}
        try:
            asked = actions.ask_for(place, member, **facts, by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            return _asked(request, place, asked.block_id)
    context = framed(place, "story", form=form, requests=own_requests(place))
    return render(request, "guidance/story_request_new.html", context, status=answer_status(request))


@known_only
def story_request(request: Request, file: str, story_request: str) -> HttpResponse:
    """Who asks what, and why: give a block on own terms, or keep it without a reason."""
    place = opened(request, file, "story_request")
    asked = request_for(place, story_request)
    blocks = blocks_about(place, asked.topic)
    is_post, says_no = request.method == "POST", request.POST.get("answer") == "keep"
    form = GrantForm(
        request.POST if is_post and not says_no else None, is_owner=place.is_owner, today=day_of(place),
        is_health=any(map(is_health_item, blocks)), blocks=[(str(b.pk), heading_of(b)) for b in blocks],
        initial={"purpose": asked.purpose},
    )  # fmt: skip
    kept = SaidForm(request.POST if is_post and says_no else None, is_owner=place.is_owner, prefix="keep")
    try:
        if is_post and says_no and kept.is_valid():
            actions.keep(place, asked, by=request.user, at=clock.now(), how=kept.said())
            messages.success(request, _("Goed. Je houdt het voor jou."))
            return redirect("story", file)
        if is_post and not says_no and form.is_valid():
            block = next(b for b in blocks if str(b.pk) == form.cleaned_data["block"])
            helper = "" if place.is_owner else request.viewer.name[:80]
            actions.grant(place, asked, block, form.terms(helper=helper), by=request.user, at=clock.now())
            messages.success(request, _("Gegeven. %(name)s leest het nu.") % {"name": asked.member.called})
            return redirect("story", file)
    except Refusal as refusal:
        show_refusal(kept if says_no else form, refusal)
    context = framed(place, "story", form=form, kept=kept, asked=asked, blocks=blocks, text=share_text(CURRENT))
    return render(request, "guidance/story_request.html", context, status=answer_status(request))


def _asked(request: Request, place: Place, block_id: object) -> HttpResponse:
    if block_id is None:
        messages.success(request, _("Je vraag is gesteld. De persoon kiest of je het krijgt."))
        return redirect("story_request_new", place.file.pk)
    messages.warning(request, _("Dit is al met jou gedeeld. Lees het hier, en vraag het niet opnieuw."))
    page = "story" if place.is_whole else "shared_file"
    return redirect(f"{reverse(page, args=[place.file.pk])}#stuk-{block_id}")
