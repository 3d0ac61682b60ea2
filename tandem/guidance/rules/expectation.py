"""An expectation and the open barriers that stand in its way. Pure (guidance.md 10, seed 004)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

Key = TypeVar("Key")


def in_the_way(
    *, barriers: Mapping[Key, Collection[str]], harder: Iterable[tuple[Key, Key]], chosen: Collection[Key],
    domains: Collection[str],
) -> list[Key]:  # fmt: skip
    """Open barriers that were pointed at, or stand in a life domain that was, and all that makes those harder.

    `barriers`: open ones with their life domains, in the order of the page. `harder`: (from, to) pairs that hold now.
    Comes to rest in a loop of loops: each barrier is looked at once.
    """
    makers: dict[Key, list[Key]] = {}
    for source, target in harder:
        makers.setdefault(target, []).append(source)
    found: set[Key] = set()
    waiting = [key for key, own in barriers.items() if key in chosen or set(own) & set(domains)]
    while waiting:
        key = waiting.pop()
        if key in barriers and key not in found:
            found.add(key)
            waiting += makers.get(key, [])
    return [key for key in barriers if key in found]
