import pytest

from tandem.sessions.evaluation_questions import (
    MOMENTS,
    PAGE,
    PAIR,
    SCALES,
    SHORT_MOMENTS,
    STEPS,
    TEXT,
    Question,
    questions_of,
    screens_of,
)
from tandem.sessions.rules import LANGUAGES

SET = "link_effect_1"


def every_text():
    yield from ((f"page {key}", words) for key, words in PAGE.items())
    yield from ((f"moment {key}", words) for key, words in MOMENTS.items())
    yield from ((f"short moment {key}", words) for key, words in SHORT_MOMENTS.items())
    yield from ((f"scale {name} {step}", words) for name, scale in SCALES.items() for step, words in scale.items())
    yield from ((f"screen {screen.key}", screen.title) for screen in screens_of(SET))
    yield from ((f"question {question.key}", question.text) for question in questions_of(SET))


@pytest.mark.parametrize(("name", "words"), list(every_text()))
def test_text_exists_in_every_language(name, words):
    assert set(words) == set(LANGUAGES), name
    assert all(text.strip() for text in words.values())
    assert words["fr"] != words["nl"]


def test_placeholders_are_the_same_in_every_language():
    for words in PAGE.values():
        assert (
            len({frozenset(part for part in ("{n}", "{total}", "{limit}") if part in text) for text in words.values()})
            == 1
        )


def test_link_effect_is_asked_before_and_after():
    assert [question.key for question in questions_of(SET, PAIR)] == [
        "understanding",
        "insight",
        "knowledge",
        "cooperation",
    ]
    assert all(len(question.fields) == 2 for question in questions_of(SET, PAIR))


def test_every_scale_has_a_word_for_each_step():
    assert all(set(scale) == set(STEPS) for scale in SCALES.values())


def test_free_texts_ask_for_no_names():
    assert all(question.hint == "no_names" for question in questions_of(SET, TEXT))


def test_a_screen_has_few_questions():
    assert max(len(screen.questions) for screen in screens_of(SET)) == 3


def test_field_names_are_unique():
    names = [name for question in questions_of(SET) for name in question.fields]
    assert len(names) == len(set(names)) == 13


def test_single_question_has_one_field():
    assert Question("duo", "scale", text={}, short="").fields == ("duo",)
