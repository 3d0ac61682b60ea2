"""A backup is only one when it can be put back."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tandem.kernel.database.addresses import Addresses
from tandem.kernel.database.places import places_of
from tandem.kernel.database.server import lease, stop


@pytest.fixture
def folder() -> Iterator[Path]:
    """Open for passage, because as root the server is another user."""
    top = Path(tempfile.mkdtemp(prefix="tandem-backup-"))
    top.chmod(0o711)
    yield top
    stop(top / "home", say=silent)
    shutil.rmtree(top)


def silent(_line: str) -> None:
    """Nobody listens."""


def tandem(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith(("TANDEM_", "DATABASE_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-m", "tandem", "database", *arguments],
        env={**kept, "TANDEM_HOME": str(folder / "home")},
        capture_output=True,
        text=True,
        check=False,
    )


def fill(addresses: Addresses) -> None:
    """One guarded row of somebody, and what the migrations leave behind."""
    with psycopg.connect(addresses.owner_url) as connection:
        connection.execute("create table guarded (id int generated always as identity, text text)")
        connection.execute("insert into guarded (text) values ('kept')")
        connection.execute("alter table guarded enable row level security")
        connection.execute("alter table guarded force row level security")
        connection.execute("create policy mine on guarded using (current_setting('test.me', true) = 'on')")
        connection.execute("comment on schema public is 'tandem migrations abc'")


def texts(url: str, *, me: str = "on") -> list[str]:
    with psycopg.connect(url) as connection:
        connection.execute("select set_config('test.me', %s, true)", [me])
        return [row[0] for row in connection.execute("select text from guarded order by id")]


def test_a_dump_put_back_brings_rows_rights_and_guards(folder: Path) -> None:
    with lease(folder / "home", say=silent) as addresses:
        fill(addresses)
        assert tandem(folder, "backup", str(folder / "copies")).returncode == 0
        with psycopg.connect(addresses.app_url) as connection:
            connection.execute("select set_config('test.me', 'on', true)")
            connection.execute("update guarded set text = 'damaged'")
    (dump,) = (folder / "copies").iterdir()
    done = tandem(folder, "restore", str(dump))
    assert (done.returncode, done.stderr) == (0, "")
    with lease(folder / "home", say=silent) as addresses:
        assert texts(addresses.app_url) == ["kept"]
        assert texts(addresses.app_url, me="off") == []
        with psycopg.connect(addresses.app_url) as connection:
            connection.execute("select set_config('test.me', 'on', true)")
            connection.execute("insert into guarded (text) values ('new')")
            found = connection.execute("select obj_description('public'::regnamespace, 'pg_namespace')").fetchone()
        assert found == ("tandem migrations abc",)
        assert texts(addresses.app_url) == ["kept", "new"]


def test_a_broken_dump_leaves_the_database_as_it_was(folder: Path) -> None:
    with lease(folder / "home", say=silent) as addresses:
        fill(addresses)
        tandem(folder, "backup", str(folder / "copies"))
    (dump,) = (folder / "copies").iterdir()
    dump.write_bytes(dump.read_bytes()[:-200])
    assert tandem(folder, "restore", str(dump)).returncode == 1
    with lease(folder / "home", say=silent) as addresses:
        assert texts(addresses.app_url) == ["kept"]


def test_restore_of_a_file_that_is_not_there_says_what_to_give(folder: Path) -> None:
    done = tandem(folder, "restore", str(folder / "nothing.dump"))
    assert done.returncode == 1
    assert "tandem database backup" in done.stderr


def test_a_whole_copy_starts_as_a_server(folder: Path) -> None:
    home = folder / "home"
    with lease(home, say=silent) as addresses:
        fill(addresses)
        done = tandem(folder, "backup", "--whole", str(folder / "copies"))
        assert (done.returncode, done.stderr) == (0, "")
    places = places_of(home, silent)
    shutil.rmtree(places.cluster)
    (copy,) = (folder / "copies").iterdir()
    shutil.move(copy, places.cluster)
    for path in (places.cluster, *places.cluster.rglob("*")):
        places.account.give(path)
    with lease(home, say=silent) as addresses:
        assert texts(addresses.app_url) == ["kept"]
