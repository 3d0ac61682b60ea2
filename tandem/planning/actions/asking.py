"""Two people are asked before they are planned: both say yes, or the planner looks further (nobody says why not)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.identity.rules import EXPERIENTIAL_EXPERT, TRAINER
from tandem.kernel import access, audit, clock
from tandem.kernel.refusal import Problem, Refusal
from tandem.kernel.states import next_state
from tandem.planning.actions import agreement, asking_mail
from tandem.planning.models import Asking, Plan
from tandem.planning.problem.half_days import HalfDay
from tandem.planning.problem.plan import Booking
from tandem.planning.queries.facts import Situation, dated, situation
from tandem.planning.queries.facts.situation import DATED, TO_PLAN
from tandem.planning.queries.proposals import moved_lacks
from tandem.planning.queries.verdict import broken_by, place_lacks
from tandem.planning.rules.states import ASKING
from tandem.sessions.actions.bookings import locked_series
from tandem.sessions.queries.people import member_of_provider

if TYPE_CHECKING:
    from tandem.identity.models import Person
    from tandem.sessions.models import Series

SERIES, STAND_IN, MOVE = "series", "stand_in", "move"


class CannotAsk(Refusal):
    """These two cannot be asked for these half-days."""


class CannotAnswer(Refusal):
    """There is nothing to answer any more."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Whom to ask for which sessions on which half-days. `has_said_yes`: people who agreed before, or by telephone."""

    series: Series
    trainer_id: int
    expert_id: int
    dates: tuple[tuple[UUID, HalfDay], ...]
    kind: str = SERIES
    is_chosen_by_organisation: bool = False
    has_said_yes: frozenset[int] = frozenset()


@transaction.atomic
def ask_duos(
    asks: Sequence[Ask], *, provider_id: int, plan: Plan | None = None, by: Person, at: datetime
) -> list[Asking]:
    """Ask each duo, all or none: nobody is asked what breaks a hard rule. Both get a mail with what is asked."""
    for one in sorted(asks, key=lambda one: one.series.pk):
        locked_series(one.series.pk)  # two planners at once: the second one sees what the first one asked
    on = clock.local(at).date()
    movable = TO_PLAN if all(one.kind == SERIES for one in asks) else DATED
    known = situation(provider_id, [one.series.pk for one in asks], on=on, movable=movable)
    known = known if movable is TO_PLAN else dated.as_arranged(known)
    CannotAsk.if_any(problem for one in asks for problem in _lacks(one, known))
    problem = known.problem if movable is TO_PLAN else dated.freely(known.problem, known.series)
    rows = _rows(asks, known)
    CannotAsk.if_any(Problem(text) for text in broken_by(problem, rows, before=known.bookings))
    return [_ask(one, provider_id=provider_id, plan=plan, by=by, at=at) for one in asks]


def _lacks(ask: Ask, known: Situation) -> list[Problem]:
    key = str(ask.series.pk)
    if key not in known.series:
        found = [text for one in known.incomplete if one.series.pk == ask.series.pk for text in one.sentences]
        return [Problem(f"{ask.series.organisation}: {text}") for text in found]
    ids = {row.pk for row in known.sessions[key]}
    if not ask.dates or not {session for session, _at in ask.dates} <= ids:
        return [
            Problem(
                _("Intussen is iets veranderd aan de sessies van %(series)s. Bekijk de pagina opnieuw.")
                % {"series": ask.series}
            )
        ]
    if ask.kind == SERIES:
        return place_lacks(known.sheets[key], ask.series)
    return list(moved_lacks(known.sessions[key], known.sheets[key], dict(ask.dates)))


def _rows(asks: Iterable[Ask], known: Situation) -> list[Booking]:
    """What would be booked; of a series that is partly moved also the sessions that stay."""
    found = {(row.request, row.number): row for row in known.bookings}
    for one in asks:
        key = str(one.series.pk)
        numbers = {row.pk: number for number, row in enumerate(known.sessions[key], start=1)}
        for session, at in one.dates:
            number = numbers[session]
            found[key, number] = Booking(key, number, str(one.trainer_id), str(one.expert_id), at)
    return list(found.values())


def _ask(ask: Ask, *, provider_id: int, plan: Plan | None, by: Person, at: datetime) -> Asking:
    on = clock.local(at).date()
    trainer = member_of_provider(ask.series, ask.trainer_id, TRAINER, on=on)
    expert = member_of_provider(ask.series, ask.expert_id, EXPERIENTIAL_EXPERT, on=on)
    if trainer is None or expert is None:
        raise CannotAsk(_("Iemand van dit duo werkt hier niet meer. Kies een ander duo."))
    if Asking.objects.filter(series=ask.series, state="open").exists():
        raise CannotAsk(
            _("%(series)s: er loopt al een vraag aan een duo. Wacht op het antwoord of trek ze in.")
            % {"series": ask.series}
        )
    row = Asking.objects.create(
        series=ask.series, provider_id=provider_id, plan=plan, kind=ask.kind, trainer=trainer, expert=expert,
        dates=[{"session": str(session), "on": half.on.isoformat(), "half": half.half} for session, half in ask.dates],
        is_chosen_by_organisation=ask.is_chosen_by_organisation, asked_at=at, asked_by=by,
        trainer_answer="yes" if trainer.pk in ask.has_said_yes else "",
        expert_answer="yes" if expert.pk in ask.has_said_yes else "",
    )  # fmt: skip
    audit.record(
        "asking.ask", row, by=by, at=at, series=ask.series.pk, kind=ask.kind, trainer=trainer.pk, expert=expert.pk
    )
    asking_mail.ask(row, at=at)
    if row.trainer_answer and row.expert_answer:
        _close_with_yes(row, at=at)
    return row


@transaction.atomic
def answer_asking(asking: Asking, *, person: Person, agrees: bool, by: Person, at: datetime) -> Asking:
    """One of the two says yes or no, or a planner writes down what was said by telephone (`by` differs then)."""
    row = locked(asking)
    field = {row.trainer_id: "trainer_answer", row.expert_id: "expert_answer"}.get(person.pk)
    if field is None:
        raise CannotAnswer(_("Deze vraag is niet aan jou gesteld."))
    state = next_state(ASKING, "agree" if agrees else "decline", row.state)
    setattr(row, field, "yes" if agrees else "no")
    row.version += 1
    audit.record("asking.answer", row, by=by, at=at, series=row.series_id, person=person.pk, agrees=agrees)
    if not agrees:
        _close(row, state, field, at=at)
        asking_mail.tell_declined(row, at=at)
    elif row.trainer_answer == row.expert_answer == "yes":
        _close_with_yes(row, at=at)
    else:
        row.save(update_fields=[field, "version"])
    return row


@transaction.atomic
def withdraw_asking(asking: Asking, *, by: Person, at: datetime) -> Asking:
    """The planner takes the question back; who was asked hears it."""
    row = locked(asking)
    _close(row, next_state(ASKING, "withdraw", row.state), at=at)
    audit.record("asking.withdraw", row, by=by, at=at, series=row.series_id)
    asking_mail.tell_withdrawn(row, at=at)
    return row


def _close_with_yes(row: Asking, *, at: datetime) -> None:
    """Both said yes: duo and half-days are arranged, as the system. What came between is told, and nothing is half done."""
    try:
        with transaction.atomic(), access.as_system():
            agreement.arrange(row, at=at)
    except Refusal as refusal:
        _close(row, next_state(ASKING, "overtake", row.state), "trainer_answer", "expert_answer", at=at)
        audit.record("asking.overtake", row, by=row.asked_by, at=at, series=row.series_id)
        asking_mail.tell_overtaken(row, str(refusal), at=at)
    else:
        _close(row, next_state(ASKING, "agree", row.state), "trainer_answer", "expert_answer", at=at)


def _close(row: Asking, state: str, *fields: str, at: datetime) -> None:
    row.state, row.closed_at = state, at
    row.save(update_fields=["state", "closed_at", "version", *fields])


def locked(asking: Asking) -> Asking:
    """The question as it stands now, held until the end of the transaction."""
    rows = Asking.objects.select_for_update(of=("self",)).select_related(
        "series__organisation", "series__provider", "series__funder", "trainer", "expert", "asked_by"
    )
    return rows.get(pk=asking.pk)
