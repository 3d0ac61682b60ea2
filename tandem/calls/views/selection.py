"""The rules beside each other, for the jury and its officers; the officer stores what the jury chose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.calls.actions.selection import store_rule
from tandem.calls.forms.selection import StoreForm, TryForm
from tandem.calls.models import Call
from tandem.calls.queries.doors import is_officer_of
from tandem.calls.queries.selection import (
    SelectionPage,
    officer_call_for,
    selection_call_for,
    selection_page,
    try_facts,
)
from tandem.calls.queries.selection_input import Tried, call_facts
from tandem.calls.queries.selection_rules import rule_titles
from tandem.identity.access import Request, roles_only
from tandem.identity.rules import CALL_OFFICER, JUROR
from tandem.kernel import clock
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Conflict, Refusal

if TYPE_CHECKING:
    from uuid import UUID

TOO_EARLY = frozenset({"draft", "published", "stopped"})


@roles_only(CALL_OFFICER, JUROR)
def selection(request: Request, pk: UUID) -> HttpResponse:
    """All rules in one table, and what each does against the plain ranking."""
    call = selection_call_for(request.viewer, pk)
    if call.state in TOO_EARLY:
        return render(request, "calls/selection_early.html", {"call": call})
    return _page(request, call)


@roles_only(CALL_OFFICER)
@require_POST
def selection_store(request: Request, pk: UUID) -> HttpResponse:
    """Store the rule the jury chose; from then on names show."""
    call = officer_call_for(request.viewer, pk)
    form = _store_form(request.POST, is_second=bool(request.POST.get("is_second")))
    status = 422
    if form.is_valid():
        try:
            _store(request, call, form.cleaned_data)
        except Conflict as conflict:
            show_refusal(form, conflict)
            status = 409
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De regel is bewaard. Vanaf nu zie je de namen van de organisaties."))
            return redirect("selection_board", call.pk)
    return _page(request, call, form=form, status=status)


def _store(request: Request, call: Call, facts: Mapping[str, Any]) -> None:
    limits = _tried(TryForm(request.GET, **try_facts(call_facts(call)))).limits if request.GET else None
    store_rule(
        call, rule=facts["rule"], why=facts["why"], seen=facts["seen"], limits=limits,
        replaced_why=facts.get("replaced_why", ""), by=request.user, at=clock.now(),
    )  # fmt: skip


def _page(request: Request, call: Call, *, form: StoreForm | None = None, status: int = 200) -> HttpResponse:
    facts = call_facts(call)
    is_officer = is_officer_of(request.viewer, call.administration_id)
    is_trying = any(name.startswith(("min_", "max_", "bedrag_")) for name in request.GET)
    trying = TryForm(request.GET if is_trying else None, **try_facts(facts))
    tried = _tried(trying)
    page = selection_page(call, facts, tried, with_slow="hoogste" in request.GET, sees_all=is_officer)
    may_store = is_officer and call.state == "judging"
    form = _with_seen(form, page.seen) if form else _store_form(None, is_second=page.stored is not None, seen=page.seen)
    context = {
        "call": call, "page": page, "trying": trying, "is_trying": is_trying, "form": form, "may_store": may_store,
        "has_other_money": bool(tried.amounts), "query": request.GET.urlencode(), **_ranking(request, page),
        "store_url": _store_url(call, request.GET.urlencode() if is_trying else ""), "shown_forms": [form, trying],
        "is_officer": is_officer, "stored_title": rule_titles()[page.stored.rule][0] if page.stored else "",
    }  # fmt: skip
    return render(request, "calls/selection.html", context, status=status)


def _with_seen(form: StoreForm, seen: str) -> StoreForm:
    """What was typed stays; what is on the screen now counts as seen."""
    form.data = {**form.data.dict(), "seen": seen} if isinstance(form.data, QueryDict) else form.data
    return form


def _store_url(call: Call, query: str) -> str:
    address = reverse("selection_store", args=[call.pk])
    return f"{address}?{query}" if query else address


def _ranking(request: Request, page: SelectionPage) -> dict[str, object]:
    if page.reading is None:
        return {"ranked": None, "rows": []}
    ranked = paginate([one.key for one in page.reading.call.submissions], request.GET.get("pagina"))
    return {"ranked": ranked, "rows": [page.ranked_row(page.reading, key) for key in ranked]}


def _tried(form: TryForm) -> Tried:
    """What was typed, when it can be read."""
    if not form.is_bound or not form.is_valid():
        return Tried()
    return Tried(form.tried_limits(), form.tried_amounts())


def _store_form(data: Mapping[str, Any] | None, *, is_second: bool, seen: str = "") -> StoreForm:
    rules = [(name, f"{title}. {text}") for name, (title, text) in rule_titles().items()]
    return StoreForm(data, rules=rules, is_second=is_second, initial={"seen": seen})
