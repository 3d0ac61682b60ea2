"""Write the participation check of a thing that a room above owns."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.identity.access import Request, members_only
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal
from tandem.policy_signals.actions.participation import CannotCheck, check_participation
from tandem.policy_signals.forms.participation import ParticipationForm
from tandem.policy_signals.queries import participation as queries


@members_only
def participation_edit(request: Request, kind: str, pk: str) -> HttpResponse:
    """One phase at a time; what stood there before stays readable below."""
    subject = queries.subject_for(request.viewer, kind, pk)
    form = ParticipationForm(request.POST or None, initial={"phase": request.GET.get("fase")})
    if request.method == "POST" and form.is_valid():
        try:
            check_participation(subject, by=request.user, at=clock.now(), **form.cleaned_data)
        except CannotCheck as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Het staat erbij."))
            return redirect(subject.url)
    context = {"form": form, "subject": subject, "participation": queries.participation_of(kind, pk),
               "earlier": queries.earlier_checks(kind, pk)}  # fmt: skip
    return render(request, "policy_signals/participation_edit.html", context, status=answer_status(request))
