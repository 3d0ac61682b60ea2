"""Each reason is one plain sentence; what somebody does not want stays private."""

from dataclasses import replace

import pytest

from tandem.planning.admission import pair_reasons, person_reasons
from tandem.planning.board import Occupied, lay_out
from tandem.planning.explain import NOBODY, unplaced
from tandem.planning.insert import first_reason
from tandem.planning.problem.half_days import Availability
from tandem.planning.problem.people import Limits, Person
from tandem.planning.problem.problem import Forbidden, Pin, Problem
from tandem.planning.problem.requests import TWO_ORGANISATIONS, Request
from tests.planning.factories import GENK, MONDAY, day, make_booking, make_person, make_problem, make_request

PERSON_CASES: list[tuple[dict[str, object], dict[str, object], dict[str, object], str]] = [
    ({"left_on": MONDAY.replace(day=1, month=2)}, {}, {}, "Ervaring 1 is weg sinds maandag 1 februari 2027."),
    ({"limits": Limits(3, never_at=frozenset({"Organisatie 1"}))}, {}, {}, "Ervaring 1: niet mogelijk."),
    ({"limits": Limits(3, never_about=frozenset({"werk"}))}, {"theme": "werk"}, {}, "Ervaring 1: niet mogelijk."),
    ({}, {}, {"forbidden": (Forbidden("r1", "e1"),)}, "De planner sluit Ervaring 1 hier uit."),
    ({}, {}, {"pins": (Pin("r1", expert="e2"),)}, "Een andere ervaringsdeskundige dan Ervaring 1 ligt vast."),
    ({}, {"language": "fr"}, {}, "Ervaring 1 spreekt geen Frans."),
    ({"qualifications": ()}, {}, {}, "Ervaring 1 heeft in die periode geen geldige opleiding als ervaringsdeskundige."),
    ({"limits": Limits(3, max_group=5)}, {}, {}, "De groep van 12 is te groot voor Ervaring 1 (hoogstens 5)."),
    (
        {"home": GENK, "limits": Limits(3, max_travel=120)},
        {},
        {},
        "Ervaring 1 is ongeveer 300 minuten onderweg, het maximum is 120.",
    ),
    ({"limits": Limits(3, max_total=1)}, {}, {}, "Ervaring 1 doet hoogstens 1 sessies, deze aanvraag telt er 2."),
]
PAIR_CASES: list[tuple[dict[str, object], dict[str, object], str]] = [
    (
        {"forbidden": (Forbidden(trainer="t1", expert="e1"),)},
        {},
        "De planner sluit Lesgever 1 en Ervaring 1 samen uit.",
    ),
    (
        {},
        {"composition": TWO_ORGANISATIONS},
        "Lesgever 1 en Ervaring 1 komen uit dezelfde organisatie; hier zijn er twee nodig.",
    ),
    ({}, {"theme": "jeugd"}, "Lesgever 1 noch Ervaring 1 kent het thema jeugd."),
    ({}, {"needs": frozenset({"gebarentaal"})}, "Lesgever 1 noch Ervaring 1 heeft de kwalificatie gebarentaal."),
]


@pytest.mark.parametrize(
    ("person", "request_", "around", "sentence"), PERSON_CASES, ids=[case[3] for case in PERSON_CASES]
)
def test_reason_of_one_person_is_said(
    person: dict[str, object], request_: dict[str, object], around: dict[str, object], sentence: str
) -> None:
    problem = make_problem([make_person("t1"), make_person("e1", **person)], [make_request(**request_)], **around)
    expert, asked = problem.people["e1"], problem.requests["r1"]
    assert [reason.text for reason in person_reasons(problem, asked, expert)] == [sentence]
    assert said(problem).endswith(sentence.removeprefix("Ervaring 1"))


@pytest.mark.parametrize(("around", "request_", "sentence"), PAIR_CASES, ids=[case[2] for case in PAIR_CASES])
def test_reason_of_two_people_is_said(around: dict[str, object], request_: dict[str, object], sentence: str) -> None:
    problem = make_problem(requests=[make_request(**request_)], **around)
    reasons = pair_reasons(problem, problem.requests["r1"], problem.people["t1"], problem.people["e1"])
    assert [reason.text for reason in reasons] == [sentence]
    assert said(problem) == sentence


def test_full_calendar_and_missing_dates_are_said() -> None:
    full = make_person("e1", limits=Limits(3, max_total=2))
    problem = make_problem([make_person("t1"), full], [make_request(), make_request("r2", sessions=1)])
    taken = [make_booking(1, day(0)), make_booking(2, day(5))]
    assert said(problem, *taken, request="r2") == "Ervaring 1 zit aan het maximum van 2 sessies."
    never = make_problem(requests=[make_request(availability=Availability())])
    assert said(never) == "Er zijn geen 2 halve dagen waarop Lesgever 1, Ervaring 1 en de organisatie alle drie kunnen."
    once = make_problem(requests=[make_request(sessions=1, availability=Availability())])
    assert said(once) == "Er is geen halve dag waarop Lesgever 1, Ervaring 1 en de organisatie alle drie kunnen."


def test_smallest_set_of_reasons_is_that_of_the_nearest_duo() -> None:
    far = make_person("e1", home=GENK, limits=Limits(3, max_travel=120, max_group=5))
    near = make_person("e2", limits=Limits(3, max_group=5))
    problem = make_problem([make_person("t1"), far, near])
    assert why_not(problem) == ("De groep van 12 is te groot voor Ervaring 2 (hoogstens 5).",)


def test_what_somebody_does_not_want_is_never_offered_as_a_way_out() -> None:
    private = make_person("e1", limits=Limits(3, never_at=frozenset({"Organisatie 1"})))
    assert why_not(make_problem([make_person("t1"), private])) == (NOBODY,)
    other = make_person("e2", home=GENK, limits=Limits(3, max_travel=120), languages=frozenset({"fr"}))
    reasons = why_not(make_problem([make_person("t1"), private, other]))
    assert len(reasons) == 2
    assert [text for text in reasons if "Ervaring 1" in text] == []


def test_duo_that_could_but_is_busy_is_named() -> None:
    monday = Availability(dates=frozenset({day(0)}))
    requests = [make_request(sessions=1), make_request("r2", sessions=1, availability=monday)]
    problem = make_problem(requests=requests)
    taken = replace(make_booking(), at=day(0))
    board = lay_out(problem)
    reasons = unplaced(board, Occupied(board, [taken]), requests[1]).reasons
    assert reasons == ("Lesgever 1 en Ervaring 1 kunnen wel, maar hun dagen zijn bezet door andere sessies.",)


def said(problem: Problem, *bookings: object, request: str = "r1") -> str:
    board = lay_out(problem)
    duo: tuple[Person, Person] = problem.people["t1"], problem.people["e1"]
    asked: Request = problem.requests[request]
    return first_reason(board, Occupied(board, bookings), asked, *duo)  # type: ignore[arg-type]


def why_not(problem: Problem) -> tuple[str, ...]:
    board = lay_out(problem)
    return unplaced(board, Occupied(board, ()), problem.requests["r1"]).reasons
