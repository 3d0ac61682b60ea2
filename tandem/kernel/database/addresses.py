"""The addresses of the database, one per role, and the passwords behind them."""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tandem.kernel.database.problems import CannotUseFolder

DATABASE = "tandem"
ADMINISTRATOR = "postgres"
OWNER = "tandem_owner"
APP = "tandem_app"
BACKUP = "tandem_backup"


@dataclass(frozen=True)
class Addresses:
    """One `postgresql://` address per role: who migrates, who serves pages, who copies for safekeeping."""

    owner_url: str
    app_url: str
    backup_url: str


def address(role: str, password: str, sockets: Path, database: str = DATABASE) -> str:
    """The address of one role on the private socket in folder `sockets`."""
    return f"postgresql://{role}:{quote(password, safe='')}@/{database}?host={quote(str(sockets), safe='/')}"


def addresses_from(passwords: dict[str, str], sockets: Path, database: str = DATABASE) -> Addresses:
    """All addresses of one database."""
    return Addresses(
        owner_url=address(OWNER, passwords[OWNER], sockets, database),
        app_url=address(APP, passwords[APP], sockets, database),
        backup_url=address(BACKUP, passwords[BACKUP], sockets, database),
    )


def passwords_of(home: Path, *, may_make: bool) -> dict[str, str]:
    """The passwords kept in the home; made at random once, when there are no data yet."""
    path = home / "secrets" / "database.json"
    if path.exists():
        found: dict[str, str] = json.loads(path.read_text())
        return found
    if not may_make:
        raise CannotUseFolder(
            f"Er zijn gegevens, maar de wachtwoorden in {path} ontbreken. "
            "Zet dat bestand terug uit je reservekopie en start opnieuw."
        )
    passwords = {role: secrets.token_urlsafe(32) for role in (ADMINISTRATOR, OWNER, APP, BACKUP)}
    write_secret(path, json.dumps(passwords, indent=1))
    return passwords


def write_secret(path: Path, text: str) -> None:
    """Write a file only its owner can read, whole or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
