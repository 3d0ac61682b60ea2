"""Life domains: how it goes, in the words of each side. Never a score."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.guidance.actions.domain import add_domain_view
from tandem.guidance.forms.domain import DomainViewForm
from tandem.guidance.queries.domain import domain_lines, names_for
from tandem.guidance.views.framing import framed
from tandem.guidance.views.plan import opened, pen_facts
from tandem.identity.access import Request, known_only
from tandem.kernel import clock
from tandem.kernel.answering import answer_status


@known_only
def domains(request: Request, file: str) -> HttpResponse:
    """Every domain: first those where somebody said something."""
    place = opened(request, file, "domains")
    lines = domain_lines(place)
    said = [line for line in lines if line.own or line.other]
    quiet = [line for line in lines if not (line.own or line.other)]
    return render(request, "guidance/domains.html", framed(place, "story", said=said, quiet=quiet))


@known_only
def domain_view_new(request: Request, file: str) -> HttpResponse:
    """New words about one domain; the earlier ones stay."""
    place = opened(request, file, "domain_view_new")
    first = {"domain": request.GET.get("domein", "")}
    form = DomainViewForm(request.POST or None, initial=first, names=names_for(place), **pen_facts(place))
    if request.method == "POST" and form.is_valid():
        add_domain_view(place, domain=form.chosen_domain(), words=form.cleaned_data["words"], how=form.how(),
                        by=request.user, at=clock.now())  # fmt: skip
        messages.success(request, _("Het staat erbij. Wat er eerder stond, blijft."))
        return redirect("domains", file=place.file.pk)
    context = framed(place, "story", form=form)
    return render(request, "guidance/domain_view_new.html", context, status=answer_status(request))
