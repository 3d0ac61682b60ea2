"""The start page: what must I do now? And the search over everything the viewer may see."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from tandem.identity.rules import DUO_ROLES, FUND_OFFICER, ORGANISATION_CONTACT, PLANNER, Viewer
from tandem.kernel import dutch
from tandem.planning.queries.doors import provider_of
from tandem.planning.queries.own_plan import OpenQuestion, open_questions_of
from tandem.planning.queries.queue import Urgent, in_short
from tandem.programmes.queries.application import applications_of, drafts_of
from tandem.programmes.queries.trajectory import trajectories_of
from tandem.programmes.queries.turns import TurnRow, open_turns_of
from tandem.sessions.queries.coming import ComingSession, coming_sessions_of

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Found:
    """One hit of the search."""

    kind: str
    title: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class StartPage:
    """What one person has to do, today and soon."""

    turns: list[TurnRow]
    sessions: list[ComingSession]
    drafts: list[Found]
    questions: list[OpenQuestion]
    to_plan: list[Urgent]


def start_page(viewer: Viewer, *, at: datetime) -> StartPage:
    """Moves that wait, the sessions of the coming two weeks, and drafts that were left open."""
    return StartPage(
        turns=open_turns_of(viewer),
        sessions=coming_sessions_of(viewer, since=at - timedelta(hours=12), until=at + timedelta(days=14)),
        drafts=[_draft(row) for row in drafts_of(viewer)],
        questions=open_questions_of(viewer.person_id or 0) if viewer.has_role(*DUO_ROLES) else [],
        to_plan=in_short(provider_of(viewer), at=at) if viewer.has_role(PLANNER) else [],
    )


def _draft(row: tuple[object, str, datetime]) -> Found:
    pk, title, changed_at = row
    return Found("klad", title, dutch.date_short(changed_at), reverse("application", args=[pk]))


def search(viewer: Viewer, words: str) -> list[Found]:
    """Applications and trajectories by number, organisation or place."""
    if len(words) < 2:
        return []
    found = [
        Found(
            "traject", f"{t.number} · {t.organisation.name}", t.organisation.place, reverse("trajectory", args=[t.pk])
        )
        for t in trajectories_of(viewer, search=words).select_related("organisation")[:SHOWN]
    ]
    if viewer.has_role(ORGANISATION_CONTACT, FUND_OFFICER):
        found += [
            Found("aanvraag", f"{a.number or 'klad'} · {a.organisation.name}", a.organisation.place,
                  reverse("application", args=[a.pk]))
            for a in applications_of(viewer, search=words).select_related("organisation")[:SHOWN]
        ]  # fmt: skip
    return found
