"""The page of a table: no account, the link on the sheet is the door. Works as plain forms; with script also without network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.dialogue.actions.statement import CannotNote, Note, note_statement
from tandem.dialogue.forms.statement import HELPS, ChangeForm, NewStatementForm, StatementForm, VoiceForm
from tandem.dialogue.queries.statement import lines_of
from tandem.dialogue.queries.table import door_of, statements_at, table_with
from tandem.dialogue.rules.table import Door, clean_link
from tandem.identity.access import open_to_all
from tandem.kernel import clock, letterbox
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.pages import paginate

if TYPE_CHECKING:
    from tandem.dialogue.models import ForumTable

PER_PAGE = 50
TAKES_IN = {Door.OPEN, Door.LATE}


@open_to_all
def forum_table_enter(request: HttpRequest) -> HttpResponse:
    """Type the code of a sheet over, when the camera does not help."""
    code = request.GET.get("code", "")
    if code and table_with(code):
        return redirect("forum_table", clean_link(code))
    context = {"code": code[:40], "is_unknown": bool(code)}
    return render(request, "dialogue/forum_table_enter.html", context, status=404 if code else 200)


@open_to_all
def forum_table(request: HttpRequest, token: str) -> HttpResponse:
    """Write what is said, see what the table has so far."""
    table = table_with(token)
    if table is None:
        return unknown_link(request)
    form = NewStatementForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _is_noted(table, form):
        messages.success(request, _("De uitspraak is bewaard."))
        return redirect("forum_table", token)
    context = {**_frame(table, token), **_list(request, table, token), "form": form}
    return render(request, "dialogue/forum_table.html", context, status=answer_status(request))


@open_to_all
def forum_table_statements(request: HttpRequest, token: str) -> HttpResponse:
    """What the table has so far: the list alone, for a page that stands open."""
    table = table_with(token)
    if table is None:
        return unknown_link(request)
    return render(request, "dialogue/forum_table_list.html", _list(request, table, token))


@open_to_all
def forum_shell(request: HttpRequest) -> HttpResponse:
    """The table page without a table: all that a tablet keeps, to go on writing when it opens the page without network."""
    return shell_page(request)


def shell_page(request: HttpRequest) -> HttpResponse:
    """The same bytes for everybody, as long as the product and its key are the same."""
    return render(request, "dialogue/forum_shell.html", {"form": StatementForm(), **_sealing()})


def unknown_link(request: HttpRequest) -> HttpResponse:
    """A link that never was, or was renewed: where to find the right one, and that nothing is lost."""
    return render(request, "dialogue/forum_table_unknown.html", status=404)


def takes_in(table: ForumTable) -> bool:
    """Whether something can be written at this table now."""
    return door_of(table, at=clock.now()) in TAKES_IN


def _is_noted(table: ForumTable, form: NewStatementForm) -> bool:
    facts, at = form.cleaned_data, clock.now()
    note = Note(facts["id"], facts["words"], facts["kind"] == HELPS, at)
    try:
        note_statement(table, note, by=None, at=at)
    except CannotNote as refusal:
        show_refusal(form, refusal)
        return False
    return True


def _frame(table: ForumTable, token: str) -> dict[str, object]:
    return {
        "table": table, "day": table.forum_day, "token": token, "door": door_of(table, at=clock.now()).value,
        "takes_in": takes_in(table), "place": table.pk,
        "change_form": ChangeForm(auto_id="wijzig_%s"), "voice_form": VoiceForm(auto_id="stem_%s"), **_sealing(),
    }  # fmt: skip


def _list(request: HttpRequest, table: ForumTable, token: str) -> dict[str, object]:
    page = paginate(statements_at(table), request.GET.get("pagina"), PER_PAGE)
    return {
        "page": page,
        "lines": lines_of(page.object_list),
        "table": table,
        "token": token,
        "takes_in": takes_in(table),
    }


def _sealing() -> dict[str, object]:
    """What the page needs to seal a letter for us, and to stand ready without network."""
    key = letterbox.public_key()
    return {
        "kid": key.kid,
        "point": key.point,
        "worker": reverse("forum_worker"),
        "scope": reverse("forum_table_enter"),
    }
