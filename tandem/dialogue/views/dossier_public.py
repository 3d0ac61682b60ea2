"""Dossiers as everybody reads them, on the web and as a PDF."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from tandem.dialogue.queries import dossier as pages
from tandem.identity.access import open_to_all
from tandem.kernel.documents import storage
from tandem.kernel.pages import paginate


@open_to_all
def dossiers_public(request: HttpRequest) -> HttpResponse:
    """What was published, the latest first."""
    page = paginate(pages.public_dossiers(), request.GET.get("pagina"), per_page=25)
    return render(request, "dialogue/dossiers_public.html", {"page": page, "rows": pages.public_rows(list(page))})


@open_to_all
def dossier_public(request: HttpRequest, slug: str) -> HttpResponse:
    """The dossier as it was published; when it was withdrawn, why."""
    row = pages.public_dossier_for(slug)
    if row.state == "withdrawn":
        told = {"row": row, "withdrawal": pages.withdrawal_of(row)}
        return render(request, "dialogue/dossier_withdrawn.html", told, status=410)
    context = {"row": row, "published": row.published_page, "on": pages.published_day(row),
               "editions": pages.standing_editions(row)}  # fmt: skip
    return render(request, "dialogue/dossier_public.html", context)


@open_to_all
def dossier_pdf(request: HttpRequest, slug: str, edition: int | None = None) -> HttpResponseBase:
    """The PDF of the latest edition, or of one."""
    return storage.attachment_response(pages.edition_for(slug, edition).document)
