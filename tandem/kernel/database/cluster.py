"""Makes the data folder of a server and writes its settings."""

import shutil
from collections.abc import Mapping

from tandem.kernel.database.addresses import ADMINISTRATOR
from tandem.kernel.database.places import Places, Say
from tandem.kernel.database.problems import CannotUseFolder
from tandem.kernel.database.programs import run_program, write_file

SETTINGS = {
    "listen_addresses": "''",  # no network: only the private socket
    "unix_socket_permissions": "0700",
    "max_wal_size": "1GB",
    "summarize_wal": "on",  # incremental backups
    "jit": "off",
    "timezone": "'UTC'",
    "logging_collector": "on",  # one file per day of the week, so that the log cannot fill the disk
    "log_directory": "'../log'",
    "log_filename": "'postgresql-%a.log'",
    "log_file_mode": "0600",
    "log_rotation_age": "1d",
    "log_truncate_on_rotation": "on",
    "log_error_verbosity": "terse",  # no values of rows in the log
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}


def make_cluster(places: Places, password: str, say: Say) -> None:
    """Make an empty cluster with checksums; it gets its name only when it is whole."""
    say("De databank wordt gemaakt.")
    draft = places.base / "cluster.new"
    shutil.rmtree(draft, ignore_errors=True)
    password_file = places.base / "password"
    try:
        write_file(places, password_file, password)
        run_program(places, "initdb", [*_initdb_options(), f"--pwfile={password_file}", "-D", str(draft)])
    finally:
        password_file.unlink(missing_ok=True)
    includes = "\ninclude 'tandem.conf'\ninclude_if_exists 'local.conf'\n"
    write_file(places, draft / "postgresql.conf", includes, add=True)
    draft.rename(places.cluster)


def write_settings(places: Places, extra: Mapping[str, str]) -> None:
    """Our settings, written at each start; an administrator's own go in `local.conf`, which wins."""
    settings = {**SETTINGS, "unix_socket_directories": f"'{places.sockets}'", **extra}
    lines = "".join(f"{name} = {value}\n" for name, value in settings.items())
    write_file(places, places.cluster / "tandem.conf", lines)


def check_version(places: Places) -> None:
    """Data of another main version are refused before the server would, with what to do."""
    data = (places.cluster / "PG_VERSION").read_text().strip()
    server = run_program(places, "postgres", ["--version"]).split()[-1].split(".")[0]
    if data != server:
        raise CannotUseFolder(
            f"De gegevens in {places.cluster} zijn van PostgreSQL {data}, het programma is versie {server}. "
            "Zie 'Een nieuwe hoofdversie van PostgreSQL' in docs/how-to/deploy.md."
        )


def _initdb_options() -> list[str]:
    return [
        f"--username={ADMINISTRATOR}",
        "--data-checksums",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--auth-local=scram-sha-256",
        "--auth-host=reject",
    ]
