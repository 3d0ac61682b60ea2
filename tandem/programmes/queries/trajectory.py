"""Page-shaped reads about trajectories: the list, and one file with its rails."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from tandem.identity.rules import EXPERIENTIAL_EXPERT, FUND_OFFICER, ORGANISATION_CONTACT, PLANNER, TRAINER, Viewer
from tandem.kernel import dutch
from tandem.programmes.models import Trajectory, Turn
from tandem.programmes.queries import doors
from tandem.programmes.queries.phase import DECIDERS, may_take_back
from tandem.programmes.queries.progress import trajectory_facts
from tandem.programmes.queries.turns import TurnRow, open_turn_of
from tandem.programmes.rules import rails, states
from tandem.sessions.queries.doors import series_led_by


@dataclass(frozen=True, slots=True)
class TrajectoryRow:
    """One line of the list, ready to print."""

    number: str
    organisation: str
    place: str
    programme: str
    state: str
    state_kind: str
    turn: str
    since: datetime | None
    url: str


@dataclass(frozen=True, slots=True)
class RailBox:
    """One box as the page draws it."""

    label: str
    state: str
    state_text: str
    date_text: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class TrajectoryPage:
    """Everything one trajectory page shows."""

    boxes: Sequence[RailBox]
    turn: TurnRow | None
    action_url: str
    parts: frozenset[str]
    facts: rails.TrajectoryFacts
    may_take_back_stop: bool = False

    @property
    def may_share_evaluation(self) -> bool:
        """Who organises the trajectory shares its questions while they are open."""
        return self.facts.is_evaluation_open and bool(self.parts & {doors.ORGANISATION, doors.PLANNING, doors.DUO})


STATE_KINDS = {states.ACTIVE: "blue", states.PAUSED: "yellow", states.FINISHED: "green", states.STOPPED: "grey"}


def trajectories_of(viewer: Viewer, *, search: str = "", state: str = "", side: str = "") -> QuerySet[Trajectory]:
    """Trajectories the viewer takes part in, newest first; `side` keeps those whose move is that side's."""
    organisations = viewer.organisation_ids(ORGANISATION_CONTACT)
    mine = Q(organisation_id__in=organisations) | Q(fund_id__in=viewer.organisation_ids(FUND_OFFICER))
    mine |= Q(provider_id__in=viewer.organisation_ids(PLANNER))
    if viewer.has_role(TRAINER, EXPERIENTIAL_EXPERT):
        mine |= Q(series_id__in=series_led_by(viewer.person_id))
    rows = Trajectory.objects.filter(mine)
    if search:
        rows = rows.filter(Q(number__icontains=search) | Q(organisation__name__icontains=search)
                           | Q(organisation__place__icontains=search))  # fmt: skip
    if state in states.TRAJECTORY_STATE_NAMES:
        rows = rows.filter(status=state)
    if side in rails.SIDE_TEXTS:
        rows = rows.filter(pk__in=Turn.objects.filter(side=side, ended_at__isnull=True, trajectory__isnull=False)
                           .values("trajectory_id"))  # fmt: skip
    return rows.order_by("-started_at", "-pk")


def rows_of(page: Sequence[Trajectory]) -> list[TrajectoryRow]:
    """Rows of one page of the list: two queries, whatever its length."""
    ids = [trajectory.pk for trajectory in page]
    fields = ("pk", "number", "organisation__name", "organisation__place", "template__title", "status")
    by_id = {row[0]: row for row in Trajectory.objects.filter(pk__in=ids).values_list(*fields)}
    turns = {
        turn[0]: turn[1:]
        for turn in Turn.objects.filter(trajectory_id__in=ids, ended_at__isnull=True).values_list(
            "trajectory_id", "step", "side", "began_at"
        )
    }
    base = reverse("trajectory_list")
    return [_row(by_id[pk], turns.get(pk), base) for pk in ids]


def _row(values: tuple[Any, ...], turn: tuple[Any, ...] | None, base: str) -> TrajectoryRow:
    pk, number, organisation, place, programme, status = values
    text = f"{rails.SIDE_TEXTS[turn[1]]}: {rails.TURN_TEXTS[turn[0]]}" if turn else ""
    return TrajectoryRow(
        number, organisation, place, programme, states.TRAJECTORY_STATE_NAMES[status], STATE_KINDS[status], text,
        turn[2] if turn else None, f"{base}{pk}/",
    )  # fmt: skip


def address_of_series(series_id: UUID) -> str:
    """Where the trajectory of a series has its page; empty when the series has none. One query."""
    pk = Trajectory.objects.filter(series_id=series_id).values_list("pk", flat=True).first()
    return reverse("trajectory", args=[pk]) if pk else ""


def trajectory_page(trajectory: Trajectory, viewer: Viewer, *, at: datetime) -> TrajectoryPage:
    """The rails of one trajectory, whose move it is, and where the viewer makes it."""
    facts = trajectory_facts(trajectory, at=at)
    turn = open_turn_of(trajectory=trajectory)
    parts = doors.trajectory_parts(trajectory, viewer)
    line = rails.boxes(facts)
    current = next((box.key for box in line if box.state in (rails.BUSY, rails.WAITING, rails.TODO)), "")
    return TrajectoryPage(
        boxes=[_box(box, trajectory, current) for box in line], turn=turn, parts=parts, facts=facts,
        action_url=action_url(trajectory, facts, turn.step) if turn and _may_act(turn, parts) else "",
        may_take_back_stop=bool(parts & DECIDERS) and may_take_back(trajectory, at=at),
    )  # fmt: skip


def _box(box: rails.Box, trajectory: Trajectory, current: str) -> RailBox:
    url = (
        reverse("session", args=[box.key])
        if box.kind == "session"
        else reverse("report", args=[trajectory.pk, box.key])
    )
    return RailBox(
        box.label, box.state, box.state_text, dutch.date_short(box.at) if box.at else "", url, box.key == current
    )


def _may_act(turn: TurnRow, parts: frozenset[str]) -> bool:
    sides = {
        "de organisatie": {doors.ORGANISATION},
        "de aanbieder": {doors.PLANNING, doors.DUO},
        "het fonds": {doors.FUND},
    }
    return bool(sides[turn.who] & parts)


def action_url(trajectory: Trajectory, facts: rails.TrajectoryFacts, step: str) -> str:
    """The page where a step is done."""
    if step in ("propose_dates", "confirm_dates", "report_dates"):
        return reverse("series_dates", args=[trajectory.series_id])
    if step in ("hold_session", "close_list", "follow_up"):
        return _session_url(facts, step)
    if step == "write_report":
        return _report_url(trajectory, facts)
    if step in ("claim", "accept_settlement", "answer_settlement"):
        return reverse("trajectory_settlements", args=[trajectory.pk])
    names = {"assign_duo": ("duo_choose", trajectory.series_id), "decide_phase": ("phase_decide", trajectory.pk),
             "evaluate": ("evaluation_share", trajectory.series_id)}  # fmt: skip
    name, pk = names[step]
    return reverse(name, args=[pk])


def _session_url(facts: rails.TrajectoryFacts, step: str) -> str:
    wanted = {"close_list": "held"}.get(step, "confirmed")
    sessions = [s for s in facts.sessions if (s.kind == "follow_up_visit") == (step == "follow_up")]
    first = next((s for s in sessions if s.status == wanted and not (s.is_list_closed and step == "close_list")), None)
    first = first or next(iter(sessions), None)
    return reverse("session", args=[first.session_id]) if first else ""


def _report_url(trajectory: Trajectory, facts: rails.TrajectoryFacts) -> str:
    due = next((document for document in facts.documents if document.is_due and not document.is_final), None)
    return reverse("report", args=[trajectory.pk, due.kind]) if due else ""
