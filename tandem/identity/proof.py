"""A code by mail proves that somebody reads an address, before there is a person to log in."""

import hashlib
import time
from datetime import datetime
from uuid import uuid4

from allauth.account.adapter import get_adapter
from allauth.core.internal.cryptokit import normalize_user_code
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from tandem.kernel import mail

WAITING = "proof"
VALID_SECONDS, TRIES = 10 * 60, 5


def send_code(request: HttpRequest, *, email: str, at: datetime) -> None:
    """Send a new code; an earlier one stops working. The session keeps only its hash."""
    code = get_adapter(request).generate_login_code()
    request.session[WAITING] = {"hash": _hash_of(code), "at": time.time(), "tries": 0}
    mail.write_mail(
        key=f"proof:{uuid4()}", kind=mail.LOGIN, to_email=email, subject=_("%(code)s is je code voor Tandem") % {"code": code},
        body=render_to_string("identity/mail/proof.txt", {"code": code}), at=at, by=None,
    )  # fmt: skip


def is_waiting(request: HttpRequest) -> bool:
    """Whether a code was sent and may still be typed."""
    return WAITING in request.session


def code_problem(request: HttpRequest, code: str) -> str:
    """Empty when the code is right, which uses it up; else what to do."""
    waiting = request.session[WAITING]
    if time.time() - waiting["at"] > VALID_SECONDS or waiting["tries"] >= TRIES:
        return _("Deze code werkt niet meer. Ga terug en vraag een nieuwe code.")
    if not constant_time_compare(waiting["hash"], _hash_of(code)):
        request.session[WAITING] = {**waiting, "tries": waiting["tries"] + 1}
        return _("Deze code klopt niet. Kijk na of je de code uit de laatste e-mail nam.")
    del request.session[WAITING]
    return ""


def _hash_of(code: str) -> str:
    return hashlib.sha256(normalize_user_code(code).encode()).hexdigest()
