"""Travel time between municipalities: an estimate, never for judging a person or for payment.

Great-circle distance between the middles of two municipalities (Statbel sectors of 1-1-2025), times 1.35 for the road. The 1.35
is close to what was measured for 300 European cities (doi 10.1177/23998083231168870: trust "published"); 55 km an hour by car,
and 1.5 times that plus 25 minutes by public transport, are assumptions (trust "assumed"). Too long between big cities on a main
line; too short at rush hour, across the Scheldt and in the evening.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from tandem.planning.problem.people import CAR

EARTH_KM, ROAD_FACTOR, LEAST_KM = 6371.0088, 1.35, 3.0
CAR_KM_PER_HOUR, PUBLIC_FACTOR, PUBLIC_EXTRA = 55, 1.5, 25
STEP = 5
LEAST_CAR, LEAST_PUBLIC = 10, 30  # within one municipality
TRUST = {
    "ROAD_FACTOR": "published",
    "CAR_KM_PER_HOUR": "assumed",
    "PUBLIC_FACTOR": "assumed",
    "PUBLIC_EXTRA": "assumed",
}


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality in force on some days, with the middle of its territory (WGS84)."""

    nis_code: str
    name: str
    province: str
    valid_from: str
    valid_to: str
    successor: str
    lat: float
    lon: float
    postal_codes: tuple[str, ...]

    def is_in_force(self, on: date) -> bool:
        """Whether the municipality exists on a day."""
        return self.valid_from <= on.isoformat() <= (self.valid_to or "9999")


@cache
def municipalities() -> Mapping[str, Municipality]:
    """NIS code -> municipality of Flanders or Brussels, also those that merged away."""
    text = resources.files("tandem.planning").joinpath("reference/places.csv").read_text("utf-8")
    return {row["nis_code"]: _municipality(row) for row in csv.DictReader(text.splitlines())}


def found(text: str, *, on: date) -> list[Municipality]:
    """The municipalities that a NIS code, postal code or name may mean on a day; one that merged away gives its successor."""
    known = municipalities()
    if text in known:
        place = known[text]
        return [place if place.is_in_force(on) or not place.successor else known[place.successor]]
    named = [
        place for place in known.values() if text in place.postal_codes or place.name.casefold() == text.casefold()
    ]
    return [place for place in named if place.is_in_force(on)]


@cache
def distance_km(one: str, other: str) -> float:
    """Great-circle distance between two NIS codes."""
    a, b = municipalities()[one], municipalities()[other]
    north, east = math.radians(b.lat - a.lat), math.radians(b.lon - a.lon)
    across = math.cos(math.radians(a.lat)) * math.cos(math.radians(b.lat))
    chord = math.sin(north / 2) ** 2 + across * math.sin(east / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(chord))


@cache
def road_km(one: str, other: str) -> float:
    """Kilometres by road, estimated."""
    return max(distance_km(one, other), LEAST_KM) * ROAD_FACTOR


@cache
def minutes(home: str, place: str | None, transport: str) -> int:
    """Minutes one way, rounded up to five; remote is 0."""
    if place is None:
        return 0
    car = road_km(home, place) / CAR_KM_PER_HOUR * 60
    exact = car if transport == CAR else car * PUBLIC_FACTOR + PUBLIC_EXTRA
    least = 0 if home != place else LEAST_CAR if transport == CAR else LEAST_PUBLIC
    return max(least, math.ceil(round(exact, 6) / STEP) * STEP)


def between(place: str | None, other: str | None, *, home: str, transport: str) -> int:
    """Minutes from one session to the next; a remote session is done at home."""
    return minutes(place or home, other or home, transport) if place or other else 0


def _municipality(row: dict[str, str]) -> Municipality:
    return Municipality(
        row["nis_code"], row["name_nl"], row["province"], row["valid_from"], row["valid_to"], row["successor_nis"],
        float(row["lat"]), float(row["lon"]), tuple(filter(None, row["postal_codes"].split("|"))),
    )  # fmt: skip
