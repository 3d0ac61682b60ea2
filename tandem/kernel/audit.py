"""Every action leaves one entry, in its own transaction: a failing audit write undoes the action."""

from datetime import datetime

from django.db import connection, models

from tandem.kernel.models import AuditEntry

_BROKEN = """
    with chain as (
        select position, hash, previous_hash, kernel_audit_digest(e) as digest,
               lag(hash, 1, '') over (order by position) as expected_previous,
               lag(position, 1, 0) over (order by position) as position_before
        from kernel_auditentry e where position is not null)
    select min(position) from chain
    where hash <> digest or previous_hash <> expected_previous or position <> position_before + 1
"""


def record(action: str, subject: models.Model, *, by: models.Model | None, at: datetime, **facts: object) -> None:
    """Write one entry. `facts` are identifiers, states and counts: never names, texts or addresses."""
    AuditEntry.objects.create(
        at=at, by_id=by.pk if by else None, action=action,
        subject_type=subject._meta.label_lower, subject_id=str(subject.pk),
        facts={name: _plain(value) for name, value in facts.items()},
    )  # fmt: skip


def _plain(value: object) -> object:
    return value if isinstance(value, (int, str, bool, type(None), list)) else str(value)


def history_of(subject: models.Model) -> models.QuerySet[AuditEntry]:
    """Entries about one thing, oldest first."""
    rows = AuditEntry.objects.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))
    return rows.select_related("by")


def entries(*, action: str = "") -> models.QuerySet[AuditEntry]:
    """Every entry, newest first; with `action` those whose name starts with it."""
    rows = AuditEntry.objects.select_related("by").order_by("-pk")
    return rows.filter(action__startswith=action) if action else rows


def first_broken_position() -> int | None:
    """Position of the first entry that was changed, moved or taken out; None when the chain is whole."""
    with connection.cursor() as cursor:
        cursor.execute(_BROKEN)
        return cursor.fetchone()[0]


def head() -> tuple[int, str]:
    """Last position and hash: keep it outside the database once a day, so that truncation shows."""
    entry = AuditEntry.objects.filter(position__isnull=False).order_by("-position").first()
    return (entry.position or 0, entry.hash) if entry else (0, "")
