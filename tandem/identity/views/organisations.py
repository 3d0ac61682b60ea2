"""The page of an organisation, its facts and its sectors."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.identity import managing, queries, rules
from tandem.identity.access import Request, members_only
from tandem.identity.actions import organisation as actions
from tandem.identity.actions import sector as sector_actions
from tandem.identity.forms.organisation import EndingForm, OrganisationForm, SectorFormSet
from tandem.identity.queries import organisation as pages
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal


@members_only
def my_organisations(request: Request) -> HttpResponse:
    """To the organisation I work for now."""
    if request.viewer.current is None:
        return redirect("choose_role")
    return redirect("organisation", queries.public_id_of(request.viewer.current.organisation_id))


@members_only
def organisation(request: Request, public_id: str) -> HttpResponse:
    """Facts, sectors, members and invitations."""
    found = queries.organisation_for(request.viewer, public_id)
    may_manage = managing.may_manage(request.viewer, found.pk, found.kind)
    facts = {
        "organisation": found,
        "kind": rules.ORGANISATION_KINDS[found.kind],
        "number": rules.enterprise_number_text(found.enterprise_number or ""),
        "sectors": pages.sector_rows(found, on=clock.today()),
        "members": pages.member_rows(found, on=clock.today()),
        "invitations": pages.invitation_rows(found, at=clock.now()) if may_manage else [],
        "may_manage": may_manage,
        "is_administrator": request.viewer.has_role(rules.ADMINISTRATOR),
    }
    return render(request, "identity/organisation.html", facts)


@members_only
def organisation_edit(request: Request, public_id: str) -> HttpResponse:
    """Change the facts; when somebody else was first, both versions are shown."""
    found = pages.managed_organisation_for(request.viewer, public_id)
    form = OrganisationForm(request.POST or None, initial=pages.organisation_facts(found), kind=found.kind)
    current = None
    if request.method == "POST" and form.is_valid():
        facts = {**form.cleaned_data, "version": form.cleaned_data["version"] or 0}
        try:
            actions.change_organisation(organisation=found, by=request.user, at=clock.now(), **facts)
        except actions.OrganisationChangedMeanwhile as conflict:
            show_refusal(form, conflict)
            current = pages.differing_facts(conflict.current, form.cleaned_data, form.fields)
            form.data = {**request.POST.dict(), "version": conflict.current.version}
        except actions.CannotSaveOrganisation as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De gegevens zijn bewaard."))
            return redirect("organisation", public_id)
    facts = {"form": form, "organisation": found, "current": current}
    return render(request, "identity/organisation_edit.html", facts, status=answer_status(request))


@members_only
def sectors_add(request: Request, public_id: str) -> HttpResponse:
    """Add one or more joint committees."""
    found = pages.managed_organisation_for(request.viewer, public_id)
    rows = SectorFormSet(request.POST or None)
    if request.method == "POST" and rows.is_valid():
        new = [row.facts() for row in rows if row.cleaned_data.get("joint_committee")]
        if not new:
            rows.forms[0].add_error("joint_committee", _("Kies minstens één paritair comité."))
        else:
            try:
                sector_actions.add_sectors(organisation=found, new=new, by=request.user, at=clock.now())
            except sector_actions.CannotChangeSectors as refusal:
                show_refusal(rows.forms[0], refusal)
            else:
                messages.success(request, _("De sectoren zijn toegevoegd."))
                return redirect("organisation", public_id)
    facts = {"rows": rows, "organisation": found}
    return render(request, "identity/sectors_add.html", facts, status=answer_status(request))


@members_only
def sector_end(request: Request, public_id: str, pk: int) -> HttpResponse:
    """The last day of a joint committee."""
    found = pages.managed_organisation_for(request.viewer, public_id)
    sector = pages.sector_of(found, pk)
    form = EndingForm(request.POST or None, initial={"ends_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            sector_actions.end_sector(sector=sector, by=request.user, at=clock.now(), **form.cleaned_data)
        except sector_actions.CannotChangeSectors as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De sector is beëindigd. Lopende trajecten veranderen niet."))
            return redirect("organisation", public_id)
    facts = {"form": form, "organisation": found, "sector": pages.sector_facts(sector)}
    return render(request, "identity/sector_end.html", facts, status=answer_status(request))
