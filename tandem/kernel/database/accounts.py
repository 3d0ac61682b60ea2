"""The operating system user the server runs as: ourselves, or a user of its own when we are root."""

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tandem.kernel.database.problems import CannotUseFolder

OWN_USER = "tandem-db"
OTHER_USERS = ("postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """A user of this machine; `is_ourselves` means that no switch is needed or possible."""

    name: str
    uid: int
    gid: int
    folder: str = "/"

    @property
    def is_ourselves(self) -> bool:
        return self.uid == os.geteuid()

    def switch(self) -> dict[str, object]:
        """Arguments for `subprocess` that make a program run as this user."""
        return {} if self.is_ourselves else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def give(self, path: Path) -> None:
        """Make this user the owner of one file or folder."""
        if not self.is_ourselves:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


def account_of(uid: int) -> Account:
    """The user with this number; a number without a name (a container) is a user too."""
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        return Account(str(uid), uid, os.getegid())
    return Account(entry.pw_name, uid, entry.pw_gid, entry.pw_dir)


def server_account(folder: Path) -> Account:
    """Who runs the server: the owner of an existing folder, else ourselves, else (for root) an own system user."""
    if folder.exists() and folder.stat().st_uid not in (0, os.geteuid()):
        return _owner_of_existing(folder)
    if os.geteuid() != 0:
        return account_of(os.geteuid())
    return _existing(OWN_USER) or _made() or _first_existing()


def may_reach(path: Path, account: Account) -> bool:
    """Whether the user can walk down to `path`; folders that do not exist yet are ours to make."""
    return all(_may_enter(folder, account) for folder in (path, *path.parents) if folder.exists())


def _may_enter(folder: Path, account: Account) -> bool:
    facts = folder.stat()
    if facts.st_uid == account.uid:
        return bool(facts.st_mode & stat.S_IXUSR)
    if facts.st_gid == account.gid:
        return bool(facts.st_mode & stat.S_IXGRP)
    return bool(facts.st_mode & stat.S_IXOTH)


def _owner_of_existing(folder: Path) -> Account:
    owner = account_of(folder.stat().st_uid)
    if os.geteuid() != 0:
        raise CannotUseFolder(
            f"De gegevens in {folder} zijn van gebruiker {owner.name}. "
            "Start Tandem als die gebruiker (of als root), of kies een andere map met TANDEM_HOME."
        )
    return owner


def _existing(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(name, entry.pw_uid, entry.pw_gid, entry.pw_dir)


def _made() -> Account | None:
    program = shutil.which("useradd") or "/usr/sbin/useradd"
    if not Path(program).exists():
        return None
    options = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/bin/false"]
    subprocess.run([program, *options, OWN_USER], capture_output=True, check=False)
    return _existing(OWN_USER)


def _first_existing() -> Account:
    for name in OTHER_USERS:
        account = _existing(name)
        if account:
            return account
    raise CannotUseFolder(
        f"PostgreSQL draait niet als root. Maak een gebruiker met: useradd --system {OWN_USER}. Start daarna opnieuw."
    )
