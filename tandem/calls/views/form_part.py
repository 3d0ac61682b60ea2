"""One section, question or stop of a form, and the condition of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.calls.actions import form_builder as actions
from tandem.calls.forms import form_builder as forms
from tandem.calls.forms.form_condition import ConditionForms
from tandem.calls.models import Call
from tandem.calls.queries import form_builder as pages
from tandem.calls.queries.doors import call_for
from tandem.calls.queries.form_builder import FormState
from tandem.calls.rules import form_edit as edit
from tandem.calls.rules.definition import Question, Section, Stop
from tandem.calls.rules.form_check import QUESTION, SECTION
from tandem.calls.rules.form_words import when_words
from tandem.calls.views.form_builder import officers_only, say_saved
from tandem.identity.access import Request
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal


@officers_only
def form_section_add(request: Request, pk: UUID) -> HttpResponse:
    """A new section."""
    call, state = _door(request, pk)
    form = forms.SectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("title", "hint")}
        with Trying(form) as done:
            section = actions.add_section(call, **facts, by=request.user, at=clock.now())
        if done:
            return say_saved(request, _("Het deel is toegevoegd. Zet er nu vragen in."), call.pk, f"deel-{section.id}")
    return _page(request, "calls/form_section.html", state, form=form)


@officers_only
def form_section_edit(request: Request, pk: UUID, section: str) -> HttpResponse:
    """Another title or explanation. Two who change it at once see both."""
    call, state = _door(request, pk)
    now = pages.own_section(state, section)
    form = forms.SectionForm(request.POST or None, initial=forms.SectionForm.initial_of(now))
    trying = Trying(form)
    if request.method == "POST" and form.is_valid():
        with trying as done:
            actions.change_section(call, section, **form.cleaned_data, by=request.user, at=clock.now())
        if done:
            return say_saved(request, _("Het deel is bewaard."), call.pk, f"deel-{section}")
    return _page(request, "calls/form_section.html", state, form=form, section=now, current=trying.current)


@officers_only
def form_question_add(request: Request, pk: UUID, section: str) -> HttpResponse:
    """A new question at the end of a section."""
    call, state = _door(request, pk)
    home = pages.own_section(state, section)
    data = request.POST or None
    form = forms.QuestionForm(data, sections=state.own.sections, initial={"section": section})
    choices = forms.ChoiceFormSet(data, prefix="keuze")
    if request.method == "POST" and all([form.is_valid(), choices.is_valid()]):
        typed = form.question()
        texts = [text for _id, text in forms.choice_rows(choices, typed.kind)]
        with Trying(form) as done:
            made = actions.add_question(
                call, form.cleaned_data["section"], typed, texts=texts, by=request.user, at=clock.now()
            )
        if done:
            return _after_question(request, call, made)
    return _page(request, "calls/form_question.html", state, form=form, choices=choices, section=home)


@officers_only
def form_question_edit(request: Request, pk: UUID, question: str) -> HttpResponse:
    """Other words or settings. Two who change it at once see both."""
    call, state = _door(request, pk)
    now = pages.own_question(state, question)
    home, data = edit.home_of(state.own, question), request.POST or None
    form = forms.QuestionForm(data, sections=state.own.sections, initial=forms.QuestionForm.initial_of(now, home))
    rows = [{"id": choice.id, "text": choice.text} for choice in now.choices]
    choices = forms.ChoiceFormSet(data, prefix="keuze", initial=rows)
    trying = Trying(form)
    if request.method == "POST" and all([form.is_valid(), choices.is_valid()]):
        typed, where = form.question(now), form.cleaned_data
        with trying as done:
            actions.change_question(call, typed, seen=where["seen"], section_id=where["section"], by=request.user, at=clock.now(),
                                    choices=forms.choice_rows(choices, typed.kind))  # fmt: skip
        if done:
            return _after_question(request, call, typed)
    return _page(request, "calls/form_question.html", state, form=form, choices=choices, section=home, question=now,
                 current=trying.current)  # fmt: skip


@officers_only
def form_section_when(request: Request, pk: UUID, section: str) -> HttpResponse:
    """When a whole section is asked."""
    call, state = _door(request, pk)
    return _condition(request, call, state, SECTION, pages.own_section(state, section))


@officers_only
def form_question_when(request: Request, pk: UUID, question: str) -> HttpResponse:
    """When a question is asked."""
    call, state = _door(request, pk)
    return _condition(request, call, state, QUESTION, pages.own_question(state, question))


@officers_only
def form_stop_add(request: Request, pk: UUID) -> HttpResponse:
    """A new stop."""
    call, state = _door(request, pk)

    def add(stop: Stop, seen: str) -> None:
        actions.add_stop(call, stop, by=request.user, at=clock.now())

    return _stop(request, state, None, add)


@officers_only
def form_stop_edit(request: Request, pk: UUID, index: int) -> HttpResponse:
    """Another sentence, place to go or condition."""
    call, state = _door(request, pk)

    def change(stop: Stop, seen: str) -> None:
        actions.change_stop(call, index, stop, seen=seen, by=request.user, at=clock.now())

    return _stop(request, state, pages.own_stop(state, index), change)


class Trying:
    """Runs an act; a refusal shows on the form, and a clash gives what stands there now in `current`."""

    def __init__(self, form: BaseForm) -> None:
        self.form = form
        self.is_done = False
        self.current: Section | Question | Stop | None = None

    def __enter__(self) -> Trying:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        self.is_done = error is None
        if isinstance(error, Refusal):
            show_refusal(self.form, error)
        if isinstance(error, actions.PartChanged) and isinstance(error.current, Section | Question | Stop):
            self.current = error.current
            _keep_typed(self.form, edit.mark_of(error.current))
        return isinstance(error, Refusal)

    def __bool__(self) -> bool:
        return self.is_done


def _keep_typed(form: BaseForm, mark: str) -> None:
    """After a clash what was typed stays; saving again puts it on top of what is there now."""
    if isinstance(form.data, QueryDict):
        typed = form.data.copy()
        typed["seen"] = mark
        form.data = typed


def _door(request: Request, pk: UUID) -> tuple[Call, FormState]:
    call = call_for(request.viewer, pk)
    return call, pages.form_state(call, at=clock.now())


def _page(request: Request, template: str, state: FormState, **context: Any) -> HttpResponse:
    status = 409 if context.get("current") else answer_status(request)
    given = {"call": state.call, "for_choices": forms.FOR_CHOICES, "for_length": forms.FOR_LENGTH, **context}
    return render(request, template, given, status=status)


def _after_question(request: Request, call: Call, question: Question) -> HttpResponse:
    if "more" in request.POST:
        return redirect("form_question_edit", call.pk, question.id)
    return say_saved(request, _("De vraag is bewaard."), call.pk, f"vraag-{question.id}")


def _condition(request: Request, call: Call, state: FormState, part: str, now: Section | Question) -> HttpResponse:
    form = forms.SeenForm(request.POST or None, initial={"seen": edit.mark_of(now)})
    lines = ConditionForms(request.POST or None, now.when, edit.before(state.whole, now))
    trying = Trying(form)
    if request.method == "POST" and all([form.is_valid(), lines.is_valid()]):
        with trying as done:
            actions.set_condition(
                call, part, now.id, lines.tree(), seen=form.cleaned_data["seen"], by=request.user, at=clock.now()
            )
        if done and "more" in request.POST:
            return redirect(request.path)
        if done:
            anchor = f"{'deel' if part == SECTION else 'vraag'}-{now.id}"
            return say_saved(request, _("De voorwaarde is bewaard."), call.pk, anchor)
    name = now.title if isinstance(now, Section) else now.label
    words = when_words((trying.current or now).when, state.whole.by_id)
    return _page(request, "calls/form_condition.html", state, form=form, lines=lines, name=name, words=words,
                 current=trying.current)  # fmt: skip


def _stop(request: Request, state: FormState, now: Stop | None, act: Callable[[Stop, str], None]) -> HttpResponse:
    form = forms.StopForm(request.POST or None, initial=forms.StopForm.initial_of(now) if now else {})
    lines = ConditionForms(request.POST or None, now.when if now else None, edit.before(state.whole, None))
    trying = Trying(form)
    if request.method == "POST" and all([form.is_valid(), lines.is_valid()]):
        typed = form.cleaned_data
        with trying as done:
            act(Stop(lines.tree() or {}, typed["sentence"].strip(), typed["instead"].strip()), typed["seen"])
        if done:
            return say_saved(request, _("De stop is bewaard."), state.call.pk, "stops")
    return _page(request, "calls/form_stop.html", state, form=form, lines=lines, stop=now, current=trying.current)
