"""Who reads what, and which ties are known by themselves."""

from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.calls.rules.jury import Paper, Seat, distribute, shows_seat
from tandem.calls.rules.ties import Home, Party, known_ties, named, number_in, plain_name

SEATS, PAPERS = range(5), range(100, 108)
ONE, OTHER = UUID(int=1), UUID(int=2)


@st.composite
def juries(draw: st.DrawFn) -> tuple[list[Seat], list[Paper], set[tuple[int, int]], int]:
    """Seats of which some have not declared, papers that some read already, ties, and how many readers each."""
    ties = draw(st.sets(st.sampled_from(list(product(SEATS, PAPERS)))))
    readers = {paper: draw(st.frozensets(st.sampled_from(SEATS), max_size=3)) for paper in PAPERS}
    readers = {paper: frozenset(k for k in found if (k, paper) not in ties) for paper, found in readers.items()}
    seats = [
        Seat(key, draw(st.booleans()), draw(st.booleans()), sum(key in found for found in readers.values()))
        for key in SEATS
    ]
    return seats, [Paper(key, found) for key, found in readers.items()], ties, draw(st.integers(1, 4))


@given(juries())
def test_every_gap_is_filled_as_far_as_it_can_and_nothing_else(
    jury: tuple[list[Seat], list[Paper], set[tuple[int, int]], int],
) -> None:
    seats, papers, ties, each = jury
    given_out = distribute(seats, papers, ties, each=each)
    assert given_out == distribute(seats, papers, ties, each=each)
    assert len(set(given_out)) == len(given_out)
    assert not set(given_out) & ties
    by_key = {seat.key: seat for seat in seats}
    assert all(by_key[seat].may_get for seat, _ in given_out)
    for paper in papers:
        new = {seat for seat, key in given_out if key == paper.key}
        assert not new & paper.readers
        readers = new | paper.readers
        free = [
            seat for seat in seats if seat.may_get and seat.key not in readers and (seat.key, paper.key) not in ties
        ]
        assert len(readers) >= each or not free
        assert any(by_key[key].is_expert for key in readers) or not any(seat.is_expert for seat in free)
        assert not new or len(readers) <= max(each, len(paper.readers)) + 1


@given(juries())
def test_no_new_reading_could_go_to_somebody_with_clearly_less_to_do(
    jury: tuple[list[Seat], list[Paper], set[tuple[int, int]], int],
) -> None:
    seats, papers, ties, each = jury
    given_out = distribute(seats, papers, ties, each=each)
    load = {seat.key: seat.load + sum(key == seat.key for key, _ in given_out) for seat in seats}
    readers = {paper.key: {*paper.readers, *(s for s, key in given_out if key == paper.key)} for paper in papers}
    by_key = {seat.key: seat for seat in seats}
    for seat, paper in given_out:
        experts = sum(by_key[key].is_expert for key in readers[paper])
        is_needed = by_key[seat].is_expert and experts == 1
        for other in seats:
            may = other.may_get and other.key not in readers[paper] and (other.key, paper) not in ties
            if may and (other.is_expert or not is_needed):
                assert load[other.key] + 1 >= load[seat]


def test_jury_of_eight_shares_151_projects_evenly() -> None:
    seats = [Seat(n, is_expert=n < 3) for n in range(8)]
    given_out = distribute(seats, [Paper(n) for n in range(151)], set(), each=3)
    loads = [sum(seat.key == key for key, _ in given_out) for seat in seats]
    assert (len(given_out), max(loads) - min(loads)) == (453, 1)


def test_new_juror_changes_nothing_when_nothing_is_missing() -> None:
    papers = [Paper(n, frozenset({0, 1})) for n in range(10)]
    assert distribute([Seat(0, True, load=10), Seat(1, False, load=10), Seat(2, False)], papers, set(), each=2) == []


def test_seat_shows_only_when_it_could_be_somebody_else() -> None:
    assert shows_seat("field", ["field", "chair", "field"])
    assert not shows_seat("chair", ["field", "chair", "field"])


@pytest.mark.parametrize(
    "home",
    [
        Home(organisation_ids=frozenset({7})),
        Home(enterprise_numbers=frozenset({"0400000076"})),
        Home(works_at="huis van het kind ZONNEDORP"),
        Home(works_at="BE 0400.000.076"),
        Home(names=frozenset({"Huis van het Kind Zonnedorp VZW"})),
    ],
    ids=["row", "number of the row", "typed name", "typed number", "name of the row"],
)
def test_same_organisation_is_a_tie(home: Home) -> None:
    parties = [
        Party(ONE, "Huis van het Kind, Zonnedorp vzw", 7, "0400000076"),
        Party(OTHER, "Sociaal Huis Maanstad", 8, "0400000175"),
    ]
    assert known_ties(home, parties) == {ONE}


def test_nothing_known_is_no_tie() -> None:
    assert known_ties(Home(works_at="vzw"), [Party(ONE, "vzw"), Party(OTHER, "")]) == set()
    assert (plain_name("De Lînde v.z.w."), number_in("12")) == ("de linde", "")


def test_each_organisation_stands_once_in_the_list_with_all_its_projects() -> None:
    parties = [Party(OTHER, "Zonnehuis"), Party(ONE, "De Linde vzw"), Party(OTHER, "de linde")]
    assert list(named(parties).values()) == [("De Linde vzw", [ONE, OTHER]), ("Zonnehuis", [OTHER])]
