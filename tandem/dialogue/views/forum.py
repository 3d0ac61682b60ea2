"""Forum days for policy workers: the list, a day with what comes in, prepare, open and close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.dialogue.actions.forum import close_forum_day, edit_forum_day, make_forum_day, open_forum_day
from tandem.dialogue.forms.forum import ForumDayForm
from tandem.dialogue.queries.doors import forum_day_for
from tandem.dialogue.queries.forum import clashes_of, day_facts, forum_days, host_of, hosts_of, table_lines
from tandem.identity.access import Request, roles_only
from tandem.identity.rules import POLICY_WORKER
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Conflict

if TYPE_CHECKING:
    from uuid import UUID

    from tandem.dialogue.models import ForumDay

MOST_CLASHES = 100  # a page with more helps nobody; they come up as others are decided
policy_workers_only = roles_only(POLICY_WORKER)


@policy_workers_only
def forum_list(request: Request) -> HttpResponse:
    """Every forum day, the newest first."""
    words = request.GET.get("zoek", "")[:200]
    page = paginate(forum_days(words), request.GET.get("pagina"))
    return render(request, "dialogue/forum_list.html", {"page": page, "words": words})


@policy_workers_only
def forum_new(request: Request) -> HttpResponse:
    """Prepare a day."""
    form = ForumDayForm(request.POST if request.method == "POST" else None, hosts=hosts_of(request.viewer))
    if request.method == "POST" and form.is_valid():
        host = host_of(request.viewer, form.cleaned_data["host"])
        day = make_forum_day(form.facts(), host=host, by=request.user, at=clock.now())
        messages.success(request, _("De forumdag is er. Zet er nu de tafels en de verenigingen bij."))
        return redirect("forum_day", day.pk)
    return render(request, "dialogue/forum_new.html", {"form": form}, status=answer_status(request))


@policy_workers_only
def forum_edit(request: Request, pk: UUID) -> HttpResponse:
    """Other words, date or place."""
    day = forum_day_for(request.viewer, pk)
    initial = {**day_facts(day), "version": day.version, "host": day.host_id}
    form = ForumDayForm(request.POST if request.method == "POST" else None, initial=initial,
                        hosts=[(day.host_id, str(day.host))])  # fmt: skip
    status = answer_status(request)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            edit_forum_day(day, form.facts(), version=version, by=request.user, at=clock.now())
        except Conflict as conflict:
            show_refusal(form, conflict)
            status = 409
        else:
            messages.success(request, _("De forumdag is bewaard."))
            return redirect("forum_day", day.pk)
    context = {"form": form, "day": day, "is_clash": status == 409}
    return render(request, "dialogue/forum_edit.html", context, status=status)


@policy_workers_only
def forum_day(request: Request, pk: UUID) -> HttpResponse:
    """One day: who comes, the tables, and what comes in while it goes on."""
    day = forum_day_for(request.viewer, pk)
    associations = list(day.associations.all())
    context = {
        "day": day, "associations": associations, "people": sum(row.people for row in associations),
        **_progress(day), "recommendations": day.recommendations.order_by("number"),
    }  # fmt: skip
    return render(request, "dialogue/forum_day.html", context)


@policy_workers_only
def forum_progress(request: Request, pk: UUID) -> HttpResponse:
    """What came in so far, for a page that stands open."""
    day = forum_day_for(request.viewer, pk)
    return render(request, "dialogue/forum_progress.html", {"day": day, **_progress(day)})


@policy_workers_only
@require_POST
def forum_open(request: Request, pk: UUID) -> HttpResponse:
    """The tables can write."""
    day = forum_day_for(request.viewer, pk)
    with telling(request, _("De dag is open. De tafels kunnen nu schrijven.")):
        open_forum_day(day, by=request.user, at=clock.now())
    return redirect("forum_day", day.pk)


@policy_workers_only
@require_POST
def forum_close(request: Request, pk: UUID) -> HttpResponse:
    """The day is over."""
    day = forum_day_for(request.viewer, pk)
    with telling(request, _("De dag is afgesloten. Wat nog op tablets wacht, komt tot twee dagen later binnen.")):
        close_forum_day(day, by=request.user, at=clock.now())
    return redirect("forum_day", day.pk)


def _progress(day: ForumDay) -> dict[str, object]:
    clashes = list(clashes_of(day)[:MOST_CLASHES])
    lines = table_lines(day, clashes)
    return {
        "lines": lines, "clashes": clashes, "total": sum(line.statements for line in lines),
        "late": sum(line.late for line in lines), "now": clock.now(),
    }  # fmt: skip
