"""Letters open here, for the place and the key they were sealed for, and nowhere else."""

from dataclasses import replace
from uuid import uuid4

import pytest

from tandem.kernel import letterbox
from tandem.kernel.documents.seal_key import secrets_folder
from tandem.kernel.letterbox import CannotOpenLetter, open_letter, read_letter
from tests.letters import sealed

WORDS = "De bus rijdt hier na zes uur niet meer."


def test_letter_opens_for_its_own_place() -> None:
    letter = read_letter(sealed({"words": WORDS}, place="tafel-3"))
    assert WORDS.encode() not in letter.ct
    assert open_letter(letter, place="tafel-3") == {"words": WORDS}


def test_letter_opens_nowhere_else_and_not_when_changed() -> None:
    letter = read_letter(sealed({"words": WORDS}, place="tafel-3"))
    changed = [
        replace(letter, id=uuid4()),
        replace(letter, kid="0" * 16),
        replace(letter, iv=bytes(12)),
        replace(letter, ct=letter.ct[:-1] + bytes([letter.ct[-1] ^ 1])),
        replace(letter, epk=b"\4" + bytes(64)),
    ]
    for wrong in changed:
        with pytest.raises(CannotOpenLetter):
            open_letter(wrong, place="tafel-3")
    with pytest.raises(CannotOpenLetter):
        open_letter(letter, place="tafel-4")


@pytest.mark.parametrize("change", [
    {"id": "geen-nummer"}, {"epk": "AAAA"}, {"iv": "AAAA"}, {"ct": "niet in base64!"}, {"ct": 7}, {"ct": "A" * 40_004},
])  # fmt: skip
def test_what_is_no_envelope_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(CannotOpenLetter):
        read_letter(sealed({"words": WORDS}, place="tafel-3") | change)
    with pytest.raises(CannotOpenLetter):
        read_letter(["geen", "brief"])


def test_letter_for_a_replaced_key_still_opens_and_new_ones_take_the_new_key() -> None:
    before = letterbox.public_key()
    old = read_letter(sealed({"words": WORDS}, place="tafel-3"))
    (secrets_folder() / "letterbox.pem").rename(secrets_folder() / f"letterbox-{before.kid}.pem")
    assert letterbox.public_key() != before
    assert open_letter(old, place="tafel-3") == {"words": WORDS}
    fresh = read_letter(sealed({"words": WORDS}, place="tafel-3"))
    assert fresh.kid != old.kid
    assert open_letter(fresh, place="tafel-3") == {"words": WORDS}
