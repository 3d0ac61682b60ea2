"""The heard-check: a door without a login for who has the code, the paper slip, and an organisation's figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.guidance.actions.heard_check import (
    CannotAnswerCheck,
    CannotEnterPaper,
    answer_heard_check,
    enter_paper,
    show_heard_answer,
)
from tandem.guidance.actions.reading import note_read
from tandem.guidance.forms.heard_check import HeardCodeForm, HeardForm, HeardPaperForm
from tandem.guidance.queries.doors import place_for
from tandem.guidance.queries.heard_check import check_with, heard_figures_of
from tandem.guidance.queries.talk import closed_talk, talk_for
from tandem.guidance.rules.heard_check import OWN, TABLET, is_expired
from tandem.guidance.rules.vocabulary import FACES, HEARD_QUESTIONS
from tandem.identity import locking
from tandem.identity.access import AnyRequest, Request, known_only, open_to_all, roles_only
from tandem.identity.rules import GUIDE
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.documents.codes import qr_svg
from tandem.sessions.answer_limit import may_answer

if TYPE_CHECKING:
    from tandem.guidance.models import HeardCheck


@open_to_all
def heard_enter(request: HttpRequest) -> HttpResponse:
    """Type the code of a slip."""
    form = HeardCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _private(redirect("heard", code=form.cleaned_data["code"]))
    return _shown(request, "heard_enter", status=answer_status(request), form=form)


@open_to_all
def heard(request: AnyRequest, code: str) -> HttpResponse:
    """Four sentences with faces. One answer; afterwards nobody can come back to it here."""
    check = check_with(code)
    if check is None:
        return _shown(request, "heard_thanks", status=404, kind="unknown")
    if request.viewer.is_known and request.viewer.person_id != check.file.person_id:
        return _shown(request, "heard_thanks", status=403, kind="somebody_else")
    if check.answered_at is not None:
        return _shown(request, "heard_thanks", kind="answered")
    if is_expired(check.made_at, at=clock.now()):
        return _shown(request, "heard_thanks", status=410, kind="expired")
    form = HeardForm(request.POST if request.method == "POST" else None, way=_way(request))
    if request.method == "POST" and form.is_valid() and _answered(request, check, form):
        return _private(redirect("heard_thanks"))
    return _shown(request, "heard", status=answer_status(request), form=form)


def _answered(request: HttpRequest, check: HeardCheck, form: HeardForm) -> bool:
    if not may_answer(request, check.pk):
        form.add_error(None, _("Te veel antwoorden na elkaar. Probeer het over tien minuten opnieuw."))
        return False
    try:
        answer_heard_check(
            check, answers=form.answers(), words=form.cleaned_data["words"], way=form.cleaned_data["way"],
            may_guide_see=form.cleaned_data["may_guide_see"], by=None, at=clock.now(),
        )  # fmt: skip
    except CannotAnswerCheck as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@open_to_all
def heard_thanks(request: HttpRequest) -> HttpResponse:
    """The same neutral thank-you for everybody; no code in the address."""
    return _shown(request, "heard_thanks", kind="thanks")


@known_only
@require_POST
def heard_hand_over(request: Request, file: str, talk: str) -> HttpResponse:
    """Give the phone to the person: our own session is locked first, so only the questions are open."""
    place = place_for(request.viewer, file, at=clock.now())
    line = closed_talk(place, talk).heard
    locking.lock(request)
    return _private(redirect(f"{reverse('heard', args=[line.code if line else ''])}?op=toestel"))


@known_only
@require_POST
def heard_show(request: Request, file: str, talk: str) -> HttpResponse:
    """The person lets the guide read the answer, or no longer."""
    place = place_for(request.viewer, file, at=clock.now())
    is_shown = request.POST.get("show") == "yes"
    with telling(request, _("Je gids mag dit nu lezen.") if is_shown else _("Nu lees alleen jij dit.")):
        show_heard_answer(place, talk_for(place, talk), is_shown=is_shown, by=request.user, at=place.at)
    return redirect("talk", file=file, talk=talk)


@known_only
def heard_slip(request: Request, file: str, talk: str) -> HttpResponse:
    """The paper slip: code, QR, and room to tick for who has no phone."""
    place = place_for(request.viewer, file, at=clock.now())
    page = closed_talk(place, talk)
    note_read(place, "heard_slip", at=place.at, item_id=page.talk.pk)
    link = request.build_absolute_uri(reverse("heard", args=[page.heard.code if page.heard else ""]))
    context = {
        "page": page, "link": link, "qr": qr_svg(link, title=_("QR-code van de vragen"), size=160),
        "questions": HEARD_QUESTIONS.values(), "faces": FACES.items(),
        "typed_address": request.build_absolute_uri(reverse("heard_enter")),
    }  # fmt: skip
    return render(request, "guidance/heard_slip.html", context)


@roles_only(GUIDE)
def heard_paper(request: Request) -> HttpResponse:
    """A colleague types over a slip; never somebody who walks along with this person."""
    form = HeardPaperForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _entered(request, form):
        messages.success(request, _("Bewaard. Geef het strookje terug, of versnipper het."))
        return _private(redirect("heard_paper"))
    return _private(render(request, "guidance/heard_paper.html", {"form": form}, status=answer_status(request)))


def _entered(request: Request, form: HeardPaperForm) -> bool:
    check = check_with(form.cleaned_data["code"])
    if check is None:
        form.add_error("code", _("Deze code kennen we niet. Kijk ze nog eens na op het strookje."))
        return False
    try:
        enter_paper(
            check, answers=form.answers(), words=form.cleaned_data["words"],
            may_guide_see=form.cleaned_data["may_guide_see"], by=request.user, at=clock.now(),
        )  # fmt: skip
    except (CannotAnswerCheck, CannotEnterPaper) as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@roles_only(GUIDE)
def heard_figures(request: Request) -> HttpResponse:
    """How people feel heard in the viewer's organisation: from five people up, never per guide or person."""
    context = {"quarters": heard_figures_of(request.viewer, today=clock.today()), "faces": FACES.values()}
    return render(request, "guidance/heard_figures.html", context)


def _way(request: HttpRequest) -> str:
    return TABLET if request.GET.get("op") == "toestel" else OWN


def _shown(request: HttpRequest, name: str, *, status: int = 200, **context: object) -> HttpResponse:
    context = {"kind": "", **context}
    return _private(render(request, f"guidance/{name}.html", context, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    """Nothing stays in the browser, and the code goes to no other site."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    return response
