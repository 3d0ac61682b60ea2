"""Signals that wait; a selection goes to a new bundle or into one in the making."""

from collections.abc import Iterable
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext

from tandem.identity.access import Request, roles_only
from tandem.identity.rules import POLICY_WORKER
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Refusal
from tandem.policy_signals.actions.bundle import add_signals
from tandem.policy_signals.forms.queue import NEW, QueueFilterForm, SelectionForm
from tandem.policy_signals.queries import queue
from tandem.policy_signals.queries.doors import bundle_for

PER_PAGE = 25


@roles_only(POLICY_WORKER)
def signal_queue(request: Request) -> HttpResponse:
    """The list with its filters; a posted selection is laid in a bundle."""
    form = SelectionForm(request.POST or None, bundles=queue.bundles_to_choose())
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["bundle"] == NEW:
            return redirect(address_of_new(form.cleaned_data["signals"]))
        try:
            return _lay_in(request, form)
        except Refusal as refusal:
            show_refusal(form, refusal)
    filters = QueueFilterForm(request.GET, today=clock.today())
    wanted = queue.Wanted(**filters.wanted)
    page = paginate(queue.queue_of(wanted), request.GET.get("pagina"), PER_PAGE)
    rows = queue.signal_rows(list(page.object_list), with_suggestions=True)
    context = {"page": page, "rows": rows, "filter": filters, "wanted": wanted, "form": form,
               "chosen": set(request.POST.getlist("signals"))}  # fmt: skip
    return render(request, "policy_signals/signal_queue.html", context, status=answer_status(request))


def address_of_new(signals: Iterable[UUID]) -> str:
    """The page of a new bundle that begins with these signals."""
    return f"{reverse('bundle_new')}?{urlencode([('signaal', pk) for pk in signals])}"


def _lay_in(request: Request, form: SelectionForm) -> HttpResponse:
    bundle = bundle_for(request.viewer, form.cleaned_data["bundle"])
    count = add_signals(bundle, signals=form.cleaned_data["signals"], by=request.user, at=clock.now())
    said = ngettext("Er ligt één signaal bij.", "Er liggen {count} signalen bij.", count).format(count=count)
    messages.success(request, said)
    return redirect("bundle", bundle.pk)
