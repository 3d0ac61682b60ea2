"""Joint committees (paritaire comités) and NSSO categories, from the shipped table with its sources. Pure."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class JointCommittee:
    """One committee: `verified` is yes, partly or "from memory", and is shown to people as it stands."""

    code: str
    name: str
    rsz_categories: tuple[str, ...]
    fund: str
    examples: str
    funds_base_trajectory: bool
    verified: str
    sources: tuple[str, ...]


@cache
def joint_committees() -> Mapping[str, JointCommittee]:
    """Every committee by its code, in order of code."""
    text = resources.files("tandem.identity").joinpath("reference/joint_committees.csv").read_text("utf-8")
    return {row["code"]: _committee(row) for row in csv.DictReader(text.splitlines())}


def _committee(row: dict[str, str]) -> JointCommittee:
    return JointCommittee(
        code=row["code"],
        name=row["name_nl"],
        rsz_categories=tuple(filter(None, row["rsz_categories"].split("|"))),
        fund=row["fund"],
        examples=row["covered_examples_nl"],
        funds_base_trajectory=row["funds_base_trajectory"] == "true",
        verified=row["verified"],
        sources=tuple(part.strip() for part in row["source"].split(" | ") if part.strip()),
    )
