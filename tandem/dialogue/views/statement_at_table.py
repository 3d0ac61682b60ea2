"""One statement at a table: better words, voices, two versions, taking it away. The link of the table is the door."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.dialogue.actions.clash import choose_words
from tandem.dialogue.actions.statement import (
    CannotNote,
    Change,
    Heard,
    change_statement,
    hear_voice,
    withdraw_statement,
)
from tandem.dialogue.forms.statement import ChangeForm, VoiceForm
from tandem.dialogue.queries.statement import lines_of
from tandem.dialogue.queries.table import clash_at, statement_at, table_with
from tandem.dialogue.rules.table import CLASH
from tandem.dialogue.views.table import takes_in, unknown_link
from tandem.identity.access import open_to_all
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal

if TYPE_CHECKING:
    from tandem.dialogue.models import ForumTable, Statement


@open_to_all
def forum_statement(request: HttpRequest, token: str, statement: UUID) -> HttpResponse:
    """What was said, with its voices and versions; posting brings better words."""
    table = table_with(token)
    if table is None:
        return unknown_link(request)
    row = statement_at(table, statement)
    form = ChangeForm(request.POST or None, initial={"base": row.version, "words": row.words})
    if request.method == "POST" and form.is_valid():
        outcome = _changed(table, row, form)
        if outcome == CLASH:
            messages.warning(request, _("Iemand schreef intussen andere woorden. Kies welke tekst blijft."))
            return redirect("forum_statement", token, row.pk)
        if outcome:
            messages.success(request, _("De betere woorden staan er."))
            return redirect("forum_table", token)
    return _page(request, table, token, row, change_form=form)


@open_to_all
@require_POST
def forum_statement_voice(request: HttpRequest, token: str, statement: UUID) -> HttpResponse:
    """Agree, differ or add."""
    table = table_with(token)
    if table is None:
        return unknown_link(request)
    row = statement_at(table, statement)
    form = VoiceForm(request.POST)
    if form.is_valid() and _heard(table, row, form):
        messages.success(request, _("Het staat erbij."))
        return redirect("forum_table", token)
    return _page(request, table, token, row, voice_form=form)


@open_to_all
@require_POST
def forum_statement_withdraw(request: HttpRequest, token: str, statement: UUID) -> HttpResponse:
    """Take away what was written down wrongly."""
    table = table_with(token)
    if table is None:
        return unknown_link(request)
    with telling(request, _("De uitspraak is weg.")):
        withdraw_statement(table, statement_at(table, statement), by=None, at=clock.now())
    return redirect("forum_table", token)


@open_to_all
@require_POST
def forum_statement_choose(request: HttpRequest, token: str, clash: UUID) -> HttpResponse:
    """The people of the table choose between two texts."""
    table = table_with(token)
    if table is None:
        return unknown_link(request)
    with telling(request, _("Er is gekozen.")):
        choose_words(clash_at(table, clash), keep=request.POST.get("keep", ""), by=None, at=clock.now())
    return redirect("forum_table", token)


def _page(request: HttpRequest, table: ForumTable, token: str, row: Statement, *, change_form: ChangeForm | None = None,
          voice_form: VoiceForm | None = None) -> HttpResponse:  # fmt: skip
    context = {
        "table": table, "token": token, "line": lines_of([row])[0], "statement": row, "takes_in": takes_in(table),
        "change_form": change_form or ChangeForm(initial={"base": row.version, "words": row.words}),
        "voice_form": voice_form or VoiceForm(auto_id="stem_%s"),
    }  # fmt: skip
    return render(request, "dialogue/forum_statement.html", context, status=answer_status(request))


def _changed(table: ForumTable, row: Statement, form: ChangeForm) -> str:
    facts, at = form.cleaned_data, clock.now()
    try:
        return change_statement(table, Change(facts["id"], row.pk, facts["base"], facts["words"], at), by=None, at=at)
    except CannotNote as refusal:
        show_refusal(form, refusal)
    return ""


def _heard(table: ForumTable, row: Statement, form: VoiceForm) -> str:
    facts = form.cleaned_data
    try:
        return hear_voice(table, Heard(facts["id"], row.pk, facts["kind"], facts["words"]), by=None, at=clock.now())
    except CannotNote as refusal:
        show_refusal(form, refusal)
    return ""
