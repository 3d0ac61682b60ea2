"""The meeting of the jury: what to talk about first, how far the jurors are apart, and one project with its scores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404

from tandem.calls.models import Deliberation, DiscussionNote, Juror, Reading, Submission
from tandem.calls.queries.doors import is_officer_of
from tandem.calls.queries.jury import JuryPlace, jury_place_for, kinds_of
from tandem.calls.queries.ranking import JUDGED_STATES, Ranked, judged, ranking
from tandem.calls.queries.reading import ShownScore, shown_scores
from tandem.calls.queries.scores import Given, asked_of, given_points, measures_of
from tandem.calls.rules.jury import EXPERT, Asked, shows_seat
from tandem.calls.rules.scores import (
    LEAST_READINGS,
    calibrated,
    deviation,
    equals,
    gap,
    is_apart,
    mean,
    mean_points,
    rounded,
    score_of,
)
from tandem.calls.rules.vocabulary import SEATS
from tandem.identity.rules import Viewer
from tandem.kernel import access
from tandem.kernel.finding import one_or_404


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """A project on the agenda. `own_reading`: the viewer reads it and did not hand in, so the figures stay away."""

    pk: UUID
    number: int
    title: str
    readers: int
    mean: Decimal | None
    calibrated: Decimal | None
    gap: Decimal
    is_apart: bool
    by_kind: list[tuple[str, Decimal]]
    is_discussed: bool
    final: Decimal | None
    own_reading: UUID | None = None


@dataclass(frozen=True, slots=True)
class JurorSpread:
    """How one juror uses the scale, beside the others. Without a name; one's own line says so."""

    who: str
    readings: int
    mean: Decimal
    deviation: Decimal
    difference: Decimal
    is_calibrated: bool


@dataclass(frozen=True, slots=True)
class Meeting:
    """Everything the meeting looks at."""

    agenda: list[AgendaRow]
    spread: list[JurorSpread]

    @property
    def apart(self) -> int:
        """Projects on which people with experience of poverty and others differ."""
        return sum(row.is_apart for row in self.agenda)

    @property
    def discussed(self) -> int:
        """Projects that were talked about."""
        return sum(row.is_discussed for row in self.agenda)


@dataclass(frozen=True, slots=True)
class ProjectPlace:
    """A project with who looks; `own_reading`: the viewer still has to score it, so its figures stay away."""

    place: JuryPlace
    submission: Submission
    absent: list[Juror]
    own_reading: UUID | None = None


@dataclass(frozen=True, slots=True)
class DeliberationPage:
    """One project in the meeting."""

    asked: list[Asked]
    scores: list[ShownScore]
    row: Deliberation | None
    means: Mapping[int, Decimal]
    mean: Decimal | None
    notes: list[DiscussionNote]
    absent: list[str]
    own_reading: UUID | None

    @property
    def version(self) -> int:
        """What a form starts from; 0 when nothing was written yet."""
        return self.row.version if self.row else 0

    def final(self, key: int) -> Decimal | None:
        """The final points of a criterion: what the meeting said, else the mean."""
        said = self.row.points.get(str(key)) if self.row else None
        return Decimal(said) if said is not None else self.means.get(key)


def meeting_of(place: JuryPlace) -> Meeting:
    """The agenda: where experience of poverty sees it otherwise first, then where scores lie furthest apart."""
    asked = asked_of(place.call)
    with place.in_sight():
        every = given_points(place.call)
    exact = {one.reading: score for one in every if (score := _exact(one, asked)) is not None}
    given = [one for one in every if one.reading in exact]
    alike = _calibrated(given, exact)
    of_project: dict[UUID, list[Given]] = defaultdict(list)
    for one in given:
        of_project[one.submission].append(one)
    rows = [_agenda_row(row, of_project[row["pk"]], exact, alike, place.kinds) for row in _seen(place)]
    agenda = sorted(rows, key=lambda row: (row.own_reading is not None, not row.is_apart, -row.gap, row.number))
    return Meeting(agenda, _spread(given, exact, place.seat.pk if place.seat else None))


def project_for(viewer: Viewer, pk: UUID) -> ProjectPlace:
    """A project in the meeting, for an officer or a juror of its call; with a tie it does not exist."""
    rows = Submission.objects.filter(number__isnull=False, state__in=JUDGED_STATES)
    own = Reading.objects.filter(
        juror__person=viewer.person_id or 0,
        submission=OuterRef("pk"),
        handed_in_at__isnull=True,
        juror__left_at__isnull=True,
    )
    row = one_or_404(
        rows.select_related("call", "deliberation").annotate(own_reading=Subquery(own.values("pk")[:1])), pk
    )
    if is_officer_of(viewer, row.call.administration_id):
        return ProjectPlace(JuryPlace(row.call), row, absent_from(row))
    place = jury_place_for(viewer, row.call_id)
    with access.as_system():
        absent = absent_from(row)
    if place.seat is None or place.seat.pk in {one.pk for one in absent}:
        raise Http404
    return ProjectPlace(place, row, absent, getattr(row, "own_reading", None))


def deliberation_page(project: ProjectPlace) -> DeliberationPage:
    """Scores without names, what was said, the final points so far, and who is not there for this project."""
    place, submission = project.place, project.submission
    asked = asked_of(submission.call)
    with place.in_sight():
        given = given_points(submission.call, [submission.pk])
    means = mean_points([one.points for one in given], measures_of(asked))
    exact = mean(score for one in given if (score := _exact(one, asked)) is not None)
    own, kinds = (place.seat.pk, place.kinds) if place.seat else (None, kinds_of(submission.call))
    return DeliberationPage(
        asked, shown_scores(given, asked, kinds, own=own), getattr(submission, "deliberation", None),
        {key: rounded(value) for key, value in means.items()}, None if exact is None else rounded(exact),
        list(DiscussionNote.objects.filter(submission=submission)), [str(one.person) for one in project.absent],
        project.own_reading,
    )  # fmt: skip


def absent_from(submission: Submission) -> list[Juror]:
    """Jurors who are not there for this project; needs every row in sight. Only that is told, never why."""
    rows = Juror.objects.filter(call=submission.call_id, left_at__isnull=True, ties__submission=submission)
    return list(rows.select_related("person").order_by("person__sort_key", "pk"))


def ranked_for(place: JuryPlace) -> tuple[list[Ranked], dict[UUID, UUID]]:
    """The ranking as this viewer may see it, and the own readings that still wait: those projects stand last, without a score."""
    if place.seat is None:
        return ranking(place.call), {}
    seen = {row["pk"]: row["own_reading"] for row in _seen(place)}
    own = {pk: reading for pk, reading in seen.items() if reading}
    ranked = [one for one in ranking(place.call) if one.pk in seen]
    shown = [replace(one, score=None, place=None) if one.pk in own else one for one in ranked]
    return sorted(shown, key=lambda one: (one.pk in own, one.number if one.pk in own else 0)), own


def equal_groups(ranked: Collection[Ranked]) -> list[list[Ranked]]:
    """Projects with the same score, the highest first: the jury may put them in an order."""
    by_key = {one.pk: one for one in ranked}
    groups = equals({one.pk: one.score for one in ranked if one.score is not None})
    return [[by_key[key] for key in groups[score]] for score in sorted(groups, reverse=True)]


def _seen(place: JuryPlace) -> QuerySet[Submission, Any]:
    rows = judged(place.call)
    own = Reading.objects.none()
    if place.seat:
        rows = rows.exclude(ties__juror=place.seat)
        own = Reading.objects.filter(juror=place.seat, submission=OuterRef("pk"), handed_in_at__isnull=True)
    rows = rows.annotate(own_reading=Subquery(own.values("pk")[:1]))
    return rows.values("pk", "number", "title", "own_reading", "deliberation__is_discussed", "deliberation__score")


def _exact(given: Given, asked: list[Asked]) -> Fraction | None:
    return score_of(given.points, measures_of(asked))


def _calibrated(given: list[Given], exact: Mapping[UUID, Fraction]) -> dict[UUID, Fraction]:
    """Per reading the score as if everybody were equally strict."""
    by_juror: dict[UUID, list[UUID]] = defaultdict(list)
    for one in given:
        by_juror[one.juror].append(one.reading)
    found = calibrated({juror: [exact[key] for key in keys] for juror, keys in by_juror.items()})
    return {key: value for juror, keys in by_juror.items() for key, value in zip(keys, found[juror], strict=True)}


def _agenda_row(
    row: Mapping[str, Any], given: list[Given], exact: Mapping[UUID, Fraction], alike: Mapping[UUID, Fraction],
    kinds: list[str],
) -> AgendaRow:  # fmt: skip
    own = row["own_reading"]
    given = [] if own else given
    scores = [exact[one.reading] for one in given]
    experts = [exact[one.reading] for one in given if one.seat == EXPERT]
    others = [exact[one.reading] for one in given if one.seat != EXPERT]
    return AgendaRow(
        row["pk"], row["number"], row["title"], len(given), _rounded(mean(scores)),
        _rounded(mean(alike[one.reading] for one in given)), rounded(gap(scores)), is_apart(experts, others),
        _by_kind(given, exact, kinds), bool(row["deliberation__is_discussed"]),
        None if own else row["deliberation__score"], own,
    )  # fmt: skip


def _by_kind(given: list[Given], exact: Mapping[UUID, Fraction], kinds: list[str]) -> list[tuple[str, Decimal]]:
    present = {one.seat for one in given}
    means = {kind: mean(exact[one.reading] for one in given if one.seat == kind) for kind in SEATS if kind in present}
    return [
        (SEATS[kind], rounded(value)) for kind, value in means.items() if value is not None and shows_seat(kind, kinds)
    ]


def _spread(given: list[Given], exact: Mapping[UUID, Fraction], own: UUID | None) -> list[JurorSpread]:
    of_juror: dict[UUID, list[Fraction]] = defaultdict(list)
    for one in given:
        of_juror[one.juror].append(exact[one.reading])
    middle = mean(exact.values()) or Fraction(0)
    # From mild to strict: an order that says nothing about who somebody is.
    ordered = sorted(of_juror, key=lambda juror: (-(mean(of_juror[juror]) or 0), str(juror)))
    return [
        _juror_spread(number, of_juror[juror], middle, is_own=juror == own) for number, juror in enumerate(ordered, 1)
    ]


def _juror_spread(number: int, scores: list[Fraction], middle: Fraction, *, is_own: bool) -> JurorSpread:
    own = mean(scores) or Fraction(0)
    return JurorSpread(
        "Jij" if is_own else f"Jurylid {number}", len(scores), rounded(own), rounded(Fraction(deviation(scores))),
        rounded(own - middle), len(scores) >= LEAST_READINGS,
    )  # fmt: skip


def _rounded(value: Fraction | None) -> Decimal | None:
    return None if value is None else rounded(value)
