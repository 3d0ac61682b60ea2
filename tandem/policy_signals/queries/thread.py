"""What became of signals, for the room that keeps their givers' threads. Asked by id; no list of signals leaves this room."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models.functions import Coalesce

from tandem.kernel import access
from tandem.policy_signals.models import BundleSignal, ContributorMark, Signal
from tandem.policy_signals.rules import states
from tandem.policy_signals.rules.states import ANSWERED_STATES, PUBLIC_STATES


@dataclass(frozen=True, slots=True)
class SignalThread:
    """Where one signal stands. Empty texts until it was sent; `may_take_back` until then."""

    signal_id: UUID
    received_at: datetime
    is_withdrawn: bool
    is_bundled: bool
    state: str  # key of rules.states.STATES, empty while it waits
    bundle_id: UUID | None = None
    title: str = ""
    addressee: str = ""
    sent_at: datetime | None = None
    due_on: date | None = None
    answer: str = ""
    answered_at: datetime | None = None
    outcome: str = ""
    is_answer: bool | None = None  # the giver's own mark

    @property
    def is_sent(self) -> bool:
        """Whether it went to its addressee."""
        return self.state in PUBLIC_STATES

    @property
    def is_answered(self) -> bool:
        """Whether there is an answer to read and mark."""
        return self.state in ANSWERED_STATES

    @property
    def may_take_back(self) -> bool:
        """Until it is sent."""
        return not self.is_withdrawn and not self.is_sent

    @property
    def state_words(self) -> str:
        """The state as people read it."""
        return states.STATES[self.state] if self.state else ""


def answered_among(ids: Collection[UUID]) -> set[UUID]:
    """Which of these signals have an answer. One query."""
    with access.as_system():
        rows = BundleSignal.objects.filter(
            signal_id__in=ids, removed_at__isnull=True, bundle__state__in=ANSWERED_STATES
        )
        return set(rows.values_list("signal_id", flat=True))


def signal_threads(ids: Collection[UUID]) -> dict[UUID, SignalThread]:
    """By id; three queries however many. An id that is unknown is left out."""
    with access.as_system():
        signals = list(Signal.objects.filter(pk__in=ids))
        rows = BundleSignal.objects.filter(signal_id__in=ids, removed_at__isnull=True)
        places = {row.signal_id: row for row in rows.select_related("bundle", "bundle__addressee")}
        present = Coalesce("bundle__answered_at", "bundle__outcome_at")  # a mark on an earlier answer says nothing now
        rows_of_marks = ContributorMark.objects.filter(signal_id__in=ids, at__gte=present)
        marks = {row.signal_id: row.is_answer for row in rows_of_marks}
    return {row.pk: _thread(row, places.get(row.pk), marks.get(row.pk)) for row in signals}


def _thread(signal: Signal, place: BundleSignal | None, mark: bool | None) -> SignalThread:
    bundle = place.bundle if place else None
    if bundle is None or bundle.state not in PUBLIC_STATES:
        return SignalThread(
            signal.pk, signal.received_at, signal.withdrawn_at is not None, is_bundled=bundle is not None, state=""
        )
    return SignalThread(
        signal.pk, signal.received_at, is_withdrawn=False, is_bundled=True, state=bundle.state, bundle_id=bundle.pk,
        title=bundle.title, addressee=bundle.addressee.name if bundle.addressee else "", sent_at=bundle.sent_at,
        due_on=bundle.due_on, answer=bundle.answer, answered_at=bundle.answered_at, outcome=bundle.outcome, is_answer=mark,
    )  # fmt: skip
