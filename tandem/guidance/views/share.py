"""What is shared: giving, the list, stopping, how somebody else sees it, and the page of who sees single items."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.guidance.actions import share as actions
from tandem.guidance.actions.reading import note_item_reads
from tandem.guidance.forms.share import ShareForm
from tandem.guidance.models import NetworkMember
from tandem.guidance.queries import share as queries
from tandem.guidance.queries.doors import Place, place_for
from tandem.guidance.queries.network import day_of, member_for
from tandem.guidance.rules.network import SECRECY_WORDS
from tandem.guidance.rules.share import Receiver
from tandem.guidance.rules.share_texts import CURRENT, share_text
from tandem.guidance.views.framing import framed
from tandem.guidance.views.plan import opened
from tandem.identity.access import Request, known_only
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Refusal


@known_only
def share_list(request: Request, file: str) -> HttpResponse:
    """Who sees which item, what for, until when."""
    place = opened(request, file, "share_list")
    return render(request, "guidance/share_list.html", framed(place, "network", shares=queries.share_rows(place)))


@known_only
def share_new(request: Request, file: str, kind: str, item: str) -> HttpResponse:
    """Share one item with one member, after reading what that means."""
    place = place_for(request.viewer, file, at=clock.now())
    found = queries.shared_item_for(place, kind, item)
    possible = queries.possible_members(place)
    members = [(str(member.pk), _described(member, receiver)) for member, receiver in possible]
    form = ShareForm(
        request.POST if request.method == "POST" else None, is_owner=place.is_owner, today=day_of(place),
        is_health=queries.is_health_item(found), members=members,
        initial={"member": request.GET["met"]} if "met" in request.GET else None,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            _give(place, found, form, request)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Je deelt dit nu. Stoppen kan altijd."))
            return redirect("share_list", file)
    context = framed(
        place, "network", form=form, heading=queries.heading_of(found), words=getattr(found, "words", ""),
        has_members=bool(members), text=share_text(CURRENT), is_mine_only=found.is_mine_only,
    )  # fmt: skip
    return render(request, "guidance/share_new.html", context, status=answer_status(request))


@known_only
def share_choose(request: Request, file: str) -> HttpResponse:
    """What do I want to share? One item at a time."""
    place = opened(request, file, "share_list")
    context = framed(place, "network", kinds=queries.items_to_choose(place))
    return render(request, "guidance/share_choose.html", context)


@known_only
@require_POST
def share_revoke(request: Request, file: str, share: str) -> HttpResponse:
    """Stop sharing, at once."""
    place = place_for(request.viewer, file, at=clock.now())
    try:
        stopped = actions.revoke(place, queries.share_for(place, share), by=request.user, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(name)s ziet dit niet meer.") % {"name": stopped.member.called})
    return redirect("share_list", file)


@known_only
def see_as(request: Request, file: str, member: str) -> HttpResponse:
    """Zo ziet X het: the member's own page, read with the member's eyes."""
    place = opened(request, file, "see_as")
    found = member_for(place, member)
    items = queries.seen_as(place, found)
    context = framed(place, "network", member=found, items=items, sees_all=found.role == "guide" and items is not None)
    return render(request, "guidance/see_as.html", context)


@known_only
def shared_file(request: Request, file: str) -> HttpResponse:
    """What somebody sees of whom shared something with them. Each item that is shown leaves a line."""
    place = place_for(request.viewer, file, at=clock.now(), is_whole=False)
    if place.is_whole:
        return redirect("story", file)
    items = queries.shared_items(place)
    note_item_reads(place, "shared_file", [(item.kind, item.pk) for item in items], at=clock.now())
    return render(request, "guidance/shared_file.html", framed(place, "", items=items))


@known_only
def shared_with_me(request: Request) -> HttpResponse:
    """Files in which I see single items."""
    page = paginate(queries.shared_files(request.viewer), request.GET.get("pagina"))
    rows = queries.shared_file_rows(page, request.viewer, at=clock.now())
    return render(request, "guidance/shared_with_me.html", {"page": page, "rows": rows})


def _give(place: Place, item: object, form: ShareForm, request: Request) -> None:
    member = member_for(place, form.cleaned_data["member"])
    helper = "" if place.is_owner else request.viewer.name[:80]
    actions.give(place, item, member, form.terms(helper=helper), by=request.user, at=clock.now())  # type: ignore[arg-type]


def _described(member: NetworkMember, receiver: Receiver) -> str:
    organisation = f", {member.organisation}" if member.organisation else ""
    if not receiver.works_there:
        return _("%(name)s%(organisation)s: werkt daar niet meer") % {
            "name": member.called,
            "organisation": organisation,
        }
    return f"{member.called}{organisation}: {SECRECY_WORDS[receiver.secrecy]}"
