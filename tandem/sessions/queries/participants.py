"""The list of participants of a series, with the size of the group per session."""

from dataclasses import dataclass

from tandem.kernel import dutch
from tandem.sessions import rules
from tandem.sessions.models import Participant, Series, Session


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One session and how many people it expects: everybody, or the small group (seed 001)."""

    title: str
    when: str
    group: str
    expected: int


@dataclass(frozen=True, slots=True)
class ParticipantsPage:
    """Names by alphabet, and the groups."""

    people: tuple[Participant, ...]
    groups: tuple[GroupRow, ...]


def participants_page(series: Series) -> ParticipantsPage:
    """Two queries."""
    people = Participant.objects.filter(series_id=series.pk, is_active=True).order_by("name", "pk")
    sessions = Session.objects.filter(series_id=series.pk, needs_list=True).exclude(status=rules.CANCELLED).in_order()
    return ParticipantsPage(tuple(people), tuple(_group(session) for session in sessions))


def _group(session: Session) -> GroupRow:
    return GroupRow(
        title=session.title,
        when=dutch.date_nl(session.starts_at),
        group=rules.GROUP_KINDS.get(session.group_kind, ""),
        expected=session.expected_participants,
    )
