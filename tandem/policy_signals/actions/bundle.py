"""A structural signal in the making: begun, worded, filled, ended. Every act stands in its history and in the audit trail."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection, transaction

from tandem.kernel.refusal import Conflict, Problem, Refusal
from tandem.kernel.states import next_state
from tandem.policy_signals.actions.places import (
    locked_bundle,
    put_in,
    record_act,
    signal_ids_of,
    take_out,
)
from tandem.policy_signals.models import Bundle
from tandem.policy_signals.rules.bundle import Wording, wording_problems
from tandem.policy_signals.rules.states import BUNDLE_STATES, BUNDLED

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotBundle(Refusal):
    """Words or signals are missing, or the bundle is no longer in the making."""


class BundleChangedMeanwhile(Conflict):
    """Somebody else saved first: `current` is the bundle as it is now."""


@transaction.atomic
def make_bundle(wording: Wording, *, signals: Collection[UUID], by: Person, at: datetime) -> Bundle:
    """Begin a bundle with these signals. Raises CannotBundle or CannotPlace."""
    CannotBundle.if_any(wording_problems(wording))
    if not signals:
        raise CannotBundle(Problem("Kies minstens één signaal.", "signals"))
    bundle = Bundle.objects.create(number=_next_number(), made_at=at, made_by=by, **asdict(wording))
    count = put_in(bundle, signals, by=by, at=at)
    record_act(bundle, "bundle.make", by=by, at=at, signals=count)
    return bundle


@transaction.atomic
def change_bundle(bundle: Bundle, wording: Wording, *, version: int, by: Person, at: datetime) -> Bundle:
    """Other words; the history keeps the earlier ones. Raises CannotBundle or BundleChangedMeanwhile."""
    CannotBundle.if_any(wording_problems(wording))
    bundle = _in_the_making(bundle)
    if bundle.version != version:
        raise BundleChangedMeanwhile(
            "Iemand anders bewaarde intussen een andere tekst. Vergelijk hieronder en bewaar opnieuw.", current=bundle
        )
    changed = {name: value for name, value in asdict(wording).items() if getattr(bundle, name) != value}
    if changed:
        before = "\n\n".join(text for text in (bundle.title, bundle.words, bundle.asks) if text)
        Bundle.objects.filter(pk=bundle.pk).update(**changed, version=version + 1)
        record_act(bundle, "bundle.change", by=by, at=at, words=before, fields=sorted(changed))
    return bundle


@transaction.atomic
def add_signals(bundle: Bundle, *, signals: Collection[UUID], by: Person, at: datetime) -> int:
    """Lay more signals in it. Returns how many came; none leaves no trace. Raises CannotBundle or CannotPlace."""
    bundle = _in_the_making(bundle)
    count = put_in(bundle, signals, by=by, at=at)
    if count:
        record_act(bundle, "bundle.add_signals", by=by, at=at, signals=count)
    return count


@transaction.atomic
def remove_signals(bundle: Bundle, *, signals: Collection[UUID], by: Person, at: datetime) -> int:
    """Signals wait again. Returns how many left; none leaves no trace. Raises CannotBundle."""
    bundle = _in_the_making(bundle)
    count = len(take_out(bundle, signals, by=by, at=at))
    if count:
        record_act(bundle, "bundle.remove_signals", by=by, at=at, signals=count)
    return count


@transaction.atomic
def merge_bundles(bundle: Bundle, *, into: Bundle, by: Person, at: datetime) -> Bundle:
    """All signals of `bundle` move to the other; its own words stay readable. Both are not sent yet. Raises CannotBundle."""
    if bundle.pk == into.pk:
        raise CannotBundle(Problem("Kies een ander signaal.", "into"))
    old, new = _both_in_the_making(bundle, into)
    moved = take_out(old, signal_ids_of(old), by=by, at=at)
    put_in(new, moved, by=by, at=at)
    state = next_state(BUNDLE_STATES, "merge", old.state)
    Bundle.objects.filter(pk=old.pk).update(state=state, merged_into=new, version=old.version + 1)
    record_act(old, "bundle.merge", by=by, at=at, words=name_of(new), other=new.pk, signals=len(moved))
    record_act(new, "bundle.take_in", by=by, at=at, words=name_of(old), other=old.pk, signals=len(moved))
    return new


@transaction.atomic
def split_bundle(bundle: Bundle, wording: Wording, *, signals: Collection[UUID], by: Person, at: datetime) -> Bundle:
    """Some signals begin a bundle of their own; at least one stays. Raises CannotBundle."""
    CannotBundle.if_any(wording_problems(wording))
    old = _in_the_making(bundle)
    moving = set(signals) & set(signal_ids_of(old))
    if not moving or moving == set(signal_ids_of(old)):
        raise CannotBundle(Problem("Kies minstens één signaal, en laat er minstens één liggen.", "signals"))
    moved = take_out(old, moving, by=by, at=at)
    new = Bundle.objects.create(number=_next_number(), made_at=at, made_by=by, **asdict(wording))
    put_in(new, moved, by=by, at=at)
    record_act(old, "bundle.split", by=by, at=at, words=name_of(new), other=new.pk, signals=len(moved))
    record_act(new, "bundle.split_from", by=by, at=at, words=name_of(old), other=old.pk, signals=len(moved))
    return new


@transaction.atomic
def end_bundle(bundle: Bundle, *, reason: str, by: Person, at: datetime) -> Bundle:
    """It is not sent; its signals wait again. Raises CannotBundle."""
    if not reason.strip():
        raise CannotBundle(Problem("Schrijf kort waarom dit niet verstuurd wordt.", "reason"))
    bundle = _in_the_making(bundle)
    freed = take_out(bundle, signal_ids_of(bundle), by=by, at=at)
    bundle.state = next_state(BUNDLE_STATES, "end", bundle.state)
    Bundle.objects.filter(pk=bundle.pk).update(state=bundle.state, version=bundle.version + 1)
    record_act(bundle, "bundle.end", by=by, at=at, words=reason.strip(), signals=len(freed))
    return bundle


def name_of(bundle: Bundle) -> str:
    """How history names another bundle."""
    return f"{bundle.number}. {bundle.title}"


def _in_the_making(bundle: Bundle) -> Bundle:
    bundle = locked_bundle(bundle)
    if bundle.state != BUNDLED:
        raise CannotBundle("Dit signaal is niet meer in de maak. Bekijk de pagina opnieuw.")
    return bundle


def _both_in_the_making(one: Bundle, other: Bundle) -> tuple[Bundle, Bundle]:
    """Locked in one order, whichever goes into which."""
    locked = {bundle.pk: _in_the_making(bundle) for bundle in sorted((one, other), key=lambda bundle: bundle.pk)}
    return locked[one.pk], locked[other.pk]


def _next_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select nextval('policy_signals_bundle_number')")
        return int(cursor.fetchone()[0])
