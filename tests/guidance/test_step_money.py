"""Month by month, in cents and in sentences: what is less comes first, what nobody knows is never a zero."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tandem.guidance.rules.step_money import (
    Look,
    cents,
    figures_text,
    look_text,
    money_view,
    month_after,
    month_names,
    view_of,
)

FIRST = date(2026, 12, 1)
amounts = st.one_of(st.none(), st.integers(0, 500_000))


def test_sentences_name_the_losing_months_first() -> None:
    view = money_view(now=150_000, months=[150_000, 120_000, 120_000, None, 154_500, 154_500, 154_500], first=FIRST)

    assert view.sentences == (
        "In januari 2027 en februari 2027 heb je €\N{NO-BREAK SPACE}300 minder dan nu.",
        "In maart 2027 weten we het nog niet.",
        "In december 2026 blijft het gelijk.",
        "Van april 2027 tot en met juni 2027 heb je elke maand €\N{NO-BREAK SPACE}45 meer dan nu.",
    )
    assert view.is_losing


def test_unknown_month_has_no_amount_and_no_difference() -> None:
    month = money_view(now=100, months=[None], first=FIRST).months[0]
    assert (month.after, month.difference, month.after_text, month.difference_text) == (None, None, "niet geweten", "?")


@given(st.integers(0, 500_000), st.lists(amounts, max_size=12))
def test_every_month_below_today_is_in_a_sentence_before_all_others(now: int, months: list[int | None]) -> None:
    view = money_view(now=now, months=months, first=FIRST)
    losing = [sentence for sentence in view.sentences if "minder" in sentence]

    assert list(view.sentences[: len(losing)]) == losing
    assert view.is_losing == any(after is not None and after < now for after in months) == bool(losing)
    assert [month.after for month in view.months] == months


@given(st.integers(0, 500_000), st.lists(amounts, max_size=12), st.text(max_size=20))
def test_kept_figures_give_the_same_view(now: int, months: list[int | None], unknown: str) -> None:
    kept = figures_text(now=now, months=months, first=FIRST)
    assert view_of(kept, unknown=unknown) == money_view(now=now, months=months, first=FIRST, unknown=unknown)


def test_months_go_over_the_year() -> None:
    assert month_after(date(2026, 12, 31)) == date(2027, 1, 1)
    assert month_names(date(2026, 11, 1), 3) == ["november 2026", "december 2026", "januari 2027"]


def test_cents_are_exact() -> None:
    assert cents(Decimal("1270.50")) == 127_050
    assert cents(None) is None


def test_calculation_compares_each_month_with_today_of_that_month() -> None:
    look = Look(FIRST, nows=(150_000, 150_000, 120_000), months=(120_000, 120_000, 120_000), unknown="De huur.",
                rights=("Het sociaal tarief valt weg.",), beside=(("Keuze 2", ("Elke maand: evenveel als nu.",)),))  # fmt: skip
    view = view_of(look_text(look), unknown=look.unknown)

    assert view.is_computed
    assert view.sentences == (
        "In december 2026 en januari 2027 heb je €\N{NO-BREAK SPACE}300 minder dan nu.", "In februari 2027 blijft het gelijk.",
    )  # fmt: skip
    assert [row.name for row in view.rows] == ["december 2026 tot en met januari 2027", "februari 2027"]
    assert (view.rights, view.beside, view.unknown) == (look.rights, look.beside, look.unknown)


def test_typed_months_stand_in_a_row_each() -> None:
    view = money_view(now=100, months=[90, 90], first=FIRST)
    assert len(view.rows) == 2
