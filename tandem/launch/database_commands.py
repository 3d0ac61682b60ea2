"""`tandem database ...`: the embedded server by hand."""

import os
import subprocess
import time
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from psycopg.errors import ObjectInUse

from tandem.kernel.database.addresses import DATABASE, Addresses
from tandem.kernel.database.copies import drop_database, rename_database
from tandem.kernel.database.places import wheel_binaries
from tandem.kernel.database.server import (
    administration_url,
    ensure_running,
    is_running,
    keep_running,
    lease,
    make_empty_database,
    stop,
)
from tandem.launch.running import only_run_of
from tandem.launch.surroundings import CannotLaunch, Surroundings

RESTORING = f"{DATABASE}_restoring"
OWN_SERVER = "DATABASE_URL wijst naar een eigen server. Deze opdracht is voor de ingebouwde databank."


def start_server(found: Surroundings) -> None:
    """Start the server and let it run until it is stopped by hand."""
    _need_embedded()
    ensure_running(found.home)
    keep_running(found.home)
    print("De databank draait, tot: tandem database stop")


def stop_server(found: Surroundings) -> None:
    """Stop the server, whoever uses it."""
    _need_embedded()
    print("De databank is gestopt." if stop(found.home) else "De databank draaide niet.")


def show_status(found: Surroundings) -> int:
    """0 when the server accepts connections, 1 when not."""
    _need_embedded()
    running = is_running(found.home)
    print(f"De databank in {found.home / 'database'} {'draait' if running else 'draait niet'}.")
    return 0 if running else 1


def back_up(found: Surroundings, folder: Path, *, whole: bool) -> None:
    """A dump of the database, or with `whole` a copy of the complete server, both as the backup role."""
    _need_embedded()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = time.strftime("tandem-%Y%m%d-%H%M%S")
    with lease(found.home) as addresses:
        target = folder / (name if whole else f"{name}.dump")
        program = (
            ["pg_basebackup", "--checkpoint=fast", "--pgdata", str(target)]
            if whole
            else ["pg_dump", "--format=custom", "--no-owner", "--file", str(target)]
        )
        _run_client(program, addresses.backup_url)
    print(f"De reservekopie staat in {target}.\nBewaar ook {found.home / 'files'} en {found.home / 'secrets'}.")


def restore(found: Surroundings, dump: Path) -> None:
    """Put a dump in the place of the database; the old one stays beside it under another name."""
    _need_embedded()
    if not dump.is_file():
        raise CannotLaunch(f"{dump} is er niet. Geef het bestand dat tandem database backup maakte.")
    kept = f"{DATABASE}_{time.strftime('%Y%m%d_%H%M%S')}"
    with only_run_of(found.home), lease(found.home) as addresses:
        administration = administration_url(found.home)
        drop_database(administration, RESTORING)
        make_empty_database(found.home, RESTORING)
        program = ["pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", f"--dbname={RESTORING}"]
        _run_client([*program, str(dump)], addresses.owner_url)
        try:
            rename_database(administration, DATABASE, kept)
        except ObjectInUse as problem:
            raise CannotLaunch("De databank is nog in gebruik. Stop Tandem en probeer opnieuw.") from problem
        rename_database(administration, RESTORING, DATABASE)
    print(f"De reservekopie is teruggezet. De vorige databank heet nu {kept}.")


def open_psql(found: Surroundings, role: str, arguments: list[str]) -> None:
    """PostgreSQL's own prompt, as one of the roles."""
    _need_embedded()
    with lease(found.home) as addresses:
        _run_client(["psql", *arguments], _address_of(role, addresses, found.home))


def _address_of(role: str, addresses: Addresses, home: Path) -> str:
    if role == "admin":
        return administration_url(home, "tandem")
    address: str = getattr(addresses, f"{role}_url")
    return address


def _run_client(program: list[str], url: str) -> None:
    """The password goes by the environment: a command line can be read by everybody on the machine."""
    parts = urlsplit(url)
    environment = {
        **os.environ,
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
        "PGHOST": parse_qs(parts.query)["host"][0],
        "PGDATABASE": unquote(parts.path.lstrip("/")),
    }
    path = wheel_binaries() / "bin" / program[0]
    if subprocess.run([str(path), *program[1:]], env=environment, umask=0o077, check=False).returncode:
        raise CannotLaunch(f"{program[0]} is niet gelukt. Lees de melding hierboven.")


def _need_embedded() -> None:
    if os.environ.get("DATABASE_URL"):
        raise CannotLaunch(OWN_SERVER)
