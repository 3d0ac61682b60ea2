"""Ik zag het anders: one page, for the person self."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from tandem.guidance.actions.other_view import add_other_view
from tandem.guidance.forms.other_view import OtherViewForm
from tandem.guidance.queries.doors import place_for
from tandem.guidance.queries.other_view import other_views_of, seen_item, texts_of
from tandem.guidance.rules.other_view import SEEN_OTHERWISE
from tandem.guidance.views.framing import framed
from tandem.guidance.views.plan import posted
from tandem.identity.access import Request, known_only
from tandem.kernel import clock
from tandem.kernel.answering import answer_status


@known_only
def other_view_new(request: Request, file: str, kind: str, item: str) -> HttpResponse:
    """What stands there, what you said before, and room for how you saw it."""
    place = place_for(request.viewer, file, at=clock.now())
    if not place.is_owner:
        raise Http404
    seen = seen_item(place, kind, item)
    form = OtherViewForm(posted(request))
    back = _back(request)
    if request.method == "POST" and form.is_valid():
        add_other_view(place, seen, words=form.cleaned_data["words"], by=request.user, at=clock.now())
        messages.success(request, _("Dit staat er nu bij. Wat er al stond, blijft ook."))
        return redirect(back)
    context = framed(
        place, "", form=form, back=back, heading=SEEN_OTHERWISE[kind][0], texts=texts_of(kind, seen),
        other_views=other_views_of(place, [seen.pk])[seen.pk],
    )  # fmt: skip
    status = answer_status(request)
    return render(request, "guidance/other_view_new.html", context, status=status)


def _back(request: Request) -> str:
    wanted = request.GET.get("terug", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if is_ours else reverse("my_plan")
