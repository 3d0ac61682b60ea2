"""The planner's overview, and the page on which two sides agree the dates of a whole series."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tandem.identity.access import Request, members_only, roles_only
from tandem.identity.places import provinces_by_postal_code
from tandem.identity.rules import ORGANISATION_CONTACT, PLANNER
from tandem.kernel import clock
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Conflict, Problem, Refusal
from tandem.sessions import rules, timetable
from tandem.sessions.actions import dates
from tandem.sessions.forms.planning import OverviewForm, PlaceForm, ProposalForm, ProposalRows, row_prefixes
from tandem.sessions.models import Series, Session
from tandem.sessions.queries import doors, planning
from tandem.sessions.queries.dates import (
    series_page,
    sessions_named,
    sessions_to_date,
    state_text,
    usual_directions,
    usual_place,
)
from tandem.sessions.queries.halfdays import free_half_days, hours_of

AGREEING = frozenset({doors.ORGANISATION, doors.PLANNING, doors.DUO})


@roles_only(PLANNER)
def planning_overview(request: Request) -> HttpResponse:
    """Every series of the provider, what it waits for, search and filters."""
    states = {
        planning.RUNNING: _("alles wat loopt"), planning.NEEDS_DUO: _("duo nodig"),
        planning.TO_CONFIRM: _("datum te bevestigen"), planning.THIS_WEEK: _("deze week"),
        planning.NO_ANSWER: _("nog geen antwoord"), planning.ALL: _("alles, ook wat voorbij is"),
    }  # fmt: skip
    form = OverviewForm(request.GET, states=states, provinces=sorted(set(provinces_by_postal_code().values())))
    chosen = form.chosen()
    wanted = planning.OverviewFilter(text=chosen["zoek"], waits_for=chosen["toon"], province=chosen["provincie"])
    overview = planning.planning_overview(request.viewer, wanted, page=request.GET.get("pagina"), on=clock.today())
    is_filtered = any(chosen.values())
    context = {"overview": overview, "filter_form": form, "is_filtered": is_filtered, "shown": states[wanted.waits_for]}
    return render(request, "sessions/planning_overview.html", context)


@members_only
def series_dates(request: Request, pk: str) -> HttpResponse:
    """Dates, duo and whose move it is; days are proposed here for one or more sessions at once."""
    if request.method != "POST":
        return dates_page(request, doors.series_for(request.viewer, pk))
    series = doors.series_for(request.viewer, pk, parts=AGREEING)
    rows = _rows(request, series, request.POST)
    if not rows:
        return dates_page(request, series, problems=(Problem(_("Kies minstens één dag.")),), status=422)
    return _propose(request, series, rows)


def _rows(request: Request, series: Series, typed: QueryDict | None = None) -> list[ProposalForm]:
    """One row per session that can get a date; of a posted form exactly the rows that were on it."""
    sessions = sessions_to_date(series) if typed is None else sessions_named(series, row_prefixes(typed))
    chosen = iter(filter(None, map(hours_of, sorted(_chosen_keys(request)))))
    unplanned = [session for session in sessions if session.status == rules.TO_PLAN]
    return [
        ProposalForm(
            typed, prefix=str(session.pk), title=session.title, may_differ=session.status != rules.TO_PLAN,
            initial=_initial(series, session, next(chosen, None) if session in unplanned else None, is_first=not number),
        )
        for number, session in enumerate(sessions)
    ]  # fmt: skip


def _chosen_keys(request: Request) -> frozenset[str]:
    """Half-days picked from the list: they fill the first open rows, in order."""
    return frozenset(key for key in request.GET.getlist("kies") if hours_of(key))


def _initial(
    series: Series, session: Session, chosen: tuple[datetime, datetime] | None, *, is_first: bool
) -> dict[str, object]:
    """What a row shows at first: its own proposal, a picked half-day, and the usual hours and place in the first row."""
    begin, end = chosen or (session.starts_at, session.ends_at)
    facts: dict[str, object] = {"version": session.version}
    if begin and end:
        begin, end = clock.local(begin), clock.local(end)
        facts |= {"day": begin.date(), "starts": begin.time(), "ends": end.time()}
    elif is_first:
        facts |= dict(zip(("starts", "ends"), timetable.HALF_DAY_HOURS[timetable.MORNING], strict=True))
    if is_first or session.status == rules.PROPOSED:
        facts |= {"place": session.place or ("" if session.is_remote else usual_place(series))}
        facts |= {name: getattr(session, name) for name in ("is_remote", "remote_link")}
        facts["directions"] = session.directions or ("" if session.is_remote else usual_directions(series))
    return facts


def _propose(request: Request, series: Series, rows: list[ProposalForm]) -> HttpResponse:
    proposals = ProposalRows(rows).proposals()
    conflict = ""
    if proposals:
        try:
            dates.propose_dates(series, proposals=proposals, side=doors.side_of(series, request.viewer),
                                by=request.user, at=clock.now())  # fmt: skip
        except Conflict as refusal:
            conflict = keep_both(refusal, rows)
        except Refusal as refusal:
            show_refusal(rows[0], refusal, *rows[1:])
        else:
            messages.success(request, proposed_text(len(proposals)))
            return redirect("series_dates", series.pk)
    return dates_page(request, series, rows=rows, conflict=conflict, status=422)


def proposed_text(count: int) -> str:
    """What happens after a proposal."""
    return ngettext("Je voorstel is verstuurd. De andere kant bevestigt of stelt iets anders voor.",
                    "Je %(count)s voorstellen zijn verstuurd. De andere kant bevestigt of stelt iets anders voor.",
                    count) % {"count": count}  # fmt: skip


def keep_both(conflict: Conflict, rows: Sequence[PlaceForm]) -> str:
    """Somebody was first: keep what was typed, say what stands there now, and let a next answer count for that."""
    current = conflict.current
    if not isinstance(current, Session):
        return str(conflict)
    for row in rows:
        if row.prefix in (None, str(current.pk)):
            row.take_version(current.version)
    return f"{conflict} {state_text(current)}"


def dates_page(
    request: Request, series: Series, *, rows: list[ProposalForm] | None = None, conflict: str = "",
    problems: tuple[Problem, ...] = (), status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page, also as the answer to a button that could not do its work."""
    page = series_page(series, request.viewer, at=clock.now())
    rows = _rows(request, series) if rows is None else rows
    chosen = _chosen_keys(request)
    context = {
        "page": page, "series": series, "rows": rows if page.may_propose else [], "conflict": conflict,
        "problems": problems, "chosen": sorted(chosen),
        "form": next((row for row in rows if row.errors), None),  # says "Fout:" in the page's title
        "half_days": free_half_days(series, on=clock.today(), chosen=chosen) if page.may_propose and rows else None,
    }  # fmt: skip
    return render(request, "sessions/series_dates.html", context, status=status)


@require_POST
@roles_only(ORGANISATION_CONTACT)
def dates_report(request: Request, pk: str) -> HttpResponse:
    """Pass the agreed dates on to the fund."""
    series = doors.series_for(request.viewer, pk, parts=frozenset({doors.ORGANISATION}))
    try:
        count = dates.report_dates(series, by=request.user, at=clock.now())
    except Refusal as refusal:
        return dates_page(request, series, problems=refusal.problems, status=422)
    text = ngettext(
        "%(count)s datum is doorgegeven aan het fonds.", "%(count)s datums zijn doorgegeven aan het fonds.", count
    )
    messages.success(request, text % {"count": count})
    return redirect("series_dates", series.pk)
