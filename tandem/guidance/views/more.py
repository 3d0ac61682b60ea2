"""The person's own menu: everything that is not one of the four tabs."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.guidance.actions.more import choose_language
from tandem.guidance.forms.more import LanguageForm
from tandem.guidance.queries.doors import own_place
from tandem.guidance.rules.thread import language_name
from tandem.guidance.views.framing import framed
from tandem.identity.access import Request, known_only
from tandem.kernel import clock
from tandem.kernel.answering import answer_status


@known_only
def my_more(request: Request) -> HttpResponse:
    """Links to the rest of what is yours."""
    place = own_place(request.viewer, at=clock.now())
    return render(request, "guidance/my_more.html", framed(place, "", language=language_name(place.file.language)))


@known_only
def my_change(request: Request) -> HttpResponse:
    """Rest, another guide, take everything along, or stop: it is all one tap away."""
    return render(request, "guidance/my_change.html", framed(own_place(request.viewer, at=clock.now()), ""))


@known_only
def my_language(request: Request) -> HttpResponse:
    """The language to talk in."""
    place = own_place(request.viewer, at=clock.now())
    now = {"language": place.file.language, "needs_interpreter": place.file.needs_interpreter}
    form = LanguageForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        choose_language(place, by=request.user, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Je taal is bewaard."))
        return redirect("my_more")
    return render(request, "guidance/my_language.html", framed(place, "", form=form), status=answer_status(request))
