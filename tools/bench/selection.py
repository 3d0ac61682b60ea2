"""Projects under a budget: every rule of the selection on invented calls, the greedy ranking in the same table.

A call has two years of working subsidy, investments from an envelope of their own (half of them optional), and a floor and a
ceiling per area around the shares of seed 002. With free waves a project may start in either year.
"""

from __future__ import annotations

import random
from dataclasses import replace
from time import perf_counter

from tandem.calls.selection.call import AreaLimit, Call, Envelope, Submission, in_order, ways_of
from tandem.calls.selection.displacement import displacement
from tandem.calls.selection.outcome import OPTIMAL, Outcome, areas, broken_limits, costs
from tandem.calls.selection.rules import PLAIN, RULES, select
from tools.bench.report import table

SHARES = {"Oost-Vlaanderen": 14, "West-Vlaanderen": 5, "Antwerpen": 13, "Brussel": 6, "Vlaams-Brabant": 2, "Limburg": 5}
SEED = 151
CASES = (
    (SEED, "fixed", (1, 2, 3), 5),
    (SEED, "free", (1, 2, 3), 5),
    (5_000, "fixed", (1,), 60),
    (5_000, "free", (1,), None),
)
HEADER = (
    "submissions", "waves", "rule", "seconds", "limit", "proven", "only answer", "chosen", "total score", "mean score",
    "in / out against the line", "limits missed",
)  # fmt: skip


def report() -> str:
    """One line per rule and call; each choice is recounted before it is shown."""
    return table(HEADER, [line for case in CASES for seed in case[2] for line in _lines(*case[:2], seed, case[3])])


def invented(number: int, waves: str, seed: int) -> Call:
    """As tight as the seed: 7 million for 151 submissions of 110,000 to 150,000 euro."""
    chance, scale = random.Random(seed), number / SEED
    envelopes = (
        Envelope("working", int(300_000_000 * scale), 2023, label="working 2023"),
        Envelope("working", int(400_000_000 * scale), 2024, label="working 2024"),
        Envelope("investment", int(150_000_000 * scale), 2024),
    )
    limits = tuple(
        AreaLimit(area, int(share * scale * 0.9), int(share * scale * 1.3) + 1) for area, share in SHARES.items()
    )
    submissions = [_submission(chance, f"P{place}", waves) for place in range(number)]
    placed = [replace(one, ways=ways_of(one, envelopes)) for one in submissions]
    return Call(envelopes, limits, in_order(placed), decimals=1)


def _submission(chance: random.Random, key: str, waves: str) -> Submission:
    ask, optional = {"working": chance.randrange(11_000_000, 15_000_001, 100)}, frozenset[str]()
    if chance.random() < 0.5:
        ask["investment"] = chance.randrange(1_000_000, 5_000_001, 100)
        optional = frozenset(chance.choice(([], ["investment"])))
    score = min(1000, max(0, round(chance.gauss(650, 120))))
    area = chance.choices(list(SHARES), list(SHARES.values()))[0]
    return Submission(key, area, score, ask, optional, chance.choice([2023, 2024]) if waves == "fixed" else None)


def _lines(number: int, waves: str, seed: int, limit: int | None) -> list[tuple[object, ...]]:
    call = invented(number, waves, seed)
    plain = select(call, PLAIN)
    return [_line(call, waves, rule, plain, limit) for rule in RULES]


def _line(call: Call, waves: str, rule: str, plain: Outcome, limit: int | None) -> tuple[object, ...]:
    start = perf_counter()
    outcome = select(call, rule)
    seconds = perf_counter() - start
    spent = costs(call, outcome.chosen)
    assert all(spent[str(one)] <= one.cents for one in call.envelopes), "over an envelope"
    missed = broken_limits(call, areas(call, outcome.chosen))
    assert not missed or rule.startswith(PLAIN), "limits missed"
    moved = displacement(call, outcome, plain)
    is_best = rule == "best-total"
    return (
        f"{len(call.submissions):,}", waves, rule, f"{seconds:.2f}", f"{limit} s" if is_best and limit else "",
        ("yes" if outcome.status == OPTIMAL else f"no, at most {call.points(outcome.bound or 0)}") if is_best else "",
        ("yes" if outcome.is_unique else "not shown") if is_best else "",
        moved.rule.number, moved.rule.score, moved.rule.mean, f"{len(moved.came_in)} / {len(moved.pushed_out)}", len(missed),
    )  # fmt: skip
