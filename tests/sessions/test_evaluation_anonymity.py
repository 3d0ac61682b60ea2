from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.sessions.evaluation_anonymity import (
    FUND,
    ORGANISATION,
    PAPER,
    PHONE,
    PROVIDER,
    THRESHOLD,
    Answer,
    average,
    batch_size,
    counted,
    counts_per_language,
    readable_answers,
    visible_answers,
    withheld_languages,
)


def answer(source=PHONE, batch=0, language="nl", **values):
    return Answer(uuid4(), language, source, batch, values)


def answers(count, **facts):
    return [answer(**facts) for _ in range(count)]


@pytest.mark.parametrize("reader", [PROVIDER, ORGANISATION, FUND])
@pytest.mark.parametrize("is_completed", [True, False])
def test_fewer_than_five_answers_are_hidden_from_everybody(reader, is_completed):
    assert visible_answers(answers(4), reader=reader, is_completed=is_completed) == []


@pytest.mark.parametrize("reader", [PROVIDER, ORGANISATION, FUND])
def test_five_answers_are_shown_when_completed(reader):
    assert len(visible_answers(answers(5), reader=reader, is_completed=True)) == 5


def test_provider_sees_five_answers_at_once():
    assert len(visible_answers(answers(5), reader=PROVIDER, is_completed=False)) == 5


@pytest.mark.parametrize("reader", [ORGANISATION, FUND])
def test_answers_in_reserve_are_hidden_until_completed(reader):
    assert visible_answers(answers(9), reader=reader, is_completed=False) == []


def test_organisation_does_not_learn_the_one_phone_answer_beside_its_own_paper():
    mixed = [*answers(6, source=PAPER), answer(language="fr")]
    shown = visible_answers(mixed, reader=ORGANISATION, is_completed=True)
    assert {one.source for one in shown} == {PAPER}
    assert len(visible_answers(mixed, reader=FUND, is_completed=True)) == 7


def test_organisation_does_not_see_four_papers_and_one_phone():
    mixed = [*answers(4, source=PAPER), answer()]
    assert visible_answers(mixed, reader=ORGANISATION, is_completed=True) == []


@given(st.lists(st.sampled_from([PHONE, PAPER]), max_size=60), st.sampled_from([ORGANISATION, FUND]))
def test_whoever_compares_two_moments_learns_about_five_people_or_none(sources, reader):
    """The attack: look after every new answer, complete, and compare the answers that were added."""
    given_so_far, seen = [], frozenset()
    for step, source in enumerate([*sources, "complete"]):
        is_completed = source == "complete"
        if not is_completed:
            given_so_far.append(answer(source=source))
            given_so_far = leave_reserve(given_so_far, batch=step + 1) if source == PHONE else given_so_far
        shown = {one.pk: one for one in visible_answers(given_so_far, reader=reader, is_completed=is_completed)}
        added = [one for pk, one in shown.items() if pk not in seen]
        unknown = [one for one in added if not (reader == ORGANISATION and one.source == PAPER)]
        assert len(unknown) == 0 or len(unknown) >= THRESHOLD
        assert seen <= shown.keys()
        seen = frozenset(shown)


GIVEN = st.tuples(st.sampled_from([PHONE, PHONE, PHONE, PAPER]), st.sampled_from(["nl", "fr"]), st.booleans())


@given(st.lists(GIVEN, max_size=60), st.sampled_from([ORGANISATION, FUND]))
def test_whoever_compares_one_question_or_language_learns_about_five_people_or_none(everybody, reader):
    """The same attack on a question that some skip, and on the texts in one language."""
    given_so_far, seen = [], {"duo": frozenset(), "nl": frozenset(), "fr": frozenset()}
    for step, one in enumerate([*everybody, None]):
        if one:
            source, language, skips = one
            given_so_far.append(answer(source=source, language=language, **({} if skips else {"duo": 4})))
            given_so_far = leave_reserve(given_so_far, batch=step + 1) if source == PHONE else given_so_far
        shown = visible_answers(given_so_far, reader=reader, is_completed=one is None)
        looks = {"duo": counted(shown, "duo", reader=reader)} | {
            code: [row for row in readable_answers(shown, reader=reader) if row.language == code]
            for code in ("nl", "fr")
        }
        for what, rows in looks.items():
            unknown = [
                row for row in rows if row.pk not in seen[what] and not (reader == ORGANISATION and row.source == PAPER)
            ]
            assert len(unknown) == 0 or len(unknown) >= THRESHOLD
            assert seen[what] <= {row.pk for row in rows}
            seen[what] = frozenset(row.pk for row in rows)


def test_own_paper_does_not_unmask_one_phone_in_a_figure_or_a_language():
    papers = answers(5, source=PAPER, language="fr", duo=3)
    phones = [answer(language="fr", duo=1), *answers(5, language="nl")]
    shown = visible_answers([*papers, *phones], reader=ORGANISATION, is_completed=True)
    assert len(shown) == 11
    assert average(shown, "duo", reader=ORGANISATION) == 3
    assert {row.source for row in readable_answers(shown, reader=ORGANISATION) if row.language == "fr"} == {PAPER}


def leave_reserve(everything, *, batch):
    """What the action does in the database."""
    reserve = [one for one in everything if one.source == PHONE and not one.batch]
    leaving = {one.pk for one in reserve[: batch_size(len(reserve))]}
    return [
        Answer(one.pk, one.language, one.source, batch, one.values) if one.pk in leaving else one for one in everything
    ]


@pytest.mark.parametrize(("in_reserve", "leaving"), [(0, 0), (5, 0), (9, 0), (10, 5), (11, 5)])
def test_five_answers_leave_when_five_stay_behind(in_reserve, leaving):
    assert batch_size(in_reserve) == leaving


@pytest.mark.parametrize("reader", [PROVIDER, ORGANISATION, FUND])
def test_average_needs_five_answers_to_that_question(reader):
    assert average(answers(4, duo=5), "duo", reader=reader) is None
    assert average([*answers(4, duo=5), answer()], "duo", reader=reader) is None
    assert average([*answers(4, duo=5), answer(duo=1)], "duo", reader=reader) == pytest.approx(4.2)


def test_texts_in_a_rare_language_are_withheld_except_from_the_provider():
    counts = counts_per_language([*answers(6), *answers(1, language="fr")], ["nl", "fr", "en"])
    assert counts == {"nl": 6, "fr": 1, "en": 0}
    assert withheld_languages(counts, reader=ORGANISATION) == {"fr"}
    assert withheld_languages(counts, reader=PROVIDER) == frozenset()
