"""What every page knows, pages of a list, and where the page of a thing is that a room above owns."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.db.models.query import ModelIterable
from django.http import HttpRequest
from django.utils.functional import cached_property

LOOK_AHEAD = 20
HIGHEST_PAGE = 1_000_000
_homes: dict[str, Callable[[UUID], str]] = {}


def page_context(request: HttpRequest) -> dict[str, object]:
    """Context processor of `base.html`: example mode and the idle lock. Asks the database nothing.

    The menu (`navigation`) and `viewer_label` come from `tandem.lobby.navigation`.
    """
    return {
        "example_mode": settings.EXAMPLE_MODE,
        "example_today": getattr(request, "example_today", None),
        "lock_after_seconds": getattr(request, "lock_after_seconds", settings.IDLE_LOCK_SECONDS),
        "lock_warning_seconds": settings.IDLE_WARNING_SECONDS,
    }


def register_home(kind: str, address_of: Callable[[UUID], str]) -> None:
    """A room tells where a thing of a room below has its page; once, when the apps are ready."""
    _homes[kind] = address_of


def home_of(kind: str, pk: UUID) -> str:
    """The address of that page; empty when no room has one. At most one query."""
    return _homes[kind](pk) if kind in _homes else ""


class NearPaginator(Paginator):
    """Counts no further than some pages past the one asked for: a long list costs no full count."""

    def __init__(self, rows: QuerySet[Any] | Sequence[Any], per_page: int, *, near: int) -> None:
        super().__init__(rows, per_page)
        self.cap = (near + LOOK_AHEAD) * per_page

    @cached_property
    def count(self) -> int:
        """Rows, at most `cap` + 1."""
        rows = self.object_list
        if not isinstance(rows, QuerySet):
            return len(rows)
        is_plain = rows.query.combinator is None and not rows.query.is_sliced
        if is_plain and issubclass(rows._iterable_class, ModelIterable):
            rows = rows.order_by().values("pk")  # neither an order nor a computed column changes how many there are
        return rows[: self.cap + 1].count()

    @property
    def has_more(self) -> bool:
        """True when there are rows past what was counted: say "meer dan"."""
        return isinstance(self.object_list, QuerySet) and self.count > self.cap


def page_number(text: object) -> int:
    """Any text as a page number: nonsense, zero and below are page 1."""
    try:
        return min(max(int(str(text)), 1), HIGHEST_PAGE)
    except ValueError:
        return 1


def paginate(rows: QuerySet[Any] | Sequence[Any], number: object, per_page: int = 50) -> Page[Any]:
    """A page of a list for any number: past the end is the last page, nonsense the first."""
    wanted = page_number(number)
    return NearPaginator(rows, per_page, near=wanted).get_page(wanted)
