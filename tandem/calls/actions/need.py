"""What a network needs is written down and followed until somebody says it is met or no longer needed (seed 002)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tandem.calls.actions.network import still_going
from tandem.calls.models import Network, StartDay, SupportNeed
from tandem.calls.rules.need import NeedFacts, doubles, need_problems
from tandem.calls.rules.states import NEED
from tandem.kernel import audit
from tandem.kernel.refusal import Conflict, Problem, Refusal
from tandem.kernel.states import next_state

if TYPE_CHECKING:
    from tandem.identity.models import Person

LIVING = ("open", "planned")
ACTS = {
    "plan": "support_need.plan",
    "meet": "support_need.meet",
    "drop": "support_need.drop",
    "reopen": "support_need.reopen",
}


class CannotKeepNeed(Refusal):
    """Something is missing, or it stands there already. `Problem.field` is `<place>-<field>`, places from 0."""


@transaction.atomic
def add_needs(
    network: Network, needs: Sequence[NeedFacts], *, start_day: StartDay | None = None, by: Person | None, at: datetime
) -> list[SupportNeed]:  # fmt: skip
    """Several at once, all or none. Raises CannotKeepNeed, NetworkHasEnded."""
    row = still_going(network)
    if start_day is not None and start_day.area != row.area:
        raise CannotKeepNeed(_("Deze startdag is van een andere streek."))
    if not needs:
        raise CannotKeepNeed(_("Schrijf minstens één nood op."))
    CannotKeepNeed.if_any(_problems(row, needs))
    made = [
        SupportNeed(
            network=row, start_day=start_day, kind=need.kind, theme=need.theme, task=need.task, words=need.words.strip(),
            urgency=need.urgency, made_at=at, made_by=by,
        )
        for need in needs
    ]  # fmt: skip
    SupportNeed.objects.bulk_create(made)
    audit.record("support_need.add", row, by=by, at=at, needs=len(made), start_day=start_day.pk if start_day else None)
    return made


@transaction.atomic
def edit_need(need: SupportNeed, facts: NeedFacts, *, version: int, by: Person, at: datetime) -> SupportNeed:
    """Better words, another kind. Raises Conflict when somebody was first, CannotKeepNeed."""
    row = _locked(need)
    if row.version != version:
        raise Conflict(
            _("Iemand anders veranderde deze nood terwijl jij schreef. Kijk na wat er nu staat."), current=row
        )
    if row.state != "open":
        raise CannotKeepNeed(_("Deze nood is niet meer open. Wat er staat, blijft zo."))
    CannotKeepNeed.if_any(need_problems(facts))
    if doubles([facts], _standing(row.network, but=row)):
        raise CannotKeepNeed(Problem(_("Deze nood staat er al."), "words"))
    for name in ("kind", "theme", "task", "urgency"):
        setattr(row, name, getattr(facts, name))
    row.words, row.version = facts.words.strip(), row.version + 1
    row.save()
    audit.record("support_need.edit", row.network, by=by, at=at, need=row.pk)
    return row


@transaction.atomic
def move_need(need: SupportNeed, verb: str, *, reason: str = "", by: Person, at: datetime) -> SupportNeed:
    """`plan`, `meet`, `drop` (with a reason) or `reopen`. Raises CannotTransition, CannotKeepNeed."""
    row = _locked(need)
    state = next_state(NEED, verb, row.state)
    if verb == "drop" and not reason.strip():
        raise CannotKeepNeed(Problem(_("Schrijf waarom dit niet meer nodig is."), "reason"))
    SupportNeed.objects.filter(pk=row.pk).update(
        state=state, drop_reason=reason.strip()[:500] if verb == "drop" else "", version=F("version") + 1,
        closed_at=at if state in {"met", "dropped"} else None,
    )  # fmt: skip
    audit.record(ACTS[verb], row.network, by=by, at=at, need=row.pk, state=state)
    return row


def _locked(need: SupportNeed) -> SupportNeed:
    return SupportNeed.objects.select_related("network").select_for_update(of=("self",)).get(pk=need.pk)


def _problems(network: Network, needs: Sequence[NeedFacts]) -> list[Problem]:
    problems = [
        Problem(problem.text, f"{place}-{problem.field}")
        for place, need in enumerate(needs)
        for problem in need_problems(need)
    ]
    twice = doubles(needs, _standing(network))
    return problems + [Problem(_("Deze nood staat er al."), f"{place}-words") for place in twice]


def _standing(network: Network, but: SupportNeed | None = None) -> list[NeedFacts]:
    rows = network.needs.filter(state__in=LIVING)
    return [NeedFacts(row.kind, row.words, row.theme, row.task) for row in (rows.exclude(pk=but.pk) if but else rows)]
