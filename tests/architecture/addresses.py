"""Every address of the product, from Django's own table."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

EXAMPLE_ONLY = "voorbeeld/"


@dataclass(frozen=True)
class Address:
    """One named address and the view behind it."""

    name: str
    route: str
    view: object

    @property
    def wants(self) -> set[str]:
        """Names of its arguments."""
        return set(self.converters)

    converters: tuple[str, ...] = ()


def every_address() -> list[Address]:
    """All addresses of the rooms, example pages left out: they are not installed in production."""
    found = {address.route: address for address in _walk(get_resolver().url_patterns)}
    return [address for route, address in found.items() if not route.startswith(EXAMPLE_ONLY)]


def _walk(patterns: list[URLPattern | URLResolver], prefix: str = "", wants: tuple[str, ...] = ()) -> Iterator[Address]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        names = (*wants, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route, names)
        else:
            yield Address(pattern.name or "", route, pattern.callback, converters=names)
