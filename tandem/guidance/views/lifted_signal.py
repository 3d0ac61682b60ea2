"""Lift a signal out of a file: words without a name, the person's yes, and the answer that comes back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.guidance.actions import lifted_signal as actions
from tandem.guidance.forms.lifted_signal import AnswerForm, LiftForm
from tandem.guidance.models import LiftedSignal
from tandem.guidance.queries import lifted_signal as pages
from tandem.guidance.queries.doors import Place, part_for
from tandem.guidance.views.framing import framed
from tandem.guidance.views.plan import opened, posted, said_together
from tandem.identity.access import Request, known_only
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal


@known_only
def lifted_signals(request: Request, file: str) -> HttpResponse:
    """What left, and what came back."""
    place = opened(request, file, "lifted_signals")
    return render(request, "guidance/lifted_signals.html", framed(place, "more", lines=pages.signal_lines(place)))


@known_only
def lifted_signal_new(request: Request, file: str) -> HttpResponse:
    """From a barrier, an organisation's no or a loss of money."""
    place = _theirs(opened(request, file, "lifted_signals"))
    source = pages.source_of(place, request.GET.get("van", ""))
    form = LiftForm(posted(request), initial=pages.first_choices(place, source))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.draft_signal(place, _draft(form, source.kind, source.pk), by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Lees de woorden nog eens samen. Er vertrekt niets zonder een ja."))
            return redirect("lifted_signal", file=place.file.pk, signal=made.pk)
    context = framed(place, "more", form=form, source=source, found=form.found())
    return render(request, "guidance/lifted_signal_new.html", context, status=answer_status(request))


@known_only
def lifted_signal_edit(request: Request, file: str, signal: str) -> HttpResponse:
    """Other words for what has not left."""
    place = _theirs(opened(request, file, "lifted_signals"))
    row = part_for(place, LiftedSignal, signal)
    form = LiftForm(posted(request), initial=_initial(row))
    if request.method == "POST" and form.is_valid():
        draft = _draft(form, row.source_kind, row.source_id)
        try:
            actions.draft_signal(place, draft, by=request.user, at=clock.now(), row=row,
                                 version=form.cleaned_data["version"] or 0)  # fmt: skip
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De woorden zijn aangepast. Er vertrekt niets zonder een ja."))
            return redirect("lifted_signal", file=place.file.pk, signal=row.pk)
    context = framed(place, "more", form=form, signal=row, found=form.found())
    return render(request, "guidance/lifted_signal_edit.html", context, status=answer_status(request))


@known_only
def lifted_signal(request: Request, file: str, signal: str) -> HttpResponse:
    """One signal: its words, its yes, its answer."""
    place = opened(request, file, "lifted_signals")
    row = part_for(place, LiftedSignal, signal)
    line = pages.signal_line(row)
    context = framed(place, "more", signal=row, line=line, sms=pages.sms_of(line) if place.is_guide else "",
                     form=AnswerForm(initial={"is_answer": _choice(row.is_answer)}))  # fmt: skip
    return render(request, "guidance/lifted_signal.html", context)


@known_only
@require_POST
def lifted_signal_approve(request: Request, file: str, signal: str) -> HttpResponse:
    """Yes, these words may leave."""
    place = _theirs(opened(request, file, "lifted_signals"))
    row = part_for(place, LiftedSignal, signal)
    with telling(request, _("Je signaal is vertrokken, zonder naam. Je hoort hier wat ervan komt.")):
        actions.approve_signal(place, row, version=_version(request), by=request.user, at=clock.now(),
                               how=said_together(request))  # fmt: skip
    return redirect("lifted_signal", file=place.file.pk, signal=row.pk)


@known_only
@require_POST
def lifted_signal_take_back(request: Request, file: str, signal: str) -> HttpResponse:
    """Not this one after all."""
    place = _theirs(opened(request, file, "lifted_signals"))
    row = part_for(place, LiftedSignal, signal)
    with telling(request, _("Het signaal is teruggenomen.")):
        actions.take_back_signal(place, row, by=request.user, at=clock.now(), how=said_together(request))
    return redirect("lifted_signals", file=place.file.pk)


@known_only
def lifted_signal_mark(request: Request, file: str, signal: str) -> HttpResponse:
    """Is this an answer? Only who gave the signal says so."""
    place = _theirs(opened(request, file, "lifted_signals"))
    row = part_for(place, LiftedSignal, signal)
    form = AnswerForm(posted(request))
    if request.method == "POST" and form.is_valid():
        is_answer = form.cleaned_data["is_answer"] == "yes"
        with telling(request, _("Genoteerd. Zonder je naam gaat dat terug naar wie antwoordde.")):
            actions.mark_signal(place, row, is_answer=is_answer, by=request.user, at=clock.now(),
                                how=said_together(request))  # fmt: skip
        return redirect("lifted_signal", file=place.file.pk, signal=row.pk)
    context = framed(place, "more", signal=row, line=pages.signal_line(row), form=form)
    return render(request, "guidance/lifted_signal_mark.html", context, status=answer_status(request))


def _theirs(place: Place) -> Place:
    """Nothing leaves from a conversation before there is a file: nobody could say yes."""
    if place.file.is_thread:
        raise Http404
    return place


def _draft(form: LiftForm, kind: str, pk: object) -> actions.Draft:
    typed = form.cleaned_data
    return actions.Draft(typed["words"], typed["theme"], typed["policy_domain"], typed["area"], kind, pk)  # type: ignore[arg-type]


def _initial(row: LiftedSignal) -> dict[str, object]:
    return {"words": row.words, "theme": row.theme, "policy_domain": row.policy_domain, "area": row.area,
            "version": row.version}  # fmt: skip


def _version(request: Request) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 7 else 0


def _choice(is_answer: bool | None) -> str:
    return "" if is_answer is None else "yes" if is_answer else "no"
