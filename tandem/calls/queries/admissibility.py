"""What an officer sees of the admissibility of projects: the points that are looked at, the decisions, the letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from tandem.calls.models import AdmissibilityCheck, Call, HandedIn, Submission
from tandem.calls.queries.form import whole_form
from tandem.calls.queries.handing_in import LETTER, own_project, projects_of
from tandem.calls.queries.writing import limits_of
from tandem.calls.rules import admissibility as rules
from tandem.calls.rules import handing_in
from tandem.calls.rules.admissibility import Check, Facts
from tandem.calls.rules.answers import Limits, Missing, missing
from tandem.calls.rules.budget import budget_problems, budget_totals
from tandem.calls.rules.definition import BUDGET, MONTHS, OWN_MEANS
from tandem.calls.rules.handing_in import Project
from tandem.calls.rules.writing import columns_of
from tandem.kernel import clock, mail
from tandem.kernel.models import OutgoingMail
from tandem.kernel.money import ZERO


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter about a project that is not admissible, and whether it left."""

    to: str
    body: str
    is_held: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What one click would do: how many projects are in order by themselves, and how many stay for a person."""

    clear: int
    by_hand: tuple[tuple[Submission, tuple[Check, ...]], ...]
    checked: int


def with_check(rows: QuerySet[Submission]) -> QuerySet[Any]:
    """`is_admissible` of the latest decision on each row; None when nobody decided."""
    latest = AdmissibilityCheck.objects.filter(submission=OuterRef("pk")).order_by("-at", "-pk")
    return rows.annotate(is_admissible=Subquery(latest.values("is_admissible")[:1]))


def latest_check(submission: Submission) -> AdmissibilityCheck | None:
    """The decision that counts."""
    return AdmissibilityCheck.objects.filter(submission=submission).select_related("by").order_by("-at", "-pk").first()


def checks_of(submission: Submission) -> list[AdmissibilityCheck]:
    """Every decision, the newest first."""
    return list(AdmissibilityCheck.objects.filter(submission=submission).select_related("by").order_by("-at", "-pk"))


def points_of(submission: Submission, version: HandedIn) -> list[Check]:
    """What is in order and what is not, of one project."""
    call = submission.call
    limits = limits_of(call, on=clock.local(version.at).date())
    return rules.checks(_facts(submission, version, call, limits, projects_of(call)))


def letters_about(submission: Submission) -> QuerySet[OutgoingMail]:
    """Letters that say this project is not admissible, those that were taken back left out."""
    rows = mail.mails_about(submission).filter(kind=mail.DECISION, key__startswith=f"{LETTER}:")
    return rows.exclude(status=OutgoingMail.Status.CANCELLED)


def letters_shown(submission: Submission) -> list[Letter]:
    """The same, to read before they leave."""
    return [Letter(row.to_name, row.body, row.released_at is None) for row in letters_about(submission)]


def unchecked_and_clear(call: Call) -> list[UUID]:
    """Projects nobody decided about, in which every point is in order."""
    return [row.pk for row, points in _unchecked(call) if rules.is_clear(points)]


def preview_of(call: Call) -> Preview:
    """The numbers before the click."""
    found = _unchecked(call)
    by_hand = tuple((row, _open_points(points)) for row, points in found if not rules.is_clear(points))
    checked = with_check(_judged(call)).filter(is_admissible__isnull=False).count()
    return Preview(clear=len(found) - len(by_hand), by_hand=by_hand, checked=checked)


def _unchecked(call: Call) -> list[tuple[Submission, list[Check]]]:
    rows = with_check(_judged(call).filter(state="submitted")).filter(is_admissible__isnull=True)
    found = list(rows.select_related("organisation", "handed_in__revision").order_by("number"))
    others = projects_of(call) if found else []
    limits = limits_of(call, on=clock.local(call.closes_at).date()) if call.closes_at else Limits()
    return [(row, rules.checks(_facts(row, row.handed_in, call, limits, others))) for row in found if row.handed_in]


def _judged(call: Call) -> QuerySet[Submission]:
    return Submission.objects.filter(call=call, number__isnull=False, state__in=["submitted", "inadmissible"])


def _open_points(points: Iterable[Check]) -> tuple[Check, ...]:
    return tuple(point for point in points if point.outcome != rules.OK)


def _in_words(one: Missing) -> str:
    return f"{one.label}: {one.text}" if one.label else one.text


def _facts(row: Submission, version: HandedIn, call: Call, limits: Limits, others: Sequence[Project]) -> Facts:
    form, answers = whole_form(version.revision, call), version.answers
    mine = own_project(row, answers, version.partners)
    totals = budget_totals(answers.get(BUDGET))
    asked = sum((amount for kind, amount in totals.items() if kind != OWN_MEANS), ZERO)
    problems = budget_problems(answers.get(BUDGET), limits.caps, limits.names)
    doubles = handing_in.doubles(call.area_rule, mine, others)
    return Facts(
        is_in_time=version.in_grace or (call.closes_at is not None and version.at < handing_in.ends_at(call.closes_at)),
        in_grace=version.in_grace, missing=tuple(_in_words(one) for one in missing(form, answers)),
        organisation_kind=row.organisation.kind, allowed_kinds=tuple(call.submitter_kinds), area_rule=call.area_rule,
        doubles=tuple(f"Ook nummer {one.number}, van {one.organisation}." for one in doubles),
        months=columns_of(MONTHS, answers.get(MONTHS))["months"], least_months=call.least_months,
        most_months=call.most_months, money=tuple(problem.text for problem in problems), asked=asked,
        own_means=totals.get(OWN_MEANS, ZERO), shared_partners=tuple(handing_in.shared_partners(mine, others)),
    )  # fmt: skip
