"""Amounts to the cent, and the payment code that a bank checks."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.be import ogm_vcs

from tandem.kernel.money import (
    ZERO,
    communication_number,
    euro,
    format_eur,
    format_plain,
    structured_communication,
    total,
)

amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=6)


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        ("1.005", "1.01"),
        ("1.0049999", "1.00"),
        ("2.675", "2.68"),
        ("-1.005", "-1.01"),
        ("0.005", "0.01"),
        (3, "3.00"),
        (Decimal("1E+3"), "1000.00"),
    ],
)
def test_half_a_cent_goes_up(value: Decimal | int | str, rounded: str) -> None:
    assert str(euro(value)) == rounded


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_amount_that_is_no_number_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="gewoon getal"):
        euro(value)


def test_float_is_refused() -> None:
    with pytest.raises(TypeError, match="float"):
        euro(1.1)


@given(amounts)
def test_rounding_moves_at_most_half_a_cent_and_only_once(amount: Decimal) -> None:
    assert abs(euro(amount) - amount) <= Decimal("0.005")
    assert euro(euro(amount)) == euro(amount)
    assert euro(-amount) == -euro(amount)


@given(st.lists(amounts, max_size=50))
def test_total_is_what_people_add_up_on_paper(parts: list[Decimal]) -> None:
    in_cents = sum(int(euro(part) * 100) for part in parts)
    assert total(parts) == Decimal(in_cents) / 100
    assert total(reversed(parts)) == total(parts)
    assert total(parts).as_tuple().exponent == -2


def test_total_of_nothing_is_zero() -> None:
    assert str(total([])) == "0.00"
    assert ZERO == 0


@pytest.mark.parametrize(
    ("amount", "written", "plain"),
    [
        ("1250", "€\u00a01.250,00", "1250,00"),
        ("0.5", "€\u00a00,50", "0,50"),
        ("-1234567.891", "-€\u00a01.234.567,89", "-1234567,89"),
        ("-0.001", "€\u00a00,00", "0,00"),
    ],
)
def test_amount_is_written_the_belgian_way(amount: str, written: str, plain: str) -> None:
    assert (format_eur(amount), format_plain(amount)) == (written, plain)


@given(amounts)
def test_written_amount_can_be_read_back(amount: Decimal) -> None:
    figures = format_eur(amount).replace("€\u00a0", "").replace(".", "").replace(",", ".")
    assert Decimal(figures) == euro(amount)
    assert Decimal(format_plain(amount).replace(",", ".")) == euro(amount)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (108068171, "+++010/8068/17183+++"),
        (97, "+++000/0000/09797+++"),
        (0, "+++000/0000/00097+++"),
        (1, "+++000/0000/00101+++"),
        (9999999999, "+++999/9999/99948+++"),
    ],
)
def test_structured_communication_of_a_number(number: int, code: str) -> None:
    assert structured_communication(number) == code


@given(st.integers(0, 10**10 - 1))
def test_structured_communication_is_valid_and_leads_back(number: int) -> None:
    code = structured_communication(number)
    assert ogm_vcs.is_valid(code)
    assert 1 <= int(code[-5:-3]) <= 97
    assert communication_number(code) == number
    assert communication_number(code.strip("+").replace("/", "")) == number
    assert communication_number(f"*** {code.strip('+')} ***") == number


@given(st.integers(0, 10**10 - 1), st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_is_found(number: int, position: int, shift: int) -> None:
    digits = structured_communication(number).strip("+").replace("/", "")
    wrong = digits[:position] + str((int(digits[position]) + shift) % 10) + digits[position + 1 :]
    assert communication_number(wrong) is None


@pytest.mark.parametrize("number", [-1, 10**10])
def test_number_that_does_not_fit_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="tien cijfers"):
        structured_communication(number)


@pytest.mark.parametrize("text", ["", "geen cijfers", "123", "+++010/8068/17184+++", "0108068171830"])
def test_text_that_is_no_structured_communication_gives_nothing(text: str) -> None:
    assert communication_number(text) is None
