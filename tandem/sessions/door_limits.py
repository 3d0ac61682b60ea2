"""Keeps one address from knocking on a door without end: a team behind one wifi passes, a machine that guesses does not."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from tandem.kernel import clock

WINDOW_SECONDS = 600
VISITS = 400  # three pages a person, a hundred people behind one wifi
WRONG_CODES = 120  # everybody of a team may scan too slowly once


def may_knock(request: HttpRequest, list_code: str) -> bool:
    """Whether one more visit of this address fits in these ten minutes; counts it."""
    return _count(request, "visit", list_code) <= VISITS and _counted(request, "wrong", list_code) < WRONG_CODES


def note_wrong_code(request: HttpRequest, list_code: str) -> None:
    """One code that did not fit."""
    _count(request, "wrong", list_code)


def _key(request: HttpRequest, what: str, list_code: str) -> str:
    window = int(clock.now().timestamp()) // WINDOW_SECONDS
    return f"door:{what}:{window}:{list_code[:20]}:{get_adapter(request).get_client_ip(request)}"


def _counted(request: HttpRequest, what: str, list_code: str) -> int:
    return int(cache.get(_key(request, what, list_code), 0))


def _count(request: HttpRequest, what: str, list_code: str) -> int:
    key = _key(request, what, list_code)
    cache.add(key, 0, WINDOW_SECONDS)
    try:
        return int(cache.incr(key))
    except ValueError:  # expired between the two calls
        return 1
