"""The addressee's page behind a secret link: no account, one page, four things to say."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.identity.access import open_to_all
from tandem.kernel import clock
from tandem.kernel.form_problems import show_refusal
from tandem.policy_signals.actions import answer as actions
from tandem.policy_signals.forms.answer import AnswerForm, ChangedForm, NotFollowedForm
from tandem.policy_signals.queries.answer import AnswerDoor, door_with_token
from tandem.policy_signals.rules.overdue import is_overdue
from tandem.sessions.answer_limit import may_answer
from tandem.sessions.door_limits import may_knock, note_wrong_code

_DOOR = "signaal"
_DONE = {
    "ontvangst": gettext_lazy("Genoteerd: het signaal kwam aan."),
    "antwoord": gettext_lazy("Je antwoord staat erbij. Iedereen kan het lezen."),
    "veranderd": gettext_lazy("Genoteerd: er is iets veranderd."),
    "niet-gevolgd": gettext_lazy("Genoteerd, met je reden erbij."),
}


@open_to_all
def bundle_answer(request: HttpRequest, token: str) -> HttpResponse:
    """Read the signal, say that it came, answer. A wrong link and an old one look the same."""
    if not may_knock(request, _DOOR):
        return _no_door(request, status=429)
    door = door_with_token(token)
    if door is None:
        note_wrong_code(request, _DOOR)
        return _no_door(request, status=404)
    if request.method == "POST":
        return _said(request, token, door)
    return _page(request, door, _forms())


def _said(request: HttpRequest, token: str, door: AnswerDoor) -> HttpResponse:
    verb = request.GET.get("doe", "")
    forms = _forms(request, verb)
    form = forms.get(verb)
    if verb not in _DONE:
        return _page(request, door, forms, status=422)
    if form is not None and not form.is_valid():
        return _page(request, door, forms, status=422, typed=form)
    if not may_answer(request, f"signaal:{door.bundle.pk}"):
        problem = _("Dat waren er veel op korte tijd. Wacht tien minuten en probeer opnieuw.")
        return _page(request, door, forms, status=429, typed=form, problem=problem)
    try:
        _say(token, verb, form)
    except actions.LinkReplaced:
        return _no_door(request, status=404)
    except actions.CannotSay as refusal:
        if form is not None:
            show_refusal(form, refusal)
        return _page(request, door, forms, status=422, typed=form, problem="" if form else str(refusal))
    messages.success(request, str(_DONE[verb]))
    return redirect("bundle_answer", token)


def _say(token: str, verb: str, form: Form | None) -> None:
    at = clock.now()
    if form is None:
        actions.acknowledge(token, at=at)
    elif verb == "antwoord":
        facts = form.cleaned_data
        actions.answer(token, words=facts["answer"], attachment=facts["attachment"], at=at)
    else:
        (words,) = form.cleaned_data.values()
        actions.conclude(token, is_changed=verb == "veranderd", words=words, at=at)


def _forms(request: HttpRequest | None = None, verb: str = "") -> dict[str, Form]:
    """The form that was posted with what was typed, the others empty."""
    kinds: dict[str, type[Form]] = {"antwoord": AnswerForm, "veranderd": ChangedForm, "niet-gevolgd": NotFollowedForm}
    return {
        name: kind(request.POST, request.FILES) if request and name == verb else kind() for name, kind in kinds.items()
    }


def _page(
    request: HttpRequest,
    door: AnswerDoor,
    forms: dict[str, Form],
    *,
    status: int = 200,
    typed: Form | None = None,
    problem: str = "",
) -> HttpResponse:
    context = {
        "door": door, "bundle": door.bundle, "answer_form": forms["antwoord"], "changed_form": forms["veranderd"],
        "reason_form": forms["niet-gevolgd"], "form": typed, "problem": problem,
        "is_overdue": is_overdue(door.bundle.state, door.bundle.due_on, clock.today()),
    }  # fmt: skip
    return render(request, "policy_signals/bundle_answer.html", context, status=status)


def _no_door(request: HttpRequest, *, status: int) -> HttpResponse:
    """What was typed stays on the page, to be copied."""
    typed = next(filter(None, (request.POST.get(name, "")[:8000] for name in ("answer", "changed", "reason"))), "")
    context = {"is_busy": status == 429, "typed": typed}
    return render(request, "policy_signals/bundle_answer_gone.html", context, status=status)
