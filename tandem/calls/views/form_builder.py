"""The form of a call while it is built: everything on one page, moved, taken out and undone with buttons."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.calls.actions import form_builder as actions
from tandem.calls.queries import form_builder as pages
from tandem.calls.queries.doors import call_for
from tandem.calls.rules.form_check import QUESTION, SECTION, STOP
from tandem.calls.rules.form_language import remarks
from tandem.calls.views.call_saving import officers_only
from tandem.identity.access import Request
from tandem.kernel import clock
from tandem.kernel.answering import telling

MOVES = {"op": -1, "neer": 1}
PARTS = {"deel": SECTION, "vraag": QUESTION, "stop": STOP}


@officers_only
def form_builder(request: Request, pk: UUID) -> HttpResponse:
    """The draft, or what is published: sections, questions, stops, and what has to be put right."""
    call = call_for(request.viewer, pk)
    state = pages.form_state(call, at=clock.now())
    last = pages.last_step(state)
    context = {
        "undo": {"stap": last.pk} if last else {}, "drop": {"versie": state.revision.version},
        "call": call, "state": state, "sections": pages.section_lines(state), "stops": pages.stop_lines(state),
        "faults": pages.faults_of(state), "last": last, "revisions": pages.revision_lines(call),
    }  # fmt: skip
    return render(request, "calls/form_builder.html", context)


@officers_only
@require_POST
def form_arrange(request: Request, pk: UUID) -> HttpResponse:
    """One button of the page: `op`, `neer` or `weg`, then the kind of part, its id and its mark."""
    call = call_for(request.viewer, pk)
    what, kind, id_, mark = ([*request.POST.get("doe", "").split(" "), "", "", "", ""])[:4]
    if kind not in PARTS or (what not in MOVES and what != "weg"):
        raise Http404
    part, at = PARTS[kind], clock.now()
    if what == "weg":
        with telling(request, _("Weggehaald. Vergissing? Kies “Maak de laatste stap ongedaan”.")):
            actions.take_out(call, part, id_, seen=mark, by=request.user, at=at)
        return redirect("form_builder", call.pk)
    with telling(request, _("Verplaatst.")):
        actions.move_part(call, part, id_, step=MOVES[what], by=request.user, at=at)
    return redirect(f"{reverse('form_builder', args=[call.pk])}#{kind}-{id_}")


@officers_only
@require_POST
def form_undo(request: Request, pk: UUID) -> HttpResponse:
    """Back to before the last step."""
    call = call_for(request.viewer, pk)
    with telling(request, _("De laatste stap is ongedaan gemaakt.")):
        actions.undo_step(call, _number(request, "stap"), by=request.user, at=clock.now())
    return redirect("form_builder", call.pk)


@officers_only
@require_POST
def form_drop(request: Request, pk: UUID) -> HttpResponse:
    """Leave the draft: what is published stays."""
    call = call_for(request.viewer, pk)
    with telling(request, _("Het klad is weg. Het gepubliceerde formulier blijft.")):
        actions.drop_draft(call, version=_number(request, "versie"), by=request.user, at=clock.now())
    return redirect("form_builder", call.pk)


@officers_only
@require_POST
def form_language(request: Request, pk: UUID) -> HttpResponse:
    """What could be said more plainly in a question or hint that is being typed. Nothing is kept."""
    call_for(request.viewer, pk)
    typed = "\n".join(request.POST.get(name, "")[:1000] for name in ("label", "title", "hint"))
    return render(request, "calls/form_language.html", {"remarks": remarks(typed)})


def _number(request: Request, name: str) -> int:
    """A hidden number of the page; anything else is 0, which stands for nothing."""
    typed = request.POST.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 18 else 0


def say_saved(request: Request, sentence: str, pk: UUID, anchor: str) -> HttpResponse:
    """Back to the part on the page of the form."""
    messages.success(request, sentence)
    return redirect(f"{reverse('form_builder', args=[pk])}#{anchor}")
