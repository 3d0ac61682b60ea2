"""Random identifiers that sort by time, so that indexes stay compact and nobody can guess a neighbour."""

import secrets
import threading
import time
from uuid import UUID

_lock = threading.Lock()
_last = 0


def new_id() -> UUID:
    """A UUID version 7 (RFC 9562, method 3): 60 bits of time that only go up in one process, 62 random bits."""
    global _last  # noqa: PLW0603 - one clock per process, so that rows keep the order in which they were made
    with _lock:
        _last = stamp = max(time.time_ns() * 4096 // 1_000_000, _last + 1)
    milliseconds, fraction = stamp >> 12 & 0xFFFF_FFFF_FFFF, stamp & 0xFFF
    return UUID(int=milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0x2 << 62 | secrets.randbits(62))
