"""Who was heard before the call opens, what they said and what was done with it (seed 002: broad consultation first)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.calls.actions.call_lock import CannotChangeCall, locked, tell_change
from tandem.calls.models import Call, Consultation
from tandem.calls.rules.call_changes import OVER
from tandem.kernel import clock
from tandem.kernel.refusal import Problem

if TYPE_CHECKING:
    from tandem.identity.models import Person


@transaction.atomic
def add_consultation(call: Call, facts: Mapping[str, Any], *, by: Person | None, at: datetime) -> Consultation:
    """Somebody was heard. No names of people, only of organisations or groups."""
    row = locked(call)
    CannotChangeCall.if_any(_problems(row, facts, at))
    consultation = Consultation.objects.create(call=row, made_at=at, made_by=by, **facts)
    tell_change("call.add_consultation", row, ["consultations"], by=by, at=at, consultation=consultation.pk)
    return consultation


@transaction.atomic
def edit_consultation(
    consultation: Consultation, facts: Mapping[str, Any], *, version: int, by: Person | None, at: datetime
) -> Consultation:
    """Other words, or what was done with it. `version` is that of the call."""
    row = locked(consultation.call, version)
    CannotChangeCall.if_any(_problems(row, facts, at))
    if not Consultation.objects.filter(pk=consultation.pk).update(**facts):
        raise CannotChangeCall(_("Een collega haalde dit weg. Schrijf het opnieuw als het er toch bij moet."))
    tell_change("call.edit_consultation", row, ["consultations"], by=by, at=at, consultation=consultation.pk)
    return consultation


@transaction.atomic
def drop_consultation(consultation: Consultation, *, by: Person | None, at: datetime) -> None:
    """Only in preparation: what everybody could read, stays."""
    row = locked(consultation.call)
    if row.state != "draft":
        raise CannotChangeCall(_("De oproep is gepubliceerd. Wat er staat, blijft staan."))
    Consultation.objects.filter(pk=consultation.pk).delete()
    tell_change("call.drop_consultation", row, ["consultations"], by=by, at=at, consultation=consultation.pk)


def _problems(row: Call, facts: Mapping[str, Any], at: datetime) -> list[Problem]:
    if row.state in OVER:
        return [Problem(_("Deze oproep is afgelopen. Ze verandert niet meer."))]
    if facts["held_on"] > clock.local(at).date():
        return [Problem(_("Dit gesprek moet nog komen. Schrijf het op als het voorbij is."), "held_on")]
    return []
