"""Amounts in euro as `Decimal`: rounded half up to the cent, written the Belgian way, with a payment code."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from stdnum.be import ogm_vcs

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
COMMUNICATION_LIMIT = 10**10


def euro(value: Decimal | int | str) -> Decimal:
    """The amount in whole cents, half a cent up (away from zero). A float is refused: it has lost cents already."""
    if isinstance(value, float):
        raise TypeError("Een bedrag is een Decimal, een geheel getal of een tekst, nooit een float.")
    amount = Decimal(value)
    if not amount.is_finite():
        raise ValueError("Een bedrag is een gewoon getal.")
    return amount.quantize(CENT, rounding=ROUND_HALF_UP) + ZERO  # no "-0.00"


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The sum of amounts, each rounded to the cent first: it equals what people add up on paper."""
    return sum(map(euro, amounts), ZERO)


def format_eur(amount: Decimal | int | str) -> str:
    """As "€ 1.250,00", with hard spaces so that the sign stays with its figure; a minus stands before the sign."""
    rounded = euro(amount)
    figures = f"{abs(rounded):,.2f}".translate(str.maketrans(",.", ".,"))
    return f"{'-' if rounded < 0 else ''}€\u00a0{figures}"


def format_plain(amount: Decimal | int | str) -> str:
    """As "1250,00", for a spreadsheet in Dutch."""
    return f"{euro(amount):.2f}".replace(".", ",")


def structured_communication(number: int) -> str:
    """The Belgian payment code "+++ddd/dddd/ddddd+++": ten digits and the rest modulo 97, with 97 instead of 00."""
    if not 0 <= number < COMMUNICATION_LIMIT:
        raise ValueError("Een gestructureerde mededeling draagt een getal van hoogstens tien cijfers.")
    digits = f"{number:010d}"
    return f"+++{digits[:3]}/{digits[3:7]}/{digits[7:]}{ogm_vcs.calc_check_digits(digits)}+++"


def communication_number(text: str) -> int | None:
    """The number inside a structured communication as people or banks write it; None when it is wrong."""
    digits = "".join(sign for sign in text if sign in "0123456789")
    return int(digits[:10]) if ogm_vcs.is_valid(digits) else None
