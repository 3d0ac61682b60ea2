"""Example mode: invented data, a role switcher, a readable outbox. Never for real people."""

from tandem.config.settings.base import *  # noqa: F403

EXAMPLE_MODE = True
DEBUG = False
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [*INSTALLED_APPS, "tandem.example"]  # noqa: F405
ROOT_URLCONF = "tandem.config.urls_example"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # the outbox page shows every message
REQUIRE_SECOND_FACTOR = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # http://localhost
