"""Rules of support, without a database."""

from datetime import date

import pytest

from tandem.calls.rules.support import (
    OfferFacts,
    fits,
    hold_problems,
    period_problems,
    request_problems,
    verb_after,
    waits_long,
)

TODAY = date(2026, 4, 20)
COACHING = OfferFacts("Coaching op maat", most_people=12)


@pytest.mark.parametrize(
    ("states", "state", "verb"),
    [
        ((), "asked", ""),
        (("confirmed", "proposed"), "asked", ""),
        (("confirmed", "held"), "asked", "plan"),
        (("confirmed", "cancelled"), "asked", "plan"),
        (("cancelled",), "asked", ""),
        (("confirmed",), "planned", ""),
        (("to_plan", "held"), "planned", "unplan"),
        (("to_plan",), "withdrawn", ""),
    ],
)
def test_a_request_follows_its_sessions(states: tuple[str, ...], state: str, verb: str) -> None:
    assert verb_after(states, state) == verb


def test_two_networks_ask_together_only_what_is_shared() -> None:
    both = ["Zon", "Maan"]
    assert [one.field for one in request_problems(COACHING, networks=both, today=TODAY)] == ["networks"]
    shared = OfferFacts("Intervisie jongeren", is_shared=True)
    assert request_problems(shared, networks=both, today=TODAY) == []


def test_a_request_is_refused_with_every_reason_at_once() -> None:
    closed = OfferFacts("Coaching op maat", is_open=False, most_people=12)
    problems = request_problems(closed, networks=[], people=30, wished_until=date(2026, 4, 1), today=TODAY)
    assert [one.field for one in problems] == ["", "networks", "people", "wished_until"]


def test_an_ended_network_asks_nothing() -> None:
    problems = request_problems(COACHING, networks=["Zon"], ended=["Zon"], today=TODAY)
    assert [one.text for one in problems] == ["Zon is afgelopen. Laat dit netwerk weg."]


def test_a_period_runs_forward_and_ends_today_or_later() -> None:
    assert period_problems(date(2026, 5, 2), date(2026, 5, 1), today=TODAY)
    assert period_problems(None, date(2026, 4, 19), today=TODAY)
    assert period_problems(date(2026, 1, 1), TODAY, today=TODAY) == []


def test_a_request_is_held_when_all_is_over_and_counted() -> None:
    assert hold_problems(["held", "confirmed"], {"Zon": 3})
    assert hold_problems(["cancelled"], {"Zon": 3})
    assert [one.text for one in hold_problems(["held"], {"Zon": None})] == [
        "Hoeveel mensen kwamen er van Zon? Nul mag ook."
    ]
    assert hold_problems(["held", "cancelled"], {"Zon": 0}) == []


def test_a_request_waits_long_after_three_weeks_without_a_date() -> None:
    assert waits_long("asked", asked_on=date(2026, 3, 30), today=TODAY)
    assert not waits_long("asked", asked_on=date(2026, 3, 31), today=TODAY)
    assert not waits_long("planned", asked_on=date(2026, 1, 1), today=TODAY)


def test_an_offer_fits_a_need_of_its_kind_unless_both_name_another_theme() -> None:
    assert fits("peer_review", "youth", "", need=("peer_review", "youth", ""))
    assert fits("peer_review", "", "", need=("peer_review", "youth", ""))
    assert not fits("peer_review", "justice", "", need=("peer_review", "youth", ""))
    assert not fits("coaching", "", "", need=("peer_review", "", ""))
