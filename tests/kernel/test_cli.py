"""The command line: every command explains itself in Dutch and refuses in one sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = [
    "",
    "run",
    "setup",
    "stop",
    "web",
    "worker",
    "migrate",
    "static-files",
    "logins",
    "example-data",
    "manage",
    "database",
    "database start",
    "database stop",
    "database status",
    "database backup",
    "database restore",
    "database psql",
]
ENGLISH = ("usage:", "options:", "positional", "show this", "exit")


def tandem(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith(("TANDEM_", "DATABASE_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-m", "tandem", *arguments],
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_dutch_for(command: str) -> None:
    done = tandem(*command.split(), "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"Gebruik: tandem {command}".strip())
    assert [word for word in ENGLISH if word in done.stdout.lower()] == []


def test_unknown_command_points_to_the_help() -> None:
    done = tandem("fly")
    assert done.returncode == 2
    assert "tandem --help" in done.stderr


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"PORT": "eighty"}, "Geef een getal van 1 tot 65535"),
        ({"PORT": "70000"}, "Geef een getal van 1 tot 65535"),
        ({"TANDEM_MODE": "production"}, "TANDEM_HOSTS is leeg"),
        ({"TANDEM_MODE": "prod"}, "Kies example (oefenen) of production (echt)"),
    ],
)
def test_wrong_surroundings_are_refused_in_one_sentence(
    tmp_path: Path, environment: dict[str, str], sentence: str
) -> None:
    done = tandem("run", TANDEM_HOME=str(tmp_path / "home"), **environment)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_stop_without_a_running_tandem_says_so(tmp_path: Path) -> None:
    done = tandem("stop", TANDEM_HOME=str(tmp_path / "home"))
    assert (done.returncode, done.stdout) == (0, "Tandem draaide niet.\n")


def test_database_commands_leave_a_server_of_somebody_else_alone(tmp_path: Path) -> None:
    done = tandem(
        "database", "stop", TANDEM_HOME=str(tmp_path / "home"), DATABASE_URL="postgresql://somebody@elsewhere/tandem"
    )
    assert done.returncode == 1
    assert "eigen server" in done.stderr


def test_secret_key_is_made_once_and_private(tmp_path: Path) -> None:
    home = tmp_path / "home"
    keys = set()
    for _ in range(2):
        tandem("stop", TANDEM_HOME=str(home))
        keys.add((home / "secrets" / "secret-key").read_text())
    assert len(keys) == 1
    assert (home / "secrets" / "secret-key").stat().st_mode & 0o077 == 0
