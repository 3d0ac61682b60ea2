"""News that rooms above may react to (see `tandem/wiring.py`)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PersonErased:
    """A file was erased because its person wanted so: rooms above erase what they know, in the same transaction."""

    file_id: UUID
    person_id: int | None
    at: datetime
