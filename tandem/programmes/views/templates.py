"""Programme templates: list, one version, edit a draft, publish."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.identity.access import Request, roles_only
from tandem.identity.rules import ADMINISTRATOR, FUND_OFFICER
from tandem.kernel import clock
from tandem.kernel.answering import telling
from tandem.kernel.refusal import Conflict, Refusal
from tandem.policy_signals.queries.participation import participation_of
from tandem.programmes.actions import template as actions
from tandem.programmes.forms.template import LISTS, GeneralForm, definition_from, rows_from_definition
from tandem.programmes.models import ProgrammeTemplate
from tandem.programmes.queries import template as queries
from tandem.programmes.rules.definition import SETTLEMENT_TRIGGERS, definition_problems, least_half_days

STAFF = (FUND_OFFICER, ADMINISTRATOR)
GENERAL = ("max_half_days", "price_per_half_day_eur", "settlement_trigger", "target_months", "follow_up_months",
           "min_participants", "trust_note")  # fmt: skip


@roles_only(*STAFF)
def template_list(request: Request) -> HttpResponse:
    """Every programme with its versions."""
    return render(request, "programmes/template_list.html", {"templates": queries.templates()})


@roles_only(*STAFF)
def template(request: Request, pk: str) -> HttpResponse:
    """One version, as people will see it, and what still misses."""
    row = _door(pk)
    problems = definition_problems(row.definition)
    definition = None if problems and row.status == "draft" and not row.definition.get("sessions") else row.parsed
    context = {"template": row, "definition": definition, "problems": problems,
               "trigger": SETTLEMENT_TRIGGERS.get(row.definition.get("settlement_trigger", ""), ""),
               "half_days": least_half_days(definition) if definition else 0, "versions": queries.versions_of(row),
               "participation": participation_of("template", row.pk, may_write=True)}  # fmt: skip
    return render(request, "programmes/template.html", context)


@roles_only(*STAFF)
def template_edit(request: Request, pk: str) -> HttpResponse:
    """All facts of a draft on one page; rows can be added, moved and taken out."""
    row = _door(pk)
    general = GeneralForm(request.POST or None, initial=_initial(row))
    initial = rows_from_definition(row.definition)
    lists = {name: kind(request.POST or None, initial=initial[name], prefix=name) for name, kind in LISTS.items()}
    if request.method != "POST":
        return _edit_page(request, row, general, lists)
    if not all([general.is_valid(), *(formset.is_valid() for formset in lists.values())]):
        return _edit_page(request, row, general, lists, status=422)
    return _save(request, row, general, lists)


def _save(request: Request, row: ProgrammeTemplate, general: GeneralForm, lists: dict[str, Any]) -> HttpResponse:
    definition = definition_from(general.cleaned_data, lists, row.definition)
    version = request.POST.get("edit_version", "")
    try:
        actions.edit_template(row, general=general.cleaned_data, definition=definition, by=request.user, at=clock.now(),
                              expected_version=int(version) if version.isdigit() else 0)  # fmt: skip
    except Conflict as conflict:
        general.add_error(None, str(conflict))
        return _edit_page(request, conflict.current, general, lists, status=409)
    except Refusal as refusal:
        general.add_error(None, str(refusal))
        return _edit_page(request, row, general, lists, status=422)
    messages.success(request, _("Het sjabloon is bewaard."))
    return redirect("template_edit" if "more" in request.POST else "template", row.pk)


def _edit_page(
    request: Request, row: object, general: GeneralForm, lists: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    context = {
        "template": row,
        "general": general,
        "lists": lists,
        "forms": [general, *(f for fs in lists.values() for f in fs.forms)],
    }
    return render(request, "programmes/template_edit.html", context, status=status)


def _initial(row: ProgrammeTemplate) -> dict[str, Any]:
    facts = {name: row.definition.get(name) for name in GENERAL}
    return {**facts, "title": row.title, "summary": row.summary, "valid_from": row.valid_from, "valid_to": row.valid_to}


@require_POST
@roles_only(*STAFF)
def template_copy(request: Request, pk: str) -> HttpResponse:
    """A new draft version."""
    copy = actions.copy_template(_door(pk), by=request.user, at=clock.now())
    return redirect("template_edit", copy.pk)


@require_POST
@roles_only(*STAFF)
def template_publish(request: Request, pk: str) -> HttpResponse:
    """From now on new applications use this version."""
    return _act(request, pk, actions.publish_template, _("Het programma is gepubliceerd."))


@require_POST
@roles_only(*STAFF)
def template_withdraw(request: Request, pk: str) -> HttpResponse:
    """No new applications."""
    return _act(request, pk, actions.withdraw_template, _("Het programma neemt geen nieuwe aanvragen meer aan."))


def _act(request: Request, pk: str, act: Any, done: str) -> HttpResponse:
    with telling(request, done):
        act(_door(pk), by=request.user, at=clock.now())
    return redirect("template", pk)


def _door(pk: str) -> ProgrammeTemplate:
    row = queries.templates().filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
