"""Keeps the turn of a file in step with what happened, also in the sessions room. Terms pause while the fund waits."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from tandem.kernel import access
from tandem.programmes.actions.drafting import draft_settlement
from tandem.programmes.models import Application, Trajectory, Turn
from tandem.programmes.queries.progress import trajectory_facts
from tandem.programmes.queries.turns import waiting_for_a_session
from tandem.programmes.rules.rails import TurnFacts, whose_turn
from tandem.sessions.events import SeriesChanged
from tandem.sessions.rules import LONGEST_HALF_DAY


def on_series_changed(event: SeriesChanged) -> None:
    """Something happened in a series: find out whose move it is now."""
    with access.as_system():
        trajectory = Trajectory.objects.filter(series_id=event.series_id).first()
        if trajectory is not None:
            refresh_turn(trajectory, at=event.at)


@transaction.atomic
def refresh_turn(trajectory: Trajectory, *, at: datetime) -> None:
    """Write the settlement draft when something became claimable, then say whose move it is.

    Runs as the system: an organisation's click may make a claim of the provider due that it does not see itself.
    """
    with access.as_system():
        draft_settlement(trajectory, by=None, at=at)
        turn = whose_turn(trajectory_facts(Trajectory.objects.select_related("template").get(pk=trajectory.pk), at=at))
        _replace(
            Turn.objects.filter(trajectory=trajectory, ended_at__isnull=True), turn, {"trajectory": trajectory}, at
        )


@transaction.atomic
def set_application_turn(application: Application, turn: TurnFacts | None, *, at: datetime) -> None:
    """Say whose move an application is; None when it is decided and released."""
    _replace(
        Turn.objects.filter(application=application, ended_at__isnull=True), turn, {"application": application}, at
    )


def _replace(open_turns: QuerySet[Turn], turn: TurnFacts | None, owner: dict[str, Any], at: datetime) -> None:
    current = open_turns.select_for_update(of=("self",)).first()
    if current and turn and (current.step, current.side) == (turn.step, turn.side):
        return
    if current:
        current.ended_at = max(at, current.began_at)
        current.save(update_fields=["ended_at"])
    if turn:
        Turn.objects.create(step=turn.step, side=turn.side, began_at=at, **owner)


def ask_for_lists(*, at: datetime) -> None:
    """Trajectories that wait for a session whose time has passed: now the list is what is waited for."""
    for trajectory in waiting_for_a_session(before=at - LONGEST_HALF_DAY):
        refresh_turn(trajectory, at=at)
