"""Programme templates: copy, edit the copy, publish, withdraw. Running trajectories keep their version."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.kernel import audit, clock
from tandem.kernel.refusal import Conflict, Problem, Refusal
from tandem.programmes.models import ProgrammeTemplate
from tandem.programmes.rules.definition import definition_problems

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotEditTemplate(Refusal):
    """Only a draft can be edited."""


class CannotPublish(Refusal):
    """The draft is not complete."""


@transaction.atomic
def copy_template(template: ProgrammeTemplate, *, by: Person, at: datetime) -> ProgrammeTemplate:
    """A draft with the next version number; an open draft of the same programme is given back instead of a second one."""
    same = ProgrammeTemplate.objects.select_for_update().filter(code=template.code)
    draft = same.filter(status="draft").first()
    if draft:
        return draft
    copy = ProgrammeTemplate.objects.create(
        code=template.code, version=max(same.values_list("version", flat=True)) + 1, title=template.title,
        summary=template.summary, definition=template.definition, copied_from=template,
    )  # fmt: skip
    audit.record("template.copied", copy, by=by, at=at, copied_from=template.pk, version=copy.version)
    return copy


@transaction.atomic
def edit_template(
    template: ProgrammeTemplate, *, general: Mapping[str, Any], definition: Mapping[str, Any], expected_version: int,
    by: Person, at: datetime,
) -> ProgrammeTemplate:  # fmt: skip
    """Save a draft. Somebody else's save in between is shown, never overwritten."""
    locked = ProgrammeTemplate.objects.select_for_update().get(pk=template.pk)
    if locked.status != "draft":
        raise CannotEditTemplate(_("Dit programma is gepubliceerd. Maak een kopie en pas die aan."))
    if locked.edit_version != expected_version:
        raise Conflict(_("Iemand anders bewaarde dit sjabloon net. Jouw tekst staat hier nog: vergelijk en bewaar opnieuw."),
                       current=locked)  # fmt: skip
    for name in ("title", "summary", "valid_from", "valid_to"):
        setattr(locked, name, general[name])
    locked.definition, locked.edit_version = dict(definition), locked.edit_version + 1
    locked.save()
    audit.record("template.edited", locked, by=by, at=at, edit_version=locked.edit_version)
    return locked


@transaction.atomic
def publish_template(template: ProgrammeTemplate, *, by: Person, at: datetime) -> ProgrammeTemplate:
    """From its start day this version takes applications; the version before ends the day before."""
    locked = ProgrammeTemplate.objects.select_for_update().get(pk=template.pk)
    if locked.status != "draft":
        raise CannotPublish(_("Dit programma is al gepubliceerd."))
    problems = definition_problems(locked.definition)
    if locked.valid_from is None:
        problems.append(Problem(_("Kies vanaf wanneer dit programma geldt."), "valid_from"))
    CannotPublish.if_any(problems)
    _end_versions_before(locked)
    locked.status, locked.published_at = "published", at
    locked.save(update_fields=["status", "published_at"])
    audit.record("template.published", locked, by=by, at=at, version=locked.version)
    return locked


def _end_versions_before(template: ProgrammeTemplate) -> None:
    """The start day is known: publishing without one was refused."""
    start = template.valid_from or date.max
    day_before = start - timedelta(days=1)
    older = ProgrammeTemplate.objects.filter(code=template.code, status="published").exclude(pk=template.pk)
    older.filter(valid_from__lte=day_before).exclude(valid_to__lt=start).update(valid_to=day_before)
    older.filter(valid_from__gt=day_before).update(status="withdrawn")


@transaction.atomic
def withdraw_template(template: ProgrammeTemplate, *, by: Person, at: datetime) -> ProgrammeTemplate:
    """No new applications; running trajectories go on."""
    locked = ProgrammeTemplate.objects.select_for_update().get(pk=template.pk)
    if locked.status != "published":
        raise CannotEditTemplate(_("Alleen een gepubliceerd programma kan gesloten worden."))
    locked.status, locked.valid_to = "withdrawn", max(_today(at), locked.valid_from or _today(at))
    locked.save(update_fields=["status", "valid_to"])
    audit.record("template.withdrawn", locked, by=by, at=at)
    return locked


def _today(at: datetime) -> date:
    return clock.local(at).date()
