"""Runs the programs of PostgreSQL as the server's user, in a clean environment."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tandem.kernel.database.places import Places
from tandem.kernel.database.problems import CannotStart


def program(places: Places, name: str) -> str:
    """The path of one program, `psql` for instance."""
    return str(places.binaries / "bin" / name)


def environment() -> dict[str, str]:
    """Nothing of the caller's PostgreSQL settings may leak into ours."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def start_program(places: Places, name: str, arguments: Sequence[str], log: Path) -> "subprocess.Popen[bytes]":
    """Start a program that writes what it says to `log`."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
    with os.fdopen(os.open(log, flags, 0o600), "wb") as output:
        return subprocess.Popen(
            [program(places, name), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=environment(),
            start_new_session=True,
            **_switch(places),
        )


def run_program(places: Places, name: str, arguments: Sequence[str]) -> str:
    """Run a program to its end and return what it said; a failure is raised with that text."""
    done = subprocess.run(
        [program(places, name), *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd="/",
        env=environment(),
        check=False,
        text=True,
        **_switch(places),
    )
    if done.returncode:
        raise CannotStart(f"{name} is niet gelukt:\n{done.stdout.strip()}")
    return done.stdout


def write_file(places: Places, path: Path, text: str, *, add: bool = False) -> None:
    """Write as the server's user: root must not write in a folder where another user can put a link."""
    script = f'umask 077 && cat {">>" if add else ">"} "$1"'
    subprocess.run(
        ["/bin/sh", "-c", script, "sh", str(path)],
        input=text,
        cwd="/",
        env=environment(),
        check=True,
        text=True,
        **_switch(places),
    )


def _switch(places: Places) -> dict[str, Any]:
    return places.account.switch()
