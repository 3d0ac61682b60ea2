"""The second step of a login: an app with codes, or a passkey. Secrets are kept encrypted."""

import base64
from dataclasses import dataclass
from functools import cache
from io import BytesIO

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.identity.access import AnyRequest
from tandem.identity.models import Person
from tandem.identity.rules import ORGANISATION_CONTACT, ROLES

STAFF_ROLES = tuple(role for role in ROLES if role != ORGANISATION_CONTACT)
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
OPEN_WITHOUT = (
    "second_factor", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes",
    "mfa_download_recovery_codes", "account_logout", "prove", "stay", "lock", "keep_typed", "help_page", "privacy",
    "accessibility", "healthz",
)  # fmt: skip


class MfaAdapter(DefaultMFAAdapter):
    """allauth's second step in our words, with encrypted secrets and our own QR code."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("Deze code klopt niet. Kijk in je app welke code er nu staat."),
        "cannot_delete_authenticator": gettext_lazy(
            "Dit is je laatste tweede stap. In jouw rol heb je er altijd een nodig. Stel eerst een andere in."
        ),
    }

    def encrypt(self, text: str) -> str:
        """The secret as it is stored."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The stored secret in clear."""
        return _box().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """The QR code to scan with an app."""
        picture = BytesIO()
        segno.make(url, error="m").save(picture, kind="svg", scale=4, border=2, light="white")
        return picture.getvalue().decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Staff keeps at least one second step where that is required."""
        if authenticator.type not in FACTORS or not settings.REQUIRE_SECOND_FACTOR:
            return True
        is_staff = authenticator.user.memberships.filter(role__in=STAFF_ROLES, valid_to__isnull=True).exists()
        return not is_staff or factors_of(authenticator.user).exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:  # noqa: A002 -- allauth's name
        """The name a new passkey starts with."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Mijn toestel") if number == 1 else _("Toestel %(number)s") % {"number": number}

    def _get_site_name(self) -> str:
        return "Tandem"


@dataclass(frozen=True, slots=True)
class WaysIn:
    """How somebody can log in, besides the code by mail."""

    has_password: bool
    app: Authenticator | None
    passkeys: list[Authenticator]
    recovery_codes_left: int

    @property
    def has_second_factor(self) -> bool:
        """An app or a passkey."""
        return bool(self.app or self.passkeys)


def ways_in(person: Person) -> WaysIn:
    """Every way in of a person, in one query."""
    rows = list(Authenticator.objects.filter(user_id=person.pk).order_by("pk"))
    codes = [row for row in rows if row.type == Authenticator.Type.RECOVERY_CODES]
    return WaysIn(
        has_password=person.has_usable_password(),
        app=next((row for row in rows if row.type == Authenticator.Type.TOTP), None),
        passkeys=[row for row in rows if row.type == Authenticator.Type.WEBAUTHN],
        recovery_codes_left=len(codes[0].wrap().get_unused_codes()) if codes else 0,
    )


def removal_refusal(authenticator: Authenticator) -> str:
    """Why this app or passkey must stay; empty when it may go."""
    adapter = MfaAdapter()
    may_go = adapter.can_delete_authenticator(authenticator)
    return "" if may_go else str(adapter.error_messages["cannot_delete_authenticator"])


def factors_of(person: Person) -> QuerySet[Authenticator]:
    """The apps and passkeys of a person, without recovery codes."""
    return _factors(person.pk)


def _factors(person_id: int | None) -> QuerySet[Authenticator]:
    return Authenticator.objects.filter(user_id=person_id, type__in=FACTORS).order_by("pk")


def must_be_set_up(request: AnyRequest) -> bool:
    """Whether this person may only see the page that explains the second step."""
    if not settings.REQUIRE_SECOND_FACTOR or not request.viewer.has_role(*STAFF_ROLES):
        return False
    return _name_of(request) not in OPEN_WITHOUT and not _factors(request.viewer.person_id).exists()


def _name_of(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


def _box() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


@cache
def _key(secret: str) -> Fernet:
    derived = HKDF(SHA256(), 32, salt=None, info=b"tandem second factor").derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
