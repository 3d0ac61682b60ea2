"""All statements of a forum day: search, look-alikes, two versions, and a first draft of a recommendation."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.dialogue.actions.clash import CannotChoose, choose_words
from tandem.dialogue.actions.recommendation_draft import CannotDraftRecommendation, draft_recommendation
from tandem.dialogue.forms.forum import MergeForm
from tandem.dialogue.queries.doors import forum_day_for
from tandem.dialogue.queries.forum import clash_for
from tandem.dialogue.queries.statement import (
    KINDS,
    MOST_CHOSEN,
    Wanted,
    alike_groups,
    alike_to,
    chosen_statements,
    lines_of,
    statements_of,
)
from tandem.dialogue.views.forum import policy_workers_only
from tandem.identity.access import Request
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.pages import paginate

if TYPE_CHECKING:
    from tandem.dialogue.models import ForumDay, Recommendation, Statement

PER_PAGE, PER_SEARCH = 50, 30


@policy_workers_only
def forum_statements(request: Request, pk: UUID) -> HttpResponse:
    """Everything that was said that day, to search, filter and print."""
    day, wanted = forum_day_for(request.viewer, pk), _wanted(request)
    page = paginate(statements_of(day, wanted), request.GET.get("pagina"), PER_PAGE)
    context = {"day": day, "wanted": wanted, "page": page, "lines": lines_of(page.object_list), **_filters(day)}
    return render(request, "dialogue/forum_statements.html", context)


@policy_workers_only
def forum_alike(request: Request, pk: UUID) -> HttpResponse:
    """Statements that say about the same, by the stems of their words."""
    day = forum_day_for(request.viewer, pk)
    return render(request, "dialogue/forum_alike.html", {"day": day, "groups": alike_groups(day)})


@policy_workers_only
def forum_merge(request: Request, pk: UUID) -> HttpResponse:
    """Choose statements of several tables and begin a recommendation with them. Every choice stands in the address."""
    day, wanted = forum_day_for(request.viewer, pk), _wanted(request)
    sent = request.POST if request.method == "POST" else request.GET
    chosen = chosen_statements(day, sent.getlist("keuze"))
    form = MergeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and (draft := _drafted(request, day, chosen, form)):
        messages.success(request, _("Aanbeveling %(number)s staat klaar als ontwerp.") % {"number": draft.number})
        return redirect("recommendation", draft.pk)
    context = {"day": day, "form": form, "chosen": chosen, **_to_choose(day, wanted, chosen), **_filters(day)}
    return render(request, "dialogue/forum_merge.html", context, status=answer_status(request))


@policy_workers_only
def forum_clash(request: Request, pk: UUID, clash: UUID) -> HttpResponse:
    """Two texts of one statement: the policy worker may choose as well as the table."""
    day, row = clash_for(request.viewer, pk, clash)
    problem = ""
    if request.method == "POST":
        try:
            choose_words(row, keep=request.POST.get("keep", ""), by=request.user, at=clock.now())
        except CannotChoose as refusal:
            problem = str(refusal)
        else:
            messages.success(request, _("Er is gekozen."))
            return redirect("forum_day", day.pk)
    context = {"day": day, "clash": row, "statement": row.statement, "problem": problem}
    return render(request, "dialogue/forum_clash.html", context, status=answer_status(request))


def _to_choose(day: ForumDay, wanted: Wanted, chosen: list[Statement]) -> dict[str, object]:
    """What was looked for and what looks like the choice; each statement stands on the page once."""
    taken, is_asked = {row.pk for row in chosen}, any((wanted.table, wanted.kind, wanted.words.strip()))
    found = list(statements_of(day, wanted).exclude(pk__in=taken)[:PER_SEARCH]) if is_asked else []
    beside = {row.pk for row in found}
    alike = [row for row in alike_to(day, chosen) if row.pk not in beside] if chosen else []
    return {"wanted": wanted, "is_asked": is_asked, "found": found, "alike": alike, "most": MOST_CHOSEN,
            "tables": len({row.table_id for row in chosen})}  # fmt: skip


def _drafted(request: Request, day: ForumDay, chosen: list[Statement], form: MergeForm) -> Recommendation | None:
    facts = form.cleaned_data
    try:
        return draft_recommendation(day, chosen, facts["title"], facts["words"], request.user, clock.now())
    except CannotDraftRecommendation as refusal:
        show_refusal(form, refusal)
    return None


def _wanted(request: Request) -> Wanted:
    sent = request.GET
    return Wanted(table=sent.get("tafel", "")[:5], kind=sent.get("soort", ""), words=sent.get("zoek", "")[:200])


def _filters(day: ForumDay) -> dict[str, object]:
    return {"tables_of_day": day.tables.all(), "kinds": KINDS.items()}
