"""Numbers that do not belong in a file. The numbers here are made from check digits, of nobody."""

import pytest

from tandem.guidance.forms.words import WordsField
from tandem.guidance.rules.numbers import ACCOUNT, NATIONAL, found_numbers


def national_number(*, day: str = "000001", serial: int = 1) -> str:
    """Eleven digits with a right check: day 00-00-01 exists for nobody."""
    number = int(f"{day}{serial:03d}")
    return f"{number:09d}{97 - number % 97:02d}"


def account(bank: str = "539", serial: int = 75470) -> str:
    """A Belgian IBAN whose check digits are right."""
    basic = f"{bank}{serial:07d}"
    national = f"{basic}{int(basic) % 97 or 97:02d}"
    return f"BE{98 - int(national + '111400') % 97:02d}{national}"


@pytest.mark.parametrize("shape", ["{}", "mijn nummer is {}.", "nr {}\nen verder"])
def test_bank_account_is_found(shape: str) -> None:
    assert found_numbers(shape.format(account())) == [ACCOUNT]
    spaced = " ".join(account()[i : i + 4] for i in range(0, 16, 4))
    assert found_numbers(shape.format(spaced)) == [ACCOUNT]


def test_national_number_is_found_with_and_without_dots() -> None:
    plain = national_number(day="800229", serial=3)
    dotted = f"{plain[:2]}.{plain[2:4]}.{plain[4:6]}-{plain[6:9]}.{plain[9:]}"
    assert found_numbers(plain) == [NATIONAL]
    assert found_numbers(f"zijn nummer: {dotted}, zei hij") == [NATIONAL]


@pytest.mark.parametrize(
    "text", ["bel 0470 12 34 56", "12 dozen van 24", "3 kinderen", "0123.456.749", "1.450,00 euro"]
)
def test_ordinary_numbers_stay(text: str) -> None:
    assert found_numbers(text) == []


def test_field_says_what_to_do() -> None:
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match="rekeningnummer"):
        WordsField().clean(f"stort het op {account()}")
