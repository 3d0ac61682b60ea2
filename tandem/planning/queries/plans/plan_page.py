"""The page of one plan: its numbers, who goes where, who does how much, and what the duos answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from tandem.planning.models import Asking
from tandem.planning.problem.people import ROLE_WORDS
from tandem.planning.queries.plans.drafts import draft_of
from tandem.planning.queries.plans.numbers import (
    NumberRow,
    difference,
    hours_words,
    number_rows,
    placed_words,
    proof_words,
)
from tandem.planning.queries.plans.reading import Reading
from tandem.planning.rules import words
from tandem.planning.rules.plans import is_imagined

if TYPE_CHECKING:
    from tandem.planning.models import Plan

NAME, DATE, WAY, LATEST = "naam", "datum", "reis", "einde"
ANSWER_TAGS = {"open": "yellow", "agreed": "green", "declined": "red", "withdrawn": "grey", "overtaken": "red"}
ASKED_AGAIN = frozenset({"declined", "withdrawn", "overtaken"})


@dataclass(frozen=True, slots=True)
class RowFilter:
    """Which requests, in which order."""

    text: str = ""
    shown: str = ""  # "" all, "anders" changed, "wens" a wish does not work out
    person: str = ""
    order: str = NAME


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request with a place."""

    key: str
    organisation: str
    title: str
    place: str
    duo: str
    first: str
    last: str
    minutes: int
    way: str
    why: str
    is_changed: bool
    choices: tuple[str, ...]
    answer: str = ""
    answer_tag: str = ""


@dataclass(frozen=True, slots=True)
class UnplacedRow:
    """One request without a place, and why."""

    key: str
    name: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LoadRow:
    """What somebody does in this plan."""

    name: str
    role: str
    sessions: int
    elsewhere: int
    share: float
    minutes: int
    way: str


@dataclass(frozen=True)
class PlanPage:
    """Everything that the page of a plan shows; four queries."""

    plan: Plan

    @cached_property
    def reading(self) -> Reading:
        """The plan itself."""
        return Reading(self.plan)

    @cached_property
    def before(self) -> Reading | None:
        """The plan it follows, when that has numbers."""
        base = self.plan.based_on
        return Reading(base) if base is not None and base.result else None

    @property
    def state(self) -> str:
        """In words."""
        return words.PLAN_STATES[self.plan.state]

    @property
    def is_imagined(self) -> bool:
        """A "what if" is never asked."""
        return is_imagined(self.plan.extra_people, self.plan.away)

    @cached_property
    def draft(self) -> Plan | None:
        """Changes that were collected for a next search."""
        return draft_of(self.plan)

    @property
    def status(self) -> str:
        """How complete it is, in one sentence."""
        result = self.plan.result
        if not result:
            return ""
        if result["placed"] == result["asked"]:
            return _("Alles heeft een plaats.")
        return _("%(placed)s aanvragen hebben een plaats.") % {
            "placed": placed_words(result["placed"], result["asked"])
        }

    @property
    def proof(self) -> str:
        """How good it is, in one sentence."""
        return proof_words(self.plan.result)

    @cached_property
    def numbers(self) -> list[NumberRow]:
        """This plan, who comes first, and the plan it follows."""
        columns = [self.plan.result, self.plan.result.get("first_come")]
        columns += [self.before.plan.result] if self.before else []
        return number_rows(columns, with_changes=self.before is not None)

    @cached_property
    def unplaced(self) -> list[UnplacedRow]:
        """What has no place, first on the page."""
        return [UnplacedRow(key, self.reading.name_of(key), tuple(why)) for key, why in self.reading.reasons.items()]

    @cached_property
    def people(self) -> list[LoadRow]:
        """Who does how much, most first."""
        rows = sorted(self.plan.result.get("people", ()), key=lambda one: (one["role"], -one["sessions"], one["name"]))
        return [
            LoadRow(one["name"], ROLE_WORDS.get(one["role"], ""), one["sessions"], one["elsewhere"], one["share"],
                    one["minutes"], hours_words(one["minutes"]))
            for one in rows
        ]  # fmt: skip

    @property
    def bars(self) -> list[dict[str, object]]:
        """All sessions of each, what was planned already too, beside the fair share."""
        return [
            {"label": one.name, "value": one.sessions + one.elsewhere, "value_after": one.share} for one in self.people
        ]

    @property
    def way_bars(self) -> list[dict[str, object]]:
        """Time on the way of each, there and back."""
        return [{"label": one.name, "value": one.minutes, "text": one.way} for one in self.people]

    @cached_property
    def changed(self) -> frozenset[str]:
        """Requests that are other than in the plan before."""
        return frozenset(difference(self.reading, self.before)) if self.before else frozenset()

    @cached_property
    def askings(self) -> dict[str, Asking]:
        """Request -> the last question to a duo that came from this plan."""
        rows = Asking.objects.filter(plan=self.plan).select_related("trainer", "expert").order_by("asked_at", "pk")
        return {str(one.series_id): one for one in rows}

    @cached_property
    def answers(self) -> list[tuple[str, str, int]]:
        """(words, kind of tag, how many) per answer, for a plan that was asked."""
        counts = Counter(one.state for one in self.askings.values())
        return [(words.ASKING_STATES[key], ANSWER_TAGS[key], counts[key]) for key in words.ASKING_STATES if counts[key]]

    @cached_property
    def left(self) -> list[str]:
        """Requests of an asked plan that need a next search: declined, taken back, never asked, or without a place."""
        states = {key: one.state for key, one in self.askings.items()}
        return [str(one) for one in self.plan.series_ids if states.get(str(one), "") in ASKED_AGAIN | {""}]

    def rows(self, wanted: RowFilter) -> list[RequestRow]:
        """Requests with a place, as filtered and sorted."""
        found = [
            self._row(key) for key in self.reading.rows if key in self.reading.requests and self._is_wanted(key, wanted)
        ]
        orders = {
            NAME: lambda one: (one.organisation, one.title, one.key),
            DATE: lambda one: (self.reading.rows[one.key][0].at, one.key),
            LATEST: lambda one: (self.reading.rows[one.key][-1].at, one.key),
            WAY: lambda one: (-one.minutes, one.key),
        }  # fmt: skip
        return sorted(found, key=orders.get(wanted.order, orders[NAME]))

    def person_choices(self) -> list[tuple[str, str]]:
        """People with a session in this plan."""
        keys = {key for own in self.reading.rows.values() for row in own for key in row.duo}
        return sorted(((key, self.reading.person(key)) for key in keys), key=lambda one: one[1])

    def everybody(self) -> list[tuple[str, str]]:
        """Everybody who may lead, and exists."""
        rows = self.plan.result.get("people", ())
        return sorted(((one["person"], one["name"]) for one in rows if one["person"].isdigit()), key=lambda one: one[1])

    def _is_wanted(self, key: str, wanted: RowFilter) -> bool:
        facts = self.reading.requests[key]
        text = f"{facts['name']} {facts['place']} {self.reading.duo(key)}".casefold()
        people = {one for row in self.reading.rows[key] for one in row.duo}
        return (
            all(word in text for word in wanted.text.casefold().split())
            and (not wanted.person or wanted.person in people)
            and (wanted.shown != "anders" or key in self.changed)
            and (wanted.shown != "wens" or bool(facts.get("broken_wishes")))
        )

    def _row(self, key: str) -> RequestRow:
        facts, asking = self.reading.requests[key], self.askings.get(key)
        first, last = self.reading.days(key)
        return RequestRow(
            key, facts["organisation"], facts["name"].removeprefix(f"{facts['organisation']}: "),
            facts["place"] or _("online"), self.reading.duo(key), first, last, facts.get("minutes", 0),
            hours_words(facts.get("minutes", 0)), why_words(facts), key in self.changed,
            tuple(choice_words(self.plan, self.reading, key)),
            words.ASKING_STATES[asking.state] if asking else "", ANSWER_TAGS[asking.state] if asking else "",
        )  # fmt: skip


def why_words(facts: dict[str, Any]) -> str:
    """Why this duo, in short."""
    said = []
    if facts.get("theme"):
        by = facts.get("theme_by") or []
        said.append(_("%(who)s kent het thema") % {"who": _(" en ").join(by)} if by else _("niemand kent het thema"))
    if facts.get("knows"):
        said.append(_("al gekend: %(who)s") % {"who": _(" en ").join(facts["knows"])})
    ways = ", ".join(f"{name} {minutes} min" for name, minutes in facts.get("ways", ()))
    if ways and facts.get("minutes"):
        said.append(_("enkele reis %(ways)s") % {"ways": ways})
    if facts.get("broken_wishes"):
        said.append(_("een wens lukt niet"))
    return "; ".join(said)


def choice_words(plan: Plan, reading: Reading, key: str) -> Iterable[str]:
    """What the planner fixed or ruled out at one request."""
    for pin in plan.pins:
        if pin["request"] == key:
            yield _("dag ligt vast") if pin.get("session") else _("duo ligt vast")
    for ban in plan.forbidden:
        if ban.get("request") == key and ban.get("person"):
            yield _("zonder %(name)s") % {"name": reading.person(ban["person"])}
