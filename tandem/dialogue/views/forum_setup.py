"""What a forum day needs before it begins: associations, tables, and a sheet with a link for each table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.dialogue.actions.forum import Company, Place, renew_link, set_associations, set_tables
from tandem.dialogue.forms.forum import AssociationFormSet, TableFormSet, kept_rows
from tandem.dialogue.queries.doors import forum_day_for
from tandem.dialogue.queries.forum import association_names, table_for
from tandem.dialogue.queries.table import Sheet, sheets_of
from tandem.dialogue.rules.table import clean_link
from tandem.dialogue.views.forum import policy_workers_only
from tandem.identity.access import Request
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.documents.codes import qr_svg
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from uuid import UUID


@policy_workers_only
def forum_associations(request: Request, pk: UUID) -> HttpResponse:
    """Which associations come, with how many; never who."""
    day = forum_day_for(request.viewer, pk)
    rows = [{"name": row.name, "people": row.people} for row in day.associations.all()]
    formset = AssociationFormSet(request.POST if request.method == "POST" else None, initial=rows)
    problem = ""
    if request.method == "POST" and formset.is_valid():
        companies = [Company(row["name"].strip(), row["people"]) for row in kept_rows(formset)]
        try:
            set_associations(day, companies, by=request.user, at=clock.now())
        except Refusal as refusal:
            problem = str(refusal)
        else:
            return _on(request, "forum_associations", pk, _("De verenigingen zijn bewaard."))
    context = {"day": day, "formset": formset, "names": association_names(), "problem": problem}
    return render(request, "dialogue/forum_associations.html", context, status=answer_status(request))


@policy_workers_only
def forum_tables(request: Request, pk: UUID) -> HttpResponse:
    """Number, topic and facilitator of each table."""
    day = forum_day_for(request.viewer, pk)
    rows = [{"id": row.pk, "number": row.number, "topic": row.topic, "facilitator": row.facilitator}
            for row in day.tables.all()]  # fmt: skip
    formset = TableFormSet(request.POST if request.method == "POST" else None, initial=rows)
    problem = ""
    if request.method == "POST" and formset.is_valid():
        try:
            set_tables(day, [_place(row) for row in kept_rows(formset)], by=request.user, at=clock.now())
        except Refusal as refusal:
            problem = str(refusal)
        else:
            return _on(request, "forum_tables", pk, _("De tafels zijn bewaard."))
    context = {"day": day, "formset": formset, "problem": problem}
    return render(request, "dialogue/forum_tables.html", context, status=answer_status(request))


@policy_workers_only
def forum_sheets(request: Request, pk: UUID) -> HttpResponse:
    """A sheet per table to print: the QR code and the short address of its link."""
    day = forum_day_for(request.viewer, pk)
    enter = f"{settings.SITE_URL}{reverse('forum_table_enter')}"
    short = urlsplit(enter).netloc + reverse("forum_table_enter").rstrip("/")
    sheets = [{"sheet": sheet, "qr": _code(sheet), "short": short} for sheet in sheets_of(day.tables.all())]
    return render(request, "dialogue/forum_sheets.html", {"day": day, "sheets": sheets})


@policy_workers_only
@require_POST
def forum_link_renew(request: Request, pk: UUID, table: UUID) -> HttpResponse:
    """Another link for one table: the old sheet stops working at once."""
    row = renew_link(table_for(request.viewer, pk, table), by=request.user, at=clock.now())
    messages.success(
        request, _("Tafel %(number)s heeft een nieuwe link. Druk haar blad opnieuw af.") % {"number": row.number}
    )
    return redirect("forum_day", pk)


def _place(row: Any) -> Place:
    return Place(row["number"], row["topic"].strip(), row["facilitator"].strip(), row["id"])


def _code(sheet: Sheet) -> str:
    if not sheet.signs:
        return ""
    link = f"{settings.SITE_URL}{reverse('forum_table', args=[clean_link(sheet.signs)])}"
    return qr_svg(link, title=_("QR-code van tafel %(number)s") % {"number": sheet.table.number}, size=320)


def _on(request: Request, here: str, pk: UUID, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect(here if "more" in request.POST else "forum_day", pk)
