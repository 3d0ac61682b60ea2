"""My own account: my facts, how I log in, and on which devices."""

from typing import Any

from allauth.mfa.recovery_codes.views import DownloadRecoveryCodesView, GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.identity import second_factor
from tandem.identity.access import Request, fresh_login, known_only
from tandem.identity.actions import person as actions
from tandem.identity.forms.login import PasswordForm
from tandem.identity.forms.person import OwnFactsForm
from tandem.identity.login import keep_this_session
from tandem.identity.queries import person as queries
from tandem.identity.views.login import passkey_options, wrong_is_422
from tandem.kernel import clock
from tandem.kernel.answering import answer_status


@known_only
def account(request: Request) -> HttpResponse:
    """My name and phone number, and the ways to my login."""
    has_address = bool(request.user.email)  # who comes with a card gave a first name, and need not give more
    form = OwnFactsForm(request.POST or None, initial=queries.person_facts(request.user), needs_last_name=has_address)
    if request.method == "POST" and form.is_valid():
        actions.change_own_facts(person=request.user, by=request.user, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Je gegevens zijn bewaard."))
        return redirect("account")
    return render(request, "identity/account.html", {"form": form}, status=answer_status(request))


@fresh_login
def password(request: Request) -> HttpResponse:
    """Choose a password, the first or another one."""
    form = PasswordForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        actions.set_password(
            person=request.user, password=form.cleaned_data["password"], by=request.user, at=clock.now()
        )
        keep_this_session(request)
        messages.success(request, _("Je wachtwoord is bewaard. Andere toestellen zijn afgemeld."))
        return redirect("mfa_index")
    return render(request, "identity/password.html", {"form": form}, status=answer_status(request))


@fresh_login
@require_POST
def password_remove(request: Request) -> HttpResponse:
    """Back to codes by mail only."""
    actions.remove_password(person=request.user, by=request.user, at=clock.now())
    keep_this_session(request)
    messages.success(request, _("Je wachtwoord is weg. Je meldt je aan met een code uit een e-mail."))
    return redirect("mfa_index")


@known_only
def mfa_list_webauthn(request: Request) -> HttpResponse:
    """allauth's own list of passkeys: ours shows every way in."""
    return redirect("mfa_index")


@known_only
def usersessions_list(request: Request) -> HttpResponse:
    """On which devices am I logged in?"""
    devices = queries.device_rows(request.user, current_key=request.session.session_key or "", at=timezone.now())
    return render(request, "identity/devices.html", {"devices": devices})


@known_only
@require_POST
def end_session(request: Request, pk: int) -> HttpResponse:
    """Log out one other device."""
    if not actions.end_session(person=request.user, session_id=pk, by=request.user, at=clock.now()):
        raise Http404
    messages.success(request, _("Dat toestel is afgemeld."))
    return redirect("usersessions_list")


@known_only
@require_POST
def end_other_sessions(request: Request) -> HttpResponse:
    """Log out every device but this one."""
    actions.end_sessions(person=request.user, but=request.session.session_key or "", by=request.user, at=clock.now())
    messages.success(request, _("Alle andere toestellen zijn afgemeld."))
    return redirect("usersessions_list")


@known_only
def second_factor_start(request: Request) -> HttpResponse:
    """Why a second step, and which one."""
    return render(request, "identity/second_factor.html", {"ways": second_factor.ways_in(request.user)})


@known_only
def mfa_index(request: Request) -> HttpResponse:
    """Every way in that I have, and what I can add."""
    return render(request, "identity/ways_in.html", {"ways": second_factor.ways_in(request.user)})


class _AddPasskey(AddWebAuthnView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = super().get_context_data(**kwargs)
        # A passkey opens the door alone, so the device itself must know who holds it.
        options = auth.begin_registration(self.request.user, passwordless=True)
        return {**facts, "passkey_options": passkey_options({"creation_options": options})}


class _RemovePasskey(RemoveWebAuthnView):
    def form_valid(self, form: Any) -> HttpResponse:
        refusal = second_factor.removal_refusal(self.get_object())
        if refusal:
            messages.error(self.request, refusal)
            return redirect("mfa_index")
        return super().form_valid(form)


mfa_activate_totp = fresh_login(wrong_is_422(ActivateTOTPView.as_view()))
mfa_deactivate_totp = fresh_login(wrong_is_422(DeactivateTOTPView.as_view()))
mfa_add_webauthn = fresh_login(wrong_is_422(_AddPasskey.as_view()))
mfa_edit_webauthn = fresh_login(wrong_is_422(EditWebAuthnView.as_view()))
mfa_remove_webauthn = fresh_login(wrong_is_422(_RemovePasskey.as_view()))
mfa_view_recovery_codes = fresh_login(ViewRecoveryCodesView.as_view())
mfa_generate_recovery_codes = fresh_login(wrong_is_422(GenerateRecoveryCodesView.as_view()))
mfa_download_recovery_codes = fresh_login(DownloadRecoveryCodesView.as_view())
