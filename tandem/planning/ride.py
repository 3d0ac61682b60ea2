"""Riding along: whether who drives passes near who does not. An estimate, as every way here (see `travel`)."""

from __future__ import annotations

from tandem.planning import travel
from tandem.planning.problem.people import CAR

MOST_DETOUR_MINUTES = 15  # ours: no source says how far people turn off for somebody


def detour_minutes(driver_home: str, passenger_home: str, place: str) -> float:
    """How much longer the way of who drives gets by passing the home of who rides along."""
    by_way = travel.road_km(driver_home, passenger_home) + travel.road_km(passenger_home, place)
    return (by_way - travel.road_km(driver_home, place)) / travel.CAR_KM_PER_HOUR * 60


def may_ride_along(*, own: tuple[str, str], other: tuple[str, str], place: str | None) -> bool:
    """Whether somebody may ask the other for a ride; each is (home, transport). Never for who comes by car or online."""
    (home, transport), (driver_home, driven) = own, other
    if place is None or not home or not driver_home or transport == CAR or driven != CAR:
        return False
    return detour_minutes(driver_home, home, place) <= MOST_DETOUR_MINUTES
