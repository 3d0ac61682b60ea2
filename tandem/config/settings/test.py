"""Tests: example mode with a harsher run (see tests/conftest.py) and mail kept in memory."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("TANDEM_SECRET_KEY", "tests-only-and-nothing-else")
from tandem.config.settings.example import *  # noqa: F403

HOME = Path(tempfile.gettempdir()) / f"tandem-tests-{os.getpid()}"
MEDIA_ROOT = HOME / "files"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
WHITENOISE_AUTOREFRESH = True  # static files straight from the rooms: nothing is collected in tests
WHITENOISE_USE_FINDERS = True
