"""Dates that do not hold: moved, cancelled, planned again."""

from tandem.example.world.dossier import Dossier
from tandem.example.world.planning import confirm, propose, report
from tandem.example.world.texts import running as texts
from tandem.sessions.actions.dates import cancel_session, replan_session
from tandem.sessions.models import Session


def again(session: Session) -> Session:
    """The session as it stands now."""
    return Session.objects.select_related("series", "trainer", "experiential_expert").get(pk=session.pk)


def move(dossier: Dossier, session: Session, *, to_day: int) -> Dossier:
    """The organisation asks another day, the provider agrees, the fund hears it again."""
    confirm(dossier, propose(dossier, [again(session)], from_day=to_day, note=texts.MOVED))
    return report(dossier)


def cancel(dossier: Dossier, session: Session) -> Dossier:
    """It cannot take place."""
    cancel_session(again(session), reason=texts.CANCELLED, by=dossier.contact, at=dossier.later(1))
    return dossier


def replan(dossier: Dossier, session: Session, *, to_day: int) -> Dossier:
    """Taken up again, on another day."""
    replanned = replan_session(again(session), by=dossier.planner, at=dossier.later(2))
    confirm(dossier, propose(dossier, [replanned], from_day=to_day))
    return report(dossier)
