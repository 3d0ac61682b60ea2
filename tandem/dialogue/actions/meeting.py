"""A meeting from agenda to final report: held, read back, corrected by who was there, final (guidance.md section 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.dialogue.models import AgendaPoint, Correction, Group, Meeting, Statement, StatementVersion, Voice
from tandem.dialogue.rules import meeting as rules
from tandem.dialogue.rules.states import MEETING
from tandem.dialogue.rules.vocabulary import VOICES
from tandem.kernel import audit
from tandem.kernel.refusal import Conflict, Problem, Refusal
from tandem.kernel.states import next_state

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotWriteMeeting(Refusal):
    """The meeting is final, or something is missing."""


class MeetingChanged(Conflict):
    """Somebody else wrote meanwhile: `current` is what stands there now."""


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """When, where and about what."""

    title: str
    held_on: date
    place: str
    themes: Sequence[str]


@transaction.atomic
def plan_meeting(group: Group, facts: MeetingFacts, *, by: Person, at: datetime) -> Meeting:
    """A new meeting, still in preparation."""
    meeting = Meeting.objects.create(
        group=group, association_id=group.association_id, title=facts.title.strip(), held_on=facts.held_on,
        place=facts.place.strip(), themes=list(facts.themes), made_at=at, made_by=by,
    )  # fmt: skip
    audit.record("meeting.plan", meeting, by=by, at=at, group=group.pk)
    return meeting


@transaction.atomic
def change_meeting(meeting: Meeting, facts: MeetingFacts, *, version: int, by: Person, at: datetime) -> Meeting:
    """Another day, place or theme, until the report is final."""
    row = _writable(meeting)
    if row.version != version:
        raise MeetingChanged(_("Iemand paste deze bijeenkomst net aan. Kijk na wat er nu staat."), current=row)
    row.title, row.held_on, row.place = facts.title.strip(), facts.held_on, facts.place.strip()
    row.themes = list(facts.themes)
    return _saved(row, "meeting.change", by=by, at=at)


@transaction.atomic
def add_point(meeting: Meeting, *, words: str, bundle_id: UUID | None = None, by: Person, at: datetime) -> AgendaPoint:
    """What the group wants to talk about; `bundle_id` pulls a structural signal in as evidence."""
    row = _writable(meeting)
    if not words.strip():
        raise CannotWriteMeeting(Problem(_("Schrijf waarover het punt gaat."), "words"))
    point = AgendaPoint.objects.create(
        meeting=row, position=row.agenda.count() + 1, words=words.strip(), bundle_id=bundle_id
    )
    audit.record("meeting.add_point", row, by=by, at=at, point=point.pk, bundle=bundle_id)
    return point


@transaction.atomic
def drop_point(meeting: Meeting, point_id: int, *, by: Person, at: datetime) -> None:
    """Take a point off the agenda."""
    row = _writable(meeting)
    row.agenda.filter(pk=point_id).delete()
    audit.record("meeting.drop_point", row, by=by, at=at, point=point_id)


@transaction.atomic
def hold_meeting(meeting: Meeting, *, people: int, by: Person, at: datetime) -> Meeting:
    """It took place; `people` is a count, never names."""
    CannotWriteMeeting.if_any(rules.hold_problems(people=people))
    row = _writable(meeting)
    row.state, row.people = next_state(MEETING, "hold", row.state), people
    return _saved(row, "meeting.hold", by=by, at=at, people=people)


@transaction.atomic
def write_report(meeting: Meeting, *, report: str, people: int, version: int, by: Person, at: datetime) -> Meeting:
    """The written part of the report, and how many were there."""
    CannotWriteMeeting.if_any(rules.hold_problems(people=people))
    row = _writable(meeting)
    if row.version != version:
        raise MeetingChanged(_("Iemand schreef net ook aan dit verslag. Jouw tekst staat er nog."), current=row)
    row.report, row.people = report.strip(), people
    return _saved(row, "meeting.write_report", by=by, at=at)


@transaction.atomic
def read_back(meeting: Meeting, *, by: Person, at: datetime) -> Meeting:
    """The report goes back to the group before it is final."""
    row = _writable(meeting)
    statements = row.statements.filter(withdrawn_at__isnull=True).count()
    CannotWriteMeeting.if_any(rules.read_back_problems(statements=statements, report=row.report))
    row.state, row.read_back_at = next_state(MEETING, "read_back", row.state), at
    return _saved(row, "meeting.read_back", by=by, at=at)


@transaction.atomic
def take_back_report(meeting: Meeting, *, by: Person, at: datetime) -> Meeting:
    """Not ready to be read: writing goes on."""
    row = _writable(meeting)
    row.state = next_state(MEETING, "take_back", row.state)
    return _saved(row, "meeting.take_back", by=by, at=at)


@transaction.atomic
def make_final(meeting: Meeting, *, by: Person, at: datetime) -> Meeting:
    """Nothing changes any more; the network reads it too."""
    row = _writable(meeting)
    CannotWriteMeeting.if_any(rules.final_problems(open_corrections=row.corrections.filter(state="open").count()))
    row.state, row.final_at = next_state(MEETING, "make_final", row.state), at
    return _saved(row, "meeting.make_final", by=by, at=at)


@transaction.atomic
def say(
    meeting: Meeting, *, words: str, theme: str = "", is_what_helps: bool = False, by: Person, at: datetime
) -> Statement:  # fmt: skip
    """Somebody said this, in their own words; who it was is not written down."""
    row = _writable(meeting)
    statement = Statement.objects.create(
        meeting=row, words=_words(words), theme=theme, is_what_helps=is_what_helps, said_at=at, received_at=at
    )
    audit.record("meeting.say", row, by=by, at=at, statement=statement.pk)
    return statement


@transaction.atomic
def reword(meeting: Meeting, statement: Statement, *, words: str, version: int, by: Person, at: datetime) -> Statement:
    """Better words; the earlier ones are kept."""
    row = _writable(meeting)
    said = _locked(row, statement)
    if said.version != version:
        raise MeetingChanged(_("Iemand paste deze uitspraak net aan. Jouw woorden staan er nog."), current=said)
    StatementVersion.objects.create(statement=said, version=said.version, words=said.words, at=at)
    said.words, said.version = _words(words), said.version + 1
    said.save()
    audit.record("meeting.reword", row, by=by, at=at, statement=said.pk)
    return said


@transaction.atomic
def put_aside(meeting: Meeting, statement: Statement, *, is_aside: bool, by: Person, at: datetime) -> None:
    """Leave a statement out, or take it up again."""
    row = _writable(meeting)
    said = _locked(row, statement)
    said.withdrawn_at = at if is_aside else None
    said.save()
    audit.record("meeting.put_aside", row, by=by, at=at, statement=said.pk, is_aside=is_aside)


@transaction.atomic
def hear(meeting: Meeting, statement: Statement, *, kind: str, words: str, by: Person, at: datetime) -> Voice:
    """Who is of one mind and who is not: dissent stays beside the statement."""
    row = _writable(meeting)
    said = _locked(row, statement)
    if kind not in VOICES:
        raise CannotWriteMeeting(Problem(_("Kies: eens, niet eens of aanvulling."), "kind"))
    if kind != "agree" and not words.strip():
        raise CannotWriteMeeting(Problem(_("Schrijf kort wat die persoon anders ziet."), "words"))
    voice = Voice.objects.create(statement=said, kind=kind, words=words.strip(), at=at)
    audit.record("meeting.hear", row, by=by, at=at, statement=said.pk, kind=kind)
    return voice


@transaction.atomic
def correct(
    meeting: Meeting, *, words: str, statement: Statement | None = None, by: Person, at: datetime
) -> Correction:  # fmt: skip
    """What somebody says of the report while it is read back."""
    row = _writable(meeting)
    if row.state != "read_back":
        raise CannotWriteMeeting(_("Lees het verslag eerst terug. Dan kan iedereen verbeteren."))
    correction = Correction.objects.create(meeting=row, statement=statement, words=_words(words), made_at=at)
    audit.record("meeting.correct", row, by=by, at=at, correction=correction.pk)
    return correction


@transaction.atomic
def answer_correction(
    correction: Correction, *, is_taken: bool, answer: str, by: Person, at: datetime
) -> Correction:  # fmt: skip
    """Taken over, or left with the reason."""
    row = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    _writable(row.meeting)
    if not is_taken and not answer.strip():
        raise CannotWriteMeeting(Problem(_("Zeg waarom dit niet in het verslag komt."), "answer"))
    row.state, row.answer = "taken" if is_taken else "left", answer.strip()
    row.handled_at, row.handled_by = at, by
    row.save()
    audit.record("meeting.answer_correction", row.meeting, by=by, at=at, correction=row.pk, is_taken=is_taken)
    return row


def _writable(meeting: Meeting) -> Meeting:
    """The meeting, locked, while its report is not final."""
    row = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if row.state == "final":
        raise CannotWriteMeeting(_("Dit verslag is definitief. Het verandert niet meer."))
    return row


def _saved(row: Meeting, act: str, *, by: Person, at: datetime, **facts: object) -> Meeting:
    row.version += 1
    row.save()
    audit.record(act, row, by=by, at=at, state=row.state, **facts)
    return row


def _locked(meeting: Meeting, statement: Statement) -> Statement:
    return Statement.objects.select_for_update(of=("self",)).get(pk=statement.pk, meeting=meeting)


def _words(words: str) -> str:
    if not words.strip():
        raise CannotWriteMeeting(Problem(_("Schrijf wat er gezegd is."), "words"))
    return words.strip()
