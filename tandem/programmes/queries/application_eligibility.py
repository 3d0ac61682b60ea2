"""Which sectors of an organisation a programme's funds pay for, on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tandem.identity.joint_committees import joint_committees
from tandem.programmes.models import Application, ProgrammeTemplate
from tandem.programmes.rules import states
from tandem.programmes.rules.application import UNDECIDED
from tandem.programmes.rules.definition import ProgrammeDefinition
from tandem.programmes.rules.eligibility import EligibilityResult, SectorFacts, check_eligibility

if TYPE_CHECKING:
    from tandem.identity.models import Organisation


def open_template(code: str, *, on: date) -> ProgrammeTemplate | None:
    """The version of a programme that takes applications on a day."""
    return ProgrammeTemplate.objects.open_on(on).filter(code=code).order_by("-version").first()


def open_templates(*, on: date) -> list[ProgrammeTemplate]:
    """The newest open version of every programme, by title."""
    newest: dict[str, ProgrammeTemplate] = {}
    for template in ProgrammeTemplate.objects.open_on(on).order_by("-version", "code"):
        newest.setdefault(template.code, template)
    return sorted(newest.values(), key=lambda template: (template.title, template.code))


def sector_results(organisation: Organisation, definition: ProgrammeDefinition, *, on: date) -> list[EligibilityResult]:
    """One answer per sector that holds on a day, those that qualify first."""
    sectors = [sector for sector in organisation.sectors.all() if sector.holds_on(on)]
    results = [
        check_eligibility(SectorFacts(s.joint_committee, s.rsz_category), definition, joint_committees(), on=on)
        for s in sectors
    ]
    return sorted(results, key=lambda result: (not result.is_eligible, result.joint_committee, result.rsz_category))


def sector_result(application: Application, definition: ProgrammeDefinition, *, on: date) -> EligibilityResult | None:
    """The answer for the sector the applicant chose; None when the organisation no longer has that sector."""
    return next(
        (
            result
            for result in sector_results(application.organisation, definition, on=on)
            if (result.joint_committee, result.rsz_category) == (application.joint_committee, application.rsz_category)
        ),
        None,
    )


def open_application_of(organisation: Organisation, code: str) -> Application | None:
    """The draft or undecided application of this organisation for a programme: asking twice is asking once too much."""
    undecided = Application.objects.filter(organisation=organisation, template__code=code, released_at__isnull=True)
    return (
        undecided.filter(status__in=[*UNDECIDED, states.APPROVED, states.REFUSED]).order_by("-made_at", "-pk").first()
    )


def running_beside(organisation: Organisation, *, besides: Application | None = None) -> list[Application]:
    """Other files of this organisation that are asked or running: a hint against double financing, never a block."""
    sent = Application.objects.filter(organisation=organisation).exclude(status__in=[states.DRAFT, states.WITHDRAWN])
    running = sent.exclude(status=states.REFUSED, released_at__isnull=False).exclude(
        trajectory__status__in=["finished", "stopped"]
    )
    if besides is not None:
        running = running.exclude(pk=besides.pk)
    return list(running.select_related("template").order_by("-made_at", "-pk"))
