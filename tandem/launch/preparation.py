"""Brings an installation up to date before it starts; does nothing when nothing changed."""

import os
import subprocess
import sys
from collections.abc import Callable

from tandem.launch.fingerprints import migrations_fingerprint, static_fingerprint
from tandem.launch.state import has_organisations, migrated_to, passes_row_security
from tandem.launch.surroundings import CannotLaunch, Surroundings, owner_url

Say = Callable[[str], None]


def prepare(found: Surroundings, say: Say) -> None:
    """Migrations and static files where something changed; example data on the first start of example mode."""
    _check_app_role(found, say)
    steps = [step for step in (_migration(say), _static_files(found, say)) if step]
    for name, process in steps:
        if process.wait():
            raise CannotLaunch(f"{name} is niet gelukt. Lees de melding hierboven.")
    if found.is_example and not has_organisations(owner_url()):
        say("Eerste start: de voorbeeldgegevens worden gemaakt.")
        if tandem("example-data").wait():
            say("De voorbeeldgegevens zijn niet gemaakt. Tandem start zonder.")


def tandem(*arguments: str) -> "subprocess.Popen[bytes]":
    """Start a command of ours in a process of its own."""
    return subprocess.Popen([sys.executable, "-m", "tandem", *arguments], stdin=subprocess.DEVNULL)


def _migration(say: Say) -> "tuple[str, subprocess.Popen[bytes]] | None":
    if migrated_to(owner_url()) == migrations_fingerprint():
        return None
    say("De tabellen van de databank worden bijgewerkt.")
    return "Het bijwerken van de databank", tandem("migrate")


def _static_files(found: Surroundings, say: Say) -> "tuple[str, subprocess.Popen[bytes]] | None":
    mark = found.home / "static.fingerprint"
    wanted = static_fingerprint()
    if (found.home / "static").exists() and mark.exists() and mark.read_text() == wanted:
        return None
    say("Stijl en scripts worden klaargezet.")
    return "Het klaarzetten van stijl en scripts", tandem("static-files")


def _check_app_role(found: Surroundings, say: Say) -> None:
    if not passes_row_security(os.environ["DATABASE_URL"]):
        return
    text = "De rol in DATABASE_URL mag alle rijen zien. Geef een rol zonder SUPERUSER en zonder BYPASSRLS."
    if not found.is_example:
        raise CannotLaunch(f"{text} Zie docs/how-to/deploy.md.")
    say(text)
