"""Readings are given out, taken back when a tie turns up, and what they add up to is written beside the project.

These run with every row in sight: a juror must not see what another one reads, nor who has which tie.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.calls.models import Call, Deliberation, Juror, Reading, Score, Submission, Tie
from tandem.calls.queries.jury import Standing, standing, tied_readings
from tandem.calls.queries.scores import asked_of, given_points, measures_of
from tandem.calls.queries.ties import all_known_ties
from tandem.calls.rules.jury import distribute
from tandem.calls.rules.scores import Measure, final_score, mean_points, rounded
from tandem.calls.rules.ties import KNOWN
from tandem.kernel import access, clock, mail


@dataclass(frozen=True, slots=True)
class GivenOut:
    """How many readings were added, and how many projects still lack something."""

    added: int
    lacking: int


def locked_call(call: Call) -> Call:
    """One who gives out at a time, per call."""
    return Call.objects.select_for_update(of=("self",)).get(pk=call.pk)


@transaction.atomic
def fill_gaps(call: Call, *, at: datetime) -> GivenOut:
    """Give out what is missing, and only that: open readings stay where they are unless a tie turned up."""
    with access.as_system():
        mark_known_ties(call, at=at)
        table = standing(call)
        pairs = distribute(table.seats, table.papers, table.ties, each=call.readers_each)
        readings = [Reading(juror_id=juror, submission_id=paper, assigned_at=at) for juror, paper in pairs]
        Reading.objects.bulk_create(readings, ignore_conflicts=True)
        _tell(table, Counter(row.juror_id for row in readings), at=at)
        return GivenOut(len(readings), len(standing(call).lacks()))


def mark_known_ties(call: Call, *, at: datetime) -> int:
    """Ties that follow from what we know. Says how many open readings went because of a tie, known or told."""
    with access.as_system():
        pairs = all_known_ties(call, on=clock.local(at).date())
        Tie.objects.bulk_create(
            (Tie(juror_id=juror, submission_id=pk, kind=KNOWN, declared_at=at) for juror, pk in pairs),
            ignore_conflicts=True,
        )
        return take_back_tied(call, at=at)


def take_back_tied(call: Call, *, at: datetime) -> int:
    """Open readings with a tie go at once; scores of them that came in no longer count. Says how many were open."""
    with access.as_system():
        rows = tied_readings(call)
        counted = set(rows.filter(handed_in_at__isnull=False).values_list("submission_id", flat=True))
        gone = drop_readings(rows.filter(handed_in_at__isnull=True).values_list("pk", flat=True))
        settle_scores(call, counted, at=at)
        return gone


def drop_readings(keys: Iterable[UUID]) -> int:
    """Open readings, with what was filled in."""
    found = list(keys)
    with access.as_system():
        Score.objects.filter(reading__in=found).delete()
        Reading.objects.filter(pk__in=found, handed_in_at__isnull=True).delete()
    return len(found)


def settle_scores(call: Call, submissions: Iterable[UUID], *, at: datetime) -> None:
    """The final score of these projects: by the points of the meeting, else the mean of what was handed in."""
    wanted = sorted(set(submissions))
    if not wanted:
        return
    with access.as_system():
        # Two who hand in at one moment wait for each other here, so that the later one counts both.
        list(Submission.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk").values("pk"))
        measures = measures_of(asked_of(call))
        given = given_points(call, wanted)
        rows = {row.submission_id: row for row in Deliberation.objects.filter(submission__in=wanted)}
        for key in wanted:
            row = rows.get(key) or Deliberation(submission_id=key, version=0)
            _settle(row, [one.points for one in given if one.submission == key], measures, at=at)


def _settle(row: Deliberation, readers: list[dict[int, Decimal]], measures: list[Measure], *, at: datetime) -> None:
    points = {int(pk): Decimal(text) for pk, text in row.points.items()}
    exact = final_score(points, mean_points(readers, measures), measures)
    score = None if exact is None else rounded(exact)
    if row.version and score == row.score:
        return
    # An order among equals holds for the score it was made for.
    row.score, row.place, row.changed_at, row.version = score, None, at, row.version + 1
    row.save()


def _tell(table: Standing, added: Counter[UUID], *, at: datetime) -> None:
    for juror in table.jurors:
        if added[juror.pk]:
            tell_juror(juror, table.call, "jury-readings", _("Er staan projecten voor je klaar"), at=at,
                       number=added[juror.pk])  # fmt: skip


def tell_juror(juror: Juror, call: Call, key: str, subject: str, *, at: datetime, **facts: object) -> None:
    """A mail with the way to the desk; at most one of a kind per day."""
    day = clock.local(at).date()
    if not juror.person.email:
        return
    link = f"{settings.SITE_URL.rstrip('/')}{reverse('jury_desk')}"
    mail.write_mail(
        key=f"{key}:{juror.pk}:{day.isoformat()}", kind=mail.NOTICE, to_email=juror.person.email,
        to_name=str(juror.person), to_person=juror.person, subject=subject,
        body=render_to_string("calls/mail/jury.txt", {"juror": juror, "call": call, "link": link, "key": key, **facts}),
        at=at, by=None, about=call,
    )  # fmt: skip
