"""What misses in an application, and how texts of two people meet: pure rules, no database."""

from datetime import date, timedelta
from itertools import product

import pytest

from tandem.kernel.states import CannotTransition, may, next_state
from tandem.programmes.rules import states
from tandem.programmes.rules.application import (
    FIELD_LABELS,
    STEP_FIELDS,
    STEP_SLUGS,
    STEP_TITLES,
    STEPS,
    application_number,
    merge_answers,
    next_step,
    period_problems,
    shown_answers,
    status_for_applicant,
    step_of_field,
    step_problems,
    submission_problems,
)
from tandem.programmes.rules.application_history import history_sentence
from tandem.programmes.rules.definition import parse_definition
from tandem.programmes.rules.opening import opening_sessions, phase_maxima, sessions_of_phase
from tests.programmes.test_eligibility import shipped

TODAY = date(2027, 3, 1)
COMPLETE = {
    "is_eligible": True, "applicant_kind": "employer", "motives": ["absence"], "group_description": "Het keukenteam",
    "expected_participants": 9, "place_kind": "on_site", "place": "Wilgenlaan 1, 9000 Gent",
    "wished_from": TODAY + timedelta(days=20), "wished_until": None, "contact_name": "Imke Beuk",
    "contact_email": "imke@voorbeeld.test", "contact_phone": "09 000 00 01",
}  # fmt: skip


def test_complete_application_has_no_problems() -> None:
    assert submission_problems(COMPLETE, on=TODAY) == []


@pytest.mark.parametrize(
    "field",
    ["applicant_kind", "motives", "group_description", "expected_participants", "place_kind", "place", "wished_from",
     "contact_name", "contact_email", "contact_phone"],
)  # fmt: skip
def test_missing_answer_is_named_by_its_field(field: str) -> None:
    assert [problem.field for problem in submission_problems({**COMPLETE, field: None}, on=TODAY)] == [field]


def test_own_reason_replaces_a_chosen_one() -> None:
    assert step_problems("reason", {**COMPLETE, "motives": [], "motive_text": "Iets anders"}, on=TODAY) == []


def test_remote_trajectory_needs_no_address() -> None:
    assert step_problems("period", {**COMPLETE, "place_kind": "remote", "place": ""}, on=TODAY) == []


def test_sector_that_does_not_qualify_stops_the_application() -> None:
    assert [p.field for p in submission_problems({**COMPLETE, "is_eligible": False}, on=TODAY)] == ["sector"]


@pytest.mark.parametrize(
    ("start", "end", "fields"),
    [(0, None, []), (-1, None, ["wished_from"]), (10, 9, ["wished_until"]), (10, 10, []), (None, -1, ["wished_until"]),
     (-5, -9, ["wished_from", "wished_until"]), (None, None, [])],
)  # fmt: skip
def test_period_lies_ahead_and_ends_after_it_starts(start: int | None, end: int | None, fields: list[str]) -> None:
    days = [None if value is None else TODAY + timedelta(days=value) for value in (start, end)]

    assert [problem.field for problem in period_problems(*days, on=TODAY)] == fields


def test_every_step_has_a_title_a_slug_and_labels() -> None:
    assert set(STEPS) == set(STEP_TITLES) == set(STEP_SLUGS) == set(STEP_FIELDS)
    assert {field for fields in STEP_FIELDS.values() for field in fields} == set(FIELD_LABELS)
    assert [next_step(step) for step in STEPS] == [*STEPS[1:], "check"]
    assert step_of_field("wished_from") == "period"


def test_number_holds_year_and_four_digits() -> None:
    assert application_number(2026, 12) == "BT-2026-0012"
    assert application_number(2026, 12345) == "BT-2026-12345"


@pytest.mark.parametrize(("status", "is_released"), list(product(states.APPLICATION_STATE_NAMES, [False, True])))
def test_applicant_sees_a_decision_only_after_release(status: str, is_released: bool) -> None:
    seen = status_for_applicant(status, is_released=is_released)

    is_hidden = status in {states.APPROVED, states.REFUSED} and not is_released
    assert seen == (states.SUBMITTED if is_hidden else status)


@pytest.mark.parametrize(("verb", "status"), list(product(states.APPLICATION_STATES, states.APPLICATION_STATE_NAMES)))
def test_every_verb_starts_only_from_its_states(verb: str, status: str) -> None:
    transition = states.APPLICATION_STATES[verb]
    if may(states.APPLICATION_STATES, verb, status):
        assert next_state(states.APPLICATION_STATES, verb, status) == transition.to_state
    else:
        with pytest.raises(CannotTransition, match=r"\w+"):
            next_state(states.APPLICATION_STATES, verb, status)


SHOWN = {"wishes": "oud", "motive_text": "ook oud"}


@pytest.mark.parametrize(
    ("typed", "current", "saved", "conflicts"),
    [
        ({"wishes": "nieuw"}, {"wishes": "oud"}, {"wishes": "nieuw"}, ()),
        ({"wishes": "oud"}, {"wishes": "van een ander"}, {"wishes": "van een ander"}, ()),
        ({"wishes": "zelfde"}, {"wishes": "zelfde"}, {"wishes": "zelfde"}, ()),
        ({"wishes": "mijn"}, {"wishes": "van een ander"}, {}, ("wishes",)),
        ({"wishes": "mijn", "motive_text": "ook oud"}, {"wishes": "oud", "motive_text": "ander"},
         {"wishes": "mijn", "motive_text": "ander"}, ()),
    ],
)  # fmt: skip
def test_merge_keeps_both_people_s_work(
    typed: dict[str, str], current: dict[str, str], saved: dict[str, str], conflicts: tuple[str, ...]
) -> None:
    merge = merge_answers(SHOWN, typed, current)

    assert (dict(merge.values), merge.conflicts) == (saved, conflicts)


def test_merge_without_what_was_shown_never_overwrites() -> None:
    assert merge_answers({}, {"wishes": "mijn"}, {"wishes": "van een ander"}).conflicts == ("wishes",)


def test_shown_answers_are_the_same_for_the_same_answer_in_another_shape() -> None:
    fields = ("motives", "wished_from", "expected_participants", "wishes")
    stored = {"motives": ["offer", "reach"], "wished_from": TODAY, "expected_participants": 3, "wishes": "a\nb"}
    posted = {"motives": ["reach", "offer"], "wished_from": TODAY, "expected_participants": 3, "wishes": "a\r\nb "}

    assert shown_answers(stored, fields) == shown_answers(posted, fields)


@pytest.mark.parametrize("action", ["application.approved", "application.refused", "application.decision_undone"])
def test_history_tells_an_applicant_nothing_of_a_decision_before_release(action: str) -> None:
    assert history_sentence(action, "", is_fund=False) == ""
    assert history_sentence(action, "", is_fund=True)


def test_programme_of_one_phase_opens_everything_with_the_visit_last() -> None:
    opened = opening_sessions(shipped("zes-workshops"))

    assert len(opened) == 7
    assert opened[-1].plan.kind == "follow_up_visit"
    assert [session.position for session in opened] == sorted(session.position for session in opened)


def test_programme_of_more_phases_opens_the_first_phase_only() -> None:
    assert {session.plan.phase for session in opening_sessions(shipped("twee-fasen"))} == {1}


@pytest.mark.parametrize(("agreed", "moments"), [(None, 6), (2, 2), (6, 6), (9, 6)])
def test_repeated_session_opens_as_often_as_agreed(agreed: int | None, moments: int) -> None:
    opened = sessions_of_phase(shipped("twee-fasen"), 2, repeats=agreed)

    assert [session.title for session in opened[:-1]] == [f"Contactmoment {n}" for n in range(1, moments + 1)]
    assert opened[-1].title == "Feedbackmoment"


def test_phase_maxima_leave_out_unlimited_phases() -> None:
    definition = shipped("twee-fasen")
    free = parse_definition(
        {"phases": [{"number": 1, "title": "Enige fase"}], "sessions": [], "documents": [], "eligible": [],
         "max_half_days": 6, "target_months": 4, "follow_up_months": 2, "settlement_trigger": "at_end"}
    )  # fmt: skip

    assert phase_maxima(definition) == {"1": 2, "2": 6}
    assert phase_maxima(free) == {}
