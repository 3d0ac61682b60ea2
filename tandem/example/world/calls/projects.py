"""Projects of a call with their scores: written at once, in the shape that writing, handing in and reading leave behind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.db import connection

from tandem.calls.models import (
    AdmissibilityCheck,
    Answer,
    Call,
    Criterion,
    Deliberation,
    HandedIn,
    Juror,
    Reading,
    Score,
    Submission,
    SubmissionPartner,
)
from tandem.calls.rules.handing_in import ask_of, fingerprint
from tandem.calls.rules.scores import Measure, mean_points, rounded, score_of
from tandem.calls.rules.vocabulary import AREA_OF_PROVINCE, AREAS
from tandem.example.world.calls import texts
from tandem.identity import places
from tandem.identity.models import Organisation, Person


@dataclass(slots=True)
class Plan:
    """A project before it is written down. `points` per juror of its readers."""

    place: int  # in the order of handing in
    home: Organisation
    by: Person
    area: str = ""
    year: int | None = None
    readers: tuple[int, ...] = ()
    points: dict[int, dict[int, Decimal]] = field(default_factory=dict)  # juror -> criterion -> points
    score: Decimal = Decimal(0)


def score_plans(plans: Sequence[Plan], criteria: Sequence[Criterion], jurors: int, chance: Random) -> list[Plan]:
    """Three readers each, who differ a little; best first, equals in the order of handing in."""
    measures = [Measure(one.pk, one.weight, one.most_points) for one in criteria]
    strictness = [Decimal(chance.randint(-4, 4)) / 10 for _number in range(jurors)]
    for plan in plans:
        middle = Decimal(chance.randint(40, 90)) / 10
        plan.readers = tuple((plan.place * 3 + step * 2) % jurors for step in range(3))
        plan.points = {
            reader: {one.pk: _points(middle, strictness[reader], chance) for one in criteria} for reader in plan.readers
        }
        found = score_of(mean_points(plan.points.values(), measures), measures)
        plan.score = rounded(found) if found is not None else Decimal(0)
    return sorted(plans, key=lambda plan: (-plan.score, plan.place))


def _points(middle: Decimal, strictness: Decimal, chance: Random) -> Decimal:
    given = middle + strictness + Decimal(chance.randint(-12, 12)) / 10
    return min(Decimal(10), max(Decimal(0), given)).quantize(Decimal("0.1"))


def write_projects(
    call: Call, plans: Sequence[Plan], *, first_at: datetime, by: Person, chance: Random
) -> list[Submission]:
    """Everything that was handed in, with answers, partners and the check of the officer; the last came in the last hour."""
    revision, at = call.revisions.get(), call.made_at
    numbers = _next_numbers(len(plans))
    towns = _towns(first_at)
    rows, answers = [], []
    for plan, number in zip(plans, numbers, strict=True):
        given = _answers(plan, towns, chance)
        sent_at = _sent_at(call, plan.place, len(plans), first_at)
        plan.home.place, plan.home.province = _town_of(plan, towns)[1], AREAS[plan.area]
        answers.append(given)
        rows.append(Submission(
            call=call, organisation=plan.home, revision=revision, number=number, title=given["title"],
            nis_code=given["municipality"], area=plan.area, wished_year=plan.year, months=int(given["months"]),
            is_ready=given["is_ready"] == "yes", ask=ask_of(given), made_at=sent_at - timedelta(days=20), made_by=plan.by,
            changed_at=sent_at, submitted_at=sent_at,
        ))  # fmt: skip
    Submission.objects.bulk_create(rows)
    Organisation.objects.bulk_update([plan.home for plan in plans], ["place", "province"])
    partners = _write_partners(rows, at)
    _hand_in(rows, answers, partners)
    Answer.objects.bulk_create(
        Answer(submission=row, question=question, value=value, changed_at=row.changed_at, changed_by=row.made_by)
        for row, given in zip(rows, answers, strict=True) for question, value in given.items()
    )  # fmt: skip
    checked_at = call.closes_at + timedelta(days=5) if call.closes_at else at
    AdmissibilityCheck.objects.bulk_create(
        AdmissibilityCheck(submission=row, is_admissible=True, at=checked_at, by=by) for row in rows
    )
    return rows


def write_scores(plans: Sequence[Plan], rows: Sequence[Submission], jurors: Sequence[Juror], *, at: datetime) -> None:
    """Readings with their points, handed in, and what the meeting made of them."""
    criteria = {one.pk: one for one in rows[0].call.criteria.all()}
    measures = [Measure(one.pk, one.weight, one.most_points) for one in criteria.values()]
    readings, scores, finals = [], [], []
    for plan, row in zip(plans, rows, strict=True):
        for reader in plan.readers:
            reading = Reading(juror=jurors[reader], submission=row, assigned_at=at)
            readings.append(reading)
            scores += [Score(reading=reading, criterion=criteria[key], points=points)
                       for key, points in plan.points[reader].items()]  # fmt: skip
        means = mean_points(plan.points.values(), measures)
        finals.append(Deliberation(
            submission=row, points={str(key): str(rounded(value)) for key, value in means.items()}, score=plan.score,
            is_discussed=True, changed_at=at,
        ))  # fmt: skip
    Reading.objects.bulk_create(readings)
    Score.objects.bulk_create(scores)
    Reading.objects.filter(pk__in=[one.pk for one in readings]).update(handed_in_at=at)
    Deliberation.objects.bulk_create(finals)


def _next_numbers(how_many: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("select nextval('calls_submission_number') from generate_series(1, %s)", [how_many])
        return sorted(row[0] for row in cursor.fetchall())


def _towns(at: datetime) -> dict[str, list[tuple[str, str]]]:
    """Area -> (NIS code, name) of its municipalities."""
    names, found = places.municipalities(on=at.date()), dict[str, list[tuple[str, str]]]()
    for code, province in places.provinces_by_municipality().items():
        if code in names and province in AREA_OF_PROVINCE:
            found.setdefault(AREA_OF_PROVINCE[province], []).append((code, names[code]))
    return found


def _answers(plan: Plan, towns: dict[str, list[tuple[str, str]]], chance: Random) -> dict[str, Any]:
    code, town = _town_of(plan, towns)
    name = texts.NAMES[plan.place % len(texts.NAMES)]
    euro = 500 * chance.randint(236, 300)
    line = {"label": "Coördinator van het netwerk", "parts": {"werkingssubsidie": f"{euro}.00", "own": "5000.00"}}
    lines = [line]
    if plan.place % 4 == 0:
        lines.append({"label": "Inrichting van de ontmoetingsplek", "parts": {"investeringssubsidie": "24000.00"}})
    return {
        "title": f"{name} {town}", "summary": texts.SUMMARIES[plan.place % len(texts.SUMMARIES)], "municipality": code,
        "months": str(chance.choice((24, 30, 36))), **({"start_year": str(plan.year)} if plan.year else {}),
        "is_ready": "yes" if plan.place % 3 else "no", "nieuw": "nieuw", **texts.ANSWERS, "budget": lines,
    }  # fmt: skip


def _town_of(plan: Plan, towns: dict[str, list[tuple[str, str]]]) -> tuple[str, str]:
    return towns[plan.area][(plan.place * 7) % len(towns[plan.area])]


def _sent_at(call: Call, place: int, total: int, first_at: datetime) -> datetime:
    """A third comes in on the last day."""
    assert call.closes_at is not None  # noqa: S101 -- it was published
    early = total * 2 // 3
    if place >= early:
        return call.closes_at - timedelta(minutes=3 * (total - place))
    return first_at + (call.closes_at - timedelta(days=1) - first_at) * place / early


def _write_partners(rows: Iterable[Submission], at: datetime) -> list[list[dict[str, str]]]:
    made, told = [], []
    for number, row in enumerate(rows):
        chosen = [texts.PARTNERS[(number + step * 3) % len(texts.PARTNERS)] for step in range(2 + number % 3)]
        made += [SubmissionPartner(submission=row, name=name, part="Werkt mee.", added_at=at) for name in chosen]
        told.append([{"name": name, "enterprise_number": "", "part": "Werkt mee."} for name in chosen])
    SubmissionPartner.objects.bulk_create(made)
    return told


def _hand_in(
    rows: Sequence[Submission], answers: Sequence[dict[str, Any]], partners: Sequence[list[dict[str, str]]]
) -> None:
    versions = [_version(row, given, company) for row, given, company in zip(rows, answers, partners, strict=True)]
    HandedIn.objects.bulk_create(versions)
    for row, version in zip(rows, versions, strict=True):
        row.handed_in, row.state = version, "submitted"
    Submission.objects.bulk_update(rows, ["handed_in", "state"])


def _version(row: Submission, answers: dict[str, Any], partners: list[dict[str, str]]) -> HandedIn:
    at = row.submitted_at or row.made_at
    sha256 = fingerprint(submission=row.pk, revision=row.revision_id, answers=answers, partners=partners, at=at)
    return HandedIn(
        submission=row, revision=row.revision, answers=answers, partners=partners, sha256=sha256, at=at, by=row.made_by
    )
