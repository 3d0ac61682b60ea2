"""What a page answers to a button or a form that comes back."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import HttpRequest

from tandem.kernel.refusal import Refusal


@contextmanager
def telling(request: HttpRequest, done: str) -> Iterator[None]:
    """Says `done` once the act within is done, or why it was refused; either way the view goes on to its redirect."""
    try:
        yield
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)


def answer_status(request: HttpRequest) -> int:
    """422 for a form that comes back after a POST: that is no success."""
    return 422 if request.method == "POST" else 200
