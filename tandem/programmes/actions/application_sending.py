"""Send an application, answer the fund's question, take it back."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils.translation import gettext as _

from tandem.identity.rules import enterprise_number_problems
from tandem.kernel import audit, clock, mail
from tandem.kernel.refusal import Problem, Refusal
from tandem.kernel.states import next_state
from tandem.programmes.actions import application_mail
from tandem.programmes.actions.application import eligibility_fields, locked_application
from tandem.programmes.actions.turns import set_application_turn
from tandem.programmes.models import Application, ProgrammeTemplate
from tandem.programmes.queries.application_answers import answers_of
from tandem.programmes.queries.application_eligibility import sector_result
from tandem.programmes.rules import states
from tandem.programmes.rules.application import application_number, submission_problems
from tandem.programmes.rules.eligibility import EligibilityResult
from tandem.programmes.rules.rails import TurnFacts

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotSubmit(Refusal):
    """Something misses, or the organisation no longer qualifies."""


class CannotAnswer(Refusal):
    """There is no open question, or no answer was written."""


@transaction.atomic
def submit_application(application: Application, *, by: Person, at: datetime) -> Application:
    """Check everything again on today's facts, number it, and hand it to the fund. Twice changes nothing."""
    current = locked_application(application)
    if current.status == states.SUBMITTED:
        return current
    status = next_state(states.APPLICATION_STATES, "submit", current.status)
    on = clock.local(at).date()
    result = _checked(current, on)
    for field, value in eligibility_fields(result).items():
        setattr(current, field, value)
    current.number = current.number or application_number(on.year, _next_sequence())
    _hand_over(current, status, by=by, at=at)
    audit.record("application.submitted", current, by=by, at=at, fund=current.fund_id, version=current.version)
    mail.write_mail(**application_mail.receipt(current, by=by, at=at))
    return current


def _checked(application: Application, on: date) -> EligibilityResult:
    """The sector that qualifies today, or every problem at once."""
    result = sector_result(application, application.template.parsed, on=on)
    answers = answers_of(application) | {"is_eligible": result is not None and result.is_eligible}
    problems = enterprise_number_problems(application.organisation.enterprise_number or "")
    if application.template not in ProgrammeTemplate.objects.open_on(on):
        problems.append(Problem(_("Dit programma neemt geen aanvragen meer aan. Kies een ander programma.")))
    if result is not None and not result.is_eligible:
        problems.append(Problem(result.sentence, "sector"))
    problems += [p for p in submission_problems(answers, on=on) if p.field not in {known.field for known in problems}]
    CannotSubmit.if_any(problems)
    if result is None:
        raise CannotSubmit(Problem(_("Kies eerst een sector die in aanmerking komt."), "sector"))
    return result


def _next_sequence() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select nextval('programmes_application_number')")
        return int(cursor.fetchone()[0])


def _hand_over(application: Application, status: str, *, by: Person, at: datetime) -> None:
    application.status = status
    application.submitted_at = application.submitted_at or at
    application.submitted_by = application.submitted_by or by
    application.changed_at = at
    application.version += 1
    application.save()
    set_application_turn(application, TurnFacts("decide", "fund"), at=at)


@transaction.atomic
def answer_question(application: Application, *, answer: str, by: Person, at: datetime) -> Application:
    """The organisation answers; the application is the fund's again and its term runs on."""
    current = locked_application(application)
    status = next_state(states.APPLICATION_STATES, "answer", current.status)
    if not answer.strip():
        raise CannotAnswer(Problem(_("Schrijf je antwoord voor het fonds."), "answer"))
    problems = submission_problems(answers_of(current), on=clock.local(at).date())
    CannotAnswer.if_any(problems)
    current.answer = answer.strip()
    _hand_over(current, status, by=by, at=at)
    audit.record("application.answered", current, by=by, at=at, version=current.version)
    mail.write_mail(**application_mail.answer_receipt(current, by=by, at=at))
    return current


@transaction.atomic
def withdraw_application(application: Application, *, by: Person, at: datetime) -> Application:
    """The organisation takes its application back; nothing is erased. A draft never reaches the fund."""
    current = locked_application(application)
    was = current.status
    current.status = next_state(states.APPLICATION_STATES, "withdraw", was)
    if was == states.DRAFT:
        current.fund = None
    current.changed_at = at
    current.version += 1
    current.save(update_fields=["status", "fund", "changed_at", "version"])
    set_application_turn(current, None, at=at)
    audit.record("application.withdrawn", current, by=by, at=at, was=was)
    if was != states.DRAFT:
        mail.write_mail(**application_mail.withdrawn(current, by=by, at=at))
    return current
