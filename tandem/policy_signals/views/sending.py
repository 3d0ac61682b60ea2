"""From a bundle to its addressee: choose, look at exactly what goes out, send; and send once more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
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
from tandem.kernel.refusal import Refusal
from tandem.policy_signals.actions import sending as actions
from tandem.policy_signals.forms.sending import SendAgainForm, SendChoiceForm, SendForm
from tandem.policy_signals.queries import addressee as addressees
from tandem.policy_signals.queries import bundle as bundles
from tandem.policy_signals.queries import sending as queries
from tandem.policy_signals.queries.doors import bundle_for
from tandem.policy_signals.rules.bundle import default_due_on, identifying_words

if TYPE_CHECKING:
    from tandem.policy_signals.models import Bundle


@roles_only(POLICY_WORKER)
def bundle_send(request: Request, pk: UUID) -> HttpResponse:
    """Choose an addressee and a day; look at what goes out; send it."""
    found = bundle_for(request.viewer, pk)
    if not bundles.acts_now(found)["is_in_the_making"]:
        return redirect("bundle", pk)
    choices = addressees.addressee_choices()
    if request.method == "POST":
        return _send(request, found, choices)
    asked = request.GET if "addressee" in request.GET else None
    form = SendChoiceForm(asked, initial=_suggested(found), addressees=choices)
    if not form.is_bound or not form.is_valid():
        return _choose(request, found, form)
    initial = {**form.cleaned_data, "version": found.version}
    agreed = SendForm(initial=initial, addressees=choices, found=queries.words_to_check(found))
    return _preview(request, found, agreed, _sending_of(form))


def _send(request: Request, found: Bundle, choices: list[tuple[str, str]]) -> HttpResponse:
    choice = SendChoiceForm(request.POST, addressees=choices)
    if not choice.is_valid():
        return _choose(request, found, choice)
    form = SendForm(request.POST, addressees=choices, found=queries.words_to_check(found))
    if not form.is_valid():
        return _preview(request, found, form, _sending_of(choice))
    sending = _sending_of(form)
    try:
        actions.send_bundle(found, sending, version=form.cleaned_data["version"], by=request.user, at=clock.now())
    except Refusal as refusal:
        now = bundle_for(request.viewer, found.pk)
        form = SendForm(form.typed_at(now.version), addressees=choices, found=queries.words_to_check(now))
        show_refusal(form, refusal)
        return _preview(request, now, form, sending)
    messages.success(request, _("Het signaal is verstuurd. Het staat nu op de openbare pagina."))
    return redirect("bundle", found.pk)


def _choose(request: Request, found: Bundle, form: SendChoiceForm) -> HttpResponse:
    context = {"bundle": found, "form": form, "lacking": bundles.lacking(found)}
    return render(request, "policy_signals/bundle_send.html", context, status=answer_status(request))


def _preview(request: Request, found: Bundle, form: SendForm, sending: actions.Sending) -> HttpResponse:
    context = {
        "bundle": found, "form": form, "sending": sending, "marked": queries.marked_texts(found),
        "lacking": bundles.lacking(found), "mail": actions.mail_words(found, sending, link=_("(hier komt de geheime link)")),
        "area": bundles.area_of(found),
    }  # fmt: skip
    return render(request, "policy_signals/bundle_send_preview.html", context, status=answer_status(request))


@roles_only(POLICY_WORKER)
def bundle_send_again(request: Request, pk: UUID) -> HttpResponse:
    """To another addressee, or once more to the same; the old link dies."""
    found = bundle_for(request.viewer, pk)
    if not bundles.acts_now(found)["may_send_again"]:
        return redirect("bundle", pk)
    form = SendAgainForm(
        request.POST or None, initial=_suggested(found), addressees=addressees.addressee_choices(),
        found=identifying_words(request.POST.get("reason", "")),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            actions.send_again(found, _sending_of(form), reason=reason, by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Het signaal is opnieuw verstuurd. De oude link werkt niet meer."))
            return redirect("bundle", pk)
    context = {"bundle": found, "form": form, **bundles.acts_now(found)}
    return render(request, "policy_signals/bundle_send_again.html", context, status=answer_status(request))


def _suggested(found: Bundle) -> dict[str, Any]:
    addressee = addressees.suggested_addressee(found)
    return {"addressee": str(addressee.pk) if addressee else "", "due_on": default_due_on(clock.today())}


def _sending_of(form: SendChoiceForm) -> actions.Sending:
    cleaned = form.cleaned_data
    addressee = addressees.addressee_named(cleaned["addressee"])
    return actions.Sending(addressee, cleaned["due_on"], cleaned.get("accepted") or ())
