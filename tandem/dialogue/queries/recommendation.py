"""Pages of recommendations: for who follows them up, for groups, for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from tandem.dialogue.models import Evidence, FollowUp, Group, Recommendation, Statement, Verdict
from tandem.dialogue.queries.doors import recommendation_for
from tandem.dialogue.rules.recommendation import groups_say, is_review_due
from tandem.dialogue.rules.states import RECOMMENDATION_STATES
from tandem.identity.queries import members_in
from tandem.identity.rules import FACILITATOR, POLICY_WORKER, Viewer
from tandem.kernel.dutch import date_nl
from tandem.kernel.finding import first_or_404
from tandem.policy_signals.participation import Subject
from tandem.policy_signals.queries.addressee import addressees_of
from tandem.policy_signals.rules.vocabulary import POLICY_DOMAINS, THEMES

STATE_TAGS = {"draft": "grey", "proposed": "blue", "taken_up": "yellow", "done": "green", "not_followed": "yellow"}


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    """One line of a list."""

    number: int
    title: str
    url: str
    state: str
    tag: str
    theme: str
    addressee: str
    review_on: date | None
    is_due: bool


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """One step of what became of it, with what groups say of it."""

    follow_up: FollowUp
    state: str
    verdicts: list[Verdict]
    groups_say: str


@dataclass(frozen=True, slots=True)
class RecommendationPage:
    """Everything of one recommendation."""

    row: Recommendation
    state: str
    tag: str
    theme: str
    policy_domain: str
    is_due: bool
    statements: list[Statement]
    evidence: list[Evidence]
    follow_ups: list[FollowUpLine]  # newest first


def filtered(rows: QuerySet[Recommendation], *, words: str, theme: str, state: str) -> QuerySet[Recommendation]:
    """A list narrowed by words (Dutch full text), theme and state; what is unknown is left out."""
    if words:
        rows = rows.filter(search=SearchQuery(words, config="dutch", search_type="websearch"))
    if theme in THEMES:
        rows = rows.filter(theme=theme)
    return rows.filter(state=state) if state in RECOMMENDATION_STATES else rows


def every_recommendation() -> QuerySet[Recommendation]:
    """Drafts too, for policy workers."""
    return Recommendation.objects.select_related("addressee").order_by("-number")


def recommendation_row(row: Recommendation, *, on: date, page: str = "recommendation") -> RecommendationRow:
    """As a list shows it; `page` is the name of its address."""
    return RecommendationRow(
        row.number, row.title, reverse(page, args=[row.pk]), RECOMMENDATION_STATES[row.state], STATE_TAGS[row.state],
        THEMES[row.theme], row.addressee.name if row.addressee else "", row.review_on,
        is_review_due(row.state, row.review_on, on),
    )  # fmt: skip


def recommendation_page(row: Recommendation, *, on: date) -> RecommendationPage:
    """Statements, evidence, follow-up and what groups say. Four queries however long it is."""
    verdicts = Prefetch("verdicts", queryset=Verdict.objects.select_related("group"), to_attr="given")
    steps = row.follow_ups.select_related("by").prefetch_related(verdicts).order_by("-at", "-pk")
    return RecommendationPage(
        row, RECOMMENDATION_STATES[row.state], STATE_TAGS[row.state], THEMES[row.theme], POLICY_DOMAINS[row.policy_domain],
        is_review_due(row.state, row.review_on, on),
        [link.statement for link in row.statements.select_related("statement")],
        list(row.evidence.select_related("bundle")), [_line(step) for step in steps],
    )  # fmt: skip


def evidence_of(row: Recommendation, pk: int) -> Evidence:
    """One piece of evidence of this recommendation."""
    return first_or_404(row.evidence.filter(pk=pk))


def follow_up_of(row: Recommendation, pk: str) -> FollowUp:
    """One step of this recommendation."""
    return first_or_404(row.follow_ups.filter(pk=pk).select_related("recommendation"))


def groups_of(viewer: Viewer) -> list[tuple[str, str]]:
    """The viewer's groups, as choices."""
    rows = Group.objects.filter(association_id__in=viewer.organisation_ids(FACILITATOR), ended_at__isnull=True)
    return [(str(row.pk), row.name) for row in rows]


def people_choices(viewer: Viewer, *, on: date) -> dict[str, list[tuple[str, str]]]:
    """To whom, and who follows it up."""
    owners = members_in(viewer.organisation_ids(POLICY_WORKER), POLICY_WORKER, on=on)
    return {
        "addressees": [(str(row.pk), row.name) for row in addressees_of()],
        "owners": [(str(member.person_id), str(member.person)) for member in owners],
    }


def participation_subject(viewer: Viewer, pk: str) -> Subject:
    """The door of a recommendation for the participation check."""
    row = recommendation_for(viewer, pk)
    return Subject("recommendation", str(row.pk), row.title, reverse("recommendation", args=[row.pk]), may_write=True)


def sheet_data(page: RecommendationPage, *, made_on: date) -> dict[str, Any]:
    """One page on paper, as it stands after the last step (kernel/report.typ)."""
    row = page.row
    proofs: list[Any] = [{"quote": said.words} for said in page.statements[:3]]
    proofs.append({"list": [_proof_text(proof) for proof in page.evidence[:6]]} if page.evidence else [])
    return {
        "title": row.title, "made_on": made_on, "subtitle": f"Aanbeveling {row.number}",
        "facts": [
            ["Aan", row.addressee.name if row.addressee else ""], ["Stand", page.state], ["Beleidsdomein", page.policy_domain],
            ["We kijken opnieuw op", date_nl(row.review_on) if row.review_on else "afgerond"],
        ],
        "sections": [
            {"heading": "Wat we vragen", "body": [row.words]},
            {"heading": "Waarop dit steunt", "body": [proof for proof in proofs if proof]},
            {"heading": "Wat ervan werd", "body": [{"list": [_step_text(line) for line in page.follow_ups[:5]]}]},
        ],
    }  # fmt: skip


def _line(step: FollowUp) -> FollowUpLine:
    given: list[Verdict] = step.given  # type: ignore[attr-defined]
    return FollowUpLine(
        step, RECOMMENDATION_STATES[step.state], given, groups_say([verdict.verdict for verdict in given])
    )


def _proof_text(proof: Evidence) -> str:
    source = proof.source or (proof.bundle.title if proof.bundle else "")
    return f"{proof.words} ({source})" if source else proof.words


def _step_text(line: FollowUpLine) -> str:
    parts = [
        f"{date_nl(line.follow_up.at.date())}: {line.state}.",
        line.follow_up.words,
        line.follow_up.reason,
        line.groups_say,
    ]
    return " ".join(part for part in parts if part)
