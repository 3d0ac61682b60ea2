"""Partnerships: for who coordinates one, and for administrators."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.guidance.actions import partnership as actions
from tandem.guidance.forms.partnership import AreaForm, DomainForm, MemberForm, PartnershipForm, RulesForm
from tandem.guidance.queries import partnership as pages
from tandem.guidance.rules.partnership import LEGAL_BASES
from tandem.identity.access import Request, roles_only
from tandem.identity.places import municipalities
from tandem.identity.rules import ADMINISTRATOR, PARTNERSHIP_COORDINATOR
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal
from tandem.policy_signals.queries.participation import participation_of

coordinators_only = roles_only(PARTNERSHIP_COORDINATOR, ADMINISTRATOR)


@coordinators_only
def partnership_list(request: Request) -> HttpResponse:
    """The partnerships the viewer looks after."""
    rows = pages.partnership_rows(request.viewer, on=clock.today())
    context = {"rows": rows, "may_make": request.viewer.has_role(ADMINISTRATOR)}
    return render(request, "guidance/partnership_list.html", context)


@coordinators_only
def partnership(request: Request, pk: str) -> HttpResponse:
    """Municipalities, organisations, guides and life domains."""
    found = pages.partnership_for(request.viewer, pk, on=clock.today())
    context = {"found": pages.partnership_page(found, on=clock.today()),
               "participation": participation_of("partnership", found.pk, may_write=True)}  # fmt: skip
    return render(request, "guidance/partnership.html", context)


@roles_only(ADMINISTRATOR)
def partnership_new(request: Request) -> HttpResponse:
    """A new one, by name."""
    form = PartnershipForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_partnership(by=request.user, at=clock.now(), **form.cleaned_data)
        except actions.CannotMakePartnership as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Het partnerschap is er. Voeg nu organisaties en gemeenten toe."))
            return redirect("partnership", made.pk)
    return render(request, "guidance/partnership_new.html", {"form": form}, status=answer_status(request))


@coordinators_only
def partnership_area_add(request: Request, pk: str) -> HttpResponse:
    """A municipality comes in."""
    found = pages.partnership_for(request.viewer, pk, on=clock.today())
    names = municipalities(on=clock.today())
    form = AreaForm(request.POST or None, municipalities=names)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["nis_code"]
        try:
            actions.add_area(found, nis_code=code, municipality=names[code], by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("%(name)s hoort erbij.") % {"name": names[code]})
            return redirect("partnership", found.pk)
    context = {"form": form, "partnership": found}
    return render(request, "guidance/partnership_area_add.html", context, status=answer_status(request))


@coordinators_only
@require_POST
def partnership_area_end(request: Request, pk: str, area: int) -> HttpResponse:
    """A municipality goes out."""
    found = pages.partnership_for(request.viewer, pk, on=clock.today())
    actions.end_area(pages.area_of(found, area), by=request.user, at=clock.now())
    messages.success(request, _("De gemeente hoort er niet meer bij. Dossiers veranderen niet."))
    return redirect("partnership", found.pk)


@coordinators_only
def partnership_member_add(request: Request, pk: str) -> HttpResponse:
    """Search an organisation, then say how it works here."""
    found = pages.partnership_for(request.viewer, pk, on=clock.today())
    words = request.GET.get("zoek", "").strip()[:100]
    choices = pages.organisations_to_add(found, words, on=clock.today())
    form = MemberForm(request.POST or None, found=choices)
    if request.method == "POST" and form.is_valid():
        chosen = int(form.cleaned_data["organisation"])
        try:
            actions.add_member(found, organisation_id=chosen, by=request.user, at=clock.now(), **form.facts())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De organisatie doet mee."))
            return redirect("partnership", found.pk)
    context = {"form": form, "partnership": found, "words": words, "has_choices": bool(choices)}
    return render(request, "guidance/partnership_member_add.html", context, status=answer_status(request))


@coordinators_only
def partnership_member_edit(request: Request, pk: str, member: int) -> HttpResponse:
    """Another secrecy regime or legal ground."""
    found = pages.partnership_for(request.viewer, pk, on=clock.today())
    row = pages.member_of(found, member)
    form = RulesForm(request.POST or None, initial=_rules_now(row.default_secrecy, row.legal_basis))
    if request.method == "POST" and form.is_valid():
        actions.change_member(row, by=request.user, at=clock.now(), **form.facts())
        messages.success(request, _("Het is bewaard."))
        return redirect("partnership", found.pk)
    context = {"form": form, "partnership": found, "organisation": row.organisation}
    return render(request, "guidance/partnership_member_edit.html", context, status=answer_status(request))


@coordinators_only
@require_POST
def partnership_member_end(request: Request, pk: str, member: int) -> HttpResponse:
    """An organisation leaves; nobody's file changes."""
    found = pages.partnership_for(request.viewer, pk, on=clock.today())
    actions.end_member(pages.member_of(found, member), by=request.user, at=clock.now())
    messages.success(request, _("De organisatie doet niet meer mee. Dossiers veranderen niet."))
    return redirect("partnership_list")


@coordinators_only
def partnership_domain_add(request: Request, pk: str) -> HttpResponse:
    """A life domain of its own, beside the shipped ones."""
    found = pages.partnership_for(request.viewer, pk, on=clock.today())
    form = DomainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_domain(found, by=request.user, at=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Het levensdomein staat erbij."))
            return redirect("partnership", found.pk)
    context = {"form": form, "partnership": found}
    return render(request, "guidance/partnership_domain_add.html", context, status=answer_status(request))


def _rules_now(secrecy: str, legal_basis: str) -> dict[str, str]:
    keys = {text: key for key, text in LEGAL_BASES.items()}
    basis = keys.get(legal_basis, "other")
    return {"default_secrecy": secrecy, "basis": basis, "basis_words": legal_basis if basis == "other" else ""}
