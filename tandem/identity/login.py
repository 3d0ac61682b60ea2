"""How allauth behaves here: no open sign-up, mail through the outbox, a trace of each login."""

import time
from typing import Any, cast
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import (
    get_authentication_records,
    perform_login,
    record_authentication,
)
from allauth.account.models import Login
from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tandem.identity import locking
from tandem.identity.models import Person
from tandem.identity.queries import memberships_on
from tandem.kernel import audit, clock, mail

FRESH_FOR_SECONDS = 10 * 60
NOTICES = {
    "mfa/email/totp_activated": "person.add_app",
    "mfa/email/totp_deactivated": "person.remove_app",
    "mfa/email/webauthn_added": "person.add_passkey",
    "mfa/email/webauthn_removed": "person.remove_passkey",
    "mfa/email/recovery_codes_generated": "person.renew_recovery_codes",
}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from invitations and registrations only."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Deze login is afgesloten. Neem contact op met de beheerder."),
        "email_password_mismatch": _("Dit e-mailadres en wachtwoord horen niet samen. Kijk ze allebei na."),
        "incorrect_code": _("Deze code klopt niet. Kijk na of je de code uit de laatste e-mail nam."),
        "too_many_login_attempts": _("Dit was te vaak na elkaar. Wacht een kwartier en probeer het dan opnieuw."),
        "rate_limited": _("Dit was te vaak na elkaar. Wacht een kwartier en probeer het dan opnieuw."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up without an invitation or a registration."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Our own pages ask for a fresh login (see `tandem.identity.access.fresh_login`)."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Every message goes through the outbox, where codes are wiped after sending."""
        facts = {"request": self.request, "email": email, **context}
        mail.write_mail(
            key=f"login:{uuid4()}", kind=mail.LOGIN, to_email=email, at=clock.now(), by=None,
            subject=" ".join(render_to_string(f"{template_prefix}_subject.txt", facts).split()),
            body=render_to_string(f"{template_prefix}_message.txt", facts).strip() + "\n",
        )  # fmt: skip

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """A change in how somebody logs in: an audit line and a mail."""
        audit.record(NOTICES[template_prefix], user, by=user, at=clock.now())
        super().send_notification_mail(template_prefix, user, context, email)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The start page; somebody with an address and no role today sees why it stays empty."""
        if memberships_on(request.user.pk or 0, on=clock.today()) or not getattr(request.user, "email", ""):
            return super().get_login_redirect_url(request)
        return reverse("account")

    def login(self, request: HttpRequest, user: Any) -> None:
        """Open a new session, with what the same person left behind in the locked one."""
        methods = [str(record["method"]) for record in get_authentication_records(request, user)]
        left, token = locking.left_behind(request), request.META.get("CSRF_COOKIE")
        super().login(request, user)
        if left and left.person == user.pk and token:
            request.META["CSRF_COOKIE"] = token  # forms in other tabs of the same person stay valid
        locking.begin(request, user)
        audit.record("person.log_in", user, by=user, at=clock.now(), methods=methods)


def is_fresh(request: HttpRequest) -> bool:
    """Whether the person proved who they are in the last ten minutes."""
    records = get_authentication_records(request, request.user if isinstance(request.user, Person) else None)
    return bool(records) and time.time() - records[-1]["at"] < FRESH_FOR_SECONDS


def log_in(request: HttpRequest, person: Person, method: str) -> HttpResponse:
    """An ordinary login after a proof by mail: a second step is still asked when there is one."""
    record_authentication(request, person, method=method)
    return perform_login(request, Login(user=person))


def keep_this_session(request: HttpRequest) -> None:
    """After a change of password every session ends but this one."""
    update_session_auth_hash(request, cast(Person, request.user))
    UserSession.objects.create_from_request(request)
