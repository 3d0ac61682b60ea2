"""Whose move it is, for start pages and rails: with the median of that step in the last twenty files."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db import connection
from django.db.models import F, FloatField, Func, Q, QuerySet
from django.urls import reverse

from tandem.identity.rules import EXPERIENTIAL_EXPERT, FUND_OFFICER, ORGANISATION_CONTACT, PLANNER, TRAINER, Viewer
from tandem.programmes.models import Application, Trajectory, Turn
from tandem.programmes.rules.rails import SIDE_TEXTS, TURN_TEXTS
from tandem.sessions.queries.doors import series_led_by

LAST_FILES = 20
DUO_STEPS = ("close_list", "write_report", "follow_up")
ON_THE_CALENDAR = ("hold_session",)  # nobody has to do anything before the day itself
_MEDIANS = """
    select s.step, (select percentile_cont(0.5) within group (order by extract(epoch from lasted) / 86400)
        from (select ended_at - began_at as lasted from programmes_turn t
              where t.step = s.step and t.ended_at is not null order by t.ended_at desc limit %s) last_files)
    from unnest(%s::text[]) as s(step)
"""


class _MedianDays(Func):
    """The same for the step of one row, so that one file needs one query."""

    template = """(select percentile_cont(0.5) within group (order by extract(epoch from lasted) / 86400)
        from (select t.ended_at - t.began_at as lasted from programmes_turn t
              where t.step = %(expressions)s and t.ended_at is not null order by t.ended_at desc
              limit %(last_files)s) last_files)"""


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One open move, ready to print."""

    step: str
    text: str
    who: str
    number: str
    organisation: str
    since: datetime
    median_days: float | None
    url: str


def open_turns_of(viewer: Viewer, *, limit: int = 50) -> list[TurnRow]:
    """What waits for the viewer, oldest first."""
    turns = list(_turns_of(viewer).order_by("began_at", "pk")[:limit])
    medians = median_days_of({turn.step for turn in turns})
    return [_row(turn, medians) for turn in turns]


def _turns_of(viewer: Viewer) -> QuerySet[Turn]:
    mine = Q(pk__in=[])
    if ids := viewer.organisation_ids(ORGANISATION_CONTACT):
        mine |= Q(side="organisation") & (
            Q(application__organisation_id__in=ids) | Q(trajectory__organisation_id__in=ids)
        )
    if ids := viewer.organisation_ids(FUND_OFFICER):
        mine |= Q(side="fund") & (Q(application__fund_id__in=ids) | Q(trajectory__fund_id__in=ids))
    if ids := viewer.organisation_ids(PLANNER):
        mine |= Q(side="provider", trajectory__provider_id__in=ids)
    if viewer.organisation_ids(TRAINER, EXPERIENTIAL_EXPERT):
        mine |= Q(side="provider", step__in=DUO_STEPS, trajectory__series_id__in=series_led_by(viewer.person_id))
    return (
        Turn.objects.filter(mine, ended_at__isnull=True)
        .exclude(step__in=ON_THE_CALENDAR)
        .select_related("application__organisation", "trajectory__organisation")
    )


def median_days_of(steps: Collection[str]) -> dict[str, float | None]:
    """Median number of days per step, over the last twenty files that passed it."""
    if not steps:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_MEDIANS, [LAST_FILES, sorted(steps)])
        return dict(cursor.fetchall())


def open_turn_of(**owner: Any) -> TurnRow | None:
    """The open move of one application or trajectory."""
    turn = (
        Turn.objects.filter(ended_at__isnull=True, **owner)
        .select_related("application__organisation", "trajectory__organisation")
        .annotate(median_days=_MedianDays(F("step"), last_files=LAST_FILES, output_field=FloatField()))
        .first()
    )
    return _row(turn, {turn.step: turn.median_days}) if turn else None


def _row(turn: Turn, medians: dict[str, float | None]) -> TurnRow:
    file = cast(Trajectory | Application, turn.trajectory or turn.application)  # a constraint: one of both
    url_name = "trajectory" if turn.trajectory else "application"
    return TurnRow(
        step=turn.step, text=TURN_TEXTS[turn.step], who=SIDE_TEXTS[turn.side], number=file.number or "klad",
        organisation=file.organisation.name, since=turn.began_at, median_days=medians.get(turn.step),
        url=reverse(url_name, args=[file.pk]),
    )  # fmt: skip


def waiting_for_a_session(*, before: datetime) -> QuerySet[Trajectory]:
    """Trajectories that wait for a session, although a confirmed one began before this moment."""
    return Trajectory.objects.filter(
        turns__ended_at__isnull=True, turns__step__in=("hold_session", "report_dates"),
        series__sessions__status="confirmed", series__sessions__starts_at__lt=before,
    ).distinct().order_by("pk")  # fmt: skip
