"""What may stand in a file, and one sentence for everything that may not."""

import contextlib
import json
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.planning.matching.search import Search
from tandem.planning.matching.solving import solve
from tandem.planning.problem.half_days import HalfDay
from tandem.planning.problem.problem import Problem, Weights
from tandem.planning.reading.document import CannotPlan, problem_from
from tandem.planning.reading.shape import schema, shape_problems
from tandem.planning.writing import plan_as_json, plan_as_lines

EXAMPLE: dict[str, Any] = json.loads(Path(__file__).with_name("example.json").read_text("utf-8"))
TODAY = date(2027, 1, 1)


def read(document: object) -> Problem:
    return problem_from(json.dumps(document), today=TODAY)


def test_example_says_what_it_means() -> None:
    problem = read(EXAMPLE)
    expert, request = problem.people["e1"], problem.requests["r1"]
    assert problem.today == date(2027, 3, 1)
    assert (expert.home, expert.limits.rest_days, expert.limits.never_about) == ("41002", 1, frozenset({"justitie"}))
    assert expert.availability.holds(HalfDay(date(2027, 3, 9), "am"))
    assert not expert.availability.holds(HalfDay(date(2027, 4, 12), "am"))
    assert (request.rhythm.sessions, request.rhythm.min_gap, problem.requests["r3"].rhythm.sessions) == (3, 5, 6)
    assert (problem.requests["r2"].rhythm.sessions, problem.requests["r2"].composition) == (1, "two_organisations")
    assert problem.weights == Weights(earliest=2)


def test_result_has_the_documented_shape() -> None:
    problem = read(EXAMPLE)
    plan = solve(problem, Search(seconds=5))
    result = plan_as_json(problem, plan)
    assert list(shape_problems(json.loads(json.dumps(result)), schema("plan"))) == []
    assert result["assignments"][0] == {
        "request": "r1",
        "session": 1,
        "trainer": "t1",
        "expert": "e1",
        "at": "2027-03-04 pm",
    }  # type: ignore[index]
    assert result["unassigned"] == [{"request": "r3", "reasons": ["Niet mogelijk met de mensen die er nu zijn."]}]
    lines = "\n".join(plan_as_lines(problem, plan))
    assert "Huis Zon: Lesgever Noor en Ervaring Lou: 4/3/2027 namiddag" in lines


def changed(*path: str | int, to: object) -> Callable[[], dict[str, Any]]:
    def change() -> dict[str, Any]:
        document = deepcopy(EXAMPLE)
        place: Any = document
        for step in path[:-1]:
            place = place[step]
        if to is None:
            del place[path[-1]]
        else:
            place[path[-1]] = to
        return document

    return change


PIN = {"request": "r2", "session": 1, "at": "2027-03-08 am", "trainer": "t1"}
OTHER_PIN = {"request": "r3", "session": 1, "at": "2027-03-08 am", "trainer": "t1"}
BAD: dict[str, tuple[Callable[[], object], str]] = {
    "no requests": (changed("requests", to=[]), "Er zijn geen aanvragen. Zet er minstens één in requests."),
    "no expert": (changed("people", to=EXAMPLE["people"][:1]), "Er is geen enkele ervaringsdeskundige."),
    "no expert in the language": (
        changed("requests", 0, "language", to="fr"),
        "Huis Zon vraagt Frans, en geen enkele ervaringsdeskundige spreekt dat.",
    ),
    "window in the past": (
        changed("requests", 0, "window", to={"from": "2026-01-05", "until": "2026-02-05"}),
        "Huis Zon: het venster ligt in het verleden, tot donderdag 5 februari 2026. Kies een later venster.",
    ),
    "window turned round": (
        changed("requests", 0, "window", "until", to="2027-02-01"),
        "het venster eindigt voor het begint",
    ),
    "window too long": (changed("requests", 0, "window", "until", to="9999-12-31"), "gaat verder dan drie jaar"),
    "window without working day": (
        changed("requests", 0, "window", to={"from": "2027-03-06", "until": "2027-03-07"}),
        "heeft geen enkele werkdag",
    ),
    "gaps turned round": (changed("requests", 0, "max_gap", to=2), "max_gap is kleiner dan min_gap"),
    "absence turned round": (
        changed("people", 1, "availability", "away", to=[{"from": "2027-04-05", "until": "2027-04-01"}]),
        "Ervaring Lou: een afwezigheid eindigt voor ze begint.",
    ),
    "overlapping pins": (
        changed("pinned", to=[PIN, OTHER_PIN]),
        "Lesgever Noor ligt maandag 8 maart 2027 (voormiddag) twee keer vast: Netwerk Noord en Huis Zand.",
    ),
    "pin of a person who left": (
        lambda: {**changed("people", 0, "left_on", to="2027-03-02")(), "pinned": [PIN]},
        "Lesgever Noor is weg sinds dinsdag 2 maart 2027 en ligt toch vast bij Netwerk Noord.",
    ),
    "pin that is not possible": (
        changed("pinned", to=[{"request": "r3", "expert": "e1"}]),
        "Huis Zand ligt vast met Ervaring Lou. Ervaring Lou: niet mogelijk. Maak dat los, of vraag het eerst.",
    ),
    "pin of a session that does not exist": (
        changed("pinned", to=[{"request": "r1", "session": 9, "at": "2027-03-04 pm"}]),
        "Huis Zon heeft geen sessie 9, wel 3.",
    ),
    "pin outside the window": (
        changed("pinned", 0, "at", to="2027-03-06 am"),
        "valt buiten de werkdagen van het venster",
    ),
    "pin when the organisation cannot": (changed("pinned", 0, "at", to="2027-03-05 am"), "de organisatie kan dan niet"),
    "two dates for one session": (
        changed("pinned", to=[*EXAMPLE["pinned"], {**EXAMPLE["pinned"][0], "at": "2027-03-08 am"}]),
        "sessie 1 ligt op twee momenten vast",
    ),
    "half a pin": (changed("pinned", 0, "at", to=None), "geef bij Huis Zon session en at samen"),
    "pin of nothing": (changed("pinned", to=[{"request": "r1"}]), "zeg wat vastligt bij Huis Zon"),
    "forbidden nothing": (changed("forbidden", to=[{"request": "r1"}]), "forbidden: geef person"),
    "unknown person": (
        changed("pinned", 0, "trainer", to="t9"),
        "pinned: 't9' kennen we niet. Gebruik een id uit people.",
    ),
    "unknown request": (
        changed("forbidden", to=[{"request": "r9", "person": "e1"}]),
        "de aanvraag 'r9' kennen we niet",
    ),
    "wrong role": (
        changed("pinned", 0, "trainer", to="e1"),
        "pinned: Ervaring Lou is geen lesgever. Kies een ander id.",
    ),
    "session twice": (
        changed(
            "existing", to=[{"request": "r1", "session": 1, "trainer": "t1", "expert": "e1", "at": "2027-03-04 pm"}] * 2
        ),
        "existing: sessie 1 van Huis Zon staat er 2 keer.",
    ),
    "same id twice": (changed("people", 1, "id", to="t1"), "people: het id 't1' staat er 2 keer."),
    "unknown place": (changed("people", 0, "home", to="1234"), "de gemeente '1234' kennen we niet"),
    "place that is two": (
        changed("people", 0, "home", to="1040"),
        "Kies de NIS-code: Brussel (21004), Etterbeek (21005).",
    ),
    "no place and not remote": (
        changed("requests", 0, "place", to=None),
        "geef een plaats (place) of zet is_remote op true",
    ),
    "no list": (changed("people", to={}), "people: hier hoort een lijst [ ]."),
    "a number as text": (
        changed("requests", 0, "sessions", to="6"),
        "requests[0].sessions: hier hoort een geheel getal.",
    ),
    "a yes as number": (
        changed("requests", 0, "sessions", to=True),
        "requests[0].sessions: hier hoort een geheel getal.",
    ),
    "a number too large": (
        changed("requests", 0, "sessions", to=99),
        "requests[0].sessions: kies een getal van 1 tot 30.",
    ),
    "a list as choice": (changed("people", 0, "role", to=[]), "people[0].role: hier hoort een tekst."),
    "a missing field": (changed("people", 0, "role", to=None), "people[0]: het veld role ontbreekt."),
    "an unknown field": (changed("people", 0, "reason", to="ziek"), "people[0]: het veld 'reason' kennen we niet."),
    "another choice": (changed("people", 0, "transport", to="fiets"), "people[0].transport: kies uit: car, public."),
    "no day": (changed("today", to="2027-02-30"), "today: '2027-02-30' is geen dag. Schrijf zoals '2027-01-04'."),
    "no half-day": (changed("pinned", 0, "at", to="2027-03-04"), "is geen halve dag. Schrijf zoals '2027-01-04 am'."),
    "no weekly half-day": (changed("requests", 0, "availability", "weekly", to=["sat am"]), "Schrijf zoals 'mon am'."),
    "empty text": (changed("people", 0, "id", to=""), "people[0].id: schrijf een korte tekst."),
    "a list": (list, "Het bestand: hier hoort een groep velden { }."),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_refused_in_one_sentence(case: str) -> None:
    make, sentence = BAD[case]
    with pytest.raises(CannotPlan) as refused:
        read(make())
    assert sentence in str(refused.value)
    assert all(problem.text.endswith((".", "]")) for problem in refused.value.problems)


@pytest.mark.parametrize("text", ["", "{", "nul", "[" * 100_000, '{"people": ' + "[" * 5000])
def test_broken_json_is_refused(text: str) -> None:
    with pytest.raises(CannotPlan, match="Dit is geen leesbare JSON"):
        problem_from(text, today=TODAY)


ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 3000)
    | st.sampled_from(["", "t1", "mon am", "2027-03-08 am", "9000", "\0"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "from", "weekly"]), inner, max_size=3)
    ),
    max_leaves=6,
)
PATHS = [
    (kind, number, field) for kind in ("people", "requests") for number, one in enumerate(EXAMPLE[kind]) for field in one
] + [(field,) for field in EXAMPLE]  # fmt: skip


@settings(max_examples=100, deadline=None, derandomize=True)
@given(path=st.sampled_from(PATHS), value=ANY)
def test_any_value_anywhere_is_read_or_refused(path: tuple[str | int, ...], value: object) -> None:
    with contextlib.suppress(CannotPlan):
        assert read(changed(*path, to=value)()).requests
