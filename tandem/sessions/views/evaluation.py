"""The evaluation for who organises it: share the link, paper forms, results, complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.identity.access import Request, members_only, roles_only
from tandem.identity.rules import FUND_OFFICER, PLANNER
from tandem.kernel import clock
from tandem.kernel.answering import telling
from tandem.kernel.documents import uploads
from tandem.kernel.documents.codes import qr_svg
from tandem.kernel.documents.storage import attachment_response
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Refusal
from tandem.sessions import rules
from tandem.sessions.actions.evaluation import (
    complete_evaluation,
    enter_answers,
    is_closed,
    keep_evaluation_scans,
    open_evaluation,
)
from tandem.sessions.evaluation_anonymity import ORGANISATION as ORGANISATION_READER
from tandem.sessions.evaluation_anonymity import THRESHOLD
from tandem.sessions.evaluation_paper import evaluation_paper as paper_pdf
from tandem.sessions.forms.evaluation import AnswerForm, ScanForm
from tandem.sessions.queries import doors, evaluation
from tandem.sessions.queries.evaluation_overview import completed_evaluations, overview_of, years_of

if TYPE_CHECKING:
    from tandem.sessions.models import EvaluationForm, Series

ORGANISERS = frozenset({doors.ORGANISATION, doors.PLANNING, doors.DUO})
ORGANISATION = frozenset({doors.ORGANISATION})
EVERY_YEAR = "alle"


@members_only
def evaluation_share(request: Request, pk: str) -> HttpResponse:
    """The link, the QR, paper, and completing."""
    series = doors.series_for(request.viewer, pk, parts=ORGANISERS)
    form = evaluation.form_of(series)
    context: dict[str, object] = {
        "series": series, "form": form, "languages": rules.LANGUAGES.items(),
        "is_organisation": doors.ORGANISATION in doors.parts_in(series, request.viewer),
    }  # fmt: skip
    if form is None:
        context["may_open"] = evaluation.may_open_now(series, at=clock.now())
        return render(request, "sessions/evaluation_share.html", context)
    link = _link(request, form)
    context |= {
        "link": link, "qr": qr_svg(link, title=_("QR-code van de vragenlijst"), size=220),
        "is_closed": is_closed(form, at=clock.now()), "given": form.responses.count(),
        "participants": evaluation.participants_at_end(series), "scans": evaluation.scans_of(form),
    }  # fmt: skip
    return render(request, "sessions/evaluation_share.html", context)


@members_only
@require_POST
def evaluation_open(request: Request, pk: str) -> HttpResponse:
    """Open it now, for instance at the end of the last workshop."""
    series = doors.series_for(request.viewer, pk, parts=ORGANISERS)
    open_evaluation(series, by=request.user, at=clock.now())
    messages.success(request, _("De evaluatie staat open. Toon de QR-code of druk het blad af."))
    return redirect("evaluation_share", pk=series.pk)


@members_only
def evaluation_sheet(request: Request, pk: str) -> HttpResponse:
    """One sheet with the QR, to print or to show on a big screen."""
    series, form = _open_form(request, pk, parts=ORGANISERS)
    link = _link(request, form)
    context = {"series": series, "link": link, "qr": qr_svg(link, title=_("QR-code van de vragenlijst"), size=420)}
    return render(request, "sessions/evaluation_sheet.html", context)


@members_only
def evaluation_paper(request: Request, pk: str, language: str) -> HttpResponse:
    """The questions on paper, as a PDF."""
    _series, form = _open_form(request, pk, parts=ORGANISERS)
    if language not in rules.LANGUAGES:
        raise Http404
    pdf = paper_pdf(form, language=language, link=_link(request, form), on=clock.today())
    name = f"evaluatie-{language}.pdf"
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@members_only
def evaluation_upload(request: Request, pk: str) -> HttpResponse:
    """Scans or photos of the paper forms."""
    series, evaluation_form = _open_form(request, pk, parts=ORGANISATION)
    form = ScanForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if form.is_valid() and _keep_scans(request, evaluation_form, form):
            messages.success(request, _("De formulieren zijn bewaard. Typ de antwoorden over, dan tellen ze mee."))
            return redirect("evaluation_share", pk=series.pk)
        return render(request, "sessions/evaluation_upload.html", {"series": series, "form": form}, status=422)
    return render(request, "sessions/evaluation_upload.html", {"series": series, "form": form})


def _keep_scans(request: Request, evaluation_form: EvaluationForm, form: ScanForm) -> bool:
    try:
        checked = [
            uploads.check_upload(file, name=file.name, size=file.size, limit=settings.UPLOAD_LIMIT_BYTES)
            for file in form.cleaned_data["sheets"]
        ]
        keep_evaluation_scans(evaluation_form, uploads=checked, by=request.user, at=clock.now())
    except Refusal as refusal:
        form.add_error("sheets", str(refusal))
        return False
    return True


@members_only
def evaluation_scan(request: Request, pk: str, scan: int) -> FileResponse:
    """One uploaded scan, as a download."""
    _series, form = _open_form(request, pk, parts=ORGANISERS)
    return attachment_response(get_object_or_404(evaluation.scans_of(form), pk=scan).file)


@members_only
def evaluation_enter(request: Request, pk: str) -> HttpResponse:
    """Type over one paper form; the next empty one follows."""
    series, evaluation_form = _open_form(request, pk, parts=ORGANISATION)
    language = request.GET.get("taal") if request.GET.get("taal") in rules.LANGUAGES else "nl"
    form = AnswerForm(request.POST or None, question_set=evaluation_form.question_set, language=str(language))
    context = {"series": series, "form": form, "language": language, "languages": rules.LANGUAGES.items(),
               "problem": ""}  # fmt: skip
    if request.method == "GET":
        return render(request, "sessions/evaluation_enter.html", context)
    with translation.override(str(language)):
        is_valid = form.is_valid()
    if is_valid:
        try:
            enter_answers(evaluation_form, language=str(language), answers=form.answers(),
                          nonce=form.cleaned_data["nonce"], by=request.user, at=clock.now())  # fmt: skip
        except Refusal as refusal:
            return render(request, "sessions/evaluation_enter.html", context | {"problem": str(refusal)}, status=422)
        messages.success(request, _("Het formulier is bewaard. Typ het volgende over."))
        return redirect(f"{request.path}?taal={language}")
    return render(request, "sessions/evaluation_enter.html", context, status=422)


@members_only
def evaluation_results(request: Request, pk: str) -> HttpResponse:
    """Figures and texts, as far as this reader may see them."""
    series = doors.series_for(request.viewer, pk)
    form = evaluation.form_of(series)
    reader = evaluation.reader_of(series, request.viewer)
    context = {
        "series": series, "evaluation": form, "results": evaluation.results_of(form, reader=reader) if form else None,
        "threshold": THRESHOLD, "twice": 2 * THRESHOLD, "is_organisation": reader == ORGANISATION_READER,
        "may_share": bool(doors.parts_in(series, request.viewer) & ORGANISERS),
    }  # fmt: skip
    return render(request, "sessions/evaluation_results.html", context)


@members_only
@require_POST
def evaluation_complete(request: Request, pk: str) -> HttpResponse:
    """The organisation says: everyone had the chance."""
    series = doors.series_for(request.viewer, pk, parts=ORGANISATION)
    with telling(request, _("De evaluatie is afgerond. Dank je wel.")):
        complete_evaluation(series, by=request.user, at=clock.now())
    return redirect("evaluation_results", pk=series.pk)


@roles_only(FUND_OFFICER, PLANNER)
def evaluation_overview(request: Request) -> HttpResponse:
    """Averages over all trajectories of the fund or the provider."""
    years = years_of(request.viewer)
    year = _year(request.GET.get("jaar", ""), years)
    page = paginate(completed_evaluations(request.viewer, year=year), request.GET.get("pagina"))
    context = {
        "overview": overview_of(request.viewer, year=year), "page": page, "years": years, "year": year,
        "threshold": THRESHOLD,
    }  # fmt: skip
    return render(request, "sessions/evaluation_overview.html", context)


def _year(text: str, years: list[int]) -> int | None:
    """The year that was asked, else the newest; None for all years."""
    if text == EVERY_YEAR:
        return None
    newest = years[0] if years else None
    return int(text) if text.isdecimal() and int(text) in years else newest


def _open_form(request: Request, pk: str, *, parts: frozenset[str]) -> tuple[Series, EvaluationForm]:
    series = doors.series_for(request.viewer, pk, parts=parts)
    form = evaluation.form_of(series)
    if form is None:
        raise Http404
    return series, form


def _link(request: Request, form: EvaluationForm) -> str:
    return request.build_absolute_uri(reverse("evaluation_answer", args=[form.token]))
