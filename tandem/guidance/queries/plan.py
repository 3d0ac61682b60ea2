"""The page of the plan: what the person wants and can first, then what is now, the steps, decisions, expectations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from tandem.guidance.models import Appointment, Decision, Expectation, NetworkMember, Promise, Step
from tandem.guidance.queries.decision import DecisionLine, chosen_by_of, decision_line
from tandem.guidance.queries.doors import Place, parts
from tandem.guidance.queries.lifted_signal import answers_to_read
from tandem.guidance.queries.proposal import ProposalLine, beside, open_proposals
from tandem.guidance.queries.wish import wishes_of
from tandem.guidance.rules.promise import SERVICE
from tandem.guidance.rules.vocabulary import FEASIBLE, STEP_STATES, WISH_KINDS
from tandem.kernel import clock

SHOWN = 3  # of each kind; the rest is one tap away
GOING_ON = ("running", "chosen")


@dataclass(frozen=True, slots=True)
class OwnWords:
    """One wish or strength, with the proposals that lie beside it."""

    words: str
    url: str
    heard_by: str
    proposals: list[ProposalLine]


@dataclass(frozen=True, slots=True)
class OwnGroup:
    """What the person wants, can, or likes: the first few, and how many more."""

    kind: str
    title: str
    lines: list[OwnWords]
    more: int


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step on the way. `sign` as the list of steps draws it."""

    words: str
    url: str
    sign: str
    text: str
    chosen_by: str


@dataclass(frozen=True, slots=True)
class ExpectationShort:
    """An expectation and the person's own answer to it."""

    words: str
    answer: str
    is_feasible: bool
    obstacles: int


@dataclass(frozen=True, slots=True)
class LateLine:
    """A promise of the service whose day is past."""

    words: str
    who: str
    by_day: date


@dataclass(frozen=True, slots=True)
class NextAppointment:
    """When, where and how to get there."""

    at: datetime
    with_whom: str
    place: str
    travel: str
    answer: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything the page shows."""

    groups: list[OwnGroup]
    guides: list[str]
    late: list[LateLine]
    appointment: NextAppointment | None
    next_contact_at: datetime | None
    no_next_contact_reason: str
    waiting: list[ProposalLine]  # all that waits for the person
    fresh: list[ProposalLine]  # those that would add something new
    steps: list[StepLine]
    more_steps: int
    decisions: list[DecisionLine]
    expectations: list[ExpectationShort]
    answers: int  # answers on signals that nobody said anything of yet

    @property
    def shows_next_contact(self) -> bool:
        """An appointment on the same day says it already."""
        if self.next_contact_at is None or self.appointment is None:
            return self.next_contact_at is not None
        return clock.local(self.next_contact_at).date() != clock.local(self.appointment.at).date()


def plan_of(place: Place) -> Plan:
    """The plan as this viewer sees it, with as many queries for one row as for many."""
    waiting = open_proposals(place)
    decisions = list(parts(place, Decision).filter(taken_back_at__isnull=True))
    steps = _steps(place, decisions)
    return Plan(
        groups=_groups(place, waiting), guides=_guides(place), late=_late(place), appointment=_appointment(place),
        next_contact_at=_coming(place.file.next_contact_at, place.at),
        no_next_contact_reason=place.file.no_next_contact_reason, waiting=waiting,
        fresh=[line for line in waiting if line.about_id is None], steps=steps[: SHOWN + 2],
        more_steps=max(0, len(steps) - SHOWN - 2), decisions=[decision_line(place, row) for row in decisions[:SHOWN]],
        expectations=_expectations(place), answers=answers_to_read(place),
    )  # fmt: skip


def _groups(place: Place, waiting: list[ProposalLine]) -> list[OwnGroup]:
    wishes = [wish for wish in wishes_of(place) if wish.put_away_at is None]
    proposals = beside(waiting)
    groups = []
    for kind, title in WISH_KINDS.items():
        own = sorted((wish for wish in wishes if wish.kind == kind), key=lambda wish: wish.pk not in proposals)
        lines = [
            OwnWords(wish.words, reverse("wish_edit", args=[wish.file_id, wish.pk]),
                     "" if wish.is_by_client else str(wish.made_by or ""), proposals[wish.pk])
            for wish in own[:SHOWN]
        ]  # fmt: skip
        groups.append(OwnGroup(kind, title, lines, max(0, len(own) - SHOWN)))
    return groups


def _guides(place: Place) -> list[str]:
    return list(parts(place, NetworkMember).filter(role="guide", state="active").values_list("called", flat=True))


def _late(place: Place) -> list[LateLine]:
    """Late promises of the service, longest late first (behaviour 4)."""
    rows = parts(place, Promise).filter(side=SERVICE, done_at__isnull=True, let_go_at__isnull=True)
    late = rows.filter(by_day__lt=clock.local(place.at).date()).order_by("by_day", "pk")
    return [LateLine(row.words, row.who, row.by_day) for row in late if row.by_day]


def _appointment(place: Place) -> NextAppointment | None:
    rows = parts(place, Appointment).filter(
        starts_at__gte=place.at, withdrawn_at__isnull=True, moved_to__isnull=True
    )  # fmt: skip
    row = rows.order_by("starts_at", "pk").first()
    return NextAppointment(row.starts_at, row.with_whom, row.place, row.travel, row.answer) if row else None


def _coming(moment: datetime | None, at: datetime) -> datetime | None:
    return moment if moment and clock.local(moment).date() >= clock.local(at).date() else None


def _steps(place: Place, decisions: list[Decision]) -> list[StepLine]:
    """What is going on first, then what was chosen; who chose stands beside it."""
    chosen = {row.step_id: chosen_by_of(place, row) for row in reversed(decisions) if row.step_id}
    rows = sorted(parts(place, Step).filter(state__in=GOING_ON), key=lambda step: GOING_ON.index(step.state))
    return [
        StepLine(step.words, reverse("step", args=[step.file_id, step.pk]),
                 "current" if step.state == "running" else "todo", STEP_STATES[step.state], chosen.get(step.pk, ""))
        for step in rows
    ]  # fmt: skip


def _expectations(place: Place) -> list[ExpectationShort]:
    rows = parts(place, Expectation).filter(let_go_at__isnull=True)[:SHOWN]
    return [
        ExpectationShort(row.words, FEASIBLE[row.feasible], row.feasible == "yes", len(row.in_the_way)) for row in rows
    ]
