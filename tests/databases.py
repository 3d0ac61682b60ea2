"""A database per test process: migrated once into a template, then copied in 0.04 s."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tandem.kernel.database.addresses import OWNER
from tandem.kernel.database.copies import (
    create_database_from_template,
    database_names,
    drop_database,
    rename_database,
)
from tandem.kernel.database.locks import only_one
from tandem.kernel.database.server import administration_url, lease
from tandem.launch.fingerprints import migrations_fingerprint

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = "tandem_template_"
COPIES = "tandem_test_"
TEMPLATES_KEPT = 2


@dataclass(frozen=True)
class TestServer:
    """Where test databases are made, and as whom they are used."""

    __test__ = False
    home: Path
    administration_url: str
    owner_url: str
    app_url: str


@dataclass(frozen=True)
class OwnDatabase:
    """The database of this process alone, used as the application role: row-level security is really on."""

    server: TestServer
    template: str

    @property
    def name(self) -> str:
        return f"{COPIES}{os.getpid()}"

    @property
    def app_url(self) -> str:
        return named(self.server.app_url, self.name)

    @property
    def owner_url(self) -> str:
        return named(self.server.owner_url, self.name)

    def renew(self) -> None:
        """A fresh copy; nothing of a committed test is left."""
        self.drop()
        create_database_from_template(
            self.server.administration_url, self.name, self.template, owner=role_of(self.server.owner_url)
        )

    def drop(self) -> None:
        drop_database(self.server.administration_url, self.name)


@contextmanager
def test_server() -> Iterator[TestServer]:
    """The given server (roles as in docs/how-to/deploy.md, the owner may create databases), else the embedded one."""
    home = Path(os.environ.get("TANDEM_TEST_HOME") or ROOT / "var" / "test").resolve()
    given = os.environ.get("DATABASE_URL")
    if given:
        owner_url = os.environ["TANDEM_OWNER_DATABASE_URL"]
        yield TestServer(home, owner_url, owner_url, given)
        return
    with lease(home) as addresses:
        yield TestServer(home, administration_url(home), addresses.owner_url, addresses.app_url)


def template_of(server: TestServer) -> str:
    """The name of the template with today's migrations; made by the first process that needs it."""
    name = f"{TEMPLATES}{migrations_fingerprint()}"
    server.home.mkdir(parents=True, exist_ok=True)
    with only_one(server.home / "template.lock"):
        _drop_abandoned_copies(server)
        known = database_names(server.administration_url, TEMPLATES)
        if name not in known:
            for old in known[:-TEMPLATES_KEPT]:
                drop_database(server.administration_url, old)
            _make_template(server, name)
    return name


def named(url: str, name: str) -> str:
    """The same address with another database."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/{name}" + (f"?{parts.query}" if parts.query else "")


def role_of(url: str) -> str:
    return urlsplit(url).username or OWNER


def _make_template(server: TestServer, name: str) -> None:
    draft = f"tandem_building_{os.getpid()}"
    empty = urlsplit(server.app_url).path.lstrip("/")
    drop_database(server.administration_url, draft)
    create_database_from_template(server.administration_url, draft, empty, owner=role_of(server.owner_url))
    environment = {**os.environ, "DATABASE_URL": named(server.owner_url, draft), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--no-input", "--verbosity=0"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        drop_database(server.administration_url, draft)
        raise RuntimeError(f"The migrations fail:\n{done.stderr[-4000:]}")
    rename_database(server.administration_url, draft, name)


def _drop_abandoned_copies(server: TestServer) -> None:
    """Copies of test processes that were killed."""
    for name in database_names(server.administration_url, COPIES):
        if not _is_alive(int(name.removeprefix(COPIES))):
            drop_database(server.administration_url, name)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
