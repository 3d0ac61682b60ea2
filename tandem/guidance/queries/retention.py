"""Files of which it is time to talk about keeping them. Without names: who coordinates sees no file.

Reads as the system, and hands out counts of days, kinds and the names of guides only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Coalesce

from tandem.guidance.models import AgendaPoint, ClientFile, NetworkMember
from tandem.guidance.queries.partnership import partnerships_of
from tandem.guidance.rules.retention import AGAIN_AFTER_DAYS, review_due
from tandem.identity.rules import Viewer
from tandem.kernel import access, clock, dutch

RETENTION = "retention"
SHORTEST = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A file on the list: what it is, who walks along, since when it is quiet, whether the talk was asked for."""

    kind: str
    guides: str
    quiet_since: str
    is_asked: bool


def review_rows(viewer: Viewer, *, at: datetime) -> list[ReviewRow]:
    """Files of the viewer's partnerships that are due, longest quiet first."""
    partnerships = list(partnerships_of(viewer, on=clock.local(at).date()).values_list("pk", flat=True))
    with access.as_system():
        due = [file for file in _quiet(at).filter(partnership_id__in=partnerships) if _is_due(file, at)]
        guides = _guides([file.pk for file in due])
        asked = _asked([file.pk for file in due])
    return [
        ReviewRow(
            "gesprek" if file.is_thread else "eigen dossier", guides.get(file.pk) or _opener(file),
            _month(file.last_contact_at or file.opened_at), file.pk in asked,
        )
        for file in due
    ]  # fmt: skip


def files_to_ask(*, at: datetime) -> list[UUID]:
    """Files that are due and of which nobody was asked to talk yet. For the job, as the system."""
    due = [file.pk for file in _quiet(at) if _is_due(file, at)]
    asked = _asked(due)
    return [pk for pk in due if pk not in asked]


def _quiet(at: datetime) -> QuerySet[ClientFile]:
    rows = ClientFile.objects.filter(erased_at__isnull=True).select_related("opened_by", "opened_for")
    rows = rows.annotate(last=Coalesce("last_contact_at", "opened_at"))
    talked = Max("agendapoint_set__done_at", filter=Q(agendapoint_set__comes_from=RETENTION))
    return rows.filter(last__lte=at - SHORTEST).annotate(reviewed=talked).order_by("last", "pk")


def _is_due(file: ClientFile, at: datetime) -> bool:
    last, reviewed = file.last_contact_at or file.opened_at, file.reviewed  # type: ignore[attr-defined]
    return review_due(is_thread=file.is_thread, last_contact=last, reviewed_at=reviewed, at=at)


def _guides(files: list[UUID]) -> dict[UUID, str]:
    members = NetworkMember.objects.filter(file_id__in=files, role="guide", state="active", person__isnull=False)
    found: dict[UUID, str] = {}
    for member in members.select_related("person", "organisation").order_by("file_id", "pk"):
        name = f"{member.person} ({member.organisation})" if member.organisation else str(member.person)
        found[member.file_id] = f"{found[member.file_id]}, {name}" if member.file_id in found else name
    return found


def _month(at: datetime) -> str:
    local = clock.local(at)
    return f"{dutch.MONTHS[local.month - 1]} {local.year}"


def _opener(file: ClientFile) -> str:
    return f"{file.opened_by} ({file.opened_for})" if file.is_thread and file.opened_by else ""


def _asked(files: list[UUID]) -> set[UUID]:
    since = clock.now() - timedelta(days=AGAIN_AFTER_DAYS)
    points = AgendaPoint.objects.filter(file_id__in=files, comes_from=RETENTION)
    return set(points.filter(Q(done_at__isnull=True) | Q(made_at__gt=since)).values_list("file_id", flat=True))
