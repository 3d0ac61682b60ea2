"""Members of an organisation: invite, send again, withdraw, change, end."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.identity import rules
from tandem.identity.access import Request, members_only
from tandem.identity.actions import invitation as invitations
from tandem.identity.actions import membership as memberships
from tandem.identity.forms.member import InviteForm, MembershipForm, TrainingForm
from tandem.identity.forms.organisation import EndingForm
from tandem.identity.queries import organisation as pages
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal


@members_only
def member_invite(request: Request, public_id: str) -> HttpResponse:
    """Invite somebody; a link in a mail from somebody who asked access fills the form in."""
    organisation = pages.managed_organisation_for(request.viewer, public_id)
    asked = {"email": request.GET.get("email", ""), "name": request.GET.get("naam", "")}
    form = InviteForm(request.POST or None, initial=asked, kind=organisation.kind)
    if request.method == "POST" and form.is_valid():
        try:
            invitations.invite_member(organisation=organisation, by=request.user, at=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De uitnodiging is verstuurd. De link werkt 14 dagen."))
            return redirect("organisation", public_id)
    facts = {"form": form, "organisation": organisation}
    return render(request, "identity/member_invite.html", facts, status=answer_status(request))


@members_only
@require_POST
def invitation_resend(request: Request, public_id: str, pk: str) -> HttpResponse:
    """A new link to the same address."""
    organisation = pages.managed_organisation_for(request.viewer, public_id)
    with telling(request, _("Er is een nieuwe link verstuurd. De vorige link werkt niet meer.")):
        invitations.resend_invitation(invitation=pages.invitation_of(organisation, pk), by=request.user, at=clock.now())
    return redirect("organisation", public_id)


@members_only
@require_POST
def invitation_withdraw(request: Request, public_id: str, pk: str) -> HttpResponse:
    """The link stops working."""
    organisation = pages.managed_organisation_for(request.viewer, public_id)
    with telling(request, _("De uitnodiging is ingetrokken. De link werkt niet meer.")):
        invitations.withdraw_invitation(
            invitation=pages.invitation_of(organisation, pk), by=request.user, at=clock.now()
        )
    return redirect("organisation", public_id)


@members_only
def membership_edit(request: Request, public_id: str, pk: int) -> HttpResponse:
    """Secrecy regime and region of a role."""
    organisation = pages.managed_organisation_for(request.viewer, public_id)
    member = pages.membership_of(organisation, pk)
    form = MembershipForm(
        request.POST or None, initial={"secrecy_regime": member.secrecy_regime, "province": member.province}
    )
    if request.method == "POST" and form.is_valid():
        memberships.change_membership(membership=member, by=request.user, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("De rol is bewaard."))
        return redirect("organisation", public_id)
    facts = {
        "form": form, "organisation": organisation, "member": member, "role": rules.ROLES[member.role],
        "is_expert": member.role == rules.EXPERIENTIAL_EXPERT,
    }  # fmt: skip
    return render(request, "identity/membership_edit.html", facts, status=answer_status(request))


@members_only
def membership_training(request: Request, public_id: str, pk: int) -> HttpResponse:
    """When an experiential expert finished the training."""
    organisation = pages.managed_organisation_for(request.viewer, public_id)
    member = pages.membership_of(organisation, pk)
    form = TrainingForm(request.POST or None, initial={"trained_on": member.trained_on})
    if request.method == "POST" and form.is_valid():
        try:
            memberships.record_training(membership=member, by=request.user, at=clock.now(), **form.cleaned_data)
        except memberships.CannotChangeMembership as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Het diploma is genoteerd."))
            return redirect("organisation", public_id)
    facts = {"form": form, "organisation": organisation, "member": member}
    return render(request, "identity/membership_training.html", facts, status=answer_status(request))


@members_only
def membership_end(request: Request, public_id: str, pk: int) -> HttpResponse:
    """The last day of a role."""
    organisation = pages.managed_organisation_for(request.viewer, public_id)
    member = pages.membership_of(organisation, pk)
    form = EndingForm(request.POST or None, initial={"ends_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            memberships.end_membership(membership=member, by=request.user, at=clock.now(), **form.cleaned_data)
        except memberships.CannotChangeMembership as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De rol is beëindigd. Wat deze persoon deed, blijft leesbaar."))
            is_own = member.person_id == request.user.pk
            return redirect("front") if is_own else redirect("organisation", public_id)
    facts = {"form": form, "organisation": organisation, "member": member, "role": rules.ROLES[member.role]}
    return render(request, "identity/membership_end.html", facts, status=answer_status(request))
