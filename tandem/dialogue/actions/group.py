"""Groups of an association."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.dialogue.models import Group
from tandem.kernel import audit
from tandem.kernel.refusal import Conflict, Problem, Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotKeepGroup(Refusal):
    """There is one with this name."""


class GroupChanged(Conflict):
    """Somebody else changed it meanwhile."""


@transaction.atomic
def make_group(association_id: int, *, name: str, about: str, by: Person, at: datetime) -> Group:
    """A new group. Its participants are no rows: nobody is registered."""
    _check_name(association_id, name)
    group = Group.objects.create(
        association_id=association_id, name=name.strip(), about=about.strip(), made_at=at, made_by=by
    )
    audit.record("group.make", group, by=by, at=at, association=association_id)
    return group


@transaction.atomic
def change_group(group: Group, *, name: str, about: str, version: int, by: Person, at: datetime) -> Group:
    """Another name or description. Raises GroupChanged when somebody was first."""
    row = Group.objects.select_for_update(of=("self",)).get(pk=group.pk)
    if row.version != version:
        raise GroupChanged(_("Iemand paste deze groep net aan. Kijk na wat er nu staat."), current=row)
    _check_name(row.association_id, name, but=row)
    row.name, row.about, row.version = name.strip(), about.strip(), row.version + 1
    row.save()
    audit.record("group.change", row, by=by, at=at)
    return row


@transaction.atomic
def end_group(group: Group, *, by: Person, at: datetime) -> None:
    """The group stops; what it said stays."""
    Group.objects.filter(pk=group.pk, ended_at__isnull=True).update(ended_at=at)
    audit.record("group.end", group, by=by, at=at)


@transaction.atomic
def restart_group(group: Group, *, by: Person, at: datetime) -> None:
    """The group meets again."""
    _check_name(group.association_id, group.name, but=group)
    Group.objects.filter(pk=group.pk).update(ended_at=None)
    audit.record("group.restart", group, by=by, at=at)


def _check_name(association_id: int, name: str, but: Group | None = None) -> None:
    if not name.strip():
        raise CannotKeepGroup(Problem(_("Vul de naam van de groep in."), "name"))
    rows = Group.objects.filter(association_id=association_id, name__iexact=name.strip(), ended_at__isnull=True)
    if (rows.exclude(pk=but.pk) if but else rows).exists():
        raise CannotKeepGroup(Problem(_("Er is al een groep met deze naam. Kies een andere."), "name"))
