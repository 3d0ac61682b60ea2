"""Outreach first: keep a conversation with somebody who gave a first name, or none, until they say it is theirs."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.guidance.actions import thread as actions
from tandem.guidance.actions.file import CannotBecomeTheirs, CannotOpenThread
from tandem.guidance.actions.reading import note_read
from tandem.guidance.forms.thread import TheirsForm, ThreadForm
from tandem.guidance.queries.doors import place_for
from tandem.guidance.queries.thread import thread_lines
from tandem.guidance.views.framing import framed
from tandem.identity.access import Request, roles_only
from tandem.identity.rules import GUIDE
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal


@roles_only(GUIDE)
def thread_open(request: Request) -> HttpResponse:
    """Begin: a name or none, a language, where you met."""
    form = ThreadForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            file = actions.begin_thread(request.viewer, by=request.user, at=clock.now(), **form.cleaned_data)
        except CannotOpenThread as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Het gesprek staat in je groep."))
            return redirect("thread", file.pk)
    return render(request, "guidance/thread_open.html", {"form": form}, status=answer_status(request))


@roles_only(GUIDE)
def thread(request: Request, file: str) -> HttpResponse:
    """What was said so far. A file that is somebody's has its own pages."""
    place = place_for(request.viewer, file, at=clock.now())
    if not place.file.is_thread:
        return redirect("plan", place.file.pk)
    note_read(place, "thread", at=clock.now())
    return render(request, "guidance/thread.html", framed(place, "", lines=thread_lines(place)))


@roles_only(GUIDE)
def file_become_theirs(request: Request, file: str) -> HttpResponse:
    """Together: what it means, and how the person wants to be called and reached."""
    place = place_for(request.viewer, file, at=clock.now())
    if not place.file.is_thread:
        return redirect("plan", place.file.pk)
    form = TheirsForm(request.POST or None, initial={"called": place.file.called, "language": place.file.language})
    if request.method == "POST" and form.is_valid():
        facts = {name: value for name, value in form.cleaned_data.items() if name != "said_yes"}
        try:
            theirs = actions.become_theirs(place, by=request.user, at=clock.now(), **facts)
        except (actions.CannotBegin, CannotBecomeTheirs) as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Dit dossier is nu van %(name)s.") % {"name": theirs})
            return redirect("plan", theirs.pk)
    context = framed(place, "", form=form)
    return render(request, "guidance/file_become_theirs.html", context, status=answer_status(request))


@roles_only(GUIDE)
def thread_let_go(request: Request, file: str) -> HttpResponse:
    """Ask once, then forget it with all its words."""
    place = place_for(request.viewer, file, at=clock.now())
    if request.method == "POST":
        try:
            actions.let_thread_go(place, by=request.user, at=clock.now())
        except actions.CannotLetGo as refusal:
            messages.error(request, str(refusal))
            return redirect("plan", place.file.pk)
        messages.success(request, _("Het gesprek en alles wat erin stond, is gewist."))
        return redirect("guide_people")
    if not place.file.is_thread:
        return redirect("plan", place.file.pk)
    return render(request, "guidance/thread_let_go.html", framed(place, ""))
