"""Participants of a series: a name and a function, no account (seed 000). Nobody is deleted, so that lists stay readable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.kernel import audit
from tandem.kernel.refusal import Problem, Refusal
from tandem.sessions.models import Participant, Series
from tandem.sessions.participant_names import Entry, clean_line, entry_problems, is_same_person, without_doubles

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotChangeParticipant(Refusal):
    """This name cannot be kept, or stands there already."""


@dataclass(slots=True)
class Added:
    """What happened to a pasted list: new participants, and names that stood there already."""

    participants: list[Participant] = field(default_factory=list)
    known: list[str] = field(default_factory=list)


@transaction.atomic
def add_participants(series: Series, *, entries: Sequence[Entry], by: Person | None, at: datetime) -> Added:
    """Add several at once; doubles are recognised, somebody who left the list comes back with the same history."""
    CannotChangeParticipant.if_any(problem for entry in entries for problem in entry_problems(entry))
    present = _locked_participants(series)
    added = Added(known=[entry.name for entry in entries])
    for entry in without_doubles(entries):
        if not any(person.is_active and is_same_person(entry, _entry_of(person)) for person in present):
            added.participants.append(_put_on(series, entry, present, at=at))
            added.known.remove(entry.name)
    if added.participants:
        audit.record("sessions.add_participants", series, by=by, at=at, participants=[p.pk for p in added.participants])
    return added


@transaction.atomic
def add_participant(series: Series, *, entry: Entry, by: Person | None, at: datetime) -> Participant:
    """Add one; the same name twice asks for something that tells them apart."""
    added = add_participants(series, entries=[entry], by=by, at=at)
    if not added.participants:
        raise CannotChangeParticipant(_already_there(entry))
    return added.participants[0]


@transaction.atomic
def find_or_add_participant(series: Series, *, name: str, by: Person | None, at: datetime) -> Participant:
    """For who types a name while signing: the participant with that name, or a new one."""
    entry = Entry(clean_line(name))
    CannotChangeParticipant.if_any(entry_problems(entry))
    same = [p for p in _locked_participants(series) if p.is_active and is_same_person(entry, _entry_of(p))]
    return same[0] if same else add_participant(series, entry=entry, by=by, at=at)


@transaction.atomic
def edit_participant(participant: Participant, *, entry: Entry, by: Person, at: datetime) -> Participant:
    """Correct a name or a function. Closed lists keep what they say."""
    CannotChangeParticipant.if_any(entry_problems(entry))
    others = _locked_participants(participant.series)
    if any(p.is_active and p.pk != participant.pk and is_same_person(entry, _entry_of(p)) for p in others):
        raise CannotChangeParticipant(_already_there(entry))
    participant.name, participant.function = entry.name, entry.function
    participant.save(update_fields=["name", "function"])
    audit.record("sessions.edit_participant", participant, by=by, at=at)
    return participant


@transaction.atomic
def remove_participant(participant: Participant, *, by: Person, at: datetime) -> None:
    """Take somebody off the list for what is still to come; what was signed stays."""
    participant.is_active = False
    participant.save(update_fields=["is_active"])
    audit.record("sessions.remove_participant", participant, by=by, at=at)


def _locked_participants(series: Series) -> list[Participant]:
    """Everybody of the series, held one by one: two people pasting the same list add nobody twice."""
    Series.objects.select_for_update(of=("self",)).get(pk=series.pk)
    return list(series.participants.order_by("pk"))


def _put_on(series: Series, entry: Entry, present: list[Participant], *, at: datetime) -> Participant:
    left = [person for person in present if not person.is_active and is_same_person(entry, _entry_of(person))]
    if not left:
        participant = Participant.objects.create(series=series, name=entry.name, function=entry.function, added_at=at)
        present.append(participant)
        return participant
    back = left[0]
    back.is_active, back.function = True, entry.function or back.function
    back.save(update_fields=["is_active", "function"])
    return back


def _entry_of(participant: Participant) -> Entry:
    return Entry(participant.name, participant.function)


def _already_there(entry: Entry) -> Problem:
    return Problem(
        _("%(name)s staat al op de lijst. Zijn het twee mensen? Zet er een functie bij of schrijf de naam voluit.")
        % {"name": entry.name}, "name",
    )  # fmt: skip
