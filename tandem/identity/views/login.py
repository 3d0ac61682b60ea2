"""The ways in: allauth's views with our words, 422 for a form with errors, and passkey data without inline script."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.views import AccountInactiveView, ConfirmLoginCodeView, LoginView, LogoutView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tandem.identity import locking, second_factor
from tandem.identity.access import open_to_all
from tandem.identity.forms.login import PasswordLoginForm
from tandem.identity.views.lock import safe_next

View = Callable[..., HttpResponse]


def wrong_is_422(view: View) -> View:
    """A form that comes back with errors is no success."""

    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method == "POST" and response.status_code == 200:
            response.status_code = 422
        return response

    return checked


def passkey_options(facts: dict[str, Any]) -> str:
    """What the browser's passkey window needs, for a data attribute."""
    options = facts.get("request_options") or facts.get("creation_options")
    return json.dumps(options, cls=DjangoJSONEncoder)


class _EmailLogin(LoginView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A device that knows a card asks its PIN; anybody else says who they are."""
        if request.method == "GET" and locking.known_card(request) and not request.user.is_authenticated:
            return redirect(f"{reverse('card_unlock')}?{request.META.get('QUERY_STRING', '')}")
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        left = locking.left_behind(self.request)
        return {**super().get_initial(), "login": left.email if left else ""}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "left": locking.left_behind(self.request)}


class _PasswordLogin(_EmailLogin):
    template_name = "account/password_login.html"

    def get_form_class(self) -> type[PasswordLoginForm]:
        return PasswordLoginForm


class _SecondStep(AuthenticateView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = super().get_context_data(**kwargs)
        ways = second_factor.ways_in(self.stage.login.user)
        return {**facts, "ways": ways, "passkey_options": passkey_options(facts["js_data"])}


account_login = open_to_all(wrong_is_422(_EmailLogin.as_view()))
password_login = open_to_all(wrong_is_422(_PasswordLogin.as_view()))
account_confirm_login_code = open_to_all(wrong_is_422(ConfirmLoginCodeView.as_view()))
mfa_authenticate = open_to_all(wrong_is_422(_SecondStep.as_view()))
mfa_login_webauthn = open_to_all(LoginWebAuthnView.as_view())
account_inactive = open_to_all(AccountInactiveView.as_view())
account_logout = open_to_all(LogoutView.as_view())


@open_to_all
def account_request_login_code(request: HttpRequest) -> HttpResponse:
    """allauth's second name for the login page."""
    return redirect("account_login")


@open_to_all
def prove(request: HttpRequest) -> HttpResponse:
    """Changing how one logs in asks for a login of a moment ago."""
    return render(request, "identity/prove.html", {"after": safe_next(request)})
