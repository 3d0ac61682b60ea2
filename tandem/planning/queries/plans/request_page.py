"""One request of a plan: its days, why this duo, every other duo beside the rest of the plan, and what was changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.translation import gettext as _

from tandem.planning.problem.people import ROLE_WORDS
from tandem.planning.queries.facts import Situation, situation
from tandem.planning.queries.half_days import key_of
from tandem.planning.queries.plans.choices import bookings_of, choices_of
from tandem.planning.queries.plans.drafts import draft_of
from tandem.planning.queries.plans.plan_page import PlanPage, choice_words, why_words
from tandem.planning.queries.plans.reading import Reading, day_words
from tandem.planning.queries.ranking import DuoRanking, DuoRow, ranked

if TYPE_CHECKING:
    from tandem.planning.models import Plan
    from tandem.planning.problem.plan import Booking


@dataclass(frozen=True, slots=True)
class DayRow:
    """One session of the request in this plan."""

    number: int
    words: str
    on: str
    half: str
    is_pinned: bool


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody who may lead, and whether the planner rules that person out here."""

    key: str
    name: str
    role: str
    is_out: bool


@dataclass(frozen=True)
class RequestPage:
    """Everything on the page of one request; a situation is read once."""

    plan: Plan
    key: str
    on: date

    @cached_property
    def reading(self) -> Reading:
        """The plan."""
        return Reading(self.plan)

    @cached_property
    def draft(self) -> Plan | None:
        """Changes that were collected."""
        return draft_of(self.plan)

    @property
    def choices(self) -> Plan:
        """Where pins and rulings-out stand now: in the draft, else in the plan."""
        return self.draft or self.plan

    @cached_property
    def may_change(self) -> bool:
        """Whether something may be fixed or ruled out here: not once the duo was asked."""
        if self.plan.state == "asked":
            return self.key in PlanPage(self.plan).left
        return self.plan.state == "ready"

    @property
    def seen(self) -> int:
        """Version of the draft on the screen; 0 without one."""
        return self.draft.version if self.draft else 0

    @property
    def numbers(self) -> range:
        """Numbers of the sessions."""
        return range(1, self.reading.requests.get(self.key, {}).get("sessions", 0) + 1)

    @property
    def name(self) -> str:
        """Organisation and title."""
        return self.reading.name_of(self.key)

    @property
    def duo(self) -> str:
        """Who goes in this plan."""
        return self.reading.duo(self.key)

    @property
    def duo_key(self) -> str:
        """The duo as in the ranking; empty without a place."""
        own = self.reading.rows.get(self.key)
        return "-".join(own[0].duo) if own else ""

    @property
    def why(self) -> str:
        """Why this duo, in short."""
        return why_words(self.reading.requests.get(self.key, {}))

    @property
    def reasons(self) -> list[str]:
        """Why it has no place."""
        return self.reading.reasons.get(self.key, [])

    @property
    def chosen(self) -> list[str]:
        """What is fixed or ruled out here for the next search."""
        return list(choice_words(self.choices, self.reading, self.key))

    @property
    def pinned_duo(self) -> str:
        """The duo that is fixed, as in the ranking."""
        pins = [one for one in self.choices.pins if one["request"] == self.key and one.get("trainer")]
        return f"{pins[0]['trainer']}-{pins[0]['expert']}" if pins else ""

    @property
    def days(self) -> list[DayRow]:
        """The half-days of this plan."""
        pinned = {
            one["session"]: one["at"] for one in self.choices.pins if one["request"] == self.key and one.get("session")
        }
        return [
            DayRow(
                row.number,
                day_words(row.at),
                row.at.on.isoformat(),
                row.at.half,
                pinned.get(row.number) == key_of(row.at),
            )
            for row in self.reading.rows.get(self.key, ())
        ]

    @property
    def people(self) -> list[PersonRow]:
        """Everybody who may lead, to rule out or let in."""
        out = {one.get("person") for one in self.choices.forbidden if one.get("request") == self.key}
        rows = self.plan.result.get("people", ())
        return [PersonRow(one["person"], one["name"], ROLE_WORDS[one["role"]], one["person"] in out) for one in rows]

    @cached_property
    def known(self) -> Situation:
        """Who can now, with what was chosen for this plan; the duo of this request is left open."""
        choices = choices_of(self.choices)
        open_pins = tuple(pin for pin in choices.pins if pin.request != self.key or pin.session)
        return situation(
            self.plan.provider_id, self.plan.series_ids, on=self.on, choices=replace(choices, pins=open_pins, existing=()),
        )  # fmt: skip

    @cached_property
    def ranking(self) -> DuoRanking | None:
        """Every duo beside the rest of this plan; None when the request cannot be planned any more."""
        if self.key not in self.known.series:
            return None
        return ranked(self.known, self.key, beside=self._beside())

    @property
    def lacks(self) -> str:
        """Why there is no ranking."""
        found = [text for one in self.known.incomplete if str(one.series.pk) == self.key for text in one.sentences]
        return " ".join(found)

    def duos(self, text: str) -> tuple[DuoRow, ...]:
        """The duos that can, whose names hold the text."""
        rows = self.ranking.rows if self.ranking else ()
        return tuple(row for row in rows if text.casefold() in f"{row.trainer} {row.expert}".casefold())

    def _beside(self) -> tuple[Booking, ...]:
        people, requests = self.known.problem.people, self.known.series
        rows = bookings_of(self.plan.bookings)
        return tuple(row for row in rows if row.request in requests and {*row.duo} <= people.keys())


def request_page(plan: Plan, series_id: object, *, on: date) -> RequestPage:
    """A request of this plan; another one does not exist here."""
    if series_id not in plan.series_ids:
        raise Http404
    return RequestPage(plan, str(series_id), on)


def draft_panel(page: PlanPage | RequestPage) -> list[tuple[str, str, tuple[str, ...]]]:
    """(request, name, changes) of everything that was collected, for the panel with the button to search."""
    draft = page.draft
    if draft is None:
        return []
    keys = dict.fromkeys(one["request"] for one in (*draft.pins, *draft.forbidden) if one.get("request"))
    named = [(key, page.reading.name_of(key), tuple(choice_words(draft, page.reading, key))) for key in keys]
    return [one for one in named if one[2]] or [("", _("Nog niets vastgezet of uitgesloten."), ())]
