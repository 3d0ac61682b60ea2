"""The evaluation for participants: a secret link, no login, three languages, one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from tandem.identity.access import open_to_all
from tandem.kernel import clock
from tandem.sessions import rules
from tandem.sessions.actions.evaluation import CannotAnswer, give_answers, is_closed
from tandem.sessions.answer_limit import may_answer
from tandem.sessions.evaluation_questions import PAGE, page_text
from tandem.sessions.forms.evaluation import AnswerForm
from tandem.sessions.queries.evaluation import form_with_token

if TYPE_CHECKING:
    from tandem.sessions.models import EvaluationForm


@open_to_all
def evaluation_answer(request: HttpRequest, token: str) -> HttpResponse:
    """Answer the questions. What was typed stays when something must be looked at again."""
    evaluation = form_with_token(token)
    if evaluation is None:
        return _message(request, "unknown", status=404)
    if is_closed(evaluation, at=clock.now()):
        return _message(request, "closed", status=410)
    language = _language(request)
    if request.method == "POST":
        return _answered(request, evaluation, language)
    form = AnswerForm(question_set=evaluation.question_set, language=language)
    return _page(request, "evaluation_answer", language, form=form)


def _answered(request: HttpRequest, evaluation: EvaluationForm, language: str) -> HttpResponse:
    form = AnswerForm(request.POST, question_set=evaluation.question_set, language=language)
    with translation.override(language):
        is_valid = form.is_valid()
    if not is_valid:
        return _page(request, "evaluation_answer", language, status=422, form=form)
    if not may_answer(request, evaluation.pk):
        problem = page_text("too_many", language)
        return _page(request, "evaluation_answer", language, status=429, form=form, problem=problem)
    try:
        give_answers(
            evaluation, language=language, answers=form.answers(), nonce=form.cleaned_data["nonce"], at=clock.now()
        )
    except CannotAnswer:
        return _message(request, "closed", status=410)
    return redirect(f"{reverse('evaluation_thanks', args=[evaluation.token])}?taal={language}")


@open_to_all
def evaluation_thanks(request: HttpRequest, token: str) -> HttpResponse:
    """Thank you."""
    return _message(request, "thanks")


def _language(request: HttpRequest) -> str:
    """The language that was chosen, else the one of the phone, else Dutch."""
    asked = [
        code.partition("-")[0] for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    ]
    wanted = (request.GET.get("taal"), *asked)
    return next((code for code in wanted if code in rules.LANGUAGES), "nl")


def _message(request: HttpRequest, key: str, *, status: int = 200) -> HttpResponse:
    return _page(request, "evaluation_message", _language(request), status=status, key=key)


def _page(request: HttpRequest, template: str, language: str, *, status: int = 200, key: str = "", problem: str = "",
          form: AnswerForm | None = None) -> HttpResponse:  # fmt: skip
    words = {name: texts[language] for name, texts in PAGE.items()}
    context = {
        "words": words, "language": language, "languages": rules.LANGUAGES.items(), "form": form, "problem": problem,
        "title": words.get(f"{key}_title") or words["title"], "text": words.get(key, ""), "kind": key,
        "closing": words["thanks_close"] if key == "thanks" else "",
    }  # fmt: skip
    with translation.override(language):
        response = render(request, f"sessions/{template}.html", context, status=status)
    response.headers["Content-Language"] = language
    return response
