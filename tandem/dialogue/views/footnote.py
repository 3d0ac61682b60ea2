"""Footnotes of a dossier."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.dialogue.actions import footnote as actions
from tandem.dialogue.forms.dossier import FootnoteEditForm, FootnoteForm
from tandem.dialogue.queries import dossier as pages
from tandem.dialogue.queries.doors import dossier_for
from tandem.dialogue.views.dossier import keep_typed
from tandem.identity.access import Request, roles_only
from tandem.identity.rules import POLICY_WORKER
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal


@roles_only(POLICY_WORKER)
def footnote_add(request: Request, pk: str) -> HttpResponse:
    """A new footnote with its mark."""
    row = dossier_for(request.viewer, pk)
    form = FootnoteForm(request.POST or None, initial={"mark": request.GET.get("teken", "")[:30]})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_footnote(row, **form.cleaned_data, by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De voetnoot staat erbij. Zet [^%s] in een tekst.") % made.mark)
            return redirect("dossier", row.pk)
    return render(request, "dialogue/footnote_add.html", {"form": form, "row": row}, status=answer_status(request))


@roles_only(POLICY_WORKER)
def footnote_edit(request: Request, pk: str, footnote: int) -> HttpResponse:
    """Other words. Two who change it at once see both."""
    row = dossier_for(request.viewer, pk)
    found, current = pages.footnote_of(row, footnote), None
    initial = {"words": found.words, "link": found.link, "seen": actions.as_seen(found)}
    form = FootnoteEditForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.change_footnote(found, **{**typed, "seen": _read(typed["seen"])}, by=request.user, at=clock.now())
        except actions.FootnoteChanged as conflict:
            show_refusal(form, conflict)
            current = conflict.current
            keep_typed(form, seen=actions.as_seen(conflict.current))
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De voetnoot is bewaard."))
            return redirect("dossier", row.pk)
    context = {"form": form, "row": row, "footnote": found, "current": current}
    return render(request, "dialogue/footnote_edit.html", context, status=answer_status(request))


@roles_only(POLICY_WORKER)
@require_POST
def footnote_drop(request: Request, pk: str, footnote: int) -> HttpResponse:
    """Take a footnote away."""
    row = dossier_for(request.viewer, pk)
    with telling(request, _("De voetnoot is weg.")):
        actions.drop_footnote(pages.footnote_of(row, footnote), by=request.user, at=clock.now())
    return redirect("dossier", row.pk)


def _read(seen: str) -> str:
    """As a browser sends it back: with its own ends of lines."""
    return seen.replace("\r\n", "\n")
