"""Both said yes: what that does in the sessions. Runs as the system; refusals of sessions come through."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from tandem.identity.rules import EXPERIENTIAL_EXPERT, TRAINER
from tandem.kernel.states import next_state
from tandem.planning.models import Asking, Hindrance, RequestSheet
from tandem.planning.problem.half_days import HalfDay
from tandem.planning.queries.facts.requests import usual_sheet
from tandem.planning.queries.half_days import asked_half_days
from tandem.planning.queries.proposals import moved, proposal_for
from tandem.planning.rules.states import HINDRANCE
from tandem.sessions import rules
from tandem.sessions.actions.dates import confirm_date, propose_dates
from tandem.sessions.actions.duo import assign_duo, assign_stand_in
from tandem.sessions.queries.facts import open_duo

if TYPE_CHECKING:
    from tandem.sessions.models import Session


def arrange(asking: Asking, *, at: datetime) -> None:
    """A duo and its proposed days, a stand-in, or other days; who could not come is helped with that."""
    {"series": _duo_and_days, "stand_in": _stand_in, "move": _move}[asking.kind](asking, at=at)
    _solve_hindrances(asking, at=at)


def _duo_and_days(asking: Asking, *, at: datetime) -> None:
    if open_duo(asking.series_id) != (asking.trainer_id, asking.expert_id):
        assign_duo(asking.series, trainer=asking.trainer, experiential_expert=asking.expert, has_agreed=True,
                   by=asking.asked_by, at=at)  # fmt: skip
    sessions = _propose(asking, asked_half_days(asking), at=at)
    if asking.is_chosen_by_organisation:
        for session in sessions:
            confirm_date(session, side=rules.PROVIDER_SIDE, by=asking.asked_by, at=at)
    # What the organisation chose is arranged, or overtaken by other days.
    RequestSheet.objects.filter(series=asking.series).update(chosen=[], chosen_at=None, chosen_by=None)


def _propose(asking: Asking, wanted: Mapping[UUID, HalfDay], *, at: datetime) -> list[Session]:
    series = asking.series
    sheet = RequestSheet.objects.filter(series=series).first() or usual_sheet(series)
    proposals = {one.pk: proposal_for(one, sheet, wanted[one.pk]) for one in series.sessions.filter(pk__in=wanted)}
    side = rules.ORGANISATION_SIDE if asking.is_chosen_by_organisation else rules.PROVIDER_SIDE
    return propose_dates(series, proposals=proposals, side=side, by=asking.asked_by, at=at)


def _move(asking: Asking, *, at: datetime) -> None:
    """Other days where they differ, and a stand-in where one takes part."""
    wanted = asked_half_days(asking)
    if changed := moved(asking.series.sessions.filter(pk__in=wanted), wanted):
        _propose(asking, changed, at=at)
    _stand_in(asking, at=at)


def _stand_in(asking: Asking, *, at: datetime) -> None:
    for session in asking.series.sessions.filter(pk__in=asked_half_days(asking)).order_by("position", "pk"):
        for role, was, person in (
            (TRAINER, session.trainer_id, asking.trainer),
            (EXPERIENTIAL_EXPERT, session.experiential_expert_id, asking.expert),
        ):
            if was != person.pk:
                assign_stand_in(session, role=role, person=person, has_agreed=True, by=asking.asked_by, at=at)


def _solve_hindrances(asking: Asking, *, at: datetime) -> None:
    rows = Hindrance.objects.filter(session_id__in=asked_half_days(asking), state="open").select_for_update(
        of=("self",)
    )
    for row in rows:
        row.state, row.closed_at = next_state(HINDRANCE, "solve", row.state), at
        row.save(update_fields=["state", "closed_at"])
