"""Cheap answers to: did anything change since the last start?"""

import hashlib
import importlib.metadata
from collections.abc import Iterable
from pathlib import Path

from tandem.launch.surroundings import PACKAGE

WITH_MIGRATIONS = ("Django", "django-allauth", "procrastinate")
WITH_STATIC_FILES = ("Django", "django-allauth", "django-htmx", "whitenoise")


def migrations_fingerprint() -> str:
    """Changes with every migration of ours and every version of a package that brings some."""
    files = sorted(PACKAGE.glob("*/migrations/*.py"))
    return _digest([*_versions(WITH_MIGRATIONS), *(f"{_name(file)} {_content(file)}" for file in files)])


def static_fingerprint() -> str:
    """Changes with every static file, by size and time."""
    files = sorted(file for file in PACKAGE.glob("*/static/**/*") if file.is_file())
    facts = [f"{_name(file)} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files]
    return _digest([*_versions(WITH_STATIC_FILES), *facts])


def _versions(packages: Iterable[str]) -> list[str]:
    return [f"{package} {importlib.metadata.version(package)}" for package in packages]


def _name(file: Path) -> str:
    return str(file.relative_to(PACKAGE))


def _content(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
