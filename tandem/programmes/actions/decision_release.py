"""A person releases a decision: the mail leaves, and an approval starts the trajectory."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.identity.queries import members_with_role
from tandem.identity.rules import PLANNER
from tandem.kernel import audit, clock, mail
from tandem.kernel.refusal import Refusal
from tandem.planning.actions.sheet import Wished, open_sheet
from tandem.programmes.actions import application_mail
from tandem.programmes.actions.application import locked_application
from tandem.programmes.actions.turns import refresh_turn, set_application_turn
from tandem.programmes.models import Application, Trajectory
from tandem.programmes.queries.application_contact import chosen_provider, paying_fund
from tandem.programmes.rules import states
from tandem.programmes.rules.application import REMOTE
from tandem.programmes.rules.definition import ProgrammeDefinition
from tandem.programmes.rules.opening import PlannedSession, opening_sessions, phase_maxima
from tandem.sessions.actions.series import NewSession, open_series

if TYPE_CHECKING:
    from tandem.identity.models import Person
    from tandem.sessions.models import Series


class CannotRelease(Refusal):
    """Not decided, or already sent."""


@transaction.atomic
def release_decision(application: Application, *, by: Person, at: datetime) -> Application:
    """Send the decision. On approval: the series with its first sessions, the trajectory, and a notice to the planners."""
    current = locked_application(application)
    if current.status not in (states.APPROVED, states.REFUSED):
        raise CannotRelease(_("Er is geen beslissing om te versturen. Bekijk de aanvraag opnieuw."))
    if current.released_at is not None:
        raise CannotRelease(_("De beslissing over %(number)s is al verstuurd.") % {"number": current.number})
    current.released_at, current.released_by = at, by
    current.version += 1
    current.save(update_fields=["released_at", "released_by", "version"])
    for message in mail.mails_about(current).filter(kind=mail.DECISION):
        mail.release_mail(message, at=at)
    set_application_turn(current, None, at=at)
    audit.record("application.released", current, by=by, at=at, decision=current.status)
    if current.status == states.APPROVED:
        _start_trajectory(current, by=by, at=at)
    return current


def _start_trajectory(application: Application, *, by: Person, at: datetime) -> Trajectory:
    definition = application.template.parsed
    trajectory = Trajectory.objects.create(
        application=application, template=application.template, series=_open_series(application, definition, by, at),
        organisation=application.organisation, provider=chosen_provider(application), fund=paying_fund(application),
        number=str(application.number), contact_person=application.contact_name, started_at=at,
        phase=min(phase.number for phase in definition.phases),
    )  # fmt: skip
    audit.record("trajectory.started", trajectory, by=by, at=at, application=application.pk)
    for membership in members_with_role(trajectory.provider_id, PLANNER, on=clock.local(at).date()):
        if membership.person.email:
            mail.write_mail(**application_mail.new_trajectory(trajectory, membership.person, by=by, at=at))
    refresh_turn(trajectory, at=at)
    return trajectory


def _open_series(application: Application, definition: ProgrammeDefinition, by: Person, at: datetime) -> Series:
    series = open_series(
        title=application.template.title, organisation=application.organisation, provider=chosen_provider(application),
        funder=paying_fund(application), max_half_days=definition.max_half_days, phase_maxima=phase_maxima(definition),
        expected_participants=application.expected_participants or 0, place=application.place,
        sessions=[_new_session(planned) for planned in opening_sessions(definition)], by=by, at=at,
    )  # fmt: skip
    wished = Wished(
        application.wished_from, application.wished_until, place=application.place,
        is_remote=application.place_kind == REMOTE, group_size=application.expected_participants,
    )  # fmt: skip
    open_sheet(series, wished, by=by, at=at)
    return series


def _new_session(planned: PlannedSession) -> NewSession:
    plan = planned.plan
    return NewSession(
        step=plan.step, phase=plan.phase, kind=plan.kind, title=planned.title, group_kind=plan.group_kind,
        half_days=plan.half_days, is_financed=plan.is_financed, needs_list=plan.needs_list, position=planned.position,
    )  # fmt: skip
