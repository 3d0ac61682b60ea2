"""Invented calls, small enough to count by hand or as large as the seed's."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tandem.calls.selection.call import AreaLimit, Call, Envelope, Submission, Way, in_order, ways_of
from tandem.calls.selection.outcome import broken_limits

SEED_SPREAD = {
    "Oost-Vlaanderen": 14, "West-Vlaanderen": 5, "Antwerpen": 13, "Brussel": 6, "Vlaams-Brabant": 2, "Limburg": 5,
}  # fmt: skip


def make_envelope(cents: int = 1000, name: str = "werking", year: int | None = 2023, *, label: str = "") -> Envelope:
    return Envelope(name, cents, year, name, label or name)


def make_submission(key: str, score: int, ask: dict[str, int] | int = 100, **facts: object) -> Submission:
    wanted = ask if isinstance(ask, dict) else {"werking": ask}
    return Submission(**{"key": key, "area": "Gent", "score": score, "ask": wanted, **facts})  # type: ignore[arg-type]


def make_call(
    envelopes: Sequence[Envelope], submissions: Sequence[Submission], limits: Sequence[AreaLimit] = ()
) -> Call:
    placed = [replace(one, ways=ways_of(one, envelopes)) for one in submissions]
    return Call(tuple(envelopes), tuple(limits), in_order(placed))


def two_years(first: int, second: int) -> list[Envelope]:
    """The same envelope in two waves."""
    return [
        make_envelope(first, year=2023, label="werking 2023"),
        make_envelope(second, year=2024, label="werking 2024"),
    ]


def seed_call(seed: int = 2, *, number: int = 151, is_free: bool = False) -> Call:
    """As many submissions as in seed 002, of 110,000 to 150,000 euro, in two waves; 45 times 150,000 would fit."""
    chance, envelopes = random.Random(seed), two_years(300_000_000, 400_000_000)  # noqa: S311
    places, weights = list(SEED_SPREAD), list(SEED_SPREAD.values())
    submissions = [
        make_submission(
            f"P{place}", round(chance.gauss(650, 120)), chance.randrange(11_000_000, 15_000_001, 100),
            area=chance.choices(places, weights)[0], year=None if is_free else chance.choice([2023, 2024]),
        )
        for place in range(number)
    ]  # fmt: skip
    return make_call(envelopes, submissions)


def small_call(seed: int) -> Call:
    """A few projects with ties, tight envelopes, optional parts, free and fixed years, floors and ceilings."""
    chance = random.Random(seed)  # noqa: S311
    envelopes = [
        *two_years(chance.randrange(3, 16), chance.randrange(3, 16)),
        make_envelope(chance.randrange(2, 12), "extra"),
    ]
    submissions = [_small_submission(chance, place) for place in range(chance.randrange(1, 9))]
    limits = []
    for area in ("Gent", "Genk"):
        present = sum(one.area == area for one in submissions)
        least = chance.choice([0, 0, 1, 2, min(3, present), present, present])
        least = least if chance.random() < 0.05 else min(least, present)
        limits.append(AreaLimit(area, least, chance.choice([None, least + 1, least + 2])))
    return make_call(envelopes, submissions, limits)


def _small_submission(chance: random.Random, place: int) -> Submission:
    ask = {"werking": chance.randrange(1, 7)}
    optional = frozenset[str]()
    if chance.random() < 0.4:
        ask["extra"] = chance.randrange(1, 5)
        optional = frozenset(chance.choice([[], ["extra"]]))
    year = chance.choice([None, 2023, 2024])
    area = chance.choice(["Gent", "Genk", "Ieper"])
    return make_submission(f"P{place}", chance.randrange(1, 9), ask, area=area, optional=optional, year=year)


def every_choice(call: Call, limits: Sequence[AreaLimit] | None = None) -> Iterator[dict[str, Way]]:
    """All choices that the money and these limits allow, by trying everything."""
    wanted = call.limits if limits is None else limits
    bounds = replace(call, limits=tuple(wanted))
    for chosen in _choices(call, 0, call.money_left()):
        counts: dict[str, int] = {}
        for key in chosen:
            counts[call.submission(key).area] = counts.get(call.submission(key).area, 0) + 1
        if not broken_limits(bounds, counts):
            yield chosen


def _choices(call: Call, place: int, left: list[int]) -> Iterator[dict[str, Way]]:
    if place == len(call.submissions):
        yield {}
        return
    submission = call.submissions[place]
    yield from _choices(call, place + 1, left)
    for way in submission.ways:
        remaining = list(left)
        for index, cents in way.costs:
            remaining[index] -= cents
        if min(remaining, default=0) >= 0:
            yield from ({submission.key: way, **rest} for rest in _choices(call, place + 1, remaining))
