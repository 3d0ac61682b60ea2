"""The planner's overview: every series of the provider, what it waits for, and how many wait for the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.paginator import Page
from django.db.models import BooleanField, Count, ExpressionWrapper, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.identity.rules import PLANNER, Viewer
from tandem.kernel import clock, dutch
from tandem.kernel.pages import paginate
from tandem.sessions import rules
from tandem.sessions.models import Duo, Series, Session
from tandem.sessions.timetable import monday_of

if TYPE_CHECKING:
    from tandem.sessions.models.series import SeriesQuerySet

NEEDS_DUO, TO_CONFIRM, THIS_WEEK, NO_ANSWER, RUNNING, ALL = "duo", "bevestigen", "week", "antwoord", "", "alles"
STILL_TO_COME = (rules.TO_PLAN, rules.PROPOSED, rules.CONFIRMED)
PER_PAGE = 50
_SHOWN = ("series_id", "title", "status", "starts_at", "proposed_by_side")  # of a session


@dataclass(frozen=True, slots=True)
class OverviewFilter:
    """What the planner looks for."""

    text: str = ""
    waits_for: str = RUNNING
    province: str = ""


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One series, ready to print."""

    series_id: UUID
    title: str
    organisation: str
    province: str
    duo: str
    duo_note: str
    dates: str
    next_session: str
    waits: tuple[tuple[str, str], ...]  # (kind of tag, words)
    url: str
    duo_url: str


@dataclass(frozen=True, slots=True)
class OverviewCounts:
    needs_duo: int
    to_confirm: int
    this_week: int
    no_answer: int


@dataclass(frozen=True, slots=True)
class Overview:
    rows: tuple[OverviewRow, ...]
    page: Page[Series]
    counts: OverviewCounts


def planning_overview(viewer: Viewer, wanted: OverviewFilter, *, page: object, on: date) -> Overview:
    """One page of the viewer's provider and the counts of all: five queries for 1 or 50 rows."""
    mine = Series.objects.filter(provider_id__in=viewer.organisation_ids(PLANNER))
    waits = _waiting(on)
    chosen = _filtered(mine, waits, wanted).select_related("organisation")
    # What asks the planner comes first, then the newest. Sets, no question per row: a provider may have 30,000 series.
    chosen = chosen.annotate(
        needs_duo=ExpressionWrapper(waits[NEEDS_DUO], BooleanField()),
        to_confirm=ExpressionWrapper(waits[TO_CONFIRM], BooleanField()),
    ).order_by("-needs_duo", "-to_confirm", "-made_at", "pk")
    shown = paginate(chosen, page, PER_PAGE)
    return Overview(rows=tuple(_rows(shown.object_list)), page=shown, counts=_counts(mine, waits))


def _counts(series: SeriesQuerySet, waits: dict[str, Q]) -> OverviewCounts:
    """All four in one walk along the series."""
    wanted = {"needs_duo": NEEDS_DUO, "to_confirm": TO_CONFIRM, "this_week": THIS_WEEK, "no_answer": NO_ANSWER}
    return OverviewCounts(**series.aggregate(**{name: Count("pk", filter=waits[key]) for name, key in wanted.items()}))


def _waiting(on: date) -> dict[str, Q]:
    """What series wait for, each as a condition on sets of ids."""
    monday, next_monday = (clock.moment_on(monday_of(on) + timedelta(days=days), 0) for days in (0, 7))
    of_sessions, open_duos = Session.objects.order_by().values("series_id"), Duo.objects.filter(ended_at__isnull=True)
    runs = Q(pk__in=of_sessions.filter(status__in=STILL_TO_COME))
    proposed = of_sessions.filter(status=rules.PROPOSED)
    silent = open_duos.filter(Q(trainer_agreed_at__isnull=True) | Q(expert_agreed_at__isnull=True))
    this_week = {"starts_at__gte": monday, "starts_at__lt": next_monday}
    return {
        RUNNING: runs,
        NEEDS_DUO: runs & ~Q(pk__in=open_duos.order_by().values("series_id")),
        TO_CONFIRM: Q(pk__in=proposed.filter(proposed_by_side=rules.ORGANISATION_SIDE)),
        THIS_WEEK: Q(pk__in=of_sessions.filter(status__in=[rules.CONFIRMED, rules.HELD], **this_week)),
        NO_ANSWER: (runs & Q(pk__in=silent.order_by().values("series_id")))
        | Q(pk__in=proposed.filter(proposed_by_side=rules.PROVIDER_SIDE)),
        ALL: Q(),
    }


def _filtered(series: SeriesQuerySet, waits: dict[str, Q], wanted: OverviewFilter) -> SeriesQuerySet:
    series = series.filter(waits.get(wanted.waits_for, waits[RUNNING]))
    if wanted.province:
        series = series.filter(organisation__province=wanted.province)
    for word in wanted.text.split():
        series = series.filter(Q(title__icontains=word) | Q(organisation__name__icontains=word))
    return series


def _rows(series: Iterable[Series]) -> list[OverviewRow]:
    shown = list(series)
    ids = [row.pk for row in shown]
    sessions: dict[UUID, list[Session]] = defaultdict(list)
    for session in Session.objects.filter(series_id__in=ids).only(*_SHOWN).order_by("starts_at", "position", "pk"):
        sessions[session.series_id].append(session)
    duos = {
        duo.series_id: duo
        for duo in Duo.objects.filter(series_id__in=ids, ended_at__isnull=True).select_related(
            "trainer", "experiential_expert"
        )
    }
    return [_row(row, sessions[row.pk], duos.get(row.pk)) for row in shown]


def _row(series: Series, sessions: list[Session], duo: Duo | None) -> OverviewRow:
    coming = [s for s in sessions if s.status in {rules.PROPOSED, rules.CONFIRMED} and s.starts_at]
    first = coming[0] if coming else None
    return OverviewRow(
        series_id=series.pk, title=series.title, organisation=series.organisation.name,
        province=series.organisation.province,
        duo=_("%(trainer)s en %(expert)s") % {"trainer": duo.trainer, "expert": duo.experiential_expert} if duo else "",
        duo_note=_duo_note(duo), dates=_dates(sessions),
        next_session=f"{first.title}, {dutch.datetime_nl(first.starts_at)}" if first else "",
        waits=tuple(_waits(sessions, needs_duo=series.needs_duo)),  # type: ignore[attr-defined]  # annotated
        url=reverse("series_dates", args=[series.pk]), duo_url=reverse("duo_choose", args=[series.pk]),
    )  # fmt: skip


def _duo_note(duo: Duo | None) -> str:
    if duo is None:
        return ""
    silent = [
        str(person)
        for person, agreed_at in ((duo.trainer, duo.trainer_agreed_at), (duo.experiential_expert, duo.expert_agreed_at))
        if agreed_at is None
    ]
    return _("Nog geen antwoord van %(names)s") % {"names": _(" en ").join(silent)} if silent else _("Beiden zeiden ja")


def _dates(sessions: list[Session]) -> str:
    planned = [s for s in sessions if s.status != rules.CANCELLED]
    fixed = sum(s.status in {rules.CONFIRMED, rules.HELD} for s in planned)
    held = sum(s.status == rules.HELD for s in planned)
    return _("%(fixed)s van %(all)s datums vast, %(held)s voorbij") % {
        "fixed": fixed, "all": len(planned), "held": held,
    }  # fmt: skip


def _waits(sessions: list[Session], *, needs_duo: bool) -> list[tuple[str, str]]:
    waits = [("yellow", _("Duo nodig"))] if needs_duo else []
    ours = sum(s.status == rules.PROPOSED and s.proposed_by_side == rules.ORGANISATION_SIDE for s in sessions)
    theirs = sum(s.status == rules.PROPOSED and s.proposed_by_side == rules.PROVIDER_SIDE for s in sessions)
    unplanned = sum(s.status == rules.TO_PLAN for s in sessions)
    if ours:
        text = ngettext("%(count)s datum te bevestigen", "%(count)s datums te bevestigen", ours) % {"count": ours}
        waits.append(("yellow", text))
    if theirs:
        waits.append(("blue", _("Wacht op de organisatie")))
    if unplanned and not ours:
        text = ngettext("%(count)s zonder datum", "%(count)s zonder datum", unplanned) % {"count": unplanned}
        waits.append(("grey", text))
    return waits or [("green", _("Loopt"))]
