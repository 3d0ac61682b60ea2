"""The plain timeline of a file: what happened, in sentences, without anybody's private content."""

from dataclasses import dataclass

from django.db.models import Model, Q

from tandem.kernel import dutch
from tandem.kernel.models import AuditEntry
from tandem.programmes.rules.history import SENTENCES


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One line of the timeline."""

    when: str
    who: str
    text: str


def history_of(*subjects: Model) -> list[HistoryRow]:
    """Newest first; acts without a sentence are internal and stay out. One query."""
    about = Q(pk__in=[])
    for subject in subjects:
        about |= Q(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))
    entries = AuditEntry.objects.filter(about, action__in=SENTENCES).select_related("by").order_by("-at", "-pk")
    return [
        HistoryRow(dutch.datetime_nl(entry.at), str(entry.by or "Tandem"), SENTENCES[entry.action]) for entry in entries
    ]
