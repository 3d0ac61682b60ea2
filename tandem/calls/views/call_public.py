"""Calls for everybody: no login, kept by a browser as long as nothing changed."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from tandem.calls.forms.call import kinds_text
from tandem.calls.forms.fit import FitForm
from tandem.calls.queries import call_public as queries
from tandem.calls.queries.call import is_open
from tandem.calls.queries.call_changes import changes_of
from tandem.calls.queries.call_parts import parts_of
from tandem.calls.queries.call_setup import with_shares
from tandem.calls.queries.money import money_from
from tandem.calls.rules.fit import fit
from tandem.identity.access import AnyRequest, asked_again, open_to_all
from tandem.identity.rules import ORGANISATION_CONTACT, Viewer
from tandem.kernel import clock
from tandem.kernel.pages import paginate
from tandem.policy_signals.queries.participation import participation_of

PER_PAGE = 20


@open_to_all
@asked_again
def calls_public(request: AnyRequest) -> HttpResponse:
    """Open now, coming, earlier."""
    now = clock.now()
    page = paginate(queries.earlier_calls(now), request.GET.get("pagina"), PER_PAGE)
    context = {"open": queries.open_calls(now), "coming": queries.coming_calls(now), "page": page,
               "is_without_htmx": not request.viewer.is_known}  # fmt: skip
    return render(request, "calls/calls_public.html", context)


@open_to_all
@asked_again
def call_public(request: AnyRequest, pk: UUID) -> HttpResponse:
    """One call: what for, who, how much, when, how it is judged, who was heard."""
    row, now = queries.call_page_for(pk), clock.now()
    parts = parts_of(row)
    money = money_from(parts.kinds, parts.envelopes)
    form = FitForm(request.GET if "kind" in request.GET else None)
    verdict = fit(queries.terms_of(row, money), form.asked()) if form.is_bound and form.is_valid() else None
    context = {
        "row": row, "money": money, "left": queries.left_of(row, now), "criteria": with_shares(parts.criteria), "fit_form": form,
        "verdict": verdict, "may_start": _may_start(request.viewer) and is_open(row, now),
        "kinds": kinds_text(row.submitter_kinds), "parts": parts, "seats": queries.seats_of(row), "changes": changes_of(row),
        "filling_time": queries.filling_time(row), "participation": participation_of("call", row.pk), "now": now,
        "is_without_htmx": not request.viewer.is_known,
    }  # fmt: skip
    return render(request, "calls/call_public.html", context, status=410 if row.state == "stopped" else 200)


def _may_start(viewer: Viewer) -> bool:
    """Strangers log in first; who works elsewhere writes no project."""
    return not viewer.is_known or viewer.has_role(ORGANISATION_CONTACT)


@open_to_all
@asked_again
def calls_feed(request: AnyRequest) -> HttpResponse:
    """RSS 2.0."""
    return HttpResponse(queries.as_rss(clock.now()), content_type="application/rss+xml; charset=utf-8")
