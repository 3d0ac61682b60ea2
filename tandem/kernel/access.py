"""Who looks, told to the database: row-level security reads these settings of the running transaction.

Missing context means no rows. Always inside a transaction (`SET LOCAL`), so a pooled connection never carries it on.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction

_SET = """select set_config('tandem.person', %s, true), set_config('tandem.organisations', %s, true),
                 set_config('tandem.system', %s, true), set_config('tandem.scope', %s, true)"""
_GET = """select coalesce(current_setting('tandem.person', true), ''),
                 coalesce(current_setting('tandem.organisations', true), ''),
                 coalesce(current_setting('tandem.system', true), ''),
                 coalesce(current_setting('tandem.scope', true), '')"""


def set_context(*, person_id: int | None, organisation_ids: Iterable[int]) -> None:
    """Rows of these organisations become visible until the end of the transaction."""
    _write(str(person_id or ""), ",".join(map(str, sorted(organisation_ids))), "", "")


@contextmanager
def as_system() -> Iterator[None]:
    """For jobs, commands and the few doors that look up a secret link: every row, and the old context afterwards."""
    with _context("", "", "on", ""):
        yield


@contextmanager
def as_reader(*, person_id: int, organisation_ids: Iterable[int]) -> Iterator[None]:
    """See what somebody else sees, by the same rules that guard them: for "zo ziet X het"."""
    with _context(str(person_id), ",".join(map(str, sorted(organisation_ids))), "", ""):
        yield


@contextmanager
def for_scope(scope_id: object) -> Iterator[None]:
    """For a door opened by a secret link: the rows of one series only."""
    with _context("", "", "", str(scope_id)):
        yield


@contextmanager
def _context(*values: str) -> Iterator[None]:
    with transaction.atomic():
        before = _read()
        _write(*values)
        yield
        _write(*before)


def _write(person: str, organisations: str, system: str, scope: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SET, [person, organisations, system, scope])


def _read() -> tuple[str, str, str, str]:
    with connection.cursor() as cursor:
        cursor.execute(_GET)
        return cursor.fetchone()
