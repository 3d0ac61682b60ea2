"""Before an application exists: which programme, which organisation, and whether it qualifies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse

from tandem.identity.joint_committees import joint_committees
from tandem.identity.queries import organisations_of
from tandem.identity.rules import ORGANISATION_CONTACT, Viewer
from tandem.programmes.models import Application, ProgrammeTemplate
from tandem.programmes.queries.application_eligibility import (
    open_application_of,
    open_templates,
    running_beside,
    sector_results,
)
from tandem.programmes.queries.application_page import Source, sources_of
from tandem.programmes.rules.application import PUBLIC_STATE_NAMES, status_for_applicant
from tandem.programmes.rules.eligibility import TRUST_TEXTS, alternatives_for

if TYPE_CHECKING:
    from tandem.identity.models import Organisation


@dataclass(frozen=True, slots=True)
class SectorAnswer:
    """One sector of the organisation with the answer of the check."""

    key: str
    label: str
    is_eligible: bool
    sentence: str
    trust_text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Existing:
    """An undecided application for the same programme."""

    url: str
    number: str
    status_text: str
    is_draft: bool


@dataclass(frozen=True, slots=True)
class StartPage:
    """What the start page shows. Without `template` the programme is still to be chosen."""

    templates: tuple[ProgrammeTemplate, ...]
    organisations: tuple[tuple[UUID, str], ...]
    template: ProgrammeTemplate | None
    organisation: Organisation | None
    answers: tuple[SectorAnswer, ...]
    alternatives: tuple[str, ...]
    existing: Existing | None
    beside: tuple[Application, ...]

    @property
    def eligible(self) -> tuple[SectorAnswer, ...]:
        """The sectors that qualify."""
        return tuple(answer for answer in self.answers if answer.is_eligible)

    @property
    def is_refused(self) -> bool:
        """Chosen, and no sector qualifies."""
        return self.template is not None and self.organisation is not None and not self.eligible


def start_page(viewer: Viewer, *, code: str, organisation_id: UUID | None, on: date) -> StartPage:
    """The state of the choice so far."""
    templates = open_templates(on=on)
    template = next((row for row in templates if row.code == code), None)
    own = organisations_of(viewer, ORGANISATION_CONTACT)
    organisation = _chosen_organisation(own, organisation_id)
    if template is None or organisation is None:
        return _page(templates, own, template, organisation)
    results = sector_results(organisation, template.parsed, on=on)
    answers = tuple(
        SectorAnswer(
            key=f"{result.joint_committee}/{result.rsz_category}",
            label=f"PC {result.joint_committee}, RSZ-categorie {result.rsz_category or '?'}",
            is_eligible=result.is_eligible, sentence=result.sentence, trust_text=TRUST_TEXTS.get(result.trust, ""),
            sources=sources_of(result.sources),
        )
        for result in results
    )  # fmt: skip
    ways = dict.fromkeys(way for result in results for way in result.alternatives)
    if not any(answer.is_eligible for answer in answers) and not ways:
        committee = joint_committees().get(results[0].joint_committee) if results else None
        ways = dict.fromkeys(alternatives_for(committee))
    existing = open_application_of(organisation, template.code)
    return StartPage(
        templates=tuple(templates), organisations=_choices(own), template=template, organisation=organisation,
        answers=answers, alternatives=tuple(ways), existing=_existing(existing) if existing else None,
        beside=tuple(running_beside(organisation, besides=existing)),
    )  # fmt: skip


def _page(
    templates: list[ProgrammeTemplate], own: list[Organisation], template: ProgrammeTemplate | None,
    organisation: Organisation | None,
) -> StartPage:  # fmt: skip
    return StartPage(tuple(templates), _choices(own), template, organisation, (), (), None, ())


def _choices(own: list[Organisation]) -> tuple[tuple[UUID, str], ...]:
    return tuple((organisation.public_id, organisation.name) for organisation in own)


def _chosen_organisation(own: list[Organisation], public_id: UUID | None) -> Organisation | None:
    if public_id is None:
        return own[0] if len(own) == 1 else None
    return next((organisation for organisation in own if organisation.public_id == public_id), None)


def _existing(application: Application) -> Existing:
    status = status_for_applicant(application.status, is_released=application.released_at is not None)
    return Existing(
        url=reverse("application", args=[application.pk]), number=application.number or "",
        status_text=PUBLIC_STATE_NAMES[status], is_draft=status == "draft",
    )  # fmt: skip
