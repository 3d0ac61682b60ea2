"""What every row of a block needs to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

from tandem.example.crowd.chance import id_at
from tandem.example.crowd.people import Applicant, Pair
from tandem.example.crowd.progress import Progress

if TYPE_CHECKING:
    from tandem.identity.models import Organisation, Person
    from tandem.kernel.models import StoredFile
    from tandem.programmes.models import ProgrammeTemplate
    from tandem.sessions.models import Session


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all blocks share."""

    provider: Organisation
    planner: Person
    funds: Mapping[str, Organisation]
    officers: Mapping[str, Person]
    templates: Mapping[str, ProgrammeTemplate]
    documents: Mapping[str, StoredFile]
    now: datetime


@dataclass(slots=True)
class Tale:
    """One course with its people and the identifiers of its rows."""

    progress: Progress
    applicant: Applicant
    pair: Pair
    template: ProgrammeTemplate
    number: str
    application_id: UUID
    trajectory_id: UUID
    series_id: UUID
    sessions: list[Session] = field(default_factory=list)


@dataclass(slots=True)
class Block:
    """One step of scale while it is being written."""

    surroundings: Surroundings
    chance: Random
    tales: list[Tale]

    @property
    def series_ids(self) -> list[UUID]:
        """The series of this block: big statements stay within them."""
        return [tale.series_id for tale in self.tales]

    def id_at(self, moment: datetime) -> UUID:
        """A new identifier of this block."""
        return id_at(moment, self.chance)
