"""What works in a network, and what remains of it: "wat blijft er?" (seed 002)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.calls.models import Network, Practice
from tandem.calls.rules.vocabulary import PRACTICE_STATES
from tandem.kernel import audit
from tandem.kernel.refusal import Conflict, Problem, Refusal

if TYPE_CHECKING:
    from uuid import UUID

    from tandem.identity.models import Person


class CannotKeepPractice(Refusal):
    """Words are missing, or nobody keeps it."""


@transaction.atomic
def add_practice(network: Network, facts: Mapping[str, Any], *, by: Person | None, at: datetime) -> Practice:
    """Also of a network that ended: then it shows what stays. Raises CannotKeepPractice."""
    Network.objects.select_for_update(of=("self",)).get(pk=network.pk)  # two people may write the same title at once
    CannotKeepPractice.if_any([*_problems(facts), *_same(network, facts["title"])])
    row = Practice.objects.create(network=network, **facts, made_at=at, made_by=by)
    audit.record("practice.add", network, by=by, at=at, practice=row.pk, state=row.state)
    return row


@transaction.atomic
def edit_practice(practice: Practice, facts: Mapping[str, Any], *, version: int, by: Person, at: datetime) -> Practice:
    """Other words, kept or dropped. Raises Conflict when somebody was first, CannotKeepPractice."""
    row = Practice.objects.select_related("network").select_for_update(of=("self",)).get(pk=practice.pk)
    if row.version != version:
        raise Conflict(_("Iemand anders veranderde dit terwijl jij schreef. Kijk na wat er nu staat."), current=row)
    CannotKeepPractice.if_any([*_problems(facts), *_same(row.network, facts["title"], but=row.pk)])
    for name, value in facts.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    audit.record("practice.edit", row.network, by=by, at=at, practice=row.pk, state=row.state)
    return row


def _problems(facts: Mapping[str, Any]) -> list[Problem]:
    checks = (
        ("title", bool(facts["title"].strip()), _("Geef het een naam.")),
        ("words", bool(facts["words"].strip()), _("Schrijf wat jullie deden en wat het opleverde.")),
        ("state", facts["state"] in PRACTICE_STATES, _("Kies hoe het ermee staat.")),
        ("kept_by", facts["state"] != "kept" or bool(facts["kept_by"].strip()),
         _("Schrijf op welke organisatie ermee verdergaat.")),
    )  # fmt: skip
    return [Problem(sentence, field) for field, is_fine, sentence in checks if not is_fine]


def _same(network: Network, title: str, but: UUID | None = None) -> list[Problem]:
    rows = network.practices.filter(title__iexact=title.strip())
    rows = rows.exclude(pk=but) if but else rows
    return [Problem(_("Dit staat er al. Pas het daar aan."), "title")] if rows.exists() else []
