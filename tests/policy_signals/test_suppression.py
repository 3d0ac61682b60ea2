"""Small groups stay hidden: what the figures show, an attack on 10,000 histories, and three weaker ways that must fall.

A cell of fewer than five people is hidden. It counts as found when its bounds lie at most four apart (within two each way).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise, product

import numpy as np
import pytest

from tandem.policy_signals.rules import suppression
from tandem.policy_signals.rules.suppression import ORGANISATIONS_NEEDED, PEOPLE_NEEDED, STEP, Cell, published
from tests.policy_signals import attack
from tests.policy_signals.attack import CELLS, UNKNOWN, Answer, Table, narrowed

HISTORIES = 10_000
WITHIN_TWO = 4
ONE, OTHER = CELLS[0], CELLS[5]
HIDDEN = range(PEOPLE_NEEDED)


@dataclass(frozen=True)
class World:
    """Histories, what was published of them, and what anybody reads of structural signals."""

    histories: attack.Histories
    shown: Table
    facts: list[Answer]
    is_hidden: Table


@pytest.fixture(scope="module")
def world() -> World:
    random = np.random.default_rng(20)
    histories = attack.random_histories(random, HISTORIES)
    facts = list(attack.structural_facts(random, histories))
    return World(histories, released(histories.counts, random), facts, histories.counts < PEOPLE_NEEDED)


def released(counts: Table, random: np.random.Generator) -> Table:
    """Every half-year of every history, through the function of the product, with draws that a test can repeat."""
    shown = np.zeros_like(counts)
    for start, history in product(range(0, len(counts), len(CELLS)), range(counts.shape[1])):
        draws = random.integers(0, STEP, len(CELLS)).tolist()
        truth = dict(zip(CELLS, counts[start : start + len(CELLS), history].tolist(), strict=True))
        release = published(truth, draw=drawing(*draws))
        shown[start : start + len(CELLS), history] = [release.get(cell, 0) for cell in CELLS]
    return shown


def figures(shown: Table) -> list[Answer]:
    """Every filter and margin: a sum of figures that are each at most nine off."""
    off = STEP - 1
    return [
        Answer(rows, (total := shown[rows].sum(axis=0)) - off * len(rows), total + off * len(rows))
        for rows in attack.questions()
    ]


def nothing_known(table: Table) -> Table:
    return np.full_like(table, UNKNOWN)


def drawing(*drawn: int) -> Callable[[int], int]:
    """Draws that are known: one for each cell in turn."""
    left = iter(drawn)
    return lambda _: next(left)


def shown_for(count: int) -> list[int]:
    """What one cell may show, for each of the ten draws."""
    return [published({ONE: count}, draw=drawing(drawn)).get(ONE, 0) for drawn in range(STEP)]


def outcomes(count: int) -> set[int]:
    return set(shown_for(count))


# What one cell gives away: all there is to prove, because cells are rounded apart from each other.


@pytest.mark.parametrize("count", range(45))
def test_figure_is_right_on_average_and_less_than_a_step_off(count: int) -> None:
    seen = shown_for(count)
    assert sum(seen) == STEP * count
    assert all(figure % STEP == 0 and abs(figure - count) < STEP for figure in seen)


@pytest.mark.parametrize("count", HIDDEN)
def test_hidden_count_could_be_anything_up_to_nine(count: int) -> None:
    for figure in outcomes(count):
        possible = [other for other in range(100) if figure in outcomes(other)]
        assert set(range(max(count, 1), STEP)) <= set(possible)
        assert max(possible) - count > WITHIN_TWO  # `count` is the most that anybody can know to be there


def test_cells_are_rounded_apart_from_each_other() -> None:
    pairs = set()
    for drawn in product(range(STEP), repeat=2):
        release = published({ONE: 3, OTHER: 14}, draw=drawing(*drawn))
        pairs.add((release.get(ONE, 0), release.get(OTHER, 0)))
    assert pairs == set(product(outcomes(3), outcomes(14))) == set(product({0, 10}, {10, 20}))


def test_cell_rounded_to_nothing_looks_like_an_empty_one() -> None:
    assert published({ONE: 4, OTHER: 0}, draw=drawing(STEP - 1, STEP - 1)) == published({}) == {}


def test_draws_are_secret_and_differ_per_cell() -> None:
    many = {Cell("work", "work", str(number)): 5 for number in range(300)}
    assert 0 < len(published(many)) < len(many)


def test_one_person_more_changes_a_figure_in_one_draw_of_ten() -> None:
    for count in range(25):
        assert sum(a != b for a, b in zip(shown_for(count), shown_for(count + 1), strict=True)) == 1


# The attack.


def test_no_hidden_cell_is_found_in_ten_thousand_histories(world: World) -> None:
    answers = [*world.facts, *figures(world.shown)]
    least, most = narrowed(answers, least=world.histories.own, most=nothing_known(world.shown))
    assert errs_nowhere(least, world.histories.counts, most)
    width = (most - least)[world.is_hidden]
    assert len(width) > 500_000
    assert int((width <= WITHIN_TWO).sum()) == 0


def test_no_hidden_cell_is_found_by_who_knows_every_other_cell(world: World) -> None:
    random = np.random.default_rng(21)
    everyone = np.arange(HISTORIES)
    row = (random.random(world.is_hidden.shape) * world.is_hidden).argmax(axis=0)
    least, most = world.histories.counts.copy(), world.histories.counts.copy()
    least[row, everyone], most[row, everyone] = world.histories.own[row, everyone], UNKNOWN
    least, most = narrowed([*world.facts, *figures(world.shown)], least=least, most=most)
    chosen = world.is_hidden[row, everyone]
    width = (most - least)[row, everyone][chosen]
    assert len(width) > HISTORIES * 0.99
    assert int((width <= WITHIN_TWO).sum()) == 0


def test_plain_threshold_falls(world: World) -> None:
    """Counts of one to four hidden, everything else exact: what most pages of figures do."""
    counts = world.histories.counts
    answers = []
    for rows in attack.questions():
        total = counts[rows].sum(axis=0)
        is_few = (total > 0) & (total < PEOPLE_NEEDED)
        answers.append(Answer(rows, np.where(is_few, 1, total), np.where(is_few, PEOPLE_NEEDED - 1, total)))
    least, most = narrowed(answers, least=np.zeros_like(counts), most=nothing_known(counts), rounds=4)
    is_hidden = world.is_hidden & (counts > 0)
    assert found_exactly(least, most, is_hidden) > 0.55


def errs_nowhere(least: Table, counts: Table, most: Table) -> bool:
    """An attacker whose bounds are wrong would prove nothing."""
    return bool(((least <= counts) & (counts <= most)).all())


def found_exactly(least: Table, most: Table, is_hidden: Table) -> float:
    return float((least == most)[is_hidden].mean())


def test_rounded_cells_with_exact_margins_fall(world: World) -> None:
    answers = []
    for answer in figures(world.shown):
        total = world.histories.counts[answer.rows].sum(axis=0)
        answers.append(answer if len(answer.rows) == 1 else replace(answer, least=total, most=total))
    least, most = narrowed(answers, least=world.histories.own, most=nothing_known(world.shown))
    assert found_exactly(least, most, world.is_hidden) > 0.55


def test_one_secret_offset_for_all_cells_falls(world: World) -> None:
    """Rounding the running sum keeps totals close, and so a public structural signal beside a small cell gives it away."""
    counts, size = world.histories.counts, len(CELLS)
    found = hidden = 0
    offset = np.random.default_rng(22).integers(0, STEP, HISTORIES)
    for start in range(0, len(counts), size):
        part = slice(start, start + size)
        running = np.vstack([np.zeros_like(offset), counts[part].cumsum(axis=0)]) + offset
        its_own = [fact for fact in world.facts if start <= fact.rows[0] < start + size]
        facts = [replace(fact, rows=[row - start for row in fact.rows]) for fact in its_own]
        least, most = attack.narrowed_in_a_chain(running // STEP, facts, least=world.histories.own[part])
        assert errs_nowhere(least, counts[part], most)
        found += int((most - least <= WITHIN_TWO)[world.is_hidden[part]].sum())
        hidden += int(world.is_hidden[part].sum())
    assert found > hidden * 0.02


def test_fresh_draw_at_every_refresh_falls(world: World) -> None:
    """Rounding live counts again each day of a half-year: the average is the count."""
    counts = world.histories.counts[: len(CELLS), :50]
    random = np.random.default_rng(23)
    mean = sum(released(counts, random) for _ in range(182)) / 182
    is_found = abs(mean - counts) <= 2
    assert float(is_found[counts < PEOPLE_NEEDED].mean()) > 0.9


# Time.


def share_of_changes(page: Callable[[int], object], days: int) -> float:
    return sum(before != after for before, after in pairwise(page(day) for day in range(days))) / (days - 1)


def test_one_person_more_a_day_is_seen_in_few_refreshes() -> None:
    days = [date(2026, 1, 1) + timedelta(number) for number in range(366)]
    random = np.random.default_rng(24)
    came = np.eye(len(CELLS), dtype=int)[random.integers(0, len(CELLS), len(days))]
    kept: dict[date, dict[Cell, int]] = {}

    def public(day: int) -> list[tuple[date, dict[Cell, int]]]:
        for half_year in (date(2026, 1, 1), date(2026, 7, 1)):
            if suppression.is_closed(half_year, days[day]) and half_year not in kept:
                its = [suppression.half_year_of(each) == half_year for each in days]
                kept[half_year] = published(dict(zip(CELLS, came[its].sum(axis=0).tolist(), strict=True)))
        return sorted(kept.items())

    def live(day: int) -> list[int]:
        return [int(count) if count >= PEOPLE_NEEDED else 0 for count in came[: day + 1].sum(axis=0)]

    assert share_of_changes(public, len(days)) == 2 / 365
    assert share_of_changes(live, len(days)) > 0.5


def test_half_years_follow_the_calendar() -> None:
    half_years = [date(2024, 1, 1), date(2024, 7, 1), date(2025, 1, 1), date(2025, 7, 1)]
    assert half_years == attack.HALF_YEARS
    assert [suppression.half_year_after(each) for each in half_years] == [*half_years[1:], date(2026, 1, 1)]
    assert suppression.half_year_of(date(2026, 6, 30)) == date(2026, 1, 1)
    assert not suppression.is_closed(date(2026, 1, 1), date(2026, 6, 30))
    assert suppression.is_closed(date(2026, 1, 1), date(2026, 7, 1))
    assert not suppression.is_closed(date(2025, 7, 1), date(2025, 12, 31))
    assert [suppression.half_year_named(each) for each in half_years[:2]] == [
        "eerste helft van 2024", "tweede helft van 2024",
    ]  # fmt: skip


# What is shown.


def test_margin_is_the_sum_of_published_cells() -> None:
    release = {Cell("work", "welfare", "limburg"): 20, Cell("work", "housing", "limburg"): 10, ONE: 30}
    assert suppression.margin(release) == 60
    assert suppression.margin(release, theme="work") == 30
    assert suppression.margin(release, theme="work", policy_domain="housing") == 10
    assert suppression.margin(release, area="brussels") == 0


def test_figure_in_words_promises_no_more_than_is_true() -> None:
    assert suppression.shown_as(20) == suppression.shown_as(20, is_one_cell=True) == "ongeveer 20"
    assert suppression.shown_as(0, is_one_cell=True) == "minder dan 10"
    assert suppression.shown_as(0) == "weinig of geen"


def test_bundle_under_the_threshold_says_what_lacks_and_no_count() -> None:
    assert suppression.bundle_problems(people=PEOPLE_NEEDED, organisations=ORGANISATIONS_NEEDED) == []
    texts = {
        tuple(problem.text for problem in suppression.bundle_problems(people=people, organisations=1))
        for people in HIDDEN
    }
    assert texts == {(
        "Er zijn signalen van minstens 5 mensen nodig. Leg er nog meer bij.",
        "Er zijn signalen via minstens 2 organisaties nodig. Leg er ook van elders bij.",
    )}  # fmt: skip
