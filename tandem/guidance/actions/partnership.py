"""A partnership grows: municipalities, organisations, life domains. What ships with the product stays."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tandem.guidance.models import (
    ExtraDomain,
    HealthAccessCategory,
    Partnership,
    PartnershipArea,
    PartnershipMember,
)
from tandem.guidance.rules.partnership import domain_key, domain_problems
from tandem.kernel import audit, clock
from tandem.kernel.refusal import Problem, Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotMakePartnership(Refusal):
    """There is one with this name."""


class CannotAdd(Refusal):
    """It is there already."""


@transaction.atomic
def make_partnership(*, name: str, by: Person, at: datetime) -> Partnership:
    """A new partnership, still without municipalities and organisations."""
    if Partnership.objects.filter(name__iexact=name.strip()).exists():
        raise CannotMakePartnership(Problem(_("Er is al een partnerschap met deze naam."), "name"))
    partnership = Partnership.objects.create(name=name.strip(), made_at=at)
    audit.record("partnership.make", partnership, by=by, at=at)
    return partnership


@transaction.atomic
def add_area(
    partnership: Partnership, *, nis_code: str, municipality: str, by: Person, at: datetime
) -> PartnershipArea:
    """A municipality comes in."""
    if partnership.areas.filter(nis_code=nis_code, valid_to__isnull=True).exists():
        raise CannotAdd(Problem(_("Deze gemeente hoort al bij het partnerschap."), "nis_code"))
    area = PartnershipArea.objects.create(
        partnership=partnership, nis_code=nis_code, municipality=municipality, valid_from=clock.local(at).date()
    )
    audit.record("partnership.add_area", partnership, by=by, at=at, nis_code=nis_code)
    return area


@transaction.atomic
def end_area(area: PartnershipArea, *, by: Person, at: datetime) -> None:
    """A municipality goes out. Files of people who live there stay what they are."""
    audit.record("partnership.end_area", area.partnership, by=by, at=at, nis_code=area.nis_code)
    _end(area, at)


@transaction.atomic
def add_member(
    partnership: Partnership, *, organisation_id: int, default_secrecy: str, legal_basis: str, by: Person, at: datetime
) -> PartnershipMember:  # fmt: skip
    """An organisation takes part, with its secrecy and its legal ground."""
    try:
        with transaction.atomic():
            member = PartnershipMember.objects.create(
                partnership=partnership, organisation_id=organisation_id, default_secrecy=default_secrecy,
                legal_basis=legal_basis, valid_from=clock.local(at).date(),
            )  # fmt: skip
    except IntegrityError as error:
        raise CannotAdd(Problem(_("Deze organisatie doet al mee."), "organisation")) from error
    audit.record("partnership.add_member", partnership, by=by, at=at, organisation=organisation_id)
    return member


@transaction.atomic
def change_member(
    member: PartnershipMember, *, default_secrecy: str, legal_basis: str, by: Person, at: datetime
) -> PartnershipMember:  # fmt: skip
    """Another secrecy regime or legal ground, from now on."""
    member.default_secrecy, member.legal_basis = default_secrecy, legal_basis
    member.save()
    audit.record("partnership.change_member", member.partnership, by=by, at=at, organisation=member.organisation_id)
    return member


@transaction.atomic
def end_member(member: PartnershipMember, *, by: Person, at: datetime) -> None:
    """An organisation leaves. Nobody's file changes: the person says who walks along."""
    audit.record("partnership.end_member", member.partnership, by=by, at=at, organisation=member.organisation_id)
    _end(member, at)


@transaction.atomic
def add_domain(partnership: Partnership, *, name: str, by: Person, at: datetime) -> ExtraDomain:
    """A life domain beside the shipped ones. It is never removed: people use it."""
    taken = partnership.extra_domains.values_list("name", flat=True)
    CannotAdd.if_any(domain_problems(name, taken))
    key = domain_key(name)
    if partnership.extra_domains.filter(key=key).exists():
        raise CannotAdd(Problem(_("Er is al een levensdomein dat bijna zo heet. Kies een andere naam."), "name"))
    domain = ExtraDomain.objects.create(partnership=partnership, key=key, name=name.strip())
    audit.record("partnership.add_domain", partnership, by=by, at=at, key=key)
    return domain


@transaction.atomic
def add_health_access(
    *, organisation_id: int, category: str, why: str, by: Person, at: datetime
) -> HealthAccessCategory:  # fmt: skip
    """A category of people who may see health data."""
    row = HealthAccessCategory.objects.create(
        organisation_id=organisation_id, category=category.strip(), why=why.strip(), valid_from=clock.local(at).date()
    )
    audit.record("health_access.add", row, by=by, at=at, organisation=organisation_id)
    return row


@transaction.atomic
def end_health_access(row: HealthAccessCategory, *, by: Person, at: datetime) -> None:
    """These people do not see health data any more."""
    audit.record("health_access.end", row, by=by, at=at, organisation=row.organisation_id)
    _end(row, at)


def _end(row: PartnershipArea | PartnershipMember | HealthAccessCategory, at: datetime) -> None:
    """Yesterday was its last day; what began today was a slip and goes."""
    today = clock.local(at).date()
    if row.valid_from >= today:
        row.delete()
        return
    row.valid_to = today - timedelta(days=1)
    row.save()
