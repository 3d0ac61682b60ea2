"""What pages of sessions may know of people's limits: a sentence, never what stands behind "niet mogelijk"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from tandem.kernel import access, clock
from tandem.planning import travel
from tandem.planning.carrying import too_much
from tandem.planning.models import Capacity, NotPossible, Profile, RequestSheet
from tandem.planning.problem.half_days import HalfDay
from tandem.planning.problem.people import Limits
from tandem.planning.queries.facts.requests import USUAL_GROUP, place_of, usual_sheet
from tandem.planning.queries.half_days import half_days_of
from tandem.sessions import timetable
from tandem.sessions.queries.facts import sessions_that_take_time

if TYPE_CHECKING:
    from tandem.sessions.models import Series, Session


def refusals(series: Series, person_ids: Collection[int], sessions: Sequence[Session], on: date) -> dict[int, str]:
    """Person -> one sentence why these sessions are too much. Reads as the system, in five queries; who told nothing is free."""
    with access.as_system():
        sheet = RequestSheet.objects.filter(series=series).first() or usual_sheet(series)
        told = _Told(series, sheet, person_ids, on)
        own = _own_half_days(person_ids, sessions, on=on)
    new = [at for one in sessions if one.starts_at and one.ends_at for at in half_days_of(one.starts_at, one.ends_at)]
    undated = sum(one.starts_at is None for one in sessions)
    found = {key: told.sentence(key, own[key], new, undated=undated) for key in person_ids}
    return {key: text for key, text in found.items() if text}


class _Told:
    """Limits of these people beside what one series asks."""

    def __init__(self, series: Series, sheet: RequestSheet, ids: Collection[int], on: date) -> None:
        self.sheet, self.place = sheet, None if sheet.is_remote else place_of(sheet, series.organisation, on=on)
        self.group = sheet.group_size or series.expected_participants or USUAL_GROUP
        self.closed = {day for year in range(on.year, on.year + 3) for day in timetable.public_holidays(year)}
        self.capacities = {one.person_id: one for one in Capacity.objects.filter(person_id__in=ids)}
        self.profiles = {one.person_id: one for one in Profile.objects.filter(person_id__in=ids)}
        refused = NotPossible.objects.filter(person_id__in=ids)
        here = refused.filter(organisation_id=series.organisation_id)
        self.not_possible = set((refused.filter(theme=sheet.theme) | here if sheet.theme else here).values_list(
            "person_id", flat=True))  # fmt: skip

    def sentence(self, key: int, own: Sequence[HalfDay], new: Sequence[HalfDay], *, undated: int) -> str:
        """The first thing that stands in the way."""
        if key in self.not_possible:
            return "Niet mogelijk."
        capacity = self.capacities.get(key)
        if capacity is None:
            return ""
        limits = Limits(capacity.max_per_week, capacity.max_total, capacity.max_per_day, capacity.rest_days)
        return (
            self._too_far(capacity, self.profiles.get(key))
            or self._too_many(capacity)
            or too_much(limits, own, new, undated=undated, closed=self.closed)
        )

    def _too_far(self, capacity: Capacity, profile: Profile | None) -> str:
        if capacity.max_travel is None or profile is None or not profile.home or self.place is None:
            return ""
        minutes = travel.minutes(profile.home, self.place, profile.transport)
        if minutes <= capacity.max_travel:
            return ""
        return f"Is ongeveer {minutes} minuten onderweg (schatting), het maximum is {capacity.max_travel}."

    def _too_many(self, capacity: Capacity) -> str:
        if capacity.max_group is None or self.group <= capacity.max_group:
            return ""
        return f"De groep van {self.group} is te groot (hoogstens {capacity.max_group})."


def _own_half_days(ids: Collection[int], besides: Sequence[Session], *, on: date) -> Mapping[int | None, list[HalfDay]]:
    left_out, wanted = {one.pk for one in besides}, set(ids)
    found: defaultdict[int | None, list[HalfDay]] = defaultdict(list)
    for row in sessions_that_take_time(ids, since=clock.moment_on(on, 0)):
        if row.pk not in left_out and row.starts_at and row.ends_at:
            for person in (row.trainer_id, row.experiential_expert_id):
                if person in wanted:
                    found[person].extend(half_days_of(row.starts_at, row.ends_at))
    return found
