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
    """`sentence` is what applicant and fund both read. `fund_code` is set when eligible.

    `is_known` is False when a fact misses, so that the answer is neither yes nor no.
    """

    is_eligible: bool
    sentence: str
    fund_code: str = ""
    is_known: bool = True
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
            joint_committee=sector.joint_committee, rsz_category=sector.rsz_category, checked_on=on, is_known=False,
            trust="no",
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
    return EligibilityResult(
        is_eligible, _category_sentence(sector, categories, fund_code, committee),
        fund_code=fund_code if is_eligible else "", joint_committee=committee.code,
        rsz_category=sector.rsz_category, trust=committee.verified, sources=committee.sources, checked_on=on,
        is_known=is_eligible or bool(sector.rsz_category),
        alternatives=() if is_eligible or not sector.rsz_category else alternatives_for(committee),
    )  # fmt: skip


def _category_sentence(
    sector: SectorFacts, categories: Sequence[str], fund_code: str, committee: JointCommittee
) -> str:
    if sector.rsz_category in categories:
        return (
            f"Je komt in aanmerking: paritair comité {committee.code} met RSZ-categorie {sector.rsz_category}. "
            f"Vormingsfonds {fund_code} betaalt de begeleiding."
        )
    expected = " of ".join(categories)
    if not sector.rsz_category:
        return (
            f"Paritair comité {committee.code} kan in aanmerking komen. Kijk nog je RSZ-categorie na: "
            f"ze moet {expected} zijn. Ze staat op de RSZ-aangifte (DmfA)."
        )
    return (
        f"RSZ-categorie {sector.rsz_category} past niet bij paritair comité {committee.code}. "
        f"Verwacht: {expected}. Kijk de categorie na op de RSZ-aangifte (DmfA)."
    )


def _eligible_text(definition: ProgrammeDefinition) -> str:
    codes = sorted({row.joint_committee for row in definition.eligible})
    return ", ".join(codes[:-1]) + f" en {codes[-1]}" if len(codes) > 1 else "".join(codes)


def alternatives_for(committee: JointCommittee | None) -> tuple[str, ...]:
    """Other ways to get support, so that a refusal is never a dead end."""
    ways = []
    if committee and committee.fund and not committee.funds_base_trajectory:
        ways.append(f"Vraag het fonds van je sector naar een aanbod rond kansarmoede: {committee.fund}.")
    ways.append("Heb je ook medewerkers in paritair comité 319.01, 329.01 of 331? Voeg die sector toe en kijk opnieuw.")
    ways.append("Betaal je het traject liever zelf? Vraag een aanbieder van ervaringsdeskundigheid wat het kost.")
    return tuple(ways)


TRUST_TEXTS = {
    "yes": "Nagekeken in de bronnen hieronder.",
    "partly": "Deels nagekeken. Vraag het na bij het fonds als je twijfelt.",
    "from memory": "Nog niet nagekeken in een bron. Vraag het na bij het fonds.",
    "no": "Hierover hebben we geen gegevens. Vraag het na bij het fonds.",
}
