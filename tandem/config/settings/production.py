"""Production: everything that differs comes from the environment, and a missing secret stops the start."""

import os

from django.core.exceptions import ImproperlyConfigured

from tandem.config.settings.base import *  # noqa: F403

DEBUG = False
for name in ("SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS"):
    if not globals()[name]:
        raise ImproperlyConfigured(f"{name} is leeg. Zie docs/how-to/deploy.md voor de omgevingsvariabelen.")

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TANDEM_PROXIES", "1"))  # else all visitors share one rate limit
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz/$"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
