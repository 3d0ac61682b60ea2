"""Structural signals at the desk: the list, the page of one, its words."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.identity.access import Request, roles_only
from tandem.identity.rules import POLICY_WORKER
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Refusal
from tandem.policy_signals.actions import bundle as actions
from tandem.policy_signals.forms.bundle import EditBundleForm, NewBundleForm
from tandem.policy_signals.forms.queue import BundleFilterForm
from tandem.policy_signals.forms.selection import signal_ids
from tandem.policy_signals.queries import bundle as queries
from tandem.policy_signals.queries.doors import bundle_for
from tandem.policy_signals.queries.queue import chosen_signals, signal_rows

PER_PAGE = 25


@roles_only(POLICY_WORKER)
def bundle_list(request: Request) -> HttpResponse:
    """All of them, sent or not."""
    form = BundleFilterForm(request.GET)
    page = paginate(queries.bundles_of(**form.wanted), request.GET.get("pagina"), PER_PAGE)
    context = {"page": page, "rows": queries.bundle_rows(list(page.object_list), on=clock.today()), "filter": form,
               "is_narrowed": bool(form.wanted)}  # fmt: skip
    return render(request, "policy_signals/bundle_list.html", context)


@roles_only(POLICY_WORKER)
def bundle(request: Request, pk: UUID) -> HttpResponse:
    """Words, signals, what lacks, what happened."""
    found = bundle_for(request.viewer, pk)
    page = paginate(queries.signals_of(found), request.GET.get("pagina"), PER_PAGE)
    context = {
        "bundle": found, "row": queries.bundle_row(found, on=clock.today()), "page": page,
        "signals": signal_rows(list(page.object_list)), "lacking": queries.lacking(found), "alike": queries.alike(found),
        "history": queries.history(found), **queries.acts_now(found),
    }  # fmt: skip
    return render(request, "policy_signals/bundle.html", context)


@roles_only(POLICY_WORKER)
def bundle_new(request: Request) -> HttpResponse:
    """Begin one with the signals that were chosen."""
    asked = request.POST.getlist("signals") or request.GET.getlist("signaal")
    rows = chosen_signals(signal_ids(asked))
    initial = {"signals": [str(row.pk) for row in rows], **queries.shared_facts([row.pk for row in rows])}
    form = NewBundleForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_bundle(
                form.wording, signals=form.cleaned_data["signals"], by=request.user, at=clock.now()
            )
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Het signaal is begonnen."))
            return redirect("bundle", made.pk)
    context = {"form": form, "rows": rows}
    return render(request, "policy_signals/bundle_new.html", context, status=answer_status(request))


@roles_only(POLICY_WORKER)
def bundle_edit(request: Request, pk: UUID) -> HttpResponse:
    """Other words; when somebody else was first, both texts are shown."""
    found = bundle_for(request.viewer, pk)
    form = EditBundleForm(request.POST or None, initial={**queries.facts_of(found), "version": found.version})
    now_there = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_bundle(
                found, form.wording, version=form.cleaned_data["version"], by=request.user, at=clock.now()
            )
        except actions.BundleChangedMeanwhile as conflict:
            show_refusal(form, conflict)
            now_there = bundle_for(request.viewer, pk)
            form.data = {**request.POST.dict(), "version": now_there.version}
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De tekst is bewaard."))
            return redirect("bundle", pk)
    context = {"form": form, "bundle": found, "now_there": now_there}
    return render(request, "policy_signals/bundle_edit.html", context, status=answer_status(request))
