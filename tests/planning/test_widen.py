"""What to change when nothing is possible: counts only, and nobody's own limits."""

from dataclasses import replace

import pytest

from tandem.planning.problem.half_days import Availability
from tandem.planning.problem.people import Limits
from tandem.planning.problem.requests import Rhythm
from tandem.planning.widen import wider
from tests.planning.factories import make_person, make_problem, make_request

TUESDAYS = Availability(weekly=frozenset({(1, "pm")}))


@pytest.mark.parametrize(
    ("person", "request_", "change"),
    [
        ({"availability": TUESDAYS}, {"availability": Availability(weekly=frozenset({(0, "am")}))},
         "ook op dinsdagnamiddag"),
        ({"themes": frozenset()}, {"theme": "jeugd"}, "zonder vast thema"),
        ({"limits": Limits(3, max_group=12)}, {"group_size": 20}, "met een groep van 12"),
        ({"limits": Limits(3, max_travel=60)}, {"place": "71016"}, "online"),
        ({}, {"language": "fr"}, "in het Nederlands"),
        ({}, {"needs": frozenset({"gebarentaal"})}, "zonder bijzondere kwalificatie"),
        ({}, {"rhythm": Rhythm(9, 5, 10)}, "tot en met woensdag 23 juni 2027"),
    ],
)  # fmt: skip
def test_the_change_that_leaves_a_duo_is_told(
    person: dict[str, object], request_: dict[str, object], change: str
) -> None:
    people = [make_person("t1"), make_person("e1", **person)]
    problem = make_problem(people, [make_request(**request_)])
    found = {one.change: one.duos for one in wider(problem, "r1")}
    assert found.get(change) == 1, found


def test_what_somebody_does_not_want_is_never_something_to_change() -> None:
    problem = make_problem(
        [make_person("t1"), make_person("e1", limits=Limits(3, never_at=frozenset({"Organisatie 1"})))]
    )
    assert wider(problem, "r1") == []
    about = make_person("e1", limits=Limits(3, never_about=frozenset({"werk"})))
    themed = make_problem([make_person("t1"), about], [make_request(theme="werk")])
    assert all("Ervaring" not in one.change for one in wider(themed, "r1"))


def test_days_left_out_and_a_late_start_are_looked_at_too() -> None:
    mondays = frozenset({(0, "am")})
    problem = make_problem(requests=[make_request(rhythm=Rhythm(2, 5, 5, 0), availability=Availability(mondays))])
    window = problem.requests["r1"].window
    away = replace(
        problem.requests["r1"], availability=Availability(mondays, away=(replace(window, last=window.first),))
    )
    found = {one.change: one.by_planner for one in wider(replace(problem, requests={"r1": away}), "r1")}
    assert found["ook op de dagen die jullie uitsloten"] is False
    assert found["met een latere start"] is True
