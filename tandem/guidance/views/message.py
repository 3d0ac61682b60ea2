"""Messages between the person and their guides."""

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.guidance.actions.message import CannotSend, mark_seen, send_message
from tandem.guidance.actions.reading import note_read
from tandem.guidance.forms.message import MessageForm
from tandem.guidance.queries.doors import Place, own_place, place_for
from tandem.guidance.queries.message import messages_of
from tandem.guidance.views.framing import framed
from tandem.identity.access import Request, known_only
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.ids import new_id

TAB = "messages"


@known_only
def my_messages(request: Request) -> HttpResponse:
    """The person's own tab."""
    return _page(request, own_place(request.viewer, at=clock.now()))


@known_only
def messages(request: Request, file: str) -> HttpResponse:
    """The same, with the address of the file."""
    return _page(request, place_for(request.viewer, file, at=clock.now()))


def _page(request: Request, place: Place) -> HttpResponse:
    note_read(place, TAB, at=clock.now())
    form = MessageForm(request.POST or None, initial={"key": new_id()})
    if request.method == "POST" and form.is_valid():
        try:
            send_message(place, by=request.user, at=clock.now(), **form.cleaned_data)
        except CannotSend as refusal:
            show_refusal(form, refusal)
        else:
            notices.success(request, _("Je bericht is verstuurd."))
            return _back(place)
    context = framed(place, TAB, form=form, found=messages_of(place, request.GET.get("pagina")))
    return render(request, "guidance/messages.html", context, status=answer_status(request))


@known_only
@require_POST
def messages_seen(request: Request, file: str) -> HttpResponse:
    """Read, and no answer is needed."""
    place = place_for(request.viewer, file, at=clock.now())
    mark_seen(place, at=clock.now())
    return _back(place)


def _back(place: Place) -> HttpResponse:
    return redirect("my_messages") if place.is_owner else redirect("messages", place.file.pk)
