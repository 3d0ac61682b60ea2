"""The changing code at the door: in time it opens, later it never does."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.sessions.door import (
    ALPHABET,
    DoorState,
    DoorTimes,
    closes_by_itself_at,
    door_code,
    door_state,
    is_door_code,
    issue_ticket,
    read_ticket,
)
from tandem.sessions.rules import DOOR_CODE_SECONDS

NINE = datetime(2027, 3, 12, 8, 0, tzinfo=UTC)  # nine o'clock in Brussels
TIMES = DoorTimes(starts_at=NINE, ends_at=NINE + timedelta(hours=3), is_going_on=True)
secrets = st.text(alphabet="0123456789abcdef", min_size=64, max_size=64)
moments = st.integers(0, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, tz=UTC))
periods_away = st.integers(-10_000_000, 10_000_000).filter(lambda away: away not in (0, 1))


@given(secrets, moments)
def test_code_is_eight_clear_signs(secret: str, at: datetime) -> None:
    code = door_code(secret, at)
    assert len(code) == 8
    assert set(code) <= set(ALPHABET)


@given(secrets, moments, st.integers(0, DOOR_CODE_SECONDS))
def test_code_is_accepted_until_the_end_of_the_next_period(secret: str, at: datetime, seconds: int) -> None:
    assert is_door_code(secret, door_code(secret, at), at=at + timedelta(seconds=seconds))


@given(secrets, moments, periods_away)
def test_code_of_another_period_is_never_accepted(secret: str, at: datetime, away: int) -> None:
    then = at + timedelta(seconds=away * DOOR_CODE_SECONDS)
    assert not is_door_code(secret, door_code(secret, at), at=then)


@given(secrets, secrets, moments)
def test_code_of_another_list_is_never_accepted(secret: str, other: str, at: datetime) -> None:
    assert is_door_code(other, door_code(secret, at), at=at) == (secret == other)


@given(secrets, st.text(max_size=40), moments)
def test_any_text_is_answered(secret: str, text: str, at: datetime) -> None:
    assert is_door_code(secret, text, at=at) == (
        text in {door_code(secret, at), door_code(secret, at - timedelta(seconds=DOOR_CODE_SECONDS))}
    )


@given(secrets, st.uuids(), moments, st.integers(0, 600))
def test_ticket_holds_for_ten_minutes(secret: str, nonce: UUID, at: datetime, seconds: int) -> None:
    ticket = read_ticket(secret, issue_ticket(secret, nonce, at), at=at + timedelta(seconds=seconds))
    assert ticket is not None
    assert (ticket.nonce, ticket.issued_at) == (nonce, at)


@given(secrets, st.uuids(), moments, st.integers(601, 10_000_000))
def test_old_ticket_is_refused(secret: str, nonce: UUID, at: datetime, seconds: int) -> None:
    assert read_ticket(secret, issue_ticket(secret, nonce, at), at=at + timedelta(seconds=seconds)) is None


@given(secrets, st.uuids(), moments, st.integers(2, 10_000_000))
def test_ticket_from_the_future_is_refused(secret: str, nonce: UUID, at: datetime, seconds: int) -> None:
    assert read_ticket(secret, issue_ticket(secret, nonce, at + timedelta(seconds=seconds)), at=at) is None


@given(secrets, moments, st.data())
def test_changed_ticket_is_refused(secret: str, at: datetime, data: st.DataObject) -> None:
    text = issue_ticket(secret, uuid4(), at)
    place = data.draw(st.integers(0, len(text) - 1))
    sign = data.draw(st.characters(codec="ascii").filter(lambda sign: sign.lower() != text[place]))
    assert read_ticket(secret, text[:place] + sign + text[place + 1 :], at=at) is None


@pytest.mark.parametrize("text", ["", "a.b.c", "..", "é.1.é", "0.99999999999999999999.x", "1.2.3.4"])
def test_nonsense_is_no_ticket(text: str) -> None:
    assert read_ticket("0" * 64, text, at=NINE) is None


@pytest.mark.parametrize(
    ("minutes", "state"),
    [
        (-24 * 60, DoorState.NOT_TODAY),
        (-61, DoorState.NOT_OPEN),
        (-60, DoorState.OPEN),
        (0, DoorState.OPEN),
        (30, DoorState.OPEN),
        (31, DoorState.LATE),
        (180, DoorState.LATE),
        (181, DoorState.OVER),
        (24 * 60, DoorState.OVER),
    ],
)
def test_door_follows_the_clock(minutes: int, state: DoorState) -> None:
    assert door_state(TIMES, at=NINE + timedelta(minutes=minutes)) is state


def test_closed_door_makes_everybody_wait() -> None:
    closed = DoorTimes(NINE, TIMES.ends_at, is_going_on=True, door_closed_at=NINE + timedelta(minutes=5))
    states = [door_state(closed, at=NINE + timedelta(minutes=minutes)) for minutes in (4, 5, 20)]
    assert states == [DoorState.OPEN, DoorState.LATE, DoorState.LATE]


def test_door_of_a_closed_list_stays_shut() -> None:
    closed = DoorTimes(NINE, TIMES.ends_at, is_going_on=True, list_closed_at=NINE)
    assert door_state(closed, at=NINE) is DoorState.LIST_CLOSED


@pytest.mark.parametrize(
    "times", [DoorTimes(None, None, is_going_on=True), DoorTimes(NINE, TIMES.ends_at, is_going_on=False)]
)
def test_door_of_a_session_that_does_not_go_on_stays_shut(times: DoorTimes) -> None:
    assert door_state(times, at=NINE) is DoorState.NOT_OPEN


def test_door_closes_by_itself_half_an_hour_after_the_start() -> None:
    assert closes_by_itself_at(NINE) == NINE + timedelta(minutes=30)
