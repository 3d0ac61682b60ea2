"""The environment variables Django and its processes read, filled in where the person gave nothing."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tandem.kernel.database.accounts import account_of
from tandem.kernel.database.addresses import Addresses, write_secret
from tandem.kernel.database.places import make_home
from tandem.kernel.database.server import lease

PACKAGE = Path(__file__).resolve().parents[1]
MODES = ("example", "production")
DEFAULT_PORT = "8000"


class CannotLaunch(Exception):
    """An expected refusal; its text is shown instead of a traceback."""


@dataclass(frozen=True)
class Surroundings:
    """What this installation is: its folder, its mode and where it listens."""

    home: Path
    mode: str
    bind: str
    port: int

    @property
    def is_example(self) -> bool:
        return self.mode == "example"


def surroundings() -> Surroundings:
    """Read the environment, and fill in what Django needs and nobody gave."""
    home = _home()
    mode = os.environ.get("TANDEM_MODE") or "example"
    if mode not in MODES:
        raise CannotLaunch(f"TANDEM_MODE is {mode}. Kies example (oefenen) of production (echt).")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"tandem.config.settings.{mode}")
    found = Surroundings(home=home, mode=mode, bind=os.environ.get("TANDEM_BIND") or "127.0.0.1", port=_port())
    _check_owner(home)
    make_home(home)
    os.environ["TANDEM_HOME"] = str(home)
    os.environ.setdefault("TANDEM_SITE_URL", f"http://localhost:{found.port}")
    if not os.environ.get("TANDEM_SECRET_KEY"):
        os.environ["TANDEM_SECRET_KEY"] = _secret_key(home)
    return found


def check_hosts(found: Surroundings) -> None:
    """Production answers only to its own names."""
    if not found.is_example and not os.environ.get("TANDEM_HOSTS"):
        raise CannotLaunch(
            "TANDEM_HOSTS is leeg. Geef de naam van de website, bijvoorbeeld: TANDEM_HOSTS=tandem.example.org. "
            "Zie docs/how-to/deploy.md."
        )


@contextmanager
def database(found: Surroundings) -> Iterator[None]:
    """Have a database: the given one, else the embedded server, stopped again by its last user."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with lease(found.home) as addresses:
        announce(addresses)
        yield


def announce(addresses: Addresses) -> None:
    """Tell this process and its children where the embedded database is."""
    os.environ["TANDEM_EMBEDDED"] = "1"
    os.environ["DATABASE_URL"] = addresses.app_url
    os.environ["TANDEM_OWNER_DATABASE_URL"] = addresses.owner_url


def owner_url() -> str:
    """The address that may change tables; with one address for everything, that one."""
    return os.environ.get("TANDEM_OWNER_DATABASE_URL") or os.environ["DATABASE_URL"]


def _home() -> Path:
    given = os.environ.get("TANDEM_HOME")
    if given:
        return Path(given).expanduser().resolve()
    if (PACKAGE.parent / "pyproject.toml").exists():
        return PACKAGE.parent / "var"
    if os.geteuid() == 0:
        return Path("/var/lib/tandem")
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "tandem"


def _check_owner(home: Path) -> None:
    """Root would leave files behind that the installation's own user cannot open."""
    secrets_folder = home / "secrets"
    if os.geteuid() == 0 and secrets_folder.exists() and secrets_folder.stat().st_uid != 0:
        owner = account_of(secrets_folder.stat().st_uid).name
        raise CannotLaunch(f"{home} is van gebruiker {owner}. Doe dit als die gebruiker: sudo -u {owner} ...")


def _port() -> int:
    text = os.environ.get("PORT") or DEFAULT_PORT
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise CannotLaunch(f"PORT is {text}. Geef een getal van 1 tot 65535, bijvoorbeeld PORT=8001.")
    return int(text)


def _secret_key(home: Path) -> str:
    path = home / "secrets" / "secret-key"
    if not path.exists():
        write_secret(path, secrets.token_urlsafe(64))
    return path.read_text()
