"""Who is where on which half-day, so that nobody is ever booked twice: pure arithmetic.

A duo has ten lanes: the ten working days of a fortnight, workshops in the morning. A course takes one lane for six
fortnights, then the next course takes it. Its talk before and its visit afterwards fall in the afternoon of the same
lane, in fortnights 5 and 4 of a cycle, so these never meet either. Public holidays are not kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tandem.kernel.clock import BRUSSELS
from tandem.sessions.timetable import monday_of

DUOS, LANES, CYCLES, FORTNIGHTS = 3, 10, 10, 6
COURSES_PER_BLOCK = DUOS * LANES * CYCLES
ORGANISATIONS_PER_BLOCK = 30
TALK_FORTNIGHT, VISIT_FORTNIGHT = -1, 10
MORNING, AFTERNOON, VISIT = (time(9, 30), time(12, 30)), (time(13, 30), time(16, 30)), (time(13, 30), time(15))
Period = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Course:
    """One trajectory of a block: which duo, lane and cycle, and the Monday of its first fortnight."""

    block: int
    duo: int
    lane: int
    cycle: int
    begins_on: date

    @property
    def number(self) -> int:
        """Counts from 0 in the block."""
        return (self.duo * LANES + self.lane) * CYCLES + self.cycle

    @property
    def organisation(self) -> int:
        """Which organisation of the block; ten courses each, spread over the years."""
        return (self.number * 7) % ORGANISATIONS_PER_BLOCK

    @property
    def is_present(self) -> bool:
        """Whether it runs in these weeks."""
        return self.cycle == CYCLES - 1

    def period(self, fortnight: int) -> Period:
        """When the duo comes in that fortnight of the course."""
        hours = {TALK_FORTNIGHT: AFTERNOON, VISIT_FORTNIGHT: VISIT}.get(fortnight, MORNING)
        weekday = self.lane if self.lane < 5 else self.lane + 2
        day = self.begins_on + timedelta(days=14 * fortnight + weekday)
        begin, end = (datetime.combine(day, hour, tzinfo=BRUSSELS) for hour in hours)
        return begin, end


def courses_of(block: int, *, today: date) -> Iterator[Course]:
    """The three hundred courses of a block; the last cycle runs now, each duo at another point of it."""
    for duo in range(DUOS):
        last_monday = monday_of(today) - timedelta(days=14 * (2 * duo + 1))
        for lane in range(LANES):
            for cycle in range(CYCLES):
                fortnights_back = FORTNIGHTS * (CYCLES - 1 - cycle)
                yield Course(block, duo, lane, cycle, last_monday - timedelta(days=14 * fortnights_back))
