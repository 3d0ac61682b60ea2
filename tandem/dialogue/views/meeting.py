"""A meeting of a group: agenda, what was said, who sees it otherwise."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.dialogue.actions import meeting as actions
from tandem.dialogue.actions.group_signal import give_on
from tandem.dialogue.forms.meeting import (
    GiveOnForm,
    MeetingForm,
    PointForm,
    ReportForm,
    RewordForm,
    StatementForm,
    VoiceForm,
)
from tandem.dialogue.models import Meeting
from tandem.dialogue.queries import meeting as pages
from tandem.dialogue.queries.doors import group_for, meeting_for
from tandem.identity.access import Request, roles_only
from tandem.identity.rules import FACILITATOR
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.identifying_words import found_in
from tandem.kernel.refusal import Refusal


@roles_only(FACILITATOR)
def meeting(request: Request, pk: str) -> HttpResponse:
    """One meeting, with everything that can be done now."""
    found = meeting_for(request.viewer, pk)
    context = {
        "page": pages.meeting_page(found), "meeting": found, "point_form": PointForm(bundles=pages.bundle_choices()),
        "statement_form": StatementForm(),
    }  # fmt: skip
    return render(request, "dialogue/meeting.html", context)


@roles_only(FACILITATOR)
def meeting_new(request: Request, pk: str) -> HttpResponse:
    """Plan a meeting of a group."""
    group = group_for(request.viewer, pk)
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.plan_meeting(group, _facts(form), by=request.user, at=clock.now())
        messages.success(request, _("De bijeenkomst staat gepland. Zet er agendapunten bij."))
        return redirect("meeting", made.pk)
    return render(request, "dialogue/meeting_new.html", {"form": form, "group": group}, status=answer_status(request))


@roles_only(FACILITATOR)
def meeting_edit(request: Request, pk: str) -> HttpResponse:
    """Another day, place or theme."""
    found = meeting_for(request.viewer, pk)
    initial = {"title": found.title, "held_on": found.held_on, "place": found.place, "themes": found.themes,
               "version": found.version}  # fmt: skip
    form = MeetingForm(request.POST or None, initial=initial)

    def act() -> None:
        version = form.cleaned_data["version"] or 0
        actions.change_meeting(found, _facts(form), version=version, by=request.user, at=clock.now())

    return _answered(request, found, form, act, "meeting_edit", done=_("De bijeenkomst is aangepast."))


@roles_only(FACILITATOR)
def point_add(request: Request, pk: str) -> HttpResponse:
    """A point on the agenda."""
    found = meeting_for(request.viewer, pk)
    form = PointForm(request.POST or None, bundles=pages.bundle_choices())

    def act() -> None:
        typed = form.cleaned_data
        bundle_id = pages.bundle_id_from(typed["bundle"])
        actions.add_point(found, words=typed["words"], bundle_id=bundle_id, by=request.user, at=clock.now())

    return _answered(request, found, form, act, "point_add", done=_("Het punt staat op de agenda."))


@roles_only(FACILITATOR)
@require_POST
def point_drop(request: Request, pk: str, point: int) -> HttpResponse:
    """Off the agenda."""
    found = meeting_for(request.viewer, pk)
    with telling(request, _("Het punt is van de agenda.")):
        actions.drop_point(found, point, by=request.user, at=clock.now())
    return redirect("meeting", found.pk)


@roles_only(FACILITATOR)
def meeting_hold(request: Request, pk: str) -> HttpResponse:
    """It took place: how many people were there?"""
    found = meeting_for(request.viewer, pk)
    form = ReportForm(request.POST or None)
    del form.fields["report"]

    def act() -> None:
        actions.hold_meeting(found, people=form.cleaned_data["people"], by=request.user, at=clock.now())

    return _answered(
        request, found, form, act, "meeting_hold", done=_("De bijeenkomst is gehouden. Schrijf nu wat er gezegd is.")
    )


@roles_only(FACILITATOR)
def statement_add(request: Request, pk: str) -> HttpResponse:
    """Somebody said this."""
    found = meeting_for(request.viewer, pk)
    form = StatementForm(request.POST or None)

    def act() -> None:
        actions.say(found, by=request.user, at=clock.now(), **form.cleaned_data)

    return _answered(request, found, form, act, "statement_add", done=_("Het staat in het verslag."))


@roles_only(FACILITATOR)
def statement_reword(request: Request, pk: str, statement: str) -> HttpResponse:
    """Better words; the earlier ones are kept."""
    found = meeting_for(request.viewer, pk)
    said = pages.statement_of(found, statement)
    form = RewordForm(request.POST or None, initial={"words": said.words, "version": said.version})

    def act() -> None:
        typed = form.cleaned_data
        actions.reword(found, said, words=typed["words"], version=typed["version"], by=request.user, at=clock.now())

    return _answered(request, found, form, act, "statement_reword", done=_("De woorden zijn aangepast."), said=said)


@roles_only(FACILITATOR)
@require_POST
def statement_aside(request: Request, pk: str, statement: str) -> HttpResponse:
    """Left out; it can come back."""
    return _aside(request, pk, statement, is_aside=True, done=_("De uitspraak ligt opzij."))


@roles_only(FACILITATOR)
@require_POST
def statement_back(request: Request, pk: str, statement: str) -> HttpResponse:
    """Taken up again."""
    return _aside(request, pk, statement, is_aside=False, done=_("De uitspraak staat er weer."))


@roles_only(FACILITATOR)
def voice_add(request: Request, pk: str, statement: str) -> HttpResponse:
    """Somebody agrees, differs or adds."""
    found = meeting_for(request.viewer, pk)
    said = pages.statement_of(found, statement)
    form = VoiceForm(request.POST or None)

    def act() -> None:
        actions.hear(found, said, by=request.user, at=clock.now(), **form.cleaned_data)

    return _answered(request, found, form, act, "voice_add", done=_("Dat staat erbij."), said=said)


@roles_only(FACILITATOR)
def statement_give_on(request: Request, pk: str, statement: str) -> HttpResponse:
    """To policy, as a signal of the group."""
    found = meeting_for(request.viewer, pk)
    said = pages.statement_of(found, statement)
    form = GiveOnForm(request.POST or None, initial={"words": said.words, "theme": said.theme})

    def act() -> None:
        give_on(said, by=request.user, at=clock.now(), **form.cleaned_data)

    flagged = found_in(form.data.get("words", said.words))
    return _answered(request, found, form, act, "statement_give_on", done=_("Het signaal is doorgegeven."), said=said,
                     flagged=flagged)  # fmt: skip


def _facts(form: MeetingForm) -> actions.MeetingFacts:
    typed = form.cleaned_data
    return actions.MeetingFacts(typed["title"], typed["held_on"], typed["place"], typed["themes"])


def _aside(request: Request, pk: str, statement: str, *, is_aside: bool, done: str) -> HttpResponse:
    found = meeting_for(request.viewer, pk)
    with telling(request, done):
        actions.put_aside(
            found, pages.statement_of(found, statement), is_aside=is_aside, by=request.user, at=clock.now()
        )
    return redirect("meeting", found.pk)


def _answered(
    request: Request, found: Meeting, form: Form, act: Callable[[], None], page: str, *, done: str, **more: object
) -> HttpResponse:  # fmt: skip
    """Do it and go back to the meeting, or show the form again with what was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, done)
            return redirect("meeting", found.pk)
    context = {"form": form, "meeting": found, **more}
    return render(request, f"dialogue/{page}.html", context, status=answer_status(request))
