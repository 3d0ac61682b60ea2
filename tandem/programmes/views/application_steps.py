"""One page per step: every step is saved, also half done; two people never overwrite each other."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.identity.access import Request, roles_only
from tandem.identity.rules import ORGANISATION_CONTACT
from tandem.kernel import clock
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal
from tandem.programmes.actions.application import StepConflict, save_step
from tandem.programmes.forms.application import STEP_FORMS, StepForm
from tandem.programmes.models import Application
from tandem.programmes.queries import application_steps as queries
from tandem.programmes.queries.application_answers import answers_of
from tandem.programmes.queries.doors import ORGANISATION, application_for
from tandem.programmes.rules.application import EDITABLE, STEP_FIELDS, next_step, shown_answers

PARTS = frozenset({ORGANISATION})


@roles_only(ORGANISATION_CONTACT)
def application_step(request: Request, pk: str, step: str) -> HttpResponse:
    """Fill in one step, or look over all of them."""
    application = application_for(request.viewer, pk, parts=PARTS)
    if application.status not in EDITABLE:
        messages.info(request, _("Deze aanvraag is al ingediend. Je kan ze niet meer wijzigen."))
        return redirect("application", application.pk)
    if step == "check":
        return _check(request, application)
    form = _form(application, step, _chosen(request, application, step) if request.method == "POST" else None)
    if request.method != "POST":
        return _step(request, application, form)
    return _save(request, application, form) if form.is_valid() else _step(request, application, form, status=422)


def _check(request: Request, application: Application) -> HttpResponse:
    """Everything on one page, with what still misses."""
    page = queries.check_page(application, on=clock.today())
    return render(request, "programmes/application_check.html", {"application": application, "page": page})


def _form(application: Application, step: str, typed: QueryDict | None) -> StepForm:
    options: dict[str, Any] = {}
    if step == "organisation":
        options["sectors"] = queries.sector_choices(application, on=clock.today())
    return STEP_FORMS[step](typed, answers=answers_of(application), **options)


def _chosen(request: Request, application: Application, step: str) -> QueryDict:
    """What was typed; on the conflict page a person chose per field which text stays."""
    typed = request.POST.copy()
    answers = answers_of(application)
    for field in STEP_FIELDS[step]:
        if typed.get(f"keuze_{field}") == "ander":
            value = answers[field]
            typed.setlist(field, [str(part) for part in value] if isinstance(value, list) else [_as_typed(value)])
    return typed


def _as_typed(value: object) -> str:
    return "" if value is None else str(value)


def _save(request: Request, application: Application, form: StepForm) -> HttpResponse:
    try:
        save_step(application, step=form.step, typed=form.typed, shown=form.cleaned_data["shown"], by=request.user,
                  at=clock.now())  # fmt: skip
    except StepConflict as conflict:
        return _conflict(request, form, conflict)
    except Refusal as refusal:
        show_refusal(form, refusal)
        return _step(request, application, form, status=422)
    if "stop" in request.POST:
        messages.success(request, _("Bewaard. Je kan later verder werken."))
        return redirect("application_list")
    return redirect("application_step", application.pk, next_step(form.step))


def _step(request: Request, application: Application, form: StepForm, *, status: int = 200) -> HttpResponse:
    context = {
        "application": application,
        "form": form,
        "page": queries.step_page(application, form.step, on=clock.today()),
    }
    return render(request, "programmes/application_step.html", context, status=status)


def _conflict(request: Request, form: StepForm, conflict: StepConflict) -> HttpResponse:
    """Both texts per field; the typed ones travel along, nothing is lost."""
    current = conflict.current
    context = {
        "application": current, "step": form.step,
        "fields": queries.conflict_fields(current, conflict.fields, form.typed),
        "typed": [(name, value) for name in form.fields if name != "shown" for value in form.data.getlist(name)],
        "shown": json.dumps(shown_answers(answers_of(current), STEP_FIELDS[form.step])),
        "who": queries.last_saved_by(current),
    }  # fmt: skip
    return render(request, "programmes/application_conflict.html", context, status=409)


@require_POST
@roles_only(ORGANISATION_CONTACT)
def application_autosave(request: Request, pk: str, step: str) -> JsonResponse:
    """Save while somebody types; the answer is what the page must remember from now on."""
    application = application_for(request.viewer, pk, parts=PARTS)
    if application.status not in EDITABLE or step not in STEP_FORMS:
        return _told(_("Niet bewaard: deze aanvraag is al ingediend."), status=409)
    form = _form(application, step, request.POST)
    if not form.is_valid():
        return _told(_("Nog niet bewaard: kijk na wat je invulde en klik op Bewaar."), status=422)
    try:
        saved = save_step(application, step=step, typed=form.typed, shown=form.cleaned_data["shown"], by=request.user,
                          at=clock.now())  # fmt: skip
    except Refusal:
        return _told(_("Dit werd ook ergens anders veranderd. Klik op Bewaar om te kiezen wat blijft."), status=409)
    return JsonResponse({"fields": {"shown": json.dumps(shown_answers(answers_of(saved), STEP_FIELDS[step]))}})


def _told(message: str, *, status: int) -> JsonResponse:
    return JsonResponse({"message": message}, status=status)
