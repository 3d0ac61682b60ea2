"""Roles of people in organisations: given, changed, ended on a day."""

from datetime import date, datetime

from django.db import transaction

from tandem.identity import managing, rules
from tandem.identity.models import Membership, Organisation, Person
from tandem.identity.queries.organisation import members_left
from tandem.kernel import audit
from tandem.kernel.refusal import Problem, Refusal


class CannotChangeMembership(Refusal):
    """The organisation would have nobody left, or the role does not fit."""


@transaction.atomic
def open_membership(
    *, person: Person, organisation: Organisation, role: str, secrecy_regime: str, valid_from: date
) -> Membership:  # fmt: skip
    """The role from a day on; somebody who has it already keeps it as it is. The caller writes the audit line."""
    CannotChangeMembership.if_any(managing.role_problems(role, organisation.kind))
    membership, _ = Membership.objects.get_or_create(
        person=person, organisation=organisation, role=role, valid_to__isnull=True,
        defaults={"secrecy_regime": secrecy_regime, "valid_from": valid_from},
    )  # fmt: skip
    return membership


@transaction.atomic
def change_membership(
    *, membership: Membership, secrecy_regime: str, province: str, by: Person, at: datetime
) -> Membership:  # fmt: skip
    """Another secrecy regime or region."""
    membership = _locked(membership)
    membership.secrecy_regime, membership.province = secrecy_regime, province
    membership.save(update_fields=["secrecy_regime", "province"])
    audit.record("organisation.change_membership", membership.organisation, by=by, at=at, membership=membership.pk,
                 secrecy_regime=secrecy_regime)  # fmt: skip
    return membership


@transaction.atomic
def record_training(*, membership: Membership, trained_on: date | None, by: Person, at: datetime) -> Membership:
    """When an experiential expert finished the training; only trained experts make a valid duo (seeds 000, 001)."""
    membership = _locked(membership)
    if membership.role != rules.EXPERIENTIAL_EXPERT:
        raise CannotChangeMembership("Een diploma noteer je alleen bij een ervaringsdeskundige.")
    if trained_on and trained_on > at.date():
        raise CannotChangeMembership(
            Problem("Deze dag ligt in de toekomst. Kies de dag van het diploma.", "trained_on")
        )
    membership.trained_on = trained_on
    membership.save(update_fields=["trained_on"])
    audit.record("organisation.record_training", membership.organisation, by=by, at=at, membership=membership.pk,
                 is_trained=trained_on is not None)  # fmt: skip
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, ends_on: date, by: Person, at: datetime) -> Membership:
    """The last day of a role. The last one who looks after an organisation needs a successor first."""
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=membership.organisation_id)
    membership = _locked(membership)
    CannotChangeMembership.if_any(
        managing.membership_ending_problems(
            role=membership.role, kind=organisation.kind, valid_from=membership.valid_from, ends_on=ends_on,
            successors=members_left(organisation, membership.role, after=ends_on, but=membership.pk),
        )
    )  # fmt: skip
    membership.valid_to = ends_on
    membership.save(update_fields=["valid_to"])
    audit.record("organisation.end_membership", organisation, by=by, at=at, membership=membership.pk,
                 role=membership.role, ends_on=ends_on)  # fmt: skip
    return membership


def _locked(membership: Membership) -> Membership:
    return Membership.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=membership.pk)
