"""Every named address of the product, out of the URL table itself: a new page is crawled without anybody adding it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

URLCONF = "tandem.config.urls_example"
PERSON = "person"  # logged in, without any role


@dataclass(frozen=True)
class Address:
    """One named pattern: where it is, which arguments it takes, and who may come there at all."""

    name: str
    route: str
    arguments: tuple[str, ...]
    view: Callable[..., HttpResponse]

    @property
    def is_public(self) -> bool:
        """Open without login."""
        return getattr(self.view, "is_public", False)

    def may_be_opened_by(self, role: str) -> bool:
        """The guard of the view lets this role in (empty: nobody is logged in); the doors behind it may still refuse."""
        if not role or self.is_public:
            return self.is_public
        if role == PERSON:
            return not getattr(self.view, "needs_role", True)
        allowed = getattr(self.view, "allowed_roles", None)
        return allowed is None or role in allowed

    def __str__(self) -> str:
        return self.name


def is_of_calls(address: Address) -> bool:
    """A page of the room calls: about a third of all."""
    return address.view.__module__.startswith("tandem.calls.")


def addresses() -> list[Address]:
    """All named addresses, in the order of their routes."""
    found = list(_walk(get_resolver(URLCONF).url_patterns, ""))
    return sorted(found, key=lambda address: address.route)


def _walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[Address]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        elif pattern.name:
            yield Address(pattern.name, route, tuple(re.findall(r"<(?:\w+:)?(\w+)>", route)), pattern.callback)
