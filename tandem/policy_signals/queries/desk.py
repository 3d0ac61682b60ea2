"""The start page of the policy worker: what waits, what is in the making, what waits for an answer, what came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from tandem.kernel import dutch
from tandem.policy_signals.models import Bundle, Consultation
from tandem.policy_signals.queries.backing import backings
from tandem.policy_signals.queries.bundle import BundleRow, bundle_row
from tandem.policy_signals.queries.marks import said_of_answers
from tandem.policy_signals.queries.queue import waiting_signals
from tandem.policy_signals.rules import bundle as rules
from tandem.policy_signals.rules.marks import said_by_givers
from tandem.policy_signals.rules.states import ANSWERED_STATES, BUNDLED, OPEN_STATES
from tandem.policy_signals.rules.vocabulary import POLICY_DOMAINS

MOST_ROWS = 8


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A bundle, and what the desk has to know about it now."""

    bundle: BundleRow
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """Counts are of everything; lists show the first few."""

    waiting: int
    making: int
    open: int
    overdue: int
    answered: int
    in_the_making: list[DeskRow]
    sent: list[DeskRow]
    answers: list[DeskRow]
    next_consultation: str


def desk(*, on: date) -> Desk:
    """Everything on the page."""
    rows = Bundle.objects.select_related("addressee")
    counts = Bundle.objects.aggregate(
        making=Count("pk", filter=Q(state=BUNDLED)), open=Count("pk", filter=Q(state__in=OPEN_STATES)),
        overdue=Count("pk", filter=Q(state__in=OPEN_STATES, due_on__lt=on)),
        answered=Count("pk", filter=Q(state__in=ANSWERED_STATES)),
    )  # fmt: skip
    return Desk(
        waiting=waiting_signals().count(), **counts,
        in_the_making=_in_the_making(rows.filter(state=BUNDLED).order_by("-number"), on),
        sent=[_sent(row, on) for row in rows.filter(state__in=OPEN_STATES).order_by("due_on", "number")[:MOST_ROWS]],
        answers=_answers(rows.filter(state__in=ANSWERED_STATES), on),
        next_consultation=_next_consultation(on),
    )  # fmt: skip


def _in_the_making(rows: QuerySet[Bundle], on: date) -> list[DeskRow]:
    bundles = list(rows[:MOST_ROWS])
    behind = backings([bundle.pk for bundle in bundles])
    return [
        DeskRow(
            bundle_row(bundle, on=on), [problem.text for problem in rules.lacks(behind[bundle.pk], asks=bundle.asks)]
        )
        for bundle in bundles
    ]


def _sent(bundle: Bundle, on: date) -> DeskRow:
    row = bundle_row(bundle, on=on)
    return DeskRow(row, ["Bestemmeling gestopt: kies een nieuwe."] if row.is_addressee_ended else [])


def _answers(rows: QuerySet[Bundle], on: date) -> list[DeskRow]:
    """The latest answers, with what the givers think of them."""
    bundles = list(rows.order_by(Coalesce("outcome_at", "answered_at").desc(), "-number")[:MOST_ROWS])
    marks = said_of_answers([bundle.pk for bundle in bundles]) if bundles else {}
    return [DeskRow(bundle_row(bundle, on=on), [said_by_givers(marks.get(bundle.pk))]) for bundle in bundles]


def _next_consultation(on: date) -> str:
    row = Consultation.objects.filter(state="planned", held_on__gte=on).order_by("held_on", "pk").first()
    return f"{POLICY_DOMAINS[row.policy_domain]}: {dutch.date_nl(row.held_on)}" if row else ""
