"""Signals in and out of a structural signal; two become one, one becomes two, one ends."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.identity.access import Request, roles_only
from tandem.identity.rules import POLICY_WORKER
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Problem, Refusal
from tandem.policy_signals.actions import bundle as actions
from tandem.policy_signals.forms.bundle import EndForm, MergeForm, SplitForm
from tandem.policy_signals.forms.selection import signal_ids
from tandem.policy_signals.queries import bundle as queries
from tandem.policy_signals.queries.doors import bundle_for
from tandem.policy_signals.queries.queue import bundles_to_choose, signal_rows


@require_POST
@roles_only(POLICY_WORKER)
def bundle_add(request: Request, pk: UUID) -> HttpResponse:
    """Lay chosen signals in it."""
    found = bundle_for(request.viewer, pk)
    with telling(request, _("De signalen liggen erbij.")):
        chosen = _chosen(request)
        actions.add_signals(found, signals=chosen, by=request.user, at=clock.now())
    return redirect("bundle", pk)


@require_POST
@roles_only(POLICY_WORKER)
def bundle_remove(request: Request, pk: UUID) -> HttpResponse:
    """Chosen signals wait again; or, by the other button, they go on to the page that splits."""
    found = bundle_for(request.viewer, pk)
    with telling(request, _("De signalen wachten weer.")):
        actions.remove_signals(found, signals=_chosen(request), by=request.user, at=clock.now())
    return redirect("bundle", pk)


@roles_only(POLICY_WORKER)
def bundle_split(request: Request, pk: UUID) -> HttpResponse:
    """Some signals begin a bundle of their own."""
    found = bundle_for(request.viewer, pk)
    form = SplitForm(request.POST or None, initial=queries.facts_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            new = actions.split_bundle(
                found, form.wording, signals=form.cleaned_data["signals"], by=request.user, at=clock.now()
            )
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Het nieuwe signaal is begonnen."))
            return redirect("bundle", new.pk)
    context = {"form": form, "bundle": found, "rows": signal_rows(list(queries.signals_of(found))),
               "chosen": {str(pk) for pk in signal_ids(request.POST.getlist("signals"))}}  # fmt: skip
    return render(request, "policy_signals/bundle_split.html", context, status=answer_status(request))


@roles_only(POLICY_WORKER)
def bundle_merge(request: Request, pk: UUID) -> HttpResponse:
    """All signals go to another bundle in the making."""
    found = bundle_for(request.viewer, pk)
    form = MergeForm(request.POST or None, bundles=bundles_to_choose(but=found))
    if request.method == "POST" and form.is_valid():
        into = bundle_for(request.viewer, form.cleaned_data["into"])
        try:
            actions.merge_bundles(found, into=into, by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De signalen liggen nu samen."))
            return redirect("bundle", into.pk)
    context = {"form": form, "bundle": found}
    return render(request, "policy_signals/bundle_merge.html", context, status=answer_status(request))


@roles_only(POLICY_WORKER)
def bundle_end(request: Request, pk: UUID) -> HttpResponse:
    """It is not sent; its signals wait again."""
    found = bundle_for(request.viewer, pk)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_bundle(found, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Dit wordt niet verstuurd. De signalen wachten weer."))
            return redirect("bundle", pk)
    context = {"form": form, "bundle": found}
    return render(request, "policy_signals/bundle_end.html", context, status=answer_status(request))


def _chosen(request: Request) -> list[UUID]:
    """Raises a refusal when nothing was ticked."""
    chosen = signal_ids(request.POST.getlist("signals"))
    if not chosen:
        raise actions.CannotBundle(Problem("Kies minstens één signaal.", "signals"))
    return chosen
