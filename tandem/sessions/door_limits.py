"""Keeps one address from knocking on a door without end: a team behind one wifi passes, a machine that guesses does not.

Visits are counted after the page is made: the counter is a shared row, and nobody should wait for a neighbour's page.
"""

from contextlib import suppress

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from tandem.kernel import clock

WINDOW_SECONDS = 600
VISITS = 400  # three pages a person, a hundred people behind one wifi
WRONG_CODES = 120  # everybody of a team may scan too slowly once


def may_knock(request: HttpRequest, list_code: str) -> bool:
    """Whether this address may come to this door once more in these ten minutes."""
    return _count(request, "visit", list_code) < VISITS and _count(request, "wrong", list_code) < WRONG_CODES


def note_wrong_code(request: HttpRequest, list_code: str) -> None:
    """One code that did not fit."""
    _add(_key(request, "wrong", list_code))


def note_visit(request: HttpRequest, list_code: str) -> None:
    """One page shown."""
    _add(_key(request, "visit", list_code))


def _key(request: HttpRequest, what: str, list_code: str) -> str:
    window = int(clock.now().timestamp()) // WINDOW_SECONDS
    return f"door:{what}:{window}:{list_code}:{get_adapter(request).get_client_ip(request)}"


def _count(request: HttpRequest, what: str, list_code: str) -> int:
    return int(cache.get(_key(request, what, list_code), 0))


def _add(key: str) -> None:
    if cache.add(key, 1, WINDOW_SECONDS):
        return
    with suppress(ValueError):  # expired between the two calls
        cache.incr(key)
