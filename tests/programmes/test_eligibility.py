"""Who may ask a base trajectory: pure rules, no database (seed 000, conditions)."""

import json
from datetime import date
from importlib import resources

import pytest

from tandem.identity.joint_committees import joint_committees
from tandem.programmes.rules.definition import ProgrammeDefinition, parse_definition
from tandem.programmes.rules.eligibility import EligibilityResult, SectorFacts, alternatives_for, check_eligibility

TODAY = date(2027, 3, 1)


def shipped(code: str = "zes-workshops") -> ProgrammeDefinition:
    text = resources.files("tandem.programmes").joinpath(f"shipped/{code}.json").read_text("utf-8")
    return parse_definition(json.loads(text)["definition"])


def result_of(joint_committee: str, rsz_category: str) -> EligibilityResult:
    return check_eligibility(SectorFacts(joint_committee, rsz_category), shipped(), joint_committees(), on=TODAY)


@pytest.mark.parametrize(
    ("joint_committee", "rsz_category", "fund"),
    [("319.01", "062", "319.01"), ("329.01", "262", "329"), ("329.01", "862", "329"), ("329.01", "176", "329"),
     ("329", "262", "329"), ("331", "122", "331"), ("331", "322", "331")],
)  # fmt: skip
def test_each_fund_pays_for_its_own_sector(joint_committee: str, rsz_category: str, fund: str) -> None:
    result = result_of(joint_committee, rsz_category)

    assert (result.is_eligible, result.fund_code) == (True, fund)
    assert result.checked_on == TODAY
    assert result.sources


@pytest.mark.parametrize("code", sorted(set(joint_committees()) - {"319.01", "329", "329.01", "331"}))
def test_every_other_committee_is_refused_with_a_reason_and_another_way(code: str) -> None:
    result = result_of(code, "122")

    assert not result.is_eligible
    assert code in result.sentence
    assert len(result.alternatives) >= 2
    assert result.fund_code == ""


@pytest.mark.parametrize(
    ("joint_committee", "rsz_category", "expected"),
    [("331", "262", "122 of 322"), ("319.01", "122", "062"), ("329.01", "062", "262 of 862 of 176")],
)
def test_category_of_another_sector_is_refused_and_named(
    joint_committee: str, rsz_category: str, expected: str
) -> None:
    result = result_of(joint_committee, rsz_category)

    assert not result.is_eligible
    assert f"Verwacht: {expected}." in result.sentence


def test_missing_category_is_asked_for_not_refused() -> None:
    result = result_of("331", "")

    assert (result.is_eligible, result.is_known, result.alternatives) == (False, False, ())


def test_unknown_committee_says_where_the_number_stands() -> None:
    result = result_of("999", "122")

    assert "RSZ-aangifte" in result.sentence
    assert not result.is_known


def test_alternatives_name_the_fund_of_the_own_sector() -> None:
    ways = alternatives_for(joint_committees()["318.02"])

    assert "Vormingsfonds voor de gezinszorg" in ways[0]
    assert alternatives_for(None)
