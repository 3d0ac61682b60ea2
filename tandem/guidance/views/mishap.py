"""Something went differently: look, then go on. No page here counts anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.guidance.actions.mishap import go_on, talk_about_it, tell_mishap
from tandem.guidance.actions.reading import note_read
from tandem.guidance.forms.mishap import GoOnForm, MishapForm, MishapTalkForm
from tandem.guidance.queries import mishap as queries
from tandem.guidance.queries.doors import place_for
from tandem.guidance.queries.talk import talk_for
from tandem.guidance.rules.mishap import ABOUT
from tandem.guidance.views.framing import framed
from tandem.identity.access import Request, known_only
from tandem.kernel import clock, dutch
from tandem.kernel.answering import answer_status
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form
    from django.http import QueryDict

    from tandem.guidance.models import Mishap
    from tandem.guidance.queries.doors import Place
    from tandem.guidance.queries.mishap import MishapPage


@known_only
def mishap_list(request: Request, file: str) -> HttpResponse:
    """What went differently. A list without numbers."""
    place = place_for(request.viewer, file, at=clock.now())
    note_read(place, "mishap_list", at=place.at)
    context = framed(place, "talks", mishaps=queries.mishap_lines(place))
    return render(request, "guidance/mishap_list.html", context)


@known_only
def mishap_new(request: Request, file: str) -> HttpResponse:
    """First what was going on. `?over=step&id=...` says what it is about."""
    place = place_for(request.viewer, file, at=clock.now())
    about = queries.about_item(place, request.GET.get("over", ""), request.GET.get("id", ""))
    form = MishapForm(request.POST if request.method == "POST" else None, talk=request.GET.get("gesprek", ""))
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        told = _try(form, lambda: tell_mishap(
            place, key=cleaned["key"], contexts=cleaned["contexts"], words=cleaned["words"], about=about,
            talk_id=cleaned["talk"], by=request.user, at=place.at,
        ))  # fmt: skip
        if told:
            return redirect("mishap", file=place.file.pk, mishap=told.pk)
    if not form.is_bound:
        note_read(place, "mishap_new", at=place.at)
    kind = ABOUT.get(request.GET.get("over", ""), "") if about else ""
    context = framed(place, "talks", form=form, about=kind, about_words=queries.words_of(about))
    return render(request, "guidance/mishap_new.html", context, status=answer_status(request))


@known_only
def mishap(request: Request, file: str, mishap: str) -> HttpResponse:
    """What was going on, the talks about it, and how we go on."""
    place = place_for(request.viewer, file, at=clock.now())
    page = queries.mishap_page(place, mishap)
    note_read(place, "mishap", at=place.at, item_id=page.mishap.pk)
    return _page(request, place, page, _talk_form(page), _go_on_form(place))


@known_only
@require_POST
def mishap_talk(request: Request, file: str, mishap: str) -> HttpResponse:
    """One more talk that was about this."""
    place = place_for(request.viewer, file, at=clock.now())
    page = queries.mishap_page(place, mishap)
    form = _talk_form(page, request.POST)
    if form.is_valid():
        cleaned = form.cleaned_data
        if _try(form, lambda: talk_about_it(
            place, page.mishap, talk_for(place, cleaned["talk"]), words=cleaned["words"], by=request.user, at=place.at
        )):  # fmt: skip
            messages.success(request, _("Dit gesprek hoort erbij."))
            return redirect("mishap", file=place.file.pk, mishap=page.mishap.pk)
    return _page(request, place, page, form, _go_on_form(place), failed=form)


@known_only
@require_POST
def mishap_go_on(request: Request, file: str, mishap: str) -> HttpResponse:
    """Choose how to go on."""
    place = place_for(request.viewer, file, at=clock.now())
    page = queries.mishap_page(place, mishap)
    form = _go_on_form(place, request.POST)
    if form.is_valid():
        cleaned = form.cleaned_data
        if _try(form, lambda: go_on(
            place, page.mishap, ends_in=cleaned["ends_in"], words=cleaned["words"], learnt=cleaned["learnt"],
            how=form.how_it_came(), by=request.user, at=place.at,
        )):  # fmt: skip
            messages.success(request, _("Bewaard. Jullie kunnen verder."))
            return redirect("mishap", file=place.file.pk, mishap=page.mishap.pk)
    return _page(request, place, page, _talk_form(page), form, failed=form)


def _talk_form(page: MishapPage, data: QueryDict | None = None) -> MishapTalkForm:
    labels = [f"{dutch.date_nl(row.held_at)}, {row.where}" for row in page.others]
    return MishapTalkForm(data, talks=page.others, labels=labels)


def _go_on_form(place: Place, data: QueryDict | None = None) -> GoOnForm:
    return GoOnForm(data, called=str(place.file), is_owner=place.is_owner)


def _try(form: Form, act: Callable[[], Mishap]) -> Mishap | None:
    """Do it; what cannot be done comes back on the form."""
    try:
        return act()
    except Refusal as refusal:
        for problem in refusal.problems:
            form.add_error(problem.field if problem.field in form.fields else None, problem.text)
        return None


def _page(
    request: Request, place: Place, page: MishapPage, talk_form: MishapTalkForm, go_on_form: GoOnForm,
    *, failed: Form | None = None,
) -> HttpResponse:  # fmt: skip
    context = framed(
        place, "talks", page=page, mishap=page.mishap, talk_form=talk_form, go_on_form=go_on_form, form=failed
    )
    return render(request, "guidance/mishap.html", context, status=422 if failed else 200)
