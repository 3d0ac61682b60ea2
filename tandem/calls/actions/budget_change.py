"""The organisation asks to move money between lines; an officer says yes or no with a reason. Both versions stay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.calls.actions.grant import locked, raise_version, tell, write_lines
from tandem.calls.models import BudgetChange, Grant
from tandem.calls.queries.grant import lines_of
from tandem.calls.rules.grant import Line, change_problems
from tandem.calls.rules.states import BUDGET_CHANGE
from tandem.identity.rules import CALL_OFFICER, ORGANISATION_CONTACT
from tandem.kernel import audit
from tandem.kernel.money import euro
from tandem.kernel.refusal import Conflict, Problem, Refusal
from tandem.kernel.states import next_state

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotChangeBudget(Refusal):
    """The budget cannot change like this."""


@transaction.atomic
def ask_budget_change(
    grant: Grant, after: Sequence[Line], *, why: str, version: int, by: Person, at: datetime
) -> BudgetChange:
    """Keep the question with the budget before and after. One question at a time."""
    row = locked(grant, version=version)
    if row.state not in ("running", "closing"):
        raise CannotChangeBudget(_("De begroting verandert alleen terwijl het project loopt."))
    if row.budget_changes.filter(state="asked").exists():
        raise CannotChangeBudget(_("Er ligt al een vraag. Wacht op het antwoord, of trek ze in."))
    before = lines_of(row)
    problems = change_problems(before, after)
    if not why.strip():
        problems.append(Problem(_("Schrijf waarom het geld anders verdeeld moet worden."), "why"))
    CannotChangeBudget.if_any(problems)
    change = BudgetChange.objects.create(grant=row, before=_stored(before), after=_stored(after), why=why.strip(), asked_at=at,
                                         asked_by=by)  # fmt: skip
    audit.record("budget_change.ask", row, by=by, at=at, change=change.pk)
    tell(row, CALL_OFFICER, f"change:{change.pk}", _("Vraag over de begroting: %(title)s"),
         _("De organisatie wil geld anders verdelen. Zeg ja of nee."), by=by, at=at)  # fmt: skip
    return change


@transaction.atomic
def decide_budget_change(
    change: BudgetChange, *, agrees: bool, answer: str = "", by: Person, at: datetime
) -> BudgetChange:
    """Yes: the new budget holds from now on. No: with a reason. Refused when the budget is another than was asked about."""
    grant = locked(change.grant)
    row = BudgetChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    state = next_state(BUDGET_CHANGE, "agree" if agrees else "refuse", row.state)
    if not agrees and not answer.strip():
        raise CannotChangeBudget(Problem(_("Leg uit waarom het niet kan."), "answer"))
    if agrees and _stored(lines_of(grant)) != row.before:
        raise Conflict(
            _("De begroting veranderde intussen. Vraag de organisatie om een nieuw voorstel."), current=grant
        )
    row.state, row.answer, row.decided_at, row.decided_by = state, answer.strip(), at, by
    row.save(update_fields=["state", "answer", "decided_at", "decided_by"])
    if agrees:
        write_lines(grant, lines_from_stored(row.after))
        raise_version(grant)
    audit.record("budget_change.decide", grant, by=by, at=at, change=row.pk, state=state)
    words = _("De nieuwe begroting geldt.") if agrees else _("Dit kan niet: %(why)s") % {"why": row.answer}
    tell(
        grant,
        ORGANISATION_CONTACT,
        f"answered:{row.pk}",
        _("Antwoord over je begroting: %(title)s"),
        words,
        by=by,
        at=at,
    )
    return row


@transaction.atomic
def withdraw_budget_change(change: BudgetChange, *, by: Person, at: datetime) -> BudgetChange:
    """The organisation takes its question back."""
    grant = locked(change.grant)
    row = BudgetChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    row.state = next_state(BUDGET_CHANGE, "withdraw", row.state)
    row.decided_at, row.decided_by = at, by
    row.save(update_fields=["state", "decided_at", "decided_by"])
    audit.record("budget_change.withdraw", grant, by=by, at=at, change=row.pk)
    return row


def lines_from_stored(rows: Sequence[dict[str, str]]) -> list[Line]:
    """Lines as they were kept with a question."""
    return [Line(row["label"], row["kind"], euro(row["amount"])) for row in rows]


def _stored(lines: Sequence[Line]) -> list[dict[str, str]]:
    return [{"label": line.label, "kind": line.kind, "amount": str(euro(line.amount))} for line in lines]
