"""What a call lacks, what may still change, shares, time left, who fits. Pure."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from tandem.calls.rules import call_lacks as lacking
from tandem.calls.rules.call_changes import (
    Stand,
    problems_of_edit,
    problems_of_limits,
    problems_of_measure,
    problems_of_money,
)
from tandem.calls.rules.call_lacks import Heard, Money, Setup, Wave, lacks
from tandem.calls.rules.fit import ELSEWHERE, Asked, Terms, fit
from tandem.calls.rules.shares import shares
from tandem.calls.rules.time_left import time_left

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
READY = Setup(
    dict.fromkeys(("title", "summary", "goals", "who_may_submit", "help_email"), "Er staat iets."),
    opens_at=NOW + timedelta(days=1), closes_at=NOW + timedelta(days=31), decision_on=date(2027, 5, 1),
    first_start_on=date(2027, 6, 1),
    money=(Money("Werking", Decimal(150_000), (Wave(2027, Decimal(3_000_000)), Wave(2028, Decimal(4_000_000)))),),
    criteria=1, heard=(Heard("association", "De Open Deur", True),), is_involved=True, has_form=True,
)  # fmt: skip


def test_ready_call_lacks_nothing() -> None:
    assert lacks(READY, at=NOW) == []
    assert {lack.part for lack in lacks(Setup({}), at=NOW)} == set(lacking.PARTS)


@pytest.mark.parametrize(("changes", "words"), [
    ({"opens_at": NOW - timedelta(days=1)}, "opengaat, is voorbij"),
    ({"closes_at": NOW, "opens_at": NOW - timedelta(hours=1)}, "sluit, is voorbij"),
    ({"closes_at": NOW + timedelta(hours=1)}, "sluit voor ze opengaat"),
    ({"decision_on": date(2027, 3, 31)}, "voor de oproep sluit"),
    ({"first_start_on": date(2027, 4, 30)}, "voor de beslissing"),
    ({"money": (Money("Werking", None),)}, "Zet een bedrag"),
    ({"money": (Money("Werking", None, (Wave(2027, Decimal(0)),)),)}, "Zet een bedrag"),
    ({"money": (Money("Werking", Decimal(9), (Wave(2027, Decimal(8)), Wave(2028, Decimal(8)))),)}, "hoger dan wat"),
    ({"money": (Money("Werking", None, (Wave(2026, Decimal(8)),)),)}, "2026 is voorbij"),
    ({"money": (Money("Werking", None, (Wave(2027, Decimal(8), date(2027, 4, 1)),)),)}, "startdag valt voor"),
    ({"heard": (Heard("field", "Een dienst", True),)}, "mensen die armoede kennen"),
    ({"heard": (Heard("experience", "Groep Zuid", False),)}, "wat Groep Zuid zei"),
    ({"is_involved": False}, "meedachten"),
    ({"has_form": False}, "formulier"),
    ({"criteria": 0}, "jury"),
])  # fmt: skip
def test_call_lacks(changes: dict[str, object], words: str) -> None:
    (lack,) = lacks(replace(READY, **changes), at=NOW)  # type: ignore[arg-type]
    assert words in lack.text


def test_call_may_open_earlier_today() -> None:
    assert lacks(replace(READY, opens_at=NOW - timedelta(hours=3)), at=NOW) == []


FACTS: dict[str, object] = {
    "title": "Oproep", "summary": "Kort", "goals": "Doel", "who_may_submit": "Wie", "submitter_kinds": ["organisation"],
    "area_rule": "one_per_organisation", "least_months": 24, "most_months": 36, "opens_at": NOW - timedelta(days=1),
    "closes_at": NOW + timedelta(days=9), "grace_minutes": 10, "decision_on": date(2027, 5, 1),
    "first_start_on": date(2027, 6, 1), "help_email": "hulp@voorbeeld.test", "is_blind": True, "readers_each": 3,
}  # fmt: skip


@pytest.mark.parametrize(("changes", "field"), [
    ({"closes_at": NOW + timedelta(days=8)}, "closes_on"),
    ({"closes_at": None}, "closes_on"),
    ({"opens_at": NOW + timedelta(days=1)}, "opens_on"),
    ({"grace_minutes": 9}, "grace_minutes"),
    ({"submitter_kinds": ["association"]}, "submitter_kinds"),
    ({"area_rule": "one_per_municipality"}, "area_rule"),
    ({"least_months": 25}, "least_months"),
    ({"most_months": 35}, "most_months"),
    ({"is_blind": False}, "is_blind"),
    ({"help_email": ""}, "help_email"),
    ({"decision_on": None}, "decision_on"),
    ({"decision_on": date(2027, 3, 2)}, "decision_on"),
    ({"first_start_on": date(2027, 4, 1)}, "first_start_on"),
])  # fmt: skip
def test_change_that_moves_goalposts_is_refused(changes: dict[str, object], field: str) -> None:
    stand = Stand("published", has_projects=True, at=NOW)
    assert [problem.field for problem in problems_of_edit(FACTS, FACTS | changes, stand)] == [field]
    assert problems_of_edit(FACTS, FACTS | changes, replace(stand, state="draft")) == []


def test_wider_and_later_is_allowed_after_publication() -> None:
    wider = {"closes_at": NOW + timedelta(days=10), "submitter_kinds": [], "area_rule": "free", "least_months": 12,
             "most_months": 48, "grace_minutes": 30, "title": "Anders", "readers_each": 5}  # fmt: skip
    assert problems_of_edit(FACTS, FACTS | wider, Stand("published", has_projects=True, at=NOW)) == []


def test_closed_call_opens_again_only_for_a_moment_to_come() -> None:
    late = NOW + timedelta(days=20)
    stand = Stand("published", has_projects=True, at=late)
    assert problems_of_edit(FACTS, FACTS | {"closes_at": late - timedelta(minutes=1)}, stand)
    assert problems_of_edit(FACTS, FACTS | {"closes_at": late + timedelta(hours=1)}, stand) == []
    judging = replace(stand, state="judging")
    assert problems_of_edit(FACTS, FACTS | {"closes_at": late + timedelta(hours=1)}, judging)
    assert problems_of_edit(FACTS, FACTS | {"first_start_on": date(2027, 7, 1)}, judging) == []
    assert problems_of_edit(FACTS, FACTS | {"title": "Anders"}, replace(stand, state="decided"))


def test_money_only_rises_once_somebody_handed_in() -> None:
    stand = Stand("published", has_projects=True, at=NOW)
    before = {("werking", 2027): Decimal(5)}
    assert problems_of_money(before, {("werking", 2027): Decimal(6)}, stand) == []
    for wrong in ({("werking", 2027): Decimal(4)}, {}, before | {("werking", 2028): Decimal(1)}):
        assert problems_of_money(before, wrong, stand)
        assert problems_of_money(before, wrong, replace(stand, has_projects=False)) == []
    for state in ("decided", "announced", "closed", "stopped"):
        gone = replace(stand, state=state, has_projects=False)
        assert problems_of_money(before, before, gone)
        assert problems_of_limits(gone)
        assert problems_of_measure(gone)


def test_shares_add_up_to_a_hundred_and_stay_near_the_weights() -> None:
    chance = random.Random(7)  # noqa: S311
    for _ in range(200):
        weights = [chance.randint(1, 1000) for _ in range(chance.randint(1, 20))]
        found = shares(weights)
        assert sum(found) == 100
        assert all(abs(share - weight * 100 / sum(weights)) < 1 for share, weight in zip(found, weights, strict=True))


def test_shares_of_nothing() -> None:
    assert shares([]) == []
    assert shares([1, 1, 1]) == [34, 33, 33]


@pytest.mark.parametrize(("left", "words"), [
    (timedelta(days=12), "nog 12 dagen"), (timedelta(days=2), "nog 2 dagen"), (timedelta(hours=26), "nog 26 uur"),
    (timedelta(hours=1), "nog 1 uur"), (timedelta(minutes=20), "nog 21 minuten"), (timedelta(seconds=-30), "nog 1 minuut"),
    (timedelta(seconds=-60), ""),
])  # fmt: skip
def test_time_left_in_words(left: timedelta, words: str) -> None:
    assert time_left(NOW + left, NOW) == words


TERMS = Terms(("organisation", "association"), 24, 36, Decimal(150_000), "one_per_municipality")


def test_plan_that_fits_hears_what_to_look_out_for() -> None:
    verdict = fit(TERMS, Asked("association", "limburg", 24, Decimal(150_000)))
    assert verdict.fits
    assert "Per gemeente" in verdict.hints[0]


def test_plan_that_does_not_fit_hears_every_reason() -> None:
    verdict = fit(TERMS, Asked("provider", ELSEWHERE, 37, Decimal("150000.01")))
    assert (verdict.fits, len(verdict.reasons)) == (False, 4)
    assert fit(Terms((), 1, 99, None, "free"), Asked("other", "brussels", 1, Decimal(10**9))).fits
