"""Settings that hold everywhere. Each environment adds its own small module."""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONE, SELF

PACKAGE = Path(__file__).resolve().parents[2]
HOME = Path(os.environ.get("TANDEM_HOME", PACKAGE.parent / "var")).resolve()
EXAMPLE_MODE = False


def database_from(url: str) -> dict[str, object]:
    """Django's database entry for a `postgresql://` address; `?host=` may name a socket folder."""
    parts = urlsplit(url)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"application_name": "tandem", **query},
    }


# The application role: reads and writes rows, owns nothing, cannot pass row-level security.
DATABASE_URL = os.environ.get("DATABASE_URL", "")
# The owner role: migrations only. Without it the application's address is used.
OWNER_DATABASE_URL = os.environ.get("TANDEM_OWNER_DATABASE_URL", "") or DATABASE_URL
DATABASES = {"default": database_from(DATABASE_URL)} if DATABASE_URL else {}

SECRET_KEY = os.environ.get("TANDEM_SECRET_KEY", "")
ALLOWED_HOSTS = [host for host in os.environ.get("TANDEM_HOSTS", "").split(",") if host]

INSTALLED_APPS = [
    # Our rooms first: their templates stand before those of the libraries.
    "tandem.identity",
    "tandem.kernel",
    "tandem.sessions",
    "tandem.programmes",
    "tandem.income",
    "tandem.policy_signals",
    "tandem.guidance",
    "tandem.dialogue",
    "tandem.calls",
    "tandem.planning",
    "tandem.lobby",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # little data: a page travels at a fifth; random bytes hide its length
    "csp.middleware.CSPMiddleware",
    "tandem.kernel.middleware.request_log",
    "tandem.kernel.middleware.private_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tandem.identity.middleware.lock_idle_sessions",
    "tandem.kernel.middleware.clock_of_request",
    "tandem.identity.middleware.viewer_context",
    "tandem.kernel.middleware.readable_address",
    "tandem.identity.middleware.second_factor_first",
    "tandem.kernel.middleware.form_posted_once",
]

ROOT_URLCONF = "tandem.config.urls"
WSGI_APPLICATION = "tandem.config.wsgi.application"
AUTH_USER_MODEL = "identity.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "tandem.kernel.form_rendering.Renderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "tandem.kernel.templatetags.pages",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tandem.kernel.pages.page_context",
                "tandem.lobby.navigation.menu_context",
            ],
        },
    }
]
COTTON_DIR = "components"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]  # a page in another language says so itself: identity.page_language
LOCALE_PATHS = [PACKAGE / "locale"]
TRANSLATION_PREVIEW = os.environ.get("TANDEM_TRANSLATION_PREVIEW", "0") == "1"  # administrators see drafts
TIME_ZONE = "Europe/Brussels"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "files"  # served by views as attachments only, never by the web server
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "tandem.kernel.static_files.HashedFiles"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_242_880
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
UPLOAD_LIMIT_BYTES = 15 * 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "worker-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "tandem.kernel.views.form_expired"
SESSION_COOKIE_AGE = 4 * 24 * 3600  # long enough to give back what was typed before a weekend
SESSION_LIMIT_SECONDS = 8 * 3600  # access ends here, whatever somebody does
SESSION_ENGINE = "django.contrib.sessions.backends.db"
IDLE_LOCK_SECONDS = 15 * 60
IDLE_WARNING_SECONDS = 60
CARD_IDLE_SECONDS = 10 * 60  # with a card: on somebody else's device the session ends, on an own one it asks the PIN
CARD_KEPT_SECONDS = 30 * 24 * 3600  # how long an own device knows the card
QUICK_EXIT_URL = os.environ.get("TANDEM_QUICK_EXIT_URL", "https://nl.wikipedia.org/")  # where "Snel weg" leads
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
ACCOUNT_LOGOUT_REDIRECT_URL = "front"
ACCOUNT_ADAPTER = "tandem.identity.login.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_FORMS = {
    "login": "tandem.identity.forms.login.CodeRequestForm",
    "confirm_login_code": "tandem.identity.forms.login.CodeForm",
}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6}  # digits in two groups are easiest to copy
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
# A whole office may share one address, so the address counts less strictly than the person.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "60/15m/ip,10/15m/key",
    "request_login_code": "60/15m/ip,5/15m/key",
    "card": "60/15m/ip,10/15m/key",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ADAPTER = "tandem.identity.second_factor.MfaAdapter"
MFA_FORMS = {
    "authenticate": "tandem.identity.forms.login.SecondFactorForm",
    "activate_totp": "tandem.identity.forms.login.ActivateAppForm",
    "add_webauthn": "tandem.identity.forms.login.AddPasskeyForm",
    "edit_webauthn": "tandem.identity.forms.login.PasskeyNameForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an address is always proven by a code or an invitation
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Tandem"
REQUIRE_SECOND_FACTOR = True  # for everybody but contacts of organisations
USERSESSIONS_TRACK_ACTIVITY = False
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",  # rate limits shared by all web workers
        "LOCATION": "kernel_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # culling forgets limits, so it must not come soon
    }
}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("TANDEM_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("TANDEM_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("TANDEM_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("TANDEM_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("TANDEM_SMTP_TLS", "0") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("TANDEM_MAIL_FROM", "Tandem <tandem@localhost>")
SITE_URL = os.environ.get("TANDEM_SITE_URL", "http://localhost:8000")

SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING_CONFIG = "tandem.kernel.logs.configure"
LOGGING: dict[str, object] = {"version": 1}  # anything: `logs.configure` holds the settings
