"""Two people at once, decided by the database: the second waits for the rows of the first."""

import threading
from collections.abc import Callable

from django.db import connection, connections, transaction

from tandem.kernel.refusal import Refusal

_WAITS_FOR_US = """select count(*) from pg_locks
    where not granted and transactionid = pg_current_xact_id_if_assigned()::xid"""
_TRIES = 1000


def meanwhile(first: Callable[[], object], second: Callable[[], object], *, waits: str = _WAITS_FOR_US) -> object:
    """`first` keeps its rows until `second` waits for them in another connection; what `second` gave, or its refusal.

    `waits` counts who waits, when that is not for a row.
    """
    outcome: list[object] = []

    def in_another_connection() -> None:
        try:
            outcome.append(second())
        except Refusal as refusal:
            outcome.append(refusal)
        finally:
            connections.close_all()

    thread = threading.Thread(target=in_another_connection)
    try:
        with transaction.atomic():
            first()
            thread.start()
            assert _somebody_waits(waits), "the second did not wait for the rows of the first"
    finally:
        thread.join()
    return outcome[0]


def _somebody_waits(waits: str) -> bool:
    with connection.cursor() as cursor:
        for _ in range(_TRIES):
            cursor.execute(waits)
            if cursor.fetchone()[0]:
                return True
            cursor.execute("select pg_sleep(0.01)")
    return False
