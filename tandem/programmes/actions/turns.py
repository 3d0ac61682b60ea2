"""Keeps the turn of a file in step with what happened, also in the sessions room. Terms pause while the fund waits."""

from datetime import datetime

from django.db import transaction

from tandem.programmes.models import Application, Trajectory, Turn
from tandem.programmes.queries.progress import trajectory_facts
from tandem.programmes.rules.rails import TurnFacts, whose_turn
from tandem.sessions.events import SeriesChanged


def on_series_changed(event: SeriesChanged) -> None:
    """Something happened in a series: find out whose move it is now."""
    trajectory = Trajectory.objects.select_related("template").filter(series_id=event.series_id).first()
    if trajectory is not None:
        refresh_turn(trajectory, at=event.at)


@transaction.atomic
def refresh_turn(trajectory: Trajectory, *, at: datetime) -> None:
    """Close the open turn of a trajectory and open the next, when the move changed."""
    _replace(Turn.objects.filter(trajectory=trajectory, ended_at__isnull=True), whose_turn(trajectory_facts(trajectory, at=at)),
             {"trajectory": trajectory}, at)  # fmt: skip


@transaction.atomic
def set_application_turn(application: Application, turn: TurnFacts | None, *, at: datetime) -> None:
    """Say whose move an application is; None when it is decided and released."""
    _replace(
        Turn.objects.filter(application=application, ended_at__isnull=True), turn, {"application": application}, at
    )


def _replace(open_turns, turn: TurnFacts | None, owner: dict[str, object], at: datetime) -> None:  # type: ignore[no-untyped-def]
    current = open_turns.select_for_update(of=("self",)).first()
    if current and turn and (current.step, current.side) == (turn.step, turn.side):
        return
    if current:
        current.ended_at = max(at, current.began_at)
        current.save(update_fields=["ended_at"])
    if turn:
        Turn.objects.create(step=turn.step, side=turn.side, began_at=at, **owner)
