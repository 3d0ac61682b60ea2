"""For administrators: every organisation and person, made, changed, closed and opened again."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.identity import queries as doors
from tandem.identity import rules
from tandem.identity.access import Request, roles_only
from tandem.identity.actions import organisation as actions
from tandem.identity.actions import person as person_actions
from tandem.identity.forms.organisation import ClosingOrganisationForm, NewOrganisationForm
from tandem.identity.forms.person import ClosingForm, PersonForm
from tandem.identity.queries import organisation as organisations
from tandem.identity.queries import person as people
from tandem.identity.rules import ADMINISTRATOR
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Refusal

_Made = TypeVar("_Made")
administrators_only = roles_only(ADMINISTRATOR)


@administrators_only
def organisation_list(request: Request) -> HttpResponse:
    """Search in all organisations."""
    words, kind = request.GET.get("zoek", "").strip()[:100], request.GET.get("soort", "")
    kind = kind if kind in rules.ORGANISATION_KINDS else ""
    is_closed = request.GET.get("gesloten") == "1"
    page = paginate(
        organisations.organisations(words=words, kind=kind, only_closed=is_closed), request.GET.get("pagina")
    )
    facts = {
        "page": page, "rows": organisations.organisation_rows(page), "words": words, "kind": kind,
        "is_closed": is_closed, "kinds": rules.ORGANISATION_KINDS.items(),
    }  # fmt: skip
    return render(request, "identity/organisation_list.html", facts)


@administrators_only
def organisation_new(request: Request) -> HttpResponse:
    """Make an organisation, a provider or a fund. Names that look alike are shown once before anything is made."""
    form = NewOrganisationForm(request.POST or None)
    similar = organisations.similar_organisations(str(form["name"].value())) if form.is_bound else []
    is_checked = not similar or "looked_at" in request.POST
    made = _done(request, form, lambda: actions.make_organisation(
        by=request.user, at=clock.now(), **form.cleaned_data
    )) if is_checked else None  # fmt: skip
    if made:
        messages.success(request, _("De organisatie is aangemaakt. Nodig nu de eerste persoon uit."))
        return redirect("organisation", made.public_id)
    facts = {"form": form, "similar": similar}
    return render(request, "identity/organisation_new.html", facts, status=answer_status(request))


@administrators_only
def organisation_close(request: Request, public_id: str) -> HttpResponse:
    """Close an organisation, with the reason."""
    found = doors.organisation_for(request.viewer, public_id)
    form = ClosingOrganisationForm(request.POST or None)
    if _done(request, form, lambda: actions.close_organisation(
        organisation=found, reason=form.cleaned_data["reason"], by=request.user, at=clock.now()
    )):  # fmt: skip
        messages.success(request, _("De organisatie is afgesloten."))
        return redirect("organisation", public_id)
    facts = {"form": form, "organisation": found}
    return render(request, "identity/organisation_close.html", facts, status=answer_status(request))


@administrators_only
@require_POST
def organisation_reopen(request: Request, public_id: str) -> HttpResponse:
    """Open a closed organisation."""
    found = doors.organisation_for(request.viewer, public_id)
    actions.reopen_organisation(organisation=found, by=request.user, at=clock.now())
    messages.success(request, _("De organisatie is weer open."))
    return redirect("organisation", public_id)


@administrators_only
def organisation_history(request: Request, public_id: str) -> HttpResponse:
    """What happened to an organisation."""
    found = doors.organisation_for(request.viewer, public_id)
    facts = {"organisation": found, "entries": organisations.history_rows(found)}
    return render(request, "identity/organisation_history.html", facts)


@administrators_only
def person_list(request: Request) -> HttpResponse:
    """Search in all people."""
    words, is_closed = request.GET.get("zoek", "").strip()[:100], request.GET.get("gesloten") == "1"
    page = paginate(people.people(words=words, only_closed=is_closed), request.GET.get("pagina"))
    facts = {
        "page": page, "rows": people.person_rows(page, on=clock.today()), "words": words, "is_closed": is_closed,
    }  # fmt: skip
    return render(request, "identity/person_list.html", facts)


@administrators_only
def person(request: Request, pk: int) -> HttpResponse:
    """One person: roles, and what happened to the login."""
    found = people.person_for(request.viewer, pk)
    facts = {
        "person": found, "roles": people.role_rows(found), "entries": people.person_history_rows(found),
        "is_self": found == request.user,
    }  # fmt: skip
    return render(request, "identity/person.html", facts)


@administrators_only
def person_edit(request: Request, pk: int) -> HttpResponse:
    """Another name, address or phone number."""
    found = people.person_for(request.viewer, pk)
    form = PersonForm(request.POST or None, initial=people.person_facts(found))
    if _done(request, form, lambda: person_actions.change_person(
        person=found, by=request.user, at=clock.now(), **form.cleaned_data
    )):  # fmt: skip
        messages.success(request, _("De gegevens zijn bewaard."))
        return redirect("person", pk)
    facts = {"form": form, "person": found}
    return render(request, "identity/person_edit.html", facts, status=answer_status(request))


@administrators_only
def person_close(request: Request, pk: int) -> HttpResponse:
    """Close a login, with the reason."""
    found = people.person_for(request.viewer, pk)
    form = ClosingForm(request.POST or None)
    if _done(request, form, lambda: person_actions.close_person(
        person=found, reason=form.cleaned_data["reason"], by=request.user, at=clock.now()
    )):  # fmt: skip
        messages.success(request, _("De login is afgesloten. Alle toestellen zijn afgemeld."))
        return redirect("person", pk)
    facts = {"form": form, "person": found}
    return render(request, "identity/person_close.html", facts, status=answer_status(request))


@administrators_only
@require_POST
def person_reopen(request: Request, pk: int) -> HttpResponse:
    """Open a closed login."""
    person_actions.reopen_person(person=people.person_for(request.viewer, pk), by=request.user, at=clock.now())
    messages.success(request, _("De login is weer open."))
    return redirect("person", pk)


def _done(request: Request, form: Form, act: Callable[[], _Made]) -> _Made | None:
    """What the action gives back for a good form; nothing otherwise, with its refusal in the form."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return act()
    except Refusal as refusal:
        show_refusal(form, refusal)
        return None
