"""What a juror reads: the desk with every project to read, one project as the jury sees it, colleagues without names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404

from tandem.calls.models import Call, HandedIn, Juror, MoneyKind, Reading, SubmissionPartner, Tie
from tandem.calls.queries import doors
from tandem.calls.queries.form import whole_form
from tandem.calls.queries.jury import kinds_of
from tandem.calls.queries.ranking import JUDGED_STATES
from tandem.calls.queries.scores import Given, asked_of, given_points, measures_of
from tandem.calls.rules.answer_text import ShownAnswer, ShownSection, shown_sections
from tandem.calls.rules.definition import TITLE
from tandem.calls.rules.jury import Asked, shows_seat
from tandem.calls.rules.scores import letter, rounded, score_of
from tandem.calls.rules.vocabulary import SEATS
from tandem.identity.rules import Viewer
from tandem.kernel import access, clock
from tandem.kernel.models import StoredFile


@dataclass(frozen=True, slots=True)
class DeskCall:
    """A seat with what there is to read in it, what waits in front."""

    seat: Juror
    readings: list[Reading]

    @property
    def done(self) -> int:
        """Handed in."""
        return sum(row.handed_in_at is not None for row in self.readings)

    @property
    def next(self) -> Reading | None:
        """The first that waits."""
        return next((row for row in self.readings if row.handed_in_at is None), None)


@dataclass(frozen=True, slots=True)
class ShownScore:
    """What one juror gave a project; `who` is a letter, the kind of seat is empty where it would tell who it is."""

    who: str
    seat: str
    points: list[tuple[Asked, Decimal | None, str]]
    score: Decimal | None
    remark: str


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """A project as the jury sees it, with what this juror filled in."""

    sections: list[ShownSection]
    names: list[str]
    asked: list[Asked]
    points: Mapping[int, Decimal]
    whys: Mapping[int, str]


def is_blind(call: Call) -> bool:
    """No names until the rule of the selection is stored."""
    return call.is_blind and call.names_shown_at is None


def desk_of(viewer: Viewer) -> list[DeskCall]:
    """Every seat of the viewer in a call the jury may work on, the latest first. Two queries."""
    seats = Juror.objects.filter(
        person_id=viewer.person_id or 0, left_at__isnull=True, call__state__in=doors.PUBLIC_STATES
    )
    found = {seat.pk: DeskCall(seat, []) for seat in seats.select_related("call").order_by("-call__closes_at", "pk")}
    rows = Reading.objects.filter(juror__in=found, submission__state__in=JUDGED_STATES).select_related("submission")
    ties = set(Tie.objects.filter(juror__in=found).values_list("juror_id", "submission_id"))
    for row in rows.order_by("submission__number"):
        if (row.juror_id, row.submission_id) not in ties:
            found[row.juror_id].readings.append(row)
    for one in found.values():
        one.readings.sort(key=lambda row: row.handed_in_at is not None)
    return list(found.values())


def reading_place(viewer: Viewer, pk: UUID) -> Reading:
    """A project to read; with a tie, withdrawn or not admitted it does not exist."""
    row = doors.reading_for(viewer, pk)
    if row.submission.state not in JUDGED_STATES:
        raise Http404
    return row


def reading_page(reading: Reading) -> ReadingPage:
    """Answers the jury may see, as they were handed in, and the scores so far."""
    call = reading.submission.call
    scores = list(reading.scores.values_list("criterion_id", "points", "why"))
    return ReadingPage(
        sections_for_jury(_handed_in(reading), call), names_of(reading), asked_of(call),
        {key: points for key, points, _ in scores}, {key: why for key, _, why in scores},
    )  # fmt: skip


def sections_for_jury(version: HandedIn, call: Call) -> list[ShownSection]:
    """The questions the officer meant for the jury; what decided which questions were asked still counts."""
    money = dict(MoneyKind.objects.filter(call=call).order_by("position", "pk").values_list("key", "title"))
    whole = shown_sections(
        whole_form(version.revision, call), version.answers, money, on=clock.local(version.at).date()
    )
    kept = [replace(one, answers=tuple(_seen(one.answers, is_blind(call)))) for one in whole]
    return [one for one in kept if one.answers]


def names_of(reading: Reading) -> list[str]:
    """Who hands it in and who carries it; nothing while the jury is blind."""
    if is_blind(reading.submission.call):
        return []
    partners = SubmissionPartner.objects.filter(submission=reading.submission_id).values_list("name", flat=True)
    return [reading.submission.organisation.name, *partners]


def attachment_of(reading: Reading, question: str, index: int) -> StoredFile:
    """A file of an answer the jury may see; in a blind jury without its own name."""
    sections = sections_for_jury(_handed_in(reading), reading.submission.call)
    answers = {one.question.id: one.files for section in sections for one in section.answers}
    files = answers.get(question, ())
    if not 0 <= index < len(files):
        raise Http404
    stored = StoredFile.objects.filter(pk=files[index]["id"]).first()
    if stored is None:
        raise Http404
    if is_blind(reading.submission.call):
        ending = stored.name.rpartition(".")[2][:5]
        stored.name = f"project-{reading.submission.number}-bijlage-{index + 1}.{ending}"
    return stored


def colleagues(reading: Reading, asked: list[Asked]) -> list[ShownScore]:
    """What others gave this project; nothing before the own score is handed in."""
    if reading.handed_in_at is None:
        return []
    call = reading.submission.call
    with access.as_system():
        given = given_points(call, [reading.submission_id])
    return shown_scores(given, asked, kinds_of(call), own=reading.juror_id)


def shown_scores(given: Iterable[Given], asked: list[Asked], kinds: list[str], *, own: UUID | None) -> list[ShownScore]:
    """Without names: letters in the order in which they came in, for this project alone; the own one says so."""
    return [
        ShownScore(
            "Jij" if one.juror == own else f"Jurylid {letter(position)}",
            SEATS[one.seat] if shows_seat(one.seat, kinds) else "",
            [(criterion, one.points.get(criterion.key), one.whys.get(criterion.key, "")) for criterion in asked],
            _score(one, asked), one.remark,
        )
        for position, one in enumerate(given)
    ]  # fmt: skip


def _score(given: Given, asked: list[Asked]) -> Decimal | None:
    exact = score_of(given.points, measures_of(asked))
    return None if exact is None else rounded(exact)


def _handed_in(reading: Reading) -> HandedIn:
    version = (
        HandedIn.objects.select_related("revision").filter(pk=reading.submission.handed_in_id or UUID(int=0)).first()
    )
    if version is None:
        raise Http404
    return version


def _seen(answers: Iterable[ShownAnswer], is_nameless: bool) -> Iterable[ShownAnswer]:
    for one in answers:
        if one.question.jury_sees and one.question.id != TITLE:
            yield replace(one, files=_nameless(one.files)) if is_nameless and one.files else one


def _nameless(files: Iterable[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    return tuple({**one, "name": f"Bijlage {number}"} for number, one in enumerate(files, 1))
