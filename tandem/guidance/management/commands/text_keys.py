"""The keys of sealed texts: start a new wrapping key, or wrap every file's key with the newest one."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tandem.guidance.actions.text_keys import wrap_files_again
from tandem.kernel import sealed_text


class Command(BaseCommand):
    """`add`, then `rewrap`; see docs/how-to/keys.md."""

    help = "Sleutels van verzegelde teksten: add (nieuwe sleutel) of rewrap (elk dossier onder de nieuwste sleutel)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which of the two."""
        parser.add_argument("act", choices=["add", "rewrap"])

    def handle(self, *_: Any, act: str, **__: Any) -> None:
        """Say what was done, in one sentence."""
        if act == "add":
            version = sealed_text.add_wrapping_key()
            self.stdout.write(
                f"Sleutel {version} staat klaar. Maak nu een kopie van secrets/text-keys.json, apart van de databank."
            )
            return
        done = wrap_files_again()
        self.stdout.write(f"{done} dossiers zitten nu onder de nieuwste sleutel. Geen enkele tekst is herschreven.")
