"""Chance and identifiers of one block: the same seed gives the same rows."""

from datetime import datetime
from random import Random
from uuid import UUID

_VERSION_7, _VARIANT = 0x7 << 76, 0x2 << 62
_KEPT_BITS = (1 << 80) - 1 & ~(0xF << 76) & ~(0x3 << 62)


def chance_of(seed: int, block: int) -> Random:
    """Chance for one block, whatever was made before it."""
    return Random(f"{seed}/crowd/{block}")  # noqa: S311 -- invented files, not secrets


def id_at(moment: datetime, chance: Random) -> UUID:
    """An identifier that sorts by time, as `kernel.ids.new_id` makes them."""
    milliseconds = int(moment.timestamp() * 1000) & 0xFFFF_FFFF_FFFF
    return UUID(int=milliseconds << 80 | chance.getrandbits(80) & _KEPT_BITS | _VERSION_7 | _VARIANT)
