"""Who is round the person: the page, inviting, suggesting, answering, ending."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.guidance.actions import network as actions
from tandem.guidance.forms.network import InviteForm, SaidForm, SuggestForm
from tandem.guidance.models import NetworkMember
from tandem.guidance.queries.doors import Place, place_for
from tandem.guidance.queries.network import member_for, network_page, own_membership
from tandem.guidance.views.framing import framed
from tandem.guidance.views.handed_links import keep_link, kept_link
from tandem.guidance.views.plan import opened
from tandem.identity.access import Request, known_only
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.documents.codes import qr_svg
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal


@known_only
def network(request: Request, file: str) -> HttpResponse:
    """Everybody round the person: who, for whom, since when, and whether they must keep silent."""
    place = opened(request, file, "network")
    return render(request, "guidance/network.html", framed(place, "network", page=network_page(place)))


@known_only
def network_invite(request: Request, file: str) -> HttpResponse:
    """The person asks somebody in; a guide only together with the person."""
    place = place_for(request.viewer, file, at=clock.now())
    form = InviteForm(request.POST or None, is_owner=place.is_owner)
    if request.method == "POST" and form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("called", "role", "way", "email")}
        try:
            invited = actions.invite(place, **facts, by=request.user, at=clock.now(), how=form.said())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            return _after_invitation(request, place, invited)
    context = framed(place, "network", form=form)
    return render(request, "guidance/network_invite.html", context, status=answer_status(request))


@known_only
def network_suggest(request: Request, file: str) -> HttpResponse:
    """A guide thinks of somebody; the person says yes or no later."""
    place = place_for(request.viewer, file, at=clock.now())
    if place.is_owner:
        return redirect("network_invite", file)
    form = SuggestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.suggest(place, **form.cleaned_data, by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Je voorstel staat klaar. De persoon beslist."))
            return redirect("network", file)
    context = framed(place, "network", form=form)
    return render(request, "guidance/network_suggest.html", context, status=answer_status(request))


@known_only
def network_answer(request: Request, file: str, member: str) -> HttpResponse:
    """Yes or no to a suggestion, or taking an invitation back."""
    place = place_for(request.viewer, file, at=clock.now())
    found = member_for(place, member)
    form = SaidForm(request.POST if request.method == "POST" else None, is_owner=place.is_owner)
    if request.method == "POST" and form.is_valid():
        try:
            return _answered(request, place, found, form.said())
        except Refusal as refusal:
            show_refusal(form, refusal)
    context = framed(place, "network", form=form, member=found, is_open=found.state in {"suggested", "invited"})
    return render(request, "guidance/network_answer.html", context, status=answer_status(request))


@known_only
def network_link(request: Request, file: str, member: str) -> HttpResponse:
    """The link and QR code to hand over; asked again, the old one stops working."""
    place = place_for(request.viewer, file, at=clock.now())
    found = member_for(place, member)
    if request.method == "POST":
        try:
            invited = actions.renew_link(place, found, by=request.user, at=clock.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("network", file)
        return _after_invitation(request, place, invited)
    token = kept_link(request, found.pk)
    link = actions.link_of(token) if token else ""
    code = qr_svg(link, title=_("QR-code van de uitnodiging"), size=240) if link else ""
    is_open = found.state == "invited" and found.accepted_at is None
    context = framed(place, "network", member=found, link=link if is_open else "", code=code, is_open=is_open)
    return render(request, "guidance/network_link.html", context)


@known_only
def network_end(request: Request, file: str, member: str) -> HttpResponse:
    """The person ends it, at once. No reason is asked."""
    place = place_for(request.viewer, file, at=clock.now())
    found = member_for(place, member)
    form = SaidForm(request.POST if request.method == "POST" else None, is_owner=place.is_owner)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_member(place, found, by=request.user, at=clock.now(), how=form.said())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("%(name)s doet niet meer mee en ziet niets meer.") % {"name": found.called})
            return redirect("start") if found.person_id == request.user.pk else redirect("network", file)
    context = framed(place, "network", form=form, member=found, is_open=found.state == "active")
    return render(request, "guidance/network_end.html", context, status=answer_status(request))


@known_only
@require_POST
def network_leave(request: Request, file: str) -> HttpResponse:
    """A member stops. Everything stays with the person."""
    place = place_for(request.viewer, file, at=clock.now(), is_whole=False)
    with telling(request, _("Je doet niet meer mee. Alles blijft bij de persoon.")):
        actions.leave(place, own_membership(place), by=request.user, at=clock.now())
    return redirect("shared_with_me")


def _answered(request: Request, place: Place, member: NetworkMember, how: str) -> HttpResponse:
    if request.POST.get("answer") == "yes":
        invited = actions.agree(place, member, by=request.user, at=clock.now(), how=how)
        return _after_invitation(request, place, invited)
    actions.put_by(place, member, by=request.user, at=clock.now(), how=how)
    messages.success(request, _("Goed. Deze persoon komt er niet bij."))
    return redirect("network", place.file.pk)


def _after_invitation(request: Request, place: Place, invited: actions.Invited) -> HttpResponse:
    if not invited.token:
        is_mailed = bool(invited.member.email)
        messages.success(
            request, _("De e-mail is verstuurd. De link werkt 14 dagen.") if is_mailed else _("Staat erbij.")
        )
        return redirect("network", place.file.pk)
    keep_link(request, invited.member.pk, invited.token)
    return redirect("network_link", place.file.pk, invited.member.pk)
