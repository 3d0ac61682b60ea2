"""Joint committees of one organisation over time: what may be added and ended. Pure."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tandem.kernel.dutch import date_short
from tandem.kernel.refusal import Problem


@dataclass(frozen=True, slots=True)
class SectorFacts:
    """A joint committee and NSSO category, from day to day; open ends are None, `valid_to` is the last day."""

    joint_committee: str
    rsz_category: str
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def label(self) -> str:
        """`331, categorie 122`."""
        return f"{self.joint_committee}, categorie {self.rsz_category}" if self.rsz_category else self.joint_committee

    @property
    def period(self) -> str:
        """`van 1/1/2020 tot en met 31/12/2024`, in words for open ends."""
        begin = f"van {date_short(self.valid_from)}" if self.valid_from else "sinds altijd"
        end = f"tot en met {date_short(self.valid_to)}" if self.valid_to else "tot nu"
        return f"{begin} {end}"


def new_sector_problems(
    new: Sequence[SectorFacts], existing: Sequence[SectorFacts], *, known: Collection[str]
) -> list[Problem]:
    """Why these sectors cannot be added: unknown committee, odd category, end before start, or a period that overlaps."""
    problems = [problem for sector in new for problem in own_problems(sector, known)]
    for index, sector in enumerate(new):
        problems += _overlap_problems(sector, [*existing, *new[:index]])
    return problems


def ending_problems(sector: SectorFacts, *, ends_on: date) -> list[Problem]:
    """Why a sector cannot end on this day."""
    if sector.valid_from and ends_on < sector.valid_from:
        return [Problem(f"Deze sector begon op {date_short(sector.valid_from)}. Kies een latere dag.", "ends_on")]
    if sector.valid_to and sector.valid_to < ends_on:
        return [Problem(f"Deze sector eindigde al op {date_short(sector.valid_to)}.", "ends_on")]
    return []


def overlaps(one: SectorFacts, other: SectorFacts) -> bool:
    """Whether both are the same committee and category on at least one day."""
    if (one.joint_committee, one.rsz_category) != (other.joint_committee, other.rsz_category):
        return False
    return _starts_before_end(one, other) and _starts_before_end(other, one)


def _starts_before_end(one: SectorFacts, other: SectorFacts) -> bool:
    return one.valid_from is None or other.valid_to is None or one.valid_from <= other.valid_to


def own_problems(sector: SectorFacts, known: Collection[str]) -> Iterable[Problem]:
    """What is wrong with one sector by itself."""
    if sector.joint_committee not in known:
        yield Problem("Kies een paritair comité uit de lijst.", "joint_committee")
    if sector.rsz_category and not re.fullmatch(r"[0-9]{3}", sector.rsz_category):
        yield Problem("Een RSZ-categorie heeft drie cijfers, bijvoorbeeld 122. Weet je ze niet? Laat het vak leeg.",
                      "rsz_category")  # fmt: skip
    if sector.valid_from and sector.valid_to and sector.valid_to < sector.valid_from:
        yield Problem("De laatste dag ligt voor de eerste dag. Kijk de twee datums na.", "valid_to")


def _overlap_problems(sector: SectorFacts, others: Iterable[SectorFacts]) -> Iterable[Problem]:
    for other in others:
        if overlaps(sector, other):
            yield Problem(
                f"{other.label} staat er al, {other.period}. Kies een periode die daar niet in valt, "
                "of beëindig eerst wat er staat.", "valid_from",
            )  # fmt: skip
