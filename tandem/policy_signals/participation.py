"""Participation check: the rooms above say where a thing has its page, and who may write how people were involved.

`tandem.wiring` registers one door per kind; this room knows no programme, partnership, call or recommendation. Pure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tandem.identity.rules import Viewer


@dataclass(frozen=True, slots=True)
class Subject:
    """The thing that is checked: how it is called, where its page is, and whether this viewer writes."""

    kind: str
    pk: str
    title: str
    url: str
    may_write: bool


Door = Callable[[Viewer, str], Subject]
_doors: dict[str, Door] = {}


def register_door(kind: str, door: Door) -> None:
    """A room above tells how to find one of its things; raises Http404 for what is not the viewer's."""
    _doors[kind] = door


def door_of(kind: str) -> Door | None:
    """The door of a kind; None when no room has one."""
    return _doors.get(kind)
