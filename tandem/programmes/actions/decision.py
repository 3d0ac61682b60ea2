"""The fund decides: approve, ask for more, refuse; and may change its mind until the letter leaves."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.identity.queries import default_provider
from tandem.kernel import audit, mail
from tandem.kernel.refusal import Conflict, Problem, Refusal
from tandem.kernel.states import may, next_state
from tandem.programmes.actions import application_mail
from tandem.programmes.actions.application import locked_application
from tandem.programmes.actions.decision_letter import store_letter, write_decision_mail
from tandem.programmes.actions.turns import set_application_turn
from tandem.programmes.models import Application
from tandem.programmes.rules import states
from tandem.programmes.rules.rails import TurnFacts

if TYPE_CHECKING:
    from tandem.identity.models import Organisation, Person


class CannotDecide(Refusal):
    """A reason, a question or a provider misses."""


class DecidedByOther(Conflict):
    """Somebody else was first: `current` is the application with that decision."""

    current: Application


class CannotUndo(Refusal):
    """The letter has left."""


@transaction.atomic
def approve_application(
    application: Application, *, by: Person, at: datetime, provider: Organisation | None = None, note: str = ""
) -> Application:
    """Approve and choose the provider. The letter and the mail wait for a person to release them."""
    current = _undecided(application, "approve")
    chosen = provider or default_provider()
    if chosen is None:
        raise CannotDecide(
            Problem(_("Er is nog geen aanbieder. Vraag de beheerder om er een toe te voegen."), "provider")
        )
    current.provider, current.decision_reason, current.alternative = chosen, note.strip(), ""
    return _decide(current, "approve", "application.approved", by=by, at=at, provider=chosen.pk)


@transaction.atomic
def refuse_application(
    application: Application, *, reason: str, alternative: str = "", by: Person, at: datetime
) -> Application:
    """Refuse with a reason, and with what the organisation can do instead."""
    current = _undecided(application, "refuse")
    if not reason.strip():
        raise CannotDecide(Problem(_("Leg uit waarom de aanvraag niet goedgekeurd is."), "reason"))
    current.provider, current.decision_reason, current.alternative = None, reason.strip(), alternative.strip()
    return _decide(current, "refuse", "application.refused", by=by, at=at)


@transaction.atomic
def ask_for_more(application: Application, *, question: str, by: Person, at: datetime) -> Application:
    """Ask the organisation something: the mail leaves at once and the term stands still."""
    current = _undecided(application, "ask")
    if not question.strip():
        raise CannotDecide(Problem(_("Schrijf je vraag voor de organisatie."), "question"))
    if current.question:
        earlier = {"question": current.question, "answer": current.answer}
        current.earlier_questions = [*current.earlier_questions, earlier]
    current.question, current.answer = question.strip(), ""
    current.status = next_state(states.APPLICATION_STATES, "ask", current.status)
    _save(current, at=at)
    set_application_turn(current, TurnFacts("answer_question", "organisation"), at=at)
    audit.record("application.asked", current, by=by, at=at, version=current.version)
    mail.write_mail(**application_mail.question(current, by=by, at=at))
    return current


@transaction.atomic
def undo_decision(application: Application, *, by: Person, at: datetime) -> Application:
    """Take a decision back that nobody outside the fund has seen; its letter and mail are not sent."""
    current = locked_application(application)
    if current.released_at is not None:
        raise CannotUndo(_("Deze beslissing is al verstuurd. Je kan ze niet meer terugnemen."))
    was = current.status
    current.status = next_state(states.APPLICATION_STATES, "undo", was)
    for message in mail.mails_about(current).filter(kind=mail.DECISION):
        mail.cancel_mail(message)
    current.decided_at = current.decided_by = current.provider = current.letter = None
    current.decision_reason = current.alternative = ""
    _save(current, at=at)
    set_application_turn(current, TurnFacts("decide", "fund"), at=at)
    audit.record("application.decision_undone", current, by=by, at=at, was=was)
    return current


def _undecided(application: Application, verb: str) -> Application:
    """The locked row; when somebody else was first, their decision is shown."""
    current = locked_application(application)
    if not may(states.APPLICATION_STATES, verb, current.status):
        raise DecidedByOther(states.APPLICATION_STATES[verb].sentence, current=current)
    return current


def _decide(
    application: Application, verb: str, act: str, *, by: Person, at: datetime, **facts: object
) -> Application:  # fmt: skip
    application.status = next_state(states.APPLICATION_STATES, verb, application.status)
    application.decided_at, application.decided_by = at, by
    application.letter = store_letter(application, by=by, at=at)
    _save(application, at=at)
    write_decision_mail(application, by=by, at=at)
    set_application_turn(application, TurnFacts("release", "fund"), at=at)
    audit.record(act, application, by=by, at=at, version=application.version, **facts)
    return application


def _save(application: Application, *, at: datetime) -> None:
    application.changed_at = at
    application.version += 1
    application.save()
