"""Two plans beside each other: numbers, and only the requests that differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from tandem.kernel.dutch import date_short
from tandem.planning.models import Plan
from tandem.planning.problem.half_days import HALF_WORDS
from tandem.planning.queries.plans.numbers import NumberRow, difference, number_rows, proof_words
from tandem.planning.queries.plans.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tandem.planning.problem.plan import Booking

MOST_RELATED = 8


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A request that is other in the second plan."""

    name: str
    duos: tuple[str, str]
    days: tuple[str, str]
    is_other_duo: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """Two plans."""

    plans: tuple[Plan, Plan]
    numbers: list[NumberRow]
    proofs: tuple[str, str]
    rows: list[DifferenceRow]
    same: int


def beside(one: Plan, other: Plan) -> Beside:
    """Asks the database nothing."""
    pair = Reading(one), Reading(other)
    keys = difference(*pair)
    same = len({*pair[0].requests, *pair[1].requests}) - len(keys)
    rows = sorted((_row(pair, key) for key in keys), key=lambda row: (not row.is_other_duo, row.name))
    return Beside((one, other), number_rows([one.result or None, other.result or None]),
                  (proof_words(one.result), proof_words(other.result)), rows, same)  # fmt: skip


def related(plan: Plan) -> list[Plan]:
    """Plans of the same family with numbers, newest first: what it follows, what follows it, and its sisters."""
    family = Q(based_on=plan) | (
        Q(pk=plan.based_on_id) | Q(based_on=plan.based_on_id) if plan.based_on_id else Q(pk=None)
    )
    rows = Plan.objects.filter(family, provider_id=plan.provider_id).exclude(pk=plan.pk).exclude(result={})
    return list(rows.order_by("-made_at", "pk")[:MOST_RELATED])


def _row(pair: tuple[Reading, Reading], key: str) -> DifferenceRow:
    name = next(one.name_of(key) for one in (*pair, pair[0]) if key in one.requests)
    duos, days = [one.duo(key) or _("geen plaats") for one in pair], [_days(one.rows.get(key, ())) for one in pair]
    return DifferenceRow(name, (duos[0], duos[1]), (days[0], days[1]), duos[0] != duos[1])


def _days(rows: Iterable[Booking]) -> str:
    return ", ".join(f"{date_short(row.at.on)} {HALF_WORDS[row.at.half]}" for row in rows)
