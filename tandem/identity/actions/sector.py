"""Joint committees of an organisation: added several at once, ended on a day."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from tandem.identity import sectors
from tandem.identity.joint_committees import joint_committees
from tandem.identity.models import Organisation, Person, Sector
from tandem.identity.queries.organisation import sector_facts
from tandem.identity.sectors import SectorFacts
from tandem.kernel import audit
from tandem.kernel.refusal import Refusal


class CannotChangeSectors(Refusal):
    """Unknown, overlapping, or ending before it began."""


@transaction.atomic
def add_sectors(
    *, organisation: Organisation, new: Sequence[SectorFacts], by: Person, at: datetime, source: str = ""
) -> list[Sector]:  # fmt: skip
    """Add sectors; all of them or none."""
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    existing = [sector_facts(sector) for sector in organisation.sectors.order_by("pk")]
    CannotChangeSectors.if_any(sectors.new_sector_problems(new, existing, known=joint_committees()))
    made = [
        Sector.objects.create(
            organisation=organisation, joint_committee=sector.joint_committee, rsz_category=sector.rsz_category,
            valid_from=sector.valid_from, valid_to=sector.valid_to, source=source,
        )
        for sector in new
    ]  # fmt: skip
    audit.record("organisation.add_sectors", organisation, by=by, at=at, sectors=[sector.pk for sector in made])
    return made


@transaction.atomic
def end_sector(*, sector: Sector, ends_on: date, by: Person, at: datetime) -> Sector:
    """The last day a sector is in force."""
    sector = Sector.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=sector.pk)
    CannotChangeSectors.if_any(sectors.ending_problems(sector_facts(sector), ends_on=ends_on))
    sector.valid_to = ends_on
    sector.save(update_fields=["valid_to"])
    audit.record("organisation.end_sector", sector.organisation, by=by, at=at, sector=sector.pk, ends_on=ends_on)
    return sector
