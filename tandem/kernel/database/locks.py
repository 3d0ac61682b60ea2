"""File locks, which the kernel releases when a process dies, however it dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Wait for our turn; a second starter waits until the first is done."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open_lock(path) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def open_lock(path: Path) -> Iterator[int]:
    """An open lock file; closing it lets go."""
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield file
    finally:
        os.close(file)


def take_now(file: int, *, shared: bool = False) -> bool:
    """Take the lock if that can be done without waiting."""
    try:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
