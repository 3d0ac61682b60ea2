"""What the organisation decides between phases, and the visit after the end."""

from collections.abc import Sequence

from tandem.example.world.attendance import end
from tandem.example.world.dossier import Dossier
from tandem.example.world.planning import confirm, propose
from tandem.example.world.texts import running as texts
from tandem.programmes.actions.phase import continue_trajectory, pause_trajectory, stop_trajectory
from tandem.programmes.rules.phases import ContactMoment, next_phase
from tandem.sessions.models import Session

MOMENTS = (
    ContactMoment("het onthaal nabespreken", "coaching"),
    ContactMoment("een moeilijke situatie uit elk team", "peer_review"),
    ContactMoment("brieven herschrijven met bezoekers", "participation_group"),
    ContactMoment("het plan bijsturen", "working_group"),
    ContactMoment("terugkijken en afronden", "coaching"),
)
VISIT = "follow_up_visit"


def go_on(dossier: Dossier, *, moments: int = 0, note: str = texts.CONTINUE_NOTE, after_days: int = 4) -> Dossier:
    """The next phase starts, with so many contact moments when their number is agreed."""
    trajectory = dossier.trajectory
    phase = next_phase(trajectory.template.parsed, trajectory.phase)
    chosen: Sequence[ContactMoment] = MOMENTS[:moments] if phase and phase.repeated else ()
    continue_trajectory(trajectory, moments=chosen, note=note, by=dossier.contact, at=dossier.later(after_days))
    return dossier


def pause(dossier: Dossier, *, after_days: int = 4) -> Dossier:
    """Stop for now."""
    pause_trajectory(dossier.trajectory, note=texts.PAUSE_NOTE, by=dossier.contact, at=dossier.later(after_days))
    return dossier


def stop(dossier: Dossier, *, after_days: int = 6) -> Dossier:
    """Stop for good."""
    stop_trajectory(dossier.trajectory, reason=texts.STOPPED, by=dossier.contact, at=dossier.later(after_days))
    return dossier


def visit_of(dossier: Dossier) -> Session:
    """The visit two months after the end, as it planned itself."""
    return dossier.sessions(kind=VISIT)[0]


def agree_visit(dossier: Dossier, *, from_day: int) -> Dossier:
    """The day that planned itself does not suit: the organisation names another one."""
    return confirm(dossier, propose(dossier, [visit_of(dossier)], from_day=from_day, note="Past deze dag ook?"))


def visit(dossier: Dossier) -> Dossier:
    """The duo came back."""
    return end(dossier, visit_of(dossier))
