"""Upward news: a lower room publishes, `wiring.py` lists who reacts. Same transaction, no Django signals."""

from collections.abc import Callable
from typing import Any

_reactions: dict[type, list[Callable[[Any], None]]] = {}


def react(event_type: type, reaction: Callable[[Any], None]) -> None:
    """Register a reaction; called by `tandem.wiring` alone."""
    reactions = _reactions.setdefault(event_type, [])
    if reaction not in reactions:
        reactions.append(reaction)


def publish(event: object) -> None:
    """Tell every registered room, now, inside the caller's transaction."""
    for reaction in _reactions.get(type(event), ()):
        reaction(event)
