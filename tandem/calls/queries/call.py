"""What pages ask about a call."""

from __future__ import annotations

from datetime import datetime

from tandem.calls.models import Call
from tandem.calls.queries.form import years_of
from tandem.calls.rules.call import is_open_at

__all__ = ["is_open", "years_of"]


def is_open(call: Call, at: datetime) -> bool:
    """Whether projects can be written and handed in now; the closing minute itself counts, the grace does not."""
    return is_open_at(call, at)
