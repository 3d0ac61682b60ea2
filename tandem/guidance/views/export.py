"""Take everything along: to read, as a booklet, as data, or all in one file. In one tap for the person."""

from __future__ import annotations

from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render

from tandem.guidance.actions.export import note_export
from tandem.guidance.actions.reading import note_read
from tandem.guidance.forms.export import ExportForm
from tandem.guidance.queries.doors import Place, place_for
from tandem.guidance.queries.export import export_of
from tandem.guidance.queries.export_bundle import booklet_pdf, bundle, export_json
from tandem.guidance.queries.export_data import intro
from tandem.guidance.views.framing import framed
from tandem.guidance.views.handing_out import attached
from tandem.identity.access import Request, known_only
from tandem.kernel import clock
from tandem.kernel.answering import answer_status


@known_only
def file_export(request: Request, file: str) -> HttpResponseBase:
    """The person reads everything here and takes it along; a guide says first that it is with the person."""
    place = place_for(request.viewer, file, at=clock.now())
    if place.is_guide:
        return _with_guide(request, place)
    export = export_of(place)
    return render(request, "guidance/file_export.html", framed(place, "more", export=export, intro=intro(export)))


@known_only
def booklet(request: Request, file: str) -> HttpResponseBase:
    """The booklet (PDF)."""
    return _handed("booklet", _own(request, file))


@known_only
def export_data(request: Request, file: str) -> HttpResponseBase:
    """The data (JSON)."""
    return _handed("data", _own(request, file))


@known_only
def export_bundle(request: Request, file: str) -> HttpResponseBase:
    """Everything in one file (zip), papers too."""
    return _handed("bundle", _own(request, file))


def _with_guide(request: Request, place: Place) -> HttpResponseBase:
    form = ExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note_export(place, **form.cleaned_data, by=request.user, at=clock.now())
        return _handed(form.cleaned_data["form"], place)
    if request.method == "GET":
        note_read(place, "export", at=place.at)
    status = answer_status(request)
    return render(request, "guidance/file_export_together.html", framed(place, "more", form=form), status=status)


def _own(request: Request, file: str) -> Place:
    """These addresses are for the person alone."""
    place = place_for(request.viewer, file, at=clock.now())
    if not place.is_owner:
        raise Http404
    return place


def _handed(form: str, place: Place) -> HttpResponseBase:
    export = export_of(place)
    if form == "booklet":
        return attached(booklet_pdf(export), "boekje.pdf", "application/pdf")
    if form == "data":
        return attached(export_json(export), "gegevens.json", "application/json")
    response = FileResponse(bundle(export), as_attachment=True, filename="dossier.zip", content_type="application/zip")
    response["X-Content-Type-Options"] = "nosniff"
    return response
