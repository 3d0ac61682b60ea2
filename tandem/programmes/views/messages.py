"""Messages between the organisation and the duo."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.identity.access import Request, members_only
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.refusal import Refusal
from tandem.programmes.actions.message import send_message
from tandem.programmes.forms.messages import MessageForm
from tandem.programmes.queries.message import thread_for


@members_only
def trajectory_messages(request: Request, pk: str) -> HttpResponse:
    """Read and write."""
    thread = thread_for(request.viewer, pk)
    form = MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            send_message(
                thread.trajectory, text=form.cleaned_data["text"], side=thread.side, by=request.user, at=clock.now()
            )
        except Refusal as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, _("Je bericht is verstuurd."))
            return redirect("trajectory_messages", pk=thread.trajectory.pk)
    context = {"thread": thread, "trajectory": thread.trajectory, "form": form}
    return render(request, "programmes/trajectory_messages.html", context, status=answer_status(request))
