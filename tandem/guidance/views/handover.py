"""Another guide: ended by the person, or warmly handed over; and leaving a partnership."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.guidance.actions import handover as actions
from tandem.guidance.actions.network import end_member
from tandem.guidance.forms.handover import NEW, ConfirmForm, HandoverForm
from tandem.guidance.models import Handover
from tandem.guidance.queries import handover as queries
from tandem.guidance.queries.doors import Place, place_for
from tandem.guidance.queries.network import active_guides, member_for
from tandem.guidance.views.framing import framed
from tandem.guidance.views.handed_links import keep_link
from tandem.guidance.views.plan import opened
from tandem.identity.access import Request, known_only
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal


@known_only
def guide_change(request: Request, file: str) -> HttpResponse:
    """The person chooses: stop with a guide now, or hand over warmly. No reason is asked."""
    place = place_for(request.viewer, file, at=clock.now())
    if not place.is_owner:
        raise Http404
    if request.method == "POST":
        return _stopped(request, place)
    context = framed(
        place, "network", guides=active_guides(place), handovers=queries.open_handovers(place),
        has_partnership=place.file.partnership_id is not None,
    )  # fmt: skip
    return render(request, "guidance/guide_change.html", context)


@known_only
def handover_new(request: Request, file: str) -> HttpResponse:
    """Plan a warm handover: who stops, who takes over, when you meet."""
    place = opened(request, file, "handover")
    guides, others = active_guides(place), queries.could_be_guide(place)
    form = HandoverForm(
        request.POST if request.method == "POST" else None, guides=[(str(m.pk), m.called) for m in guides],
        others=[(str(m.pk), f"{m.called}, {m.organisation}") for m in others],
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            planned, token = _planned(request, place, form)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            if token:
                keep_link(request, planned.to_member_id, token)
                return redirect("network_link", file, planned.to_member_id)
            messages.success(request, _("De overdracht is gepland. Er verandert nog niets."))
            return redirect("handover", file, planned.pk)
    waiting = queries.open_handovers(place)
    context = framed(place, "network", form=form, has_guides=bool(guides), waiting=waiting)
    return render(request, "guidance/handover_new.html", context, status=answer_status(request))


@known_only
def handover(request: Request, file: str, handover: str) -> HttpResponse:
    """Where a handover stands, and the person's yes."""
    place = opened(request, file, "handover")
    page = queries.handover_page(place, handover)
    form = ConfirmForm(request.POST if request.method == "POST" else None, is_owner=place.is_owner)
    if request.method == "POST" and form.is_valid():
        try:
            actions.confirm_handover(
                place, page.handover, were_both_there=form.cleaned_data["were_both_there"] == "yes", by=request.user,
                at=clock.now(), how=form.said(),
            )  # fmt: skip
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("%(name)s is nu de gids.") % {"name": page.to_name})
            return redirect("network", file) if place.is_owner else redirect("start")
    context = framed(place, "network", page=page, form=form)
    return render(request, "guidance/handover.html", context, status=answer_status(request))


@known_only
@require_POST
def handover_call_off(request: Request, file: str, handover: str) -> HttpResponse:
    """It does not go on; everything stays as it is."""
    place = opened(request, file, "handover")
    with telling(request, _("De overdracht gaat niet door. Alles blijft zoals het was.")):
        actions.call_off(place, queries.handover_for(place, handover), by=request.user, at=clock.now())
    return redirect("network", file)


@known_only
def partnership_leave(request: Request, file: str) -> HttpResponse:
    """The person leaves the partnership; the file stays theirs."""
    place = place_for(request.viewer, file, at=clock.now())
    if not place.is_owner:
        raise Http404
    if request.method == "POST":
        with telling(request, _("Je bent weg bij het partnerschap. Je dossier blijft van jou.")):
            actions.leave_partnership(place, by=request.user, at=clock.now())
        return redirect("network", file)
    context = framed(place, "network", partnership=place.file.partnership, guides=queries.guides_of_partnership(place))
    return render(request, "guidance/partnership_leave.html", context)


def _stopped(request: Request, place: Place) -> HttpResponse:
    member = member_for(place, request.POST.get("member", ""))
    with telling(request, _("%(name)s is je gids niet meer.") % {"name": member.called}):
        end_member(place, member, by=request.user, at=clock.now())
    return redirect("guide_change", place.file.pk)


def _planned(request: Request, place: Place, form: HandoverForm) -> tuple[Handover, str]:
    chosen = form.cleaned_data["to_member"]
    return actions.propose_handover(
        place, member_for(place, form.cleaned_data["from_member"]),
        to_member=None if chosen == NEW else member_for(place, chosen), **form.facts(), by=request.user, at=clock.now(),
    )  # fmt: skip
