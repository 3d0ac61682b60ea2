"""What the clock asks of this room. At-least-once: recomputing the same state sends nothing."""

from uuid import UUID

from django.conf import settings
from procrastinate.contrib.django import app

from tandem.kernel import access, clock
from tandem.kernel.middleware import move_to_example_time
from tandem.sessions.actions.invitations import refresh_invitations
from tandem.sessions.queries.calendar import confirmed_session, confirmed_sessions_ahead


@app.periodic(cron="41 4 * * *")
@app.task(name="sessions.refresh_invitations_nightly", queue="sweep")
def refresh_invitations_nightly(timestamp: int) -> None:
    """People come and go in an organisation: whoever arranges a coming session has its invitation the next morning."""
    if settings.EXAMPLE_MODE:
        move_to_example_time()
    with access.as_system():
        ahead = confirmed_sessions_ahead(at=clock.now())
    for session_id in ahead:
        _refresh(session_id)


def _refresh(session_id: UUID) -> None:
    """Each session in its own transaction, so that nothing stays locked for long."""
    with access.as_system():
        session = confirmed_session(session_id)
        if session is not None:
            refresh_invitations(session, by=None, at=clock.now())
