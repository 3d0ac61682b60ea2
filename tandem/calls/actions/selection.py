"""The rule is chosen and stored with all it saw, before any name is shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.calls.models import Call, Decision, SelectionRound
from tandem.calls.queries.selection_input import CallFacts, Tried, call_facts, criteria_of, input_of, read_input
from tandem.calls.queries.selection_rules import RULE_NAMES, outcome_of, stored_answer
from tandem.calls.queries.selection_sitting import grant_of
from tandem.calls.rules.decision import CHOSEN, REFUSED, digest_of
from tandem.calls.selection.outcome import INFEASIBLE, Outcome
from tandem.calls.selection.reading import CannotRead, Reading
from tandem.kernel import audit
from tandem.kernel.refusal import Conflict, Problem, Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person

Limits = Mapping[str, tuple[int, int | None]]


class CannotStore(Refusal):
    """The rule cannot be stored now, or not this one."""


@transaction.atomic
def store_rule(
    call: Call, *, rule: str, why: str, seen: str, by: Person, at: datetime, limits: Limits | None = None,
    replaced_why: str = "",
) -> SelectionRound:  # fmt: skip
    """Store rule and reason; names show from now on. `seen`: digest of the input that was on the screen.

    `limits`: floors and ceilings the jury agreed on at this table; else those of the call. A second round needs a reason.
    """
    row = locked_call(call)
    facts = call_facts(row)
    given = input_of(facts, Tried(limits=limits))
    _refuse_early(row, facts, rule, why)
    if digest_of(given) != seen:
        raise Conflict(
            _("De rangschikking of het geld veranderde intussen. Kijk eerst na wat er nu staat."), current=row
        )
    reading, outcome = _worked_out(given, rule)
    _replace_standing(row, replaced_why, by=by, at=at)
    answer = {**stored_answer(reading, outcome), "criteria": criteria_of(facts), "own_limits": limits is not None}
    stored = SelectionRound.objects.create(
        call=row, rule=rule, why=why.strip(), input=given, answer=answer, input_sha256=digest_of(given), stored_at=at,
        stored_by=by,
    )  # fmt: skip
    _start_decisions(stored, facts, reading, outcome, by=by, at=at)
    if row.names_shown_at is None:
        Call.objects.filter(pk=row.pk).update(names_shown_at=at)
    audit.record("selection.store", row, by=by, at=at, round=stored.pk, rule=rule, chosen=len(outcome.chosen))
    return stored


def locked_call(call: Call) -> Call:
    """One decides at a time."""
    return Call.objects.select_for_update(of=("self",)).get(pk=call.pk)


def _refuse_early(call: Call, facts: CallFacts, rule: str, why: str) -> None:
    if call.state != "judging":
        raise CannotStore(_("Een regel bewaar je terwijl de jury bezig is. Heropen eerst de beslissing."))
    problems = []
    if rule not in RULE_NAMES:
        problems.append(Problem(_("Kies een regel."), "rule"))
    if not why.strip():
        problems.append(Problem(_("Schrijf op waarom de jury deze regel kiest."), "why"))
    if facts.unscored:
        told = ", ".join(map(str, facts.unscored[:5]))
        problems.append(
            Problem(_("Nog geen eindscore: %(numbers)s. Geef eerst elk project een score.") % {"numbers": told})
        )
    if not facts.ranked:
        problems.append(Problem(_("Er is geen project om uit te kiezen.")))
    CannotStore.if_any(problems)


def _worked_out(given: Mapping[str, object], rule: str) -> tuple[Reading, Outcome]:
    try:
        reading = read_input(given)
    except CannotRead as problem:
        raise CannotStore(str(problem)) from None
    outcome = outcome_of(reading, given, rule)
    if outcome.status == INFEASIBLE:
        told = outcome.clash.sentence if outcome.clash else _("Deze regel geeft geen keuze.")
        raise CannotStore(Problem(told, "rule"))
    return reading, outcome


def _replace_standing(call: Call, why: str, *, by: Person, at: datetime) -> None:
    standing = call.rounds.filter(replaced_at__isnull=True).first()
    if standing is None:
        return
    if not why.strip():
        raise CannotStore(Problem(_("Er is al een regel bewaard. Leg uit waarom die vervangen wordt."), "replaced_why"))
    moved = sum(1 for row in standing.decisions.all() if row.reason)
    standing.decisions.all().delete()
    SelectionRound.objects.filter(pk=standing.pk).update(replaced_at=at, replaced_why=why.strip()[:500])
    audit.record("selection.replace", call, by=by, at=at, round=standing.pk, moved=moved)


def _start_decisions(
    stored: SelectionRound, facts: CallFacts, reading: Reading, outcome: Outcome, *, by: Person, at: datetime
) -> None:
    """What the rule says, for the jury to agree with or not."""
    rows = []
    for one in facts.ranked:
        way = outcome.chosen.get(str(one.number))
        said = CHOSEN if way else REFUSED
        rows.append(Decision(
            submission_id=one.pk, round=stored, outcome=said, by_rule=said, wave=way.wave if way else None,
            grant=grant_of(reading.call, way) if way else {}, decided_at=at, decided_by=by,
        ))  # fmt: skip
    Decision.objects.bulk_create(rows)
