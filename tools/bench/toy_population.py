"""Invented households for the comparison with OpenFisca: the same people on both sides. Needs NumPy alone."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SEED = 2026
MOST_CHILDREN = (0.3, 0.25, 0.2, 0.15, 0.1)  # share of households with 0, 1, 2, 3, 4 children: three people on average


@dataclass(frozen=True)
class Population:
    """People in the order of their households; the adults of a household come first."""

    household_of: NDArray[np.int64]
    starts: NDArray[np.int64]
    is_child: NDArray[np.bool_]
    gross: NDArray[np.float64]
    has_spi: NDArray[np.bool_]
    income_before: NDArray[np.float64]


def population(households: int) -> Population:
    """One or two adults with or without work, and their children."""
    chance = np.random.default_rng(SEED)
    adults = 1 + (chance.random(households) < 0.5)
    children = chance.choice(len(MOST_CHILDREN), households, p=MOST_CHILDREN)
    sizes = adults + children
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    household_of = np.repeat(np.arange(households), sizes)
    is_child = np.arange(sizes.sum()) - starts[household_of] >= adults[household_of]
    wages = np.round(chance.uniform(500, 5500, len(household_of)), 2)
    gross = np.where(is_child | (chance.random(len(household_of)) < 0.35), 0.0, wages)
    return Population(
        household_of, starts, is_child, gross, chance.random(households) < 0.5,
        np.round(chance.uniform(0, 90_000, households), 2),
    )  # fmt: skip
