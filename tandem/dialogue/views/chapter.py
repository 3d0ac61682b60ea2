"""One chapter of a dossier, block by block."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.dialogue.actions import chapter as actions
from tandem.dialogue.actions.dossier import drop_chapter
from tandem.dialogue.forms.chapter import FORMS, BlockForm, RecommendationBlockForm
from tandem.dialogue.forms.dossier import ChapterNameForm
from tandem.dialogue.models import Chapter, Dossier
from tandem.dialogue.queries import dossier as pages
from tandem.dialogue.queries.doors import dossier_for
from tandem.dialogue.rules.dossier import KINDS
from tandem.dialogue.views.dossier import keep_typed
from tandem.identity.access import Request, roles_only
from tandem.identity.rules import POLICY_WORKER
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal


@roles_only(POLICY_WORKER)
def chapter(request: Request, pk: str, chapter: UUID) -> HttpResponse:
    """The blocks as they will be, each with what can be done."""
    row, found = _door(request, pk, chapter)
    context = {
        "row": row,
        "chapter": found,
        "blocks": pages.block_lines(row, found, on=clock.today()),
        "kinds": KINDS.items(),
    }
    return render(request, "dialogue/chapter.html", context)


@roles_only(POLICY_WORKER)
def chapter_edit(request: Request, pk: str, chapter: UUID) -> HttpResponse:
    """Another title. Two who change it at once see both."""
    row, found = _door(request, pk, chapter)
    form = ChapterNameForm(request.POST or None, initial={"title": found.title, "version": found.version})
    current = None
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.name_chapter(found, title=typed["title"], version=typed["version"], by=request.user, at=clock.now())
        except actions.ChapterChanged as conflict:
            show_refusal(form, conflict)
            current = conflict.current
            keep_typed(form, version=conflict.current.version)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De titel is bewaard."))
            return redirect("chapter", row.pk, found.pk)
    context = {"form": form, "row": row, "chapter": found, "current": current}
    return render(request, "dialogue/chapter_edit.html", context, status=answer_status(request))


@roles_only(POLICY_WORKER)
@require_POST
def chapter_drop(request: Request, pk: str, chapter: UUID) -> HttpResponse:
    """Take an empty chapter away."""
    row, found = _door(request, pk, chapter)
    with telling(request, _("Het hoofdstuk is weg.")):
        drop_chapter(row, found, by=request.user, at=clock.now())
    return redirect("dossier", row.pk)


@roles_only(POLICY_WORKER)
def chapter_block_add(request: Request, pk: str, chapter: UUID, kind: str) -> HttpResponse:
    """A new block of one kind."""
    row, found = _door(request, pk, chapter)
    form = _form(request, kind, {"version": found.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_block(found, form.block(), by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Het blok staat onderaan in het hoofdstuk."))
            return redirect("chapter", row.pk, found.pk)
    context = {"form": form, "row": row, "chapter": found, "kind": kind, "kind_label": KINDS[kind]}
    return render(request, "dialogue/chapter_block.html", context, status=answer_status(request))


@roles_only(POLICY_WORKER)
def chapter_block_edit(request: Request, pk: str, chapter: UUID, block: UUID) -> HttpResponse:
    """Change a block. When somebody else was first, both are shown; when it is gone, what was typed stays on the page."""
    row, found = _door(request, pk, chapter)
    now = pages.block_of(found, block)
    kind = now["kind"] if now else request.POST.get("kind", "")
    form = _form(
        request, kind, {**(FORMS[kind].initial_of(now) if now and kind in FORMS else {}), "version": found.version}
    )
    current = None
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.change_block(found, block, form.block(), version=version, by=request.user, at=clock.now())
        except actions.ChapterChanged as conflict:
            show_refusal(form, conflict)
            current = pages.block_line(row, conflict.current, block, on=clock.today())
            keep_typed(form, version=conflict.current.version)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Het blok is bewaard."))
            return redirect("chapter", row.pk, found.pk)
    context = {"form": form, "row": row, "chapter": found, "kind": kind, "kind_label": KINDS[kind], "current": current,
               "is_change": True}  # fmt: skip
    return render(request, "dialogue/chapter_block.html", context, status=answer_status(request))


@roles_only(POLICY_WORKER)
@require_POST
def chapter_block_move(request: Request, pk: str, chapter: UUID, block: UUID) -> HttpResponse:
    """One place up or down."""
    row, found = _door(request, pk, chapter)
    step = -1 if request.POST.get("richting") == "op" else 1
    with telling(request, _("Het blok is verplaatst.")):
        actions.move_block(found, block, step=step, by=request.user, at=clock.now())
    return redirect("chapter", row.pk, found.pk)


@roles_only(POLICY_WORKER)
@require_POST
def chapter_block_aside(request: Request, pk: str, chapter: UUID, block: UUID) -> HttpResponse:
    """Out of the dossier, but kept."""
    row, found = _door(request, pk, chapter)
    with telling(request, _("Het blok staat opzij. Je kan het terugzetten.")):
        actions.put_aside(found, block, is_aside=True, by=request.user, at=clock.now())
    return redirect("chapter", row.pk, found.pk)


@roles_only(POLICY_WORKER)
@require_POST
def chapter_block_back(request: Request, pk: str, chapter: UUID, block: UUID) -> HttpResponse:
    """Back in the dossier."""
    row, found = _door(request, pk, chapter)
    with telling(request, _("Het blok staat terug in het hoofdstuk.")):
        actions.put_aside(found, block, is_aside=False, by=request.user, at=clock.now())
    return redirect("chapter", row.pk, found.pk)


@roles_only(POLICY_WORKER)
@require_POST
def chapter_block_forget(request: Request, pk: str, chapter: UUID, block: UUID) -> HttpResponse:
    """Gone for good."""
    row, found = _door(request, pk, chapter)
    with telling(request, _("Het blok is voorgoed weg.")):
        actions.forget_block(found, block, by=request.user, at=clock.now())
    return redirect("chapter", row.pk, found.pk)


def _door(request: Request, pk: str, chapter: UUID) -> tuple[Dossier, Chapter]:
    row = dossier_for(request.viewer, pk)
    return row, pages.chapter_of(row, chapter)


def _form(request: Request, kind: str, initial: dict[str, object]) -> BlockForm:
    if kind not in FORMS:
        raise Http404
    form = FORMS[kind](request.POST or None, initial=initial)
    if isinstance(form, RecommendationBlockForm):
        form.offer_recommendations(pages.recommendation_choices())
    return form
