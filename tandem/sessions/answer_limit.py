"""Keeps one address, or one link, from sending answers without end."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from tandem.kernel import clock

WINDOW_SECONDS = 600
PER_ADDRESS = 60  # a whole team behind one wifi
PER_LINK = 200


def may_answer(request: HttpRequest, link: object) -> bool:
    """Whether one more answer fits in these ten minutes; counts it."""
    address = get_adapter(request).get_client_ip(request)
    window = int(clock.now().timestamp()) // WINDOW_SECONDS
    keys = {f"answers:{window}:{link}": PER_LINK, f"answers:{window}:{link}:{address}": PER_ADDRESS}
    counts = {key: _counted(key) for key in keys}
    return all(counts[key] <= limit for key, limit in keys.items())


def _counted(key: str) -> int:
    cache.add(key, 0, WINDOW_SECONDS)
    try:
        return cache.incr(key)
    except ValueError:  # expired between the two calls
        return 1
