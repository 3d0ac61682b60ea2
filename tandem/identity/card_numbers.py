"""The numbers of a client card: the long code in its QR, the number that can be read aloud, and the PIN. Pure."""

import hashlib
import secrets
from itertools import pairwise

from stdnum import luhn

from tandem.kernel.refusal import Problem

CODE_BYTES = 12  # 96 bits
NUMBER_DIGITS, PIN_DIGITS, WRONG_PINS = 12, 5, 5


def new_code() -> str:
    """What the QR of a new card holds: chance alone, no name."""
    return secrets.token_hex(CODE_BYTES)


def code_hash(code: str) -> str:
    """What is kept of it."""
    return hashlib.sha256(code.strip().lower().encode()).hexdigest()


def new_number() -> str:
    """Eleven digits of chance and a check digit, for who has no camera."""
    digits = "".join(secrets.choice("0123456789") for _ in range(NUMBER_DIGITS - 1))
    return digits + luhn.calc_check_digit(digits)


def compact_number(text: str) -> str:
    """The digits alone."""
    return "".join(sign for sign in text if sign.isascii() and sign.isdigit())


def number_text(number: str) -> str:
    """In groups of three, as one reads it aloud: 482 173 095 566."""
    return " ".join(number[start : start + 3] for start in range(0, len(number), 3))


def new_pin() -> str:
    """Five digits that nobody guesses first."""
    while pin_problems(pin := f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}}"):
        pass
    return pin


def pin_problems(pin: str, *, field: str = "") -> list[Problem]:
    """Five digits, and no row such as 11111 or 12345."""
    if len(pin) != PIN_DIGITS or not (pin.isascii() and pin.isdigit()):
        return [Problem("Een pincode heeft vijf cijfers.", field)]
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    if len(steps) == 1 and steps <= {0, 1, 9}:
        return [Problem("Deze pincode is te makkelijk te raden. Kies andere cijfers.", field)]
    return []
