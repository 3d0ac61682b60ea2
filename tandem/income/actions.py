"""What staff do with amounts of law: propose, publish (somebody else), withdraw, and say that they looked again."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tandem.income.models import ParameterChange, ParameterCheck
from tandem.income.queries.book import current_book
from tandem.income.rules import PARAMETER_STATES, PROPOSED, PUBLISHED, Proposal, check_problems, proposal_problems
from tandem.kernel import audit, clock
from tandem.kernel.refusal import Conflict, Problem, Refusal
from tandem.kernel.states import next_state

if TYPE_CHECKING:
    from tandem.identity.models import Person

ONE_PER_DAY = "one_published_amount_per_day"


class CannotPropose(Refusal):
    """The proposal is not complete, or the same amount already waits."""


class CannotPublish(Refusal):
    """Two people are needed."""


class PublishedByOther(Conflict):
    """Somebody else took an amount for the same day in use at the same moment."""


class CannotConfirm(Refusal):
    """There is nothing to confirm, or the check is not complete."""


@transaction.atomic
def propose_parameter(*, key: str, proposal: Proposal, by: Person, at: datetime) -> ParameterChange:
    """A dated amount with its source, for somebody else to publish."""
    problems = list(proposal_problems(proposal, today=clock.local(at).date()))
    known = current_book().parameters
    if key not in known:
        problems.append(Problem(_("Dit bedrag kennen we niet.")))
    if proposal.index_step and (proposal.index_step not in known or proposal.index_step == key):
        problems.append(Problem(_("Kies een index die bestaat, en niet het bedrag zelf."), "index_step"))
    waiting = ParameterChange.objects.filter(key=key, valid_from=proposal.valid_from, state=PROPOSED)
    if waiting.exists():
        problems.append(Problem(_("Voor die dag wacht al een voorstel. Bekijk dat eerst."), "valid_from"))
    CannotPropose.if_any(problems)
    change = ParameterChange.objects.create(
        key=key, valid_from=proposal.valid_from, valid_to=proposal.valid_to, value=proposal.value,
        second_value=proposal.second_value, base_amount=proposal.base_amount, index_step=proposal.index_step,
        source=proposal.source, source_date=proposal.source_date, link=proposal.link, checked_on=proposal.checked_on,
        trust=proposal.trust, note=proposal.note, proposed_by=by, proposed_at=at,
    )  # fmt: skip
    audit.record("parameter.propose", change, by=by, at=at, key=key, valid_from=proposal.valid_from)
    return change


@transaction.atomic
def publish_parameter(change: ParameterChange, *, by: Person, at: datetime) -> ParameterChange:
    """In use from now on. Never by who proposed it; an amount already in use for the same day makes room."""
    locked = _locked(change)
    state = next_state(PARAMETER_STATES, "publish", locked.state)
    if locked.proposed_by_id == by.pk:
        raise CannotPublish(_("Je stelde dit zelf voor. Vraag een collega om het na te kijken en in gebruik te nemen."))
    same_day = ParameterChange.objects.select_for_update(of=("self",)).filter(
        key=locked.key, valid_from=locked.valid_from, state=PUBLISHED
    )
    for older in same_day:
        _withdraw(older, by=by, at=at, replaced_by=locked.pk)
    locked.state, locked.decided_by, locked.decided_at = state, by, at
    _save_published(locked)
    audit.record("parameter.publish", locked, by=by, at=at, key=locked.key, valid_from=locked.valid_from)
    return locked


@transaction.atomic
def withdraw_parameter(change: ParameterChange, *, by: Person, at: datetime) -> ParameterChange:
    """Out of use, or never used. One person may: an amount that is wrong must stop at once, and what stood there returns."""
    locked = _locked(change)
    next_state(PARAMETER_STATES, "withdraw", locked.state)
    return _withdraw(locked, by=by, at=at)


@transaction.atomic
def confirm_check(
    *, key: str, valid_from: date, checked_on: date, source: str, link: str, by: Person, at: datetime
) -> ParameterCheck:
    """Somebody looked, and the amount still stands there. Changes no amount: a difference is a new proposal."""
    problems = list(check_problems(checked_on=checked_on, source=source, today=clock.local(at).date()))
    parameter = current_book().parameters.get(key)
    dated = {row.valid_from: row for row in parameter.dated} if parameter else {}
    if valid_from not in dated:
        problems.append(Problem(_("Dit bedrag is er niet meer. Bekijk de pagina opnieuw.")))
    elif dated[valid_from].trust == "E":
        problems.append(
            Problem(_("Een verwacht bedrag kan je niet bevestigen. Stel het bedrag zelf voor, met de bron."))
        )
    CannotConfirm.if_any(problems)
    check = ParameterCheck.objects.create(
        key=key, valid_from=valid_from, checked_on=checked_on, source=source, link=link, by=by, at=at
    )
    audit.record("parameter.check", check, by=by, at=at, key=key, valid_from=valid_from, checked_on=checked_on)
    return check


def _save_published(change: ParameterChange) -> None:
    """One amount per day: the database holds it when two people publish at the same moment."""
    try:
        with transaction.atomic():
            change.save(update_fields=["state", "decided_by", "decided_at"])
    except IntegrityError as error:
        if ONE_PER_DAY not in str(error):
            raise
        current = ParameterChange.objects.get(key=change.key, valid_from=change.valid_from, state=PUBLISHED)
        sentence = _("Iemand anders nam net een bedrag voor dezelfde dag in gebruik. Bekijk dat eerst.")
        raise PublishedByOther(sentence, current=current) from error


def _locked(change: ParameterChange) -> ParameterChange:
    return ParameterChange.objects.select_for_update(of=("self",)).get(pk=change.pk)


def _withdraw(change: ParameterChange, *, by: Person, at: datetime, **facts: object) -> ParameterChange:
    change.state = PARAMETER_STATES["withdraw"].to_state
    change.withdrawn_by, change.withdrawn_at = by, at
    change.save(update_fields=["state", "withdrawn_by", "withdrawn_at"])
    audit.record("parameter.withdraw", change, by=by, at=at, key=change.key, valid_from=change.valid_from, **facts)
    return change
