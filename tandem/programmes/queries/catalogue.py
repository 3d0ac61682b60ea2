"""The public catalogue: the offers of today, ready to print, and the condition check."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.urls import reverse

from tandem.identity.joint_committees import JointCommittee, joint_committees
from tandem.programmes.models import ProgrammeTemplate
from tandem.programmes.queries.application_eligibility import open_template, open_templates
from tandem.programmes.queries.application_page import Source, sources_of
from tandem.programmes.rules.definition import ProgrammeDefinition, SessionPlan, least_half_days
from tandem.programmes.rules.eligibility import TRUST_TEXTS, EligibilityResult, SectorFacts, check_eligibility
from tandem.sessions.rules import GROUP_KINDS, KINDS


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session of an offer."""

    title: str
    kind: str
    group: str
    half_days_text: str
    is_financed: bool
    goals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhaseBlock:
    """One phase of an offer."""

    title: str
    sessions: tuple[SessionLine, ...]
    may_stop_after: bool
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectorLine:
    """One joint committee that an offer's funds pay for."""

    code: str
    name: str
    categories: str
    examples: str


@dataclass(frozen=True, slots=True)
class Offer:
    """One programme that takes applications today."""

    code: str
    title: str
    summary: str
    url: str
    half_days: int
    months: int
    follow_up_months: int
    trust_text: str
    trust_note: str
    sources: tuple[Source, ...]
    phases: tuple[PhaseBlock, ...]
    sectors: tuple[SectorLine, ...]


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """One answer of the condition check and the offers it holds for."""

    result: EligibilityResult
    offers: tuple[tuple[str, str], ...]
    trust_text: str
    sources: tuple[Source, ...]

    @property
    def kind(self) -> str:
        """success, warning or info, for the notification."""
        if not self.result.is_known:
            return "info"
        return "success" if self.result.is_eligible else "warning"


def offers_on(on: date) -> list[Offer]:
    """The offers of a day, by title."""
    return [_offer(template) for template in open_templates(on=on)]


def offer_on(code: str, *, on: date) -> Offer:
    """One offer; what takes no applications today does not exist."""
    template = open_template(code, on=on)
    if template is None:
        raise Http404
    return _offer(template)


def _offer(template: ProgrammeTemplate) -> Offer:
    definition = template.parsed
    return Offer(
        code=template.code, title=template.title, summary=template.summary,
        url=reverse("catalogue_offer", args=[template.code]),
        half_days=min(definition.max_half_days, most_half_days(definition)),
        months=definition.target_months, follow_up_months=definition.follow_up_months,
        trust_text=TRUST_TEXTS.get(definition.trust, ""), trust_note=definition.trust_note,
        sources=sources_of(definition.sources), phases=tuple(_phases(definition)), sectors=tuple(_sectors(definition)),
    )  # fmt: skip


def most_half_days(definition: ProgrammeDefinition) -> int:
    """Financed half-days when every repeated session takes place as often as it may."""
    repeats = sum(plan.half_days * (plan.repeat_up_to - 1) for plan in definition.sessions if plan.is_financed)
    return least_half_days(definition) + repeats


def _phases(definition: ProgrammeDefinition) -> list[PhaseBlock]:
    return [
        PhaseBlock(
            title=phase.title, may_stop_after=phase.may_stop_after,
            sessions=tuple(_session(plan) for plan in definition.sessions_of_phase(phase.number)),
            documents=tuple(plan.title for plan in definition.documents if plan.phase == phase.number),
        )
        for phase in definition.phases
    ]  # fmt: skip


def _session(plan: SessionPlan) -> SessionLine:
    half_days = "1 halve dag" if plan.half_days == 1 else f"{plan.half_days} halve dagen"
    if plan.repeat_up_to > 1:
        half_days = f"hoogstens {plan.repeat_up_to} keer, telkens {half_days}"
    return SessionLine(
        title=plan.title, kind=KINDS.get(plan.kind, ""), group=GROUP_KINDS.get(plan.group_kind, ""),
        half_days_text=half_days, is_financed=plan.is_financed, goals=plan.goals,
    )  # fmt: skip


def _sectors(definition: ProgrammeDefinition) -> list[SectorLine]:
    known = joint_committees()
    return [
        SectorLine(
            code=row.joint_committee, categories=" of ".join(row.rsz_categories),
            name=known[row.joint_committee].name if row.joint_committee in known else "",
            examples=known[row.joint_committee].examples if row.joint_committee in known else "",
        )
        for row in definition.eligible
    ]  # fmt: skip


def committees() -> list[JointCommittee]:
    """Every joint committee of the table, for the list and the examples."""
    return list(joint_committees().values())


def check_answers(joint_committee: str, rsz_category: str, *, code: str = "", on: date) -> list[CheckAnswer]:
    """May this sector apply? One answer per different outcome over the offers (or the one offer asked for)."""
    sector = SectorFacts(joint_committee, rsz_category)
    grouped: dict[EligibilityResult, list[tuple[str, str]]] = {}
    for template in open_templates(on=on):
        if code in ("", template.code):
            result = check_eligibility(sector, template.parsed, joint_committees(), on=on)
            grouped.setdefault(result, []).append((template.title, template.code))
    return [
        CheckAnswer(result, tuple(offers), TRUST_TEXTS.get(result.trust, ""), sources_of(result.sources))
        for result, offers in grouped.items()
    ]
