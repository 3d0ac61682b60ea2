"""News that rooms above may react to (see `tandem/wiring.py`)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

What = Literal[
    "duo_assigned", "dates_proposed", "session_confirmed", "session_cancelled", "dates_reported", "session_held",
    "list_closed", "evaluation_completed",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class SeriesChanged:
    """Something happened in a series, inside the running transaction."""

    series_id: UUID
    what: What
    at: datetime
    by_id: int | None = None
    session_id: UUID | None = None
