"""Months in sentences: the loss first, months alike told once, and every room tells them the same way."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tandem.income.months_told import KINDS, Told, month_name, sentences, span
from tandem.kernel.dutch import whole_euros
from tandem.kernel.sentences import Said

NAMES = [month_name(date(2026 + number // 12, number % 12 + 1, 1)) for number in range(24)]


def told(*kinds: str, low: str = "10", high: str = "10") -> list[Told]:
    return [Told(name, kind, Decimal(low), Decimal(high)) for name, kind in zip(NAMES, kinds, strict=False)]


def text(months: list[Told], **choices: object) -> list[str]:
    return [sentence.replace("\N{NO-BREAK SPACE}", " ") for sentence in sentences(months, **choices)]


def test_loss_comes_before_what_is_more() -> None:
    less = Told(NAMES[2], "less", Decimal("-20.50"), Decimal("-20.50"))
    assert text([*told("more", "more"), less]) == [
        "In maart 2026 heb je € 20,50 minder dan nu.",
        "In januari 2026 en februari 2026 heb je € 10 meer dan nu.",
    ]


def test_every_month_the_same_is_told_without_dates() -> None:
    assert text(told("same", "same", "same")) == ["Elke maand blijft het gelijk."]
    assert text(told("less", "less", low="-30", high="-12.40"), amount=whole_euros) == [
        "Elke maand heb je € 12 tot € 30 minder dan nu."
    ]


def test_doubt_is_said_in_both_directions() -> None:
    months = [*told("maybe_less", "maybe_less", "maybe_less", low="-15", high="40"), *told("more")]
    assert text(months)[0] == (
        "Van januari 2026 tot en met maart 2026 heb je tot € 15 minder of tot € 40 meer dan nu. Dat is niet zeker."
    )


@given(st.lists(st.sampled_from(KINDS), min_size=1, max_size=24), st.integers(0, 60))
def test_every_month_stands_in_one_sentence_in_the_order_of_what_matters(kinds: list[str], grain: int) -> None:
    said = list(sentences(told(*kinds), grain=grain))
    runs = [kind for number, kind in enumerate(kinds) if not number or kinds[number - 1] != kind]
    assert len(said) == len(runs)
    assert all(isinstance(sentence, Said) and sentence.parts for sentence in said)


def test_one_month_is_no_span() -> None:
    assert span(NAMES[0], NAMES[0]) == "januari 2026"
    assert span(NAMES[0], NAMES[2]) == "januari 2026 tot en met maart 2026"
