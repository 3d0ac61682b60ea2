"""Who may ask a base trajectory, and why not: explained before anything is filled in (seed 000, conditions)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tandem.identity.joint_committees import JointCommittee
from tandem.programmes.rules.definition import ProgrammeDefinition


@dataclass(frozen=True, slots=True)
class SectorFacts:
    """A sector the organisation declares for a day."""

    joint_committee: str
    rsz_category: str


@dataclass(frozen=True, slots=True)
class EligibilityResult:
    """`sentence` is what applicant and fund both read. `fund_code` is set when eligible."""

    is_eligible: bool
    sentence: str
    fund_code: str = ""
    joint_committee: str = ""
    rsz_category: str = ""
    alternatives: tuple[str, ...] = ()
    trust: str = "yes"
    sources: tuple[str, ...] = ()
    checked_on: date | None = None


def check_eligibility(
    sector: SectorFacts, definition: ProgrammeDefinition, committees: Mapping[str, JointCommittee], *, on: date
) -> EligibilityResult:
    """The paying fund for one sector, or the reason and other ways. Seeds write 329 where 329.01 is meant: both count."""
    committee = committees.get(sector.joint_committee)
    if committee is None:
        return EligibilityResult(
            False,
            f"Paritair comité {sector.joint_committee} kennen we niet. Je vindt je nummer op de RSZ-aangifte (DmfA).",
            joint_committee=sector.joint_committee, rsz_category=sector.rsz_category, checked_on=on,
        )  # fmt: skip
    for row in definition.eligible:
        if row.joint_committee == sector.joint_committee:
            return _check_category(sector, row.rsz_categories, row.fund_code, committee, on)
    return EligibilityResult(
        False,
        f"Je organisatie hoort bij paritair comité {committee.code} ({committee.name}). "
        f"De fondsen betalen dit traject alleen voor {_eligible_text(definition)}.",
        joint_committee=committee.code, rsz_category=sector.rsz_category, checked_on=on,
        alternatives=alternatives_for(committee), trust=committee.verified, sources=committee.sources,
    )  # fmt: skip


def _check_category(
    sector: SectorFacts, categories: Sequence[str], fund_code: str, committee: JointCommittee, on: date
) -> EligibilityResult:
    is_eligible = sector.rsz_category in categories
    if is_eligible:
        sentence = (
            f"Je komt in aanmerking: paritair comité {committee.code} met RSZ-categorie {sector.rsz_category}. "
            f"Het fonds {fund_code} betaalt alles."
        )
    else:
        sentence = (
            f"RSZ-categorie {sector.rsz_category or '(leeg)'} past niet bij paritair comité {committee.code}. "
            f"Verwacht: {' of '.join(categories)}. Kijk de categorie na op de RSZ-aangifte (DmfA)."
        )
    return EligibilityResult(
        is_eligible, sentence, fund_code=fund_code if is_eligible else "", joint_committee=committee.code,
        rsz_category=sector.rsz_category, trust=committee.verified, sources=committee.sources, checked_on=on,
        alternatives=() if is_eligible else alternatives_for(committee),
    )  # fmt: skip


def _eligible_text(definition: ProgrammeDefinition) -> str:
    codes = sorted({row.joint_committee for row in definition.eligible})
    return ", ".join(codes[:-1]) + f" en {codes[-1]}" if len(codes) > 1 else "".join(codes)


def alternatives_for(committee: JointCommittee) -> tuple[str, ...]:
    """Other ways to get support, so that a refusal is never a dead end."""
    ways = []
    if committee.fund and not committee.funds_base_trajectory:
        ways.append(f"Vraag {committee.fund} naar een aanbod rond kansarmoede.")
    ways.append("Vraag de aanbieder wat een traject kost als je het zelf betaalt.")
    ways.append("Heb je ook medewerkers in paritair comité 319.01, 329.01 of 331? Voeg die sector dan toe.")
    return tuple(ways)
