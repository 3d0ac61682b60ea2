"""The money of a call: kinds with a cap, an amount per kind and wave, limits per area."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tandem.calls.actions.call_lock import CannotChangeCall, locked, stand_of, tell_change
from tandem.calls.models import AreaLimit, Call, Envelope, MoneyKind
from tandem.calls.rules import call_changes as rules
from tandem.calls.rules.definition import OWN_MEANS
from tandem.kernel.refusal import Problem

if TYPE_CHECKING:
    from tandem.identity.models import Person


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of money as an officer wants it; `id` when it stands already."""

    title: str
    cap: Decimal | None
    hint: str = ""
    is_optional: bool = False
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Amounts:
    """One wave: amount per kind (by id). Without a year it is one pot for all waves."""

    year: int | None
    starts_on: date | None
    per_kind: Mapping[int, Decimal]


@dataclass(frozen=True, slots=True)
class Limit:
    """How many chosen projects of one area."""

    area: str
    least: int = 0
    most: int | None = None


@transaction.atomic
def set_kinds(call: Call, kinds: Iterable[Kind], *, version: int, by: Person | None, at: datetime) -> Call:
    """Which kinds of money there are, in this order; a kind that is left out goes, with its amounts."""
    row, wanted = locked(call, version), list(kinds)
    standing = {kind.pk: kind for kind in row.money_kinds.all()}
    if [_as_wanted(kind) for kind in standing.values()] == wanted:
        return row
    CannotChangeCall.if_any(rules.problems_of_measure(stand_of(row, at)))
    CannotChangeCall.if_any(
        _twice([kind.title.casefold() for kind in wanted], _("Deze soort geld staat er twee keer."))
    )
    row.money_kinds.exclude(pk__in=[kind.id for kind in wanted if kind.id]).delete()
    keys = {kind.key for kind in standing.values()}
    for position, kind in enumerate(wanted, 1):
        _put(row, standing.get(kind.id or 0), kind, position, keys)
    tell_change("call.set_kinds", row, ["money_kinds"], by=by, at=at, kinds=len(wanted))
    return row


@transaction.atomic
def set_waves(call: Call, waves: Iterable[Amounts], *, version: int, by: Person | None, at: datetime) -> Call:
    """How much money there is per kind and year, all at once; what stood there before makes place."""
    row, wanted = locked(call, version), list(waves)
    CannotChangeCall.if_any(_twice([wave.year for wave in wanted], _("Hetzelfde jaar staat er twee keer.")))
    before = {(one.kind_id, one.year): (one.amount_eur, one.starts_on) for one in row.envelopes.all()}
    kinds = set(row.money_kinds.values_list("pk", flat=True))
    after = {
        (kind, wave.year): (amount, wave.starts_on)
        for wave in wanted for kind, amount in wave.per_kind.items() if kind in kinds
    }  # fmt: skip
    if before == after:
        return row
    CannotChangeCall.if_any(rules.problems_of_money(_amounts(before), _amounts(after), stand_of(row, at)))
    row.envelopes.all().delete()
    Envelope.objects.bulk_create(
        Envelope(call=row, kind_id=kind, year=year, amount_eur=amount, starts_on=starts_on)
        for (kind, year), (amount, starts_on) in after.items()
    )
    tell_change("call.set_waves", row, ["envelopes"], by=by, at=at, waves=len(wanted))
    return row


@transaction.atomic
def set_limits(call: Call, limits: Iterable[Limit], *, version: int, by: Person | None, at: datetime) -> Call:
    """At least and at most how many chosen projects per area; no limit is 0 and nothing."""
    row = locked(call, version)
    wanted = [limit for limit in limits if limit.least or limit.most is not None]
    standing = {Limit(one.area, one.least, one.most) for one in row.area_limits.all()}
    if standing == set(wanted):
        return row
    CannotChangeCall.if_any(rules.problems_of_limits(stand_of(row, at)))
    CannotChangeCall.if_any(
        Problem(_("Het minimum is hoger dan het maximum. Kijk beide getallen na."), f"{limit.area}-most")
        for limit in wanted
        if limit.most is not None and limit.most < limit.least
    )
    row.area_limits.all().delete()
    AreaLimit.objects.bulk_create(
        AreaLimit(call=row, area=limit.area, least=limit.least, most=limit.most) for limit in wanted
    )
    tell_change("call.set_limits", row, ["area_limits"], by=by, at=at, areas=len(wanted))
    return row


def _as_wanted(kind: MoneyKind) -> Kind:
    return Kind(kind.title, kind.cap_eur, kind.hint, kind.is_optional, kind.pk)


def _put(call: Call, row: MoneyKind | None, kind: Kind, position: int, keys: set[str]) -> None:
    if row is None:
        row = MoneyKind(call=call, key=_new_key(kind.title, keys))
        keys.add(row.key)
    row.title, row.hint, row.cap_eur = kind.title, kind.hint, kind.cap
    row.is_optional, row.position = kind.is_optional, position
    row.save()


def _new_key(title: str, keys: set[str]) -> str:
    """Stays the same when the title changes: answers refer to it. Never the key of what others pay."""
    start = slugify(title)[:24].strip("-") or "geld"
    taken = {*keys, OWN_MEANS}
    return next(key for key in (start, *(f"{start}-{n}" for n in range(2, 10_000))) if key not in taken)


def _amounts(rows: Mapping[tuple[int, int | None], tuple[Decimal, date | None]]) -> dict[object, Decimal]:
    return {key: amount for key, (amount, _starts_on) in rows.items()}


def _twice(keys: list[object], sentence: str) -> list[Problem]:
    return [Problem(sentence)] if len(set(keys)) < len(keys) else []
