"""Programme templates are data: the shipped ones are complete, broken ones explain themselves."""

import json
from copy import deepcopy
from importlib import resources
from typing import Any

import pytest

from tandem.programmes.rules.definition import definition_problems, least_half_days, parse_definition

SHIPPED = {
    path.name.removesuffix(".json"): json.loads(path.read_text("utf-8"))
    for path in resources.files("tandem.programmes").joinpath("shipped").iterdir()
}


def broken(**changes: Any) -> dict[str, Any]:
    return {**deepcopy(SHIPPED["zes-workshops"]["definition"]), **changes}


@pytest.mark.parametrize("code", sorted(SHIPPED))
def test_shipped_programme_is_complete(code: str) -> None:
    assert definition_problems(SHIPPED[code]["definition"]) == []


def test_six_workshops_as_in_the_source() -> None:
    definition = parse_definition(SHIPPED["zes-workshops"]["definition"])
    financed = [plan for plan in definition.sessions if plan.is_financed]
    assert (len(financed), least_half_days(definition), definition.max_half_days) == (6, 6, 6)
    assert [plan.group_kind for plan in financed] == ["whole_organisation"] * 2 + ["small_group"] * 4


def test_two_phases_as_in_the_source() -> None:
    definition = parse_definition(SHIPPED["twee-fasen"]["definition"])
    assert definition.phase(1).may_stop_after
    assert [plan.step for plan in definition.sessions_of_phase(1)] == ["exploratory_talk", "basic_training", "scan"]
    assert definition.phase(2).max_half_days == 6
    assert (definition.target_months, definition.follow_up_months) == (4, 2)


@pytest.mark.parametrize("code", sorted(SHIPPED))
def test_shipped_programme_invents_no_price(code: str) -> None:
    assert parse_definition(SHIPPED[code]["definition"]).price_per_half_day_eur is None


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({}, "niet volledig"),
        (broken(sessions=[]), "minstens één bijeenkomst"),
        (broken(max_half_days=5), "meer halve dagen dan het maximum"),
        (broken(eligible=[]), "minstens één paritair comité"),
        (broken(settlement_trigger="ooit"), "wanneer de aanbieder mag afrekenen"),
        (broken(phases=[{"number": 2, "title": "Fase 2"}]), "die fase bestaat niet"),
        (broken(sessions=broken()["sessions"] * 2), "een eigen sleutel"),
        (broken(max_half_days="veel"), "niet volledig"),
    ],
)
def test_broken_definition_says_what_to_mend(raw: dict[str, Any], words: str) -> None:
    assert any(words in problem.text for problem in definition_problems(raw))
