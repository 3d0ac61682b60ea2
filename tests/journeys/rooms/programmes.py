"""Applications, trajectories with their documents, settlements, and the programmes themselves."""

from collections.abc import Iterator

from tandem.programmes.models import Application, ProgrammeTemplate, Report, Settlement
from tandem.programmes.rules.application import STEPS
from tests.journeys.subjects import (
    Subject,
    first_members,
    furthest_first,
    in_every_state,
    members_of,
    members_of_series,
    members_of_trajectory,
    one_of_each,
)
from tests.programmes.factories import shipped_template

STORIES = {
    "draft_check", "draft_group", "waiting_for_long", "asked_twice", "approved_not_released", "refused_not_released",
    "refused", "withdrawn", "phase_to_decide", "paused", "stopped", "plan_together", "settlement_open",
    "settlement_claimed", "settlement_questioned", "settlement_accepted", "settled_and_visited",
}  # fmt: skip


def fill() -> None:
    """A draft of a programme that somebody edits."""
    shipped = shipped_template()
    shipped.pk, shipped.version, shipped.status, shipped.published_at = None, 99, "draft", None
    shipped.save(force_insert=True)


def trajectories() -> Iterator[Subject]:
    for state, row in in_every_state().items():
        yield Subject({"pk": row.pk}, state, members_of_trajectory(row))


def briefly() -> Iterator[Subject]:
    """One per state alone: enough for the pages behind a trajectory."""
    for state, row in one_of_each(furthest_first(), lambda row: f"{row.status} phase {row.phase}").items():
        yield Subject({"pk": row.pk}, state, members_of_trajectory(row))


def reports() -> Iterator[Subject]:
    """Documents being written, not begun, and final ones with their versions."""
    found = one_of_each(
        Report.objects.order_by("finalised_at", "pk").reverse(),
        lambda row: f"{row.kind} {'final' if row.finalised_at else 'draft'}",
    )
    drafts = {state: (row.trajectory_id, row.kind) for state, row in found.items() if not row.finalised_at}
    finals = {state: (row.trajectory_id, row.kind) for state, row in found.items() if row.finalised_at}
    empty = furthest_first().exclude(series__duos=None).filter(reports=None, status="active").last()
    plan = empty.template.parsed.documents[0]
    for state, (pk, kind) in {**drafts, "not begun": (empty.pk, plan.kind), **finals}.items():
        trajectory = furthest_first().get(pk=pk)
        yield Subject({"pk": pk, "kind": kind, "number": 1}, state, members_of_trajectory(trajectory))


def applications() -> Iterator[Subject]:
    rows = Application.objects.select_related("organisation", "fund", "provider").order_by("made_at", "pk")
    for state, row in one_of_each(rows, lambda row: f"{row.status}{' released' if row.released_at else ''}").items():
        members = members_of(organisation=row.organisation, fund=row.fund, provider=row.provider)
        yield Subject({"pk": row.pk}, state, members)


def steps_of_applications() -> Iterator[Subject]:
    """Every step of every application."""
    for subject in applications():
        for step in STEPS:
            yield Subject({**subject.arguments, "step": step}, f"{subject.state}, {step}", subject.members)


def settlements() -> Iterator[Subject]:
    rows = Settlement.objects.select_related("trajectory").order_by("claimable_at", "pk")
    for state, row in one_of_each(rows, lambda row: row.status).items():
        yield Subject({"pk": row.pk}, state, members_of_series(row.trajectory.series_id))


def templates() -> Iterator[Subject]:
    rows = ProgrammeTemplate.objects.order_by("code", "-version")
    for state, row in one_of_each(rows, lambda row: f"{row.code} {row.status}").items():
        yield Subject({"pk": row.pk, "code": row.code}, state, first_members())


SUBJECTS = {
    "aanvragen/": applications,
    "aanvragen/<uuid:pk>/<application_step:step>/": steps_of_applications,
    "aanvragen/<uuid:pk>/bewaren/": steps_of_applications,
    "trajecten/": trajectories,
    "trajecten/<uuid:pk>/verslag/": reports,
    "trajecten/<uuid:pk>/stopzetten/": briefly,
    "trajecten/<uuid:pk>/berichten/": briefly,
    "trajecten/<uuid:pk>/aanbevelingen/": briefly,
    "trajecten/<uuid:pk>/afrekening/": briefly,
    "afrekeningen/": settlements,
    "programmas/": templates,
    "aanbod/": templates,
}
