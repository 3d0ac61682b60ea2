"""`tandem calls select`: what goes in, what comes out, and what is refused in one sentence."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tandem import cli
from tandem.calls import command
from tandem.calls.selection import reading, rules, solver

SCHEMA = Path(__file__).parents[2] / "docs" / "rooms" / "calls-select.schema.json"
Select = Callable[..., tuple[int, dict[str, Any], str]]


def project(key: object, score: object, ask: object, area: object = "Gent", **facts: object) -> dict[str, object]:
    return {"id": key, "area": area, "score": score, "ask": ask, **facts}


def given(**changes: object) -> dict[str, Any]:
    """A call of three projects of which two fit."""
    return {
        "envelopes": [{"name": "werking", "year": 2023, "amount": 300_000}],
        "cap": 150_000,
        "spread": [{"area": "Limburg", "min": 1, "max": 2}],
        "submissions": [
            project("A", 80, {"werking": 150_000}),
            project("B", "79,5", {"werking": "150000.00"}),
            project(3, 60.25, {"werking": 149_999.99}, "Limburg"),
        ],
        **changes,
    }


@pytest.fixture
def select(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Select:
    """Run the command on a call, or on bytes as they are: exit status, answer, what went to stderr."""

    def run(content: object, *options: str) -> tuple[int, dict[str, Any], str]:
        path = tmp_path / "call.json"
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        status = cli.main(["calls", "select", str(path), "--format", "json", *options])
        out, err = capsys.readouterr()
        return status, json.loads(out or "{}"), err

    return run


def test_best_total_answers_with_selection_total_cost_and_status(select: Select) -> None:
    status, answer, _ = select(given())
    assert status == 0
    assert {key: answer[key] for key in ("status", "selected", "total_score", "cost", "areas", "unique")} == {
        "status": "optimal", "selected": ["A", 3], "total_score": 140.25, "cost": {"werking": 299_999.99},
        "areas": {"Gent": 1, "Limburg": 1}, "unique": True,
    }  # fmt: skip
    moved = answer["displacement"]
    assert [(one["id"], one["score"], one["rank"]) for one in moved["entered"]] == [(3, 60.25, 3)]
    assert [(one["id"], one["score"], one["rank"]) for one in moved["pushed_out"]] == [("B", 79.5, 2)]
    assert (moved["rule"]["total_score"], moved["ranking"]["total_score"]) == (140.25, 159.5)


def test_plain_ranking_says_which_limit_it_misses(select: Select) -> None:
    _, answer, _ = select(given(), "--rule", "rank")
    assert (answer["status"], answer["selected"]) == ("feasible", ["A", "B"])
    assert answer["breaks"] == ["Limburg: 0 gekozen, de ondergrens is 1."]


def test_rules_that_clash_are_named(select: Select) -> None:
    status, answer, _ = select(given(spread=[{"area": "Limburg", "min": 3}]))
    assert (status, answer["status"], answer["selected"], answer["total_score"]) == (0, "infeasible", [], 0)
    assert answer["clashes"] == ["Minstens 3 uit Limburg, maar er is er maar 1 ingediend."]
    assert answer["clashing_rules"] == [{"rule": "min", "area": "Limburg", "min": 3}]
    _, answer, _ = select(given(spread=[{"area": "Gent", "min": 2}, {"area": "Limburg", "min": 1}]))
    (sentence,) = answer["clashes"]
    assert sentence.replace("\N{NO-BREAK SPACE}", " ") == (
        "Minstens 2 uit Gent en minstens 1 uit Limburg kost samen minstens € 449.999,99, "
        "meer dan er zit in werking (€ 300.000)."
    )
    assert answer["clashing_rules"][-1] == {"rule": "envelope", "name": "werking", "year": 2023, "amount": 300_000}


def test_no_submissions_is_an_empty_selection(select: Select) -> None:
    for rule in command.RULES:
        _, answer, _ = select(given(submissions=[], spread=[]), "--rule", rule)
        assert (answer["selected"], answer["total_score"], answer["cost"]) == ([], 0, {"werking": 0})


def test_years_of_one_envelope_are_waves(select: Select) -> None:
    envelopes = [{"name": "werking", "year": year, "amount": 150_000} for year in (2023, 2024)]
    _, answer, _ = select(given(envelopes=envelopes, spread=[]))
    assert answer["cost"] == {"werking 2023": 150_000, "werking 2024": 150_000}
    assert answer["waves"] == [{"year": 2023, "selected": ["A"]}, {"year": 2024, "selected": ["B"]}]


def test_unknown_keys_are_told_and_change_nothing(select: Select) -> None:
    _, answer, _ = select(given(spred=[], spread=[{"area": "Limbrug", "max": 1}]))
    assert answer["remarks"][:2] == [
        "Niet gelezen, want onbekend: spred.", "Uit Limbrug diende niemand in: klopt de naam?"
    ]  # fmt: skip


def test_text_says_the_same_in_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "call.json"
    path.write_text(json.dumps(given()), "utf-8")
    assert cli.main(["calls", "select", str(path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["Hoogste totaal: optimal", "2 van 3 projecten, samen 140,25 punten"]
    assert "  eruit: B (Gent), plaats 2, 79,50 punten." in "\n".join(lines)


def with_project(**facts: object) -> dict[str, Any]:
    return given(submissions=[{**project("A", 80, {"werking": 100}), **facts}])


REFUSED = {
    "Project A vraagt € 150.000,01, maar een project krijgt hoogstens € 150.000.": with_project(ask={"werking": 150_000.01}),
    "Project A vraagt € 60 uit werking, maar": {**with_project(ask={"werking": 60}), "cap": {"werking": 50}},
    "De cap noemt bouw": given(cap={"bouw": 1}),
    "De cap is lager dan nul": given(cap=-1),
    "Wat project A vraagt uit werking is lager dan nul": with_project(ask={"werking": -1}),
    "Het bedrag van envelop werking is lager dan nul": given(envelopes=[{"name": "werking", "year": 2023, "amount": -5}]),
    "is geen heel aantal cent": with_project(ask={"werking": 10.005}),
    "meer dan twee cijfers na de komma": with_project(ask={"werking": "150.000"}),
    "Wat project A vraagt uit werking ontbreekt of is geen getal": with_project(ask={"werking": "veel"}),
    "uit werking is hoger dan": with_project(ask={"werking": 1e300}),
    "maar die envelop bestaat niet": with_project(ask={"bouw": 1}),
    "per envelop een bedrag": with_project(ask=5),
    "Het gebied van project A ontbreekt": with_project(area=None),
    "Gebied Gent staat niet in areas": given(areas=["Limburg"]),
    "Gebied Limbrug staat niet in areas": given(areas=["Gent", "Limburg"], spread=[{"area": "Limbrug"}]),
    "De score van project A ontbreekt of is geen getal": with_project(score=True),
    "De score van project A gaat verder dan": with_project(score=10**400),
    "meer dan 6 cijfers na de komma": with_project(score="1.1234567"),
    "Project A staat er twee keer": given(submissions=[project("A", 1, {}), project("A", 2, {})]),
    "Project 1 staat er twee keer": given(submissions=[project(1, 1, {}), project("1", 2, {})]),
    "Het id van een project ontbreekt": with_project(id=True),
    "minimum 3 hoger dan het maximum 2": given(spread=[{"area": "Limburg", "min": 3, "max": 2}]),
    "Het minimum van Limburg is geen heel getal": given(spread=[{"area": "Limburg", "min": -1}]),
    "Gebied Limburg heeft twee spreidingsregels": given(spread=[{"area": "Limburg"}, {"area": "Limburg"}]),
    "Envelop werking 2023 staat er twee keer": given(envelopes=[{"name": "werking", "year": 2023, "amount": 1}] * 2),
    "een eigen jaar": given(envelopes=[{"name": "werking", "amount": 1}, {"name": "werking", "year": 2023, "amount": 1}]),
    "Het jaar van project A is geen jaar": with_project(year=23),
    "Bij project A is alles facultatief": with_project(optional=["werking"]),
    "in optional een lijst": with_project(optional=["bouw"]),
    "een plaats in rank, of geen enkel": given(
        submissions=[project("A", 1, {}, rank=1), project("B", 1, {})], spread=[]),
    "Plaats 1 staat er twee keer": given(
        submissions=[project("A", 1, {}, rank=1), project("B", 1, {}, rank=1)], spread=[]),
    "in ready true of false": with_project(ready="ja"),
    "Geef bij submissions een lijst": given(submissions={}),
    "Geef bij envelopes een lijst": given(envelopes=None),
    "Begin het bestand met {": [],
    "kijk op regel 1 bij teken 2": b"{",
    "NaN is geen getal": b'{"cap": NaN}',
    "De sleutel cap staat twee keer": b'{"cap": 1, "cap": 2}',
    "geen tekst in UTF-8": b"\xff\xfe{}",
    "te veel in elkaar": b"[" * 100_000,
    "een getal is te lang": b'{"cap": ' + b"1" * 5000 + b"}",
}  # fmt: skip


@pytest.mark.parametrize(("words", "content"), REFUSED.items(), ids=list(REFUSED))
def test_bad_input_is_refused_in_one_sentence(select: Select, words: str, content: object) -> None:
    status, answer, told = select(content)
    told = told.replace("\N{NO-BREAK SPACE}", " ")
    assert (status, answer) == (2, {})
    assert words in told
    assert re.fullmatch(r"[^\n]+\.\n", told)


def test_year_without_the_envelope_is_refused(select: Select) -> None:
    envelopes = [{"name": "werking", "year": year, "amount": 150_000} for year in (2023, 2024)]
    content = given(envelopes=envelopes, submissions=[project("A", 1, {"werking": 1}, year=2025)])
    assert select(content)[2] == "Project A: de envelop werking bestaat niet in 2025, wel in 2023, 2024.\n"


def test_missing_file_and_wild_effort_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["calls", "select", "nergens.json"]) == 2
    assert "kijk de naam en de rechten na" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        cli.main(["calls", "select", "nergens.json", "--effort", "nan"])


def test_schema_names_every_key_that_is_read() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    parts = schema["properties"]
    named = {
        "call": parts.keys(),
        "envelope": parts["envelopes"]["items"]["properties"].keys(),
        "limit": parts["spread"]["items"]["properties"].keys(),
        "submission": parts["submissions"]["items"]["properties"].keys(),
    }
    assert named == reading.KEYS


def test_command_offers_the_rules_and_effort_of_the_selection() -> None:
    assert (set(command.RULES), command.EFFORT) == (rules.RULES.keys(), solver.EFFORT)
