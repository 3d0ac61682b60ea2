"""Signals in and out of a bundle, under lock: a giver who takes a signal back at the same moment comes before or after."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from tandem.kernel import access, audit
from tandem.kernel.refusal import Refusal
from tandem.policy_signals.models import Bundle, BundleEvent, BundleSignal, Signal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotPlace(Refusal):
    """A signal was taken back, or lies in another bundle."""


def locked_bundle(bundle: Bundle) -> Bundle:
    """The row as it is now, kept until the end of the transaction.

    `no_key`: a giver who takes a signal back adds a line of history to it, and must not wait for us while we wait for them.
    """
    return Bundle.objects.select_for_update(of=("self",), no_key=True).get(pk=bundle.pk)


def lock_signals(ids: Collection[UUID]) -> list[Signal]:
    """In one order for everybody. Only the system may lock a signal: nobody at the desk changes one."""
    with access.as_system():
        return list(Signal.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids).order_by("pk"))


def signal_ids_of(bundle: Bundle) -> list[UUID]:
    """Signals that lie in it now."""
    return list(places_of(bundle).values_list("signal_id", flat=True))


def places_of(bundle: Bundle) -> QuerySet[BundleSignal]:
    """Rows of now, not of before."""
    return BundleSignal.objects.filter(bundle=bundle, removed_at__isnull=True)


def put_in(bundle: Bundle, ids: Collection[UUID], *, by: Person, at: datetime) -> int:
    """Lay signals in a bundle; those that lie there already stay. Returns how many came. Raises CannotPlace."""
    signals = lock_signals(ids)
    if len(signals) < len(set(ids)) or any(signal.withdrawn_at for signal in signals):
        raise CannotPlace("Iemand nam een van deze signalen terug. Kies opnieuw; dat signaal staat er niet meer bij.")
    lying = dict(
        BundleSignal.objects.filter(signal__in=signals, removed_at__isnull=True).values_list("signal_id", "bundle_id")
    )
    if set(lying.values()) - {bundle.pk}:
        raise CannotPlace("Een van deze signalen ligt intussen bij een ander. Kies opnieuw.")
    new = [signal for signal in signals if signal.pk not in lying]
    BundleSignal.objects.bulk_create(
        BundleSignal(bundle=bundle, signal=signal, added_at=at, added_by=by) for signal in new
    )
    return len(new)


def take_out(bundle: Bundle, ids: Collection[UUID], *, by: Person, at: datetime) -> list[UUID]:
    """Signals leave a bundle; returns those that lay there until now."""
    lock_signals(ids)
    rows = places_of(bundle).filter(signal__in=ids)
    out = list(rows.values_list("signal_id", flat=True))
    rows.update(removed_at=at, removed_by=by)
    return out


def record_act(
    bundle: Bundle, action: str, *, by: Person, at: datetime, words: str = "", is_public: bool = False, **facts: object
) -> None:  # fmt: skip
    """`bundle.send`: one line in the audit trail, and `send` in the history of the bundle."""
    act = action.partition(".")[2]
    BundleEvent.objects.create(bundle=bundle, at=at, by=by, act=act, words=words, is_public=is_public)
    audit.record(action, bundle, by=by, at=at, **facts)
