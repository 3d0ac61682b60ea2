"""Talks: the list, a new one, and the working page of a talk on a phone in somebody's kitchen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tandem.guidance.actions.reading import note_read
from tandem.guidance.actions.talk import Clash, TalkConflict, TalkIsClosed, keep_draft, start_talk, work_on_talk
from tandem.guidance.forms.promise import AgendaPointForm
from tandem.guidance.forms.talk import CHOICE, CLASH_CHOICES, TalkForm, TalkNewForm
from tandem.guidance.queries import talk as queries
from tandem.guidance.queries.doors import place_for
from tandem.guidance.rules import talk as rules
from tandem.guidance.views.framing import framed
from tandem.identity.access import Request, known_only
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import QueryDict

    from tandem.guidance.queries.doors import Place
    from tandem.guidance.queries.talk import TalkPage

ANCHORS = {rules.EARLIER: "#gesprek", rules.AGREEMENT: "#afspraken", rules.PROMISE: "#beloften", rules.LATER: ""}
STORED = {
    rules.LATER: gettext_lazy("Bewaard. Je vindt dit gesprek hier terug."),
    rules.EARLIER: gettext_lazy("Bewaard. Nu is er plaats voor nieuwe afspraken."),
    rules.AGREEMENT: gettext_lazy("De afspraak staat erbij."),
    rules.PROMISE: gettext_lazy("De belofte staat erbij."),
    rules.CLOSE: gettext_lazy("Het gesprek is afgerond."),
}


@known_only
def talk_list(request: Request, file: str) -> HttpResponse:
    """Every talk, what waits for the next one, and the way to begin one."""
    place = place_for(request.viewer, file, at=clock.now())
    note_read(place, "talk_list", at=place.at)
    page = paginate(queries.talk_lines(place), request.GET.get("pagina"), per_page=30)
    context = framed(place, "talks", page=page, points=queries.open_points(place), point_form=AgendaPointForm())
    return render(request, "guidance/talk_list.html", context)


@known_only
def talk_new(request: Request, file: str) -> HttpResponse:
    """Begin a talk. Sending twice gives one."""
    place = place_for(request.viewer, file, at=clock.now())
    if not place.is_guide:
        raise Http404
    form = TalkNewForm(request.POST or None, today=clock.today())
    if request.method == "POST" and form.is_valid():
        started = _start(request, place, form)
        if started:
            return redirect("talk", file=place.file.pk, talk=started)
    status = answer_status(request)
    if status == 200:
        note_read(place, "talk_new", at=place.at)
    return render(request, "guidance/talk_new.html", framed(place, "talks", form=form), status=status)


def _start(request: Request, place: Place, form: TalkNewForm) -> object:
    cleaned, today = form.cleaned_data, clock.local(place.at).date()
    held_at = place.at if cleaned["held_on"] == today else clock.moment_on(cleaned["held_on"], 12)
    try:
        return start_talk(
            place, key=cleaned["key"], held_at=held_at, where=cleaned["place"], place_words=cleaned["place_words"],
            by=request.user, at=place.at,
        ).pk  # fmt: skip
    except Refusal as refusal:
        _tell(form, refusal)
        return None


@known_only
def talk(request: Request, file: str, talk: str) -> HttpResponse:
    """The working page while a talk is open; afterwards what came out of it, and the heard-check."""
    place = place_for(request.viewer, file, at=clock.now())
    page = queries.talk_page(place, talk)
    if request.method == "POST":
        return _worked(request, place, page)
    note_read(place, "talk", at=place.at, item_id=page.talk.pk)
    form = _form(page, draft=page.draft.fields) if page.is_open and place.is_guide else None
    return _page(request, place, page, form)


def _worked(request: Request, place: Place, page: TalkPage) -> HttpResponse:
    if not place.is_guide:
        raise Http404
    form = _form(page, request.POST)
    if not form.is_valid():
        return _page(request, place, page, form, status=422)
    work = form.work()
    try:
        work_on_talk(place, page.talk, work, by=request.user, at=place.at)
    except TalkConflict as conflict:
        return _clash_page(request, place, page, conflict.clash)
    except TalkIsClosed as refusal:
        messages.warning(request, str(refusal))
        return _page(request, place, page, None, status=409, typed=_texts(work.typed.fields))
    except Refusal as refusal:
        keep_draft(place, page.talk, work.typed, by=request.user, at=place.at)
        _tell(form, refusal)
        return _page(request, place, page, form, status=422)
    messages.success(request, str(STORED[work.what]))
    response = redirect("talk", file=place.file.pk, talk=page.talk.pk)
    response.headers["Location"] += ANCHORS.get(work.what, "")
    return response


@known_only
@require_POST
def talk_autosave(request: Request, file: str, talk: str) -> HttpResponse:
    """Keeps what is typed while somebody types; when another device wrote too, it waits for the button."""
    place = place_for(request.viewer, file, at=clock.now())
    page = queries.talk_page(place, talk)
    if not place.is_guide:
        raise Http404
    form = _form(page, request.POST)
    typed = form.typed() if form.is_valid() else None
    if typed is None:
        text = _("Nog niet bewaard. Klik op «Bewaar voor straks»: daar staat wat je moet aanpassen.")
        return JsonResponse({"message": text}, status=422)
    try:
        kept = keep_draft(place, page.talk, typed, by=request.user, at=place.at, is_autosave=True)
    except Refusal as refusal:
        text = _("%(text)s Klik op «Bewaar voor straks».") % {"text": refusal}
        return JsonResponse({"message": text}, status=409)
    return JsonResponse({"fields": {"version": kept.version}})


def _form(page: TalkPage, data: QueryDict | None = None, *, draft: Mapping[str, str] | None = None) -> TalkForm:
    return TalkForm(
        data, called=str(page.place.file), earlier=page.waiting, points=page.points, promises=page.open_promises,
        version=page.talk.version, is_thread=page.place.file.is_thread, draft=draft,
    )  # fmt: skip


def _clash_page(request: Request, place: Place, page: TalkPage, clash: Clash) -> HttpResponse:
    """Both texts, and what to keep; what was typed last stands in the form."""
    form = _form(page, draft={**clash.theirs, **clash.mine})
    form.initial["version"] = clash.version
    parts = [
        (CHOICE + name, rules.TEXTS[name], clash.theirs[name], clash.mine[name], list(CLASH_CHOICES.items()))
        for name in clash.parts
    ]
    return _page(request, place, page, form, status=409, clash_parts=parts)


def _page(
    request: Request, place: Place, page: TalkPage, form: TalkForm | None, *, status: int = 200, **extra: object
) -> HttpResponse:
    context = framed(place, "talks", page=page, talk=page.talk, form=form)
    return render(request, "guidance/talk.html", {**context, "clash_parts": (), "typed": (), **extra}, status=status)


def _texts(fields: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(label, fields[name]) for name, label in rules.TEXTS.items() if fields.get(name)]


def _tell(form: TalkForm | TalkNewForm, refusal: Refusal) -> None:
    for problem in refusal.problems:
        form.add_error(problem.field if problem.field in form.fields else None, problem.text)
