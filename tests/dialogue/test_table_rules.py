"""When a table takes things in, when two texts clash, and how a link reads."""

from datetime import UTC, datetime, timedelta

import pytest

from tandem.dialogue.rules.table import (
    CLASH,
    GRACE,
    KEPT,
    KNOWN,
    REFUSED,
    Door,
    alikeness,
    change_outcome,
    clean_link,
    door_state,
    grouped,
    is_late,
    link_signs,
    said_moment,
)

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=14)


@pytest.mark.parametrize(("state", "closed_at", "until", "at", "door"), [
    ("prepared", None, LATER, NOON, Door.NOT_YET),
    ("open", None, LATER, NOON, Door.OPEN),
    ("closed", NOON, LATER, NOON + GRACE, Door.LATE),
    ("closed", NOON, LATER, NOON + GRACE + timedelta(seconds=1), Door.OVER),
    ("open", None, NOON, NOON + timedelta(seconds=1), Door.OVER),
    ("open", None, None, NOON, Door.OVER),
])  # fmt: skip
def test_door_opens_for_the_day_and_two_nights(
    state: str, closed_at: datetime | None, until: datetime | None, at: datetime, door: Door
) -> None:
    assert door_state(forum_state=state, closed_at=closed_at, link_until=until, at=at) is door


def test_late_is_what_came_after_closing() -> None:
    assert is_late(NOON + timedelta(seconds=1), NOON)
    assert not is_late(NOON, NOON)
    assert not is_late(NOON, None)


@pytest.mark.parametrize(("base", "version", "now", "after_base", "outcome"), [
    (1, 1, "oud", None, KEPT),
    (1, 1, "beter", None, KNOWN),
    (1, 2, "van een ander", "van een ander", CLASH),
    (1, 2, "beter", "beter", KNOWN),
    (1, 3, "nog anders", "beter", KNOWN),
    (2, 3, "nog anders", "nog anders", CLASH),
    (3, 2, "oud", None, REFUSED),
    (0, 2, "oud", "oud", REFUSED),
])  # fmt: skip
def test_change_clashes_only_with_other_words_that_came_between(
    base: int, version: int, now: str, after_base: str | None, outcome: str
) -> None:
    assert change_outcome(base=base, version=version, words="beter", now=now, after_base=after_base) == outcome


def test_link_is_read_as_people_type_it() -> None:
    signs = link_signs("0f" * 32)
    assert len(signs) == 16
    assert clean_link(grouped(signs).lower()) == signs
    assert clean_link(" o1il \n 0ab ") == "01110AB"


@pytest.mark.parametrize(("text", "moment"), [
    ("2026-11-21T11:30:00.000Z", NOON - timedelta(minutes=30)),
    ("2026-11-21T11:30:00", NOON),
    ("2019-01-01T00:00:00Z", NOON),
    ("2026-11-21T13:00:00Z", NOON),
    ("vanmiddag", NOON),
    (None, NOON),
])  # fmt: skip
def test_clock_of_a_tablet_is_believed_within_reason(text: object, moment: datetime) -> None:
    assert said_moment(text, at=NOON) == moment


def test_alikeness_counts_stems_in_common() -> None:
    bus = frozenset({"bus", "rijd", "avond"})
    assert alikeness(bus, bus) == 1
    assert alikeness(bus, frozenset({"bus", "rijd", "zondag"})) == 0.5
    assert alikeness(bus, frozenset()) == 0
