"""The estimate gives the published test values, and says when a place is not clear."""

from datetime import date

import pytest

from tandem.identity.places import municipalities as identity_municipalities
from tandem.planning import travel
from tandem.planning.problem.people import CAR, PUBLIC

ON = date(2027, 3, 1)
PAIRS = [
    ("44021", "11002", 49.5, 75, 135), ("44021", "21004", 50.5, 75, 140), ("71072", "73111", 15.8, 25, 60),
    ("24062", "21004", 23.4, 35, 80), ("31005", "35013", 20.7, 35, 75), ("44021", "44021", 0, 10, 35),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "km", "car", "public"), PAIRS)
def test_travel_gives_the_known_values(one: str, other: str, km: float, car: int, public: int) -> None:
    assert round(travel.distance_km(one, other), 1) == km
    assert (travel.minutes(one, other, CAR), travel.minutes(one, other, PUBLIC)) == (car, public)
    assert travel.minutes(other, one, CAR) == car


def test_remote_is_no_journey_but_the_way_home_is() -> None:
    assert travel.minutes("44021", None, PUBLIC) == 0
    assert travel.between(None, None, home="44021", transport=CAR) == 0
    assert travel.between(None, "11002", home="44021", transport=CAR) == 75


TEXTS = [
    ("9000", ["Gent"]), ("44021", ["Gent"]), ("gent", ["Gent"]), ("1040", ["Brussel", "Etterbeek"]), ("9999", []),
    ("11007", ["Antwerpen"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), TEXTS)
def test_place_is_found_by_code_postal_code_or_name(text: str, names: list[str]) -> None:
    assert [place.name for place in travel.found(text, on=ON)] == names


def test_places_are_those_of_identity() -> None:
    own = {key: place.name for key, place in travel.municipalities().items() if place.is_in_force(ON)}
    assert own == identity_municipalities(on=ON)
    assert {len(place.postal_codes) > 0 for key, place in travel.municipalities().items() if key in own} == {True}
