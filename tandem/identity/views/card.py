"""In with a card: the code of its QR or its number, and the PIN. One's own card: another PIN, or stop."""

from urllib.parse import urlencode

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tandem.identity import locking
from tandem.identity.access import Request, known_only, open_to_all
from tandem.identity.actions import card as actions
from tandem.identity.actions.card import PinTry
from tandem.identity.forms.card import CardForm, CardNumberForm, ChangePinForm, PinForm
from tandem.identity.login import log_in
from tandem.identity.models import ClientCard
from tandem.identity.queries import card as queries
from tandem.identity.views.lock import safe_next
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal


@open_to_all
def card_login(request: HttpRequest, code: str) -> HttpResponse:
    """The page behind the QR of a card: it asks the PIN and tells nothing."""
    return _enter(request, CardForm(request.POST or None), queries.card_with_code(code), key=code)


@open_to_all
def card_enter(request: HttpRequest) -> HttpResponse:
    """The same without a camera: the number on the card, and the PIN."""
    form = CardNumberForm(request.POST or None)
    number = form.cleaned_data.get("number", "") if form.is_bound and form.is_valid() else ""
    return _enter(request, form, queries.card_with_number(number) if number else None, key=number, has_number=True)


@open_to_all
def card_unlock(request: HttpRequest) -> HttpResponse:
    """An own device after ten quiet minutes: the PIN opens it, and what was typed is still there."""
    known = locking.known_card(request)
    if known is None:
        return redirect(f"{_card_enter_url()}?{urlencode({'next': safe_next(request)}, safe='/')}")
    form = PinForm(request.POST or None)
    card = queries.card_with_key(known["id"])
    return _enter(request, form, card, key=str(known["id"]), until=known["until"], is_known=True)


def _enter(
    request: HttpRequest, form: PinForm, card: ClientCard | None, *, key: str, until: float = 0, has_number: bool = False,
    is_known: bool = False,
) -> HttpResponse:  # fmt: skip
    after = safe_next(request)
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="card", key=key):
            return ratelimit.respond_429(request)
        tried = _tried(card, form.cleaned_data["pin"])
        if card and tried.is_right:
            return _come_in(
                request, card, is_shared=form.cleaned_data.get("is_shared", False), until=until, after=after
            )
        form.add_error("pin", _problem(tried, has_number=has_number))
    facts = {"form": form, "after": after, "has_number": has_number, "is_known": is_known}
    return render(request, "identity/card_login.html", facts, status=answer_status(request))


def _tried(card: ClientCard | None, pin: str) -> PinTry:
    return actions.try_pin(card=card, pin=pin, at=clock.now()) if card else actions.try_nothing(pin)


def _come_in(request: HttpRequest, card: ClientCard, *, is_shared: bool, until: float, after: str) -> HttpResponse:
    response = log_in(request, card.person, "card")
    if request.user.is_authenticated:
        locking.begin_with_card(request, card.pk, is_shared=is_shared, until=until)
        return redirect(after)
    return response


def _problem(tried: PinTry, *, has_number: bool) -> str:
    if tried.tries_left == 0:
        return _("Deze kaart is op slot. Vraag je gids een nieuwe. Dat is zo gebeurd.")
    if has_number:
        return _("Het nummer en de pincode horen niet samen. Kijk ze allebei na.")
    return ngettext(
        "Deze pincode klopt niet. Je kan het nog %(count)s keer proberen.",
        "Deze pincode klopt niet. Je kan het nog %(count)s keer proberen.",
        tried.tries_left,
    ) % {"count": tried.tries_left}


def _card_enter_url() -> str:
    return redirect("card_enter").url


@known_only
def my_card(request: Request) -> HttpResponse:
    """My card: its number, another PIN, or stop it."""
    return render(request, "identity/my_card.html", {"card": queries.card_facts(request.user)})


@known_only
def my_card_pin(request: Request) -> HttpResponse:
    """Another PIN."""
    card = queries.card_of(request.user)
    if card is None:
        return redirect("my_card")
    form = ChangePinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        old, new = form.cleaned_data["pin_old"], form.cleaned_data["pin_new"]
        tried = actions.try_pin(card=card, pin=old, at=clock.now())  # who guesses here locks the card too
        if not tried.is_right:
            form.add_error("pin_old", _problem(tried, has_number=False))
            return render(request, "identity/my_card_pin.html", {"form": form}, status=422)
        try:
            actions.change_pin(card=card, old=old, new=new, by=request.user, at=clock.now())
        except actions.CannotChangePin as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Je nieuwe pincode werkt nu."))
            return redirect("my_card")
    return render(request, "identity/my_card_pin.html", {"form": form}, status=answer_status(request))


@known_only
@require_POST
def my_card_stop(request: Request) -> HttpResponse:
    """The card opens nothing any more; this device stays open until one leaves."""
    key = request.session.session_key or ""
    if actions.stop_card(person=request.user, by=request.user, at=clock.now(), but=key):
        messages.success(request, _("Je kaart is gestopt. Je gids kan je een nieuwe geven."))
    return redirect("my_card")
