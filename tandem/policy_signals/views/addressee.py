"""Addressees: the list, a new one, other facts, its end."""

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
from tandem.policy_signals.actions import addressee as actions
from tandem.policy_signals.forms.addressee import AddresseeForm, EditAddresseeForm, EndAddresseeForm
from tandem.policy_signals.queries import addressee as queries

PER_PAGE = 50


@roles_only(POLICY_WORKER)
def addressee_list(request: Request) -> HttpResponse:
    """Those that exist, or those that ended."""
    search, is_ended = request.GET.get("zoek", "").strip()[:200], bool(request.GET.get("gestopt"))
    rows = queries.addressees_of(search=search, is_ended=is_ended)
    page = paginate(rows, request.GET.get("pagina"), PER_PAGE)
    context = {
        "page": page,
        "rows": queries.addressee_rows(list(page.object_list)),
        "search": search,
        "is_ended": is_ended,
    }
    return render(request, "policy_signals/addressee_list.html", context)


@roles_only(POLICY_WORKER)
def addressee_new(request: Request) -> HttpResponse:
    """Somebody to send to."""
    form = AddresseeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.make_addressee(actions.AddresseeFacts(**form.cleaned_data), by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De bestemmeling staat in de lijst."))
            return redirect("addressee_list")
    return render(request, "policy_signals/addressee_new.html", {"form": form}, status=answer_status(request))


@roles_only(POLICY_WORKER)
def addressee_edit(request: Request, pk: UUID) -> HttpResponse:
    """Other facts; when somebody else was first, what stands there now is shown beside what was typed."""
    found = queries.addressee_for(request.viewer, pk)
    form = EditAddresseeForm(request.POST or None, initial={**queries.facts_of(found), "version": found.version})
    now_there: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        version = facts.pop("version")
        try:
            actions.change_addressee(
                found, actions.AddresseeFacts(**facts), version=version, by=request.user, at=clock.now()
            )
        except actions.AddresseeChangedMeanwhile as conflict:
            show_refusal(form, conflict)
            now = queries.addressee_for(request.viewer, pk)
            now_there = queries.told(now)
            form.data = {**request.POST.dict(), "version": now.version}
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De gegevens zijn bewaard."))
            return redirect("addressee_list")
    context = {"form": form, "addressee": found, "now_there": now_there}
    return render(request, "policy_signals/addressee_edit.html", context, status=answer_status(request))


@roles_only(POLICY_WORKER)
def addressee_end(request: Request, pk: UUID) -> HttpResponse:
    """It exists no more; its open signals wait for a new addressee."""
    found = queries.addressee_for(request.viewer, pk)
    choices = queries.addressee_choices(but=found)
    form = EndAddresseeForm(request.POST or None, initial={"on": clock.today()}, addressees=choices)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["successor"]
        successor = queries.addressee_for(request.viewer, UUID(chosen)) if chosen else None
        try:
            actions.end_addressee(
                found, on=form.cleaned_data["on"], successor=successor, by=request.user, at=clock.now()
            )
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Deze bestemmeling kan je niet meer kiezen."))
            return redirect("addressee_list")
    context = {"form": form, "addressee": found, "open_bundles": queries.open_bundles_of(found)}
    return render(request, "policy_signals/addressee_end.html", context, status=answer_status(request))
