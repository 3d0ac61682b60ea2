"""Commands that need Django."""

import os
import sys

import django
from django.core.management import call_command, execute_from_command_line, get_commands

from tandem.launch.fingerprints import migrations_fingerprint, static_fingerprint
from tandem.launch.state import remember_migrated_to
from tandem.launch.surroundings import CannotLaunch, Surroundings, owner_url


def call(name: str, *arguments: str) -> None:
    """Run one management command in this process."""
    django.setup()
    call_command(name, *arguments)


def migrate() -> None:
    """Bring the tables up to date as the owner role, and let the database remember to what."""
    _become_owner()
    fingerprint = migrations_fingerprint()
    call("migrate", "--no-input", "--verbosity=0")
    remember_migrated_to(owner_url(), fingerprint)


def collect_static_files(found: Surroundings) -> None:
    """Put style, scripts and pictures together for the web server."""
    fingerprint = static_fingerprint()
    call("collectstatic", "--no-input", "--clear", "--verbosity=0")
    (found.home / "static.fingerprint").write_text(fingerprint)


def make_example_data(arguments: list[str]) -> None:
    """Invented organisations and trajectories; only in example mode."""
    _need("example_data", "Voorbeeldgegevens bestaan alleen in de oefenversie (TANDEM_MODE=example).")
    call_command("example_data", *arguments)


def show_logins() -> None:
    """One example login per role; nothing where there are none."""
    django.setup()
    if "example_logins" in get_commands():
        call_command("example_logins")


def manage(arguments: list[str]) -> None:
    """Any command of Django; those that change tables run as the owner role."""
    if arguments[:1] in (["migrate"], ["makemigrations"], ["sqlmigrate"], ["createcachetable"]):
        _become_owner()
    execute_from_command_line([f"{sys.argv[0]} manage", *arguments])


def _become_owner() -> None:
    os.environ["DATABASE_URL"] = owner_url()


def _need(command: str, refusal: str) -> None:
    django.setup()
    if command not in get_commands():
        raise CannotLaunch(refusal)
