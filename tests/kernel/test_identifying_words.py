"""What may point at somebody in a free text: found, not cleaned. Names and numbers here are invented."""

from itertools import pairwise

import pytest

from tandem.kernel import identifying_words as words
from tandem.kernel.identifying_words import Piece, found_in, pieces_of


def account() -> str:
    """A Belgian IBAN whose check digits are right, of nobody."""
    basic = "5390075470"
    national = f"{basic}{int(basic) % 97 or 97:02d}"
    return f"BE{98 - int(national + '111400') % 97:02d}{national}"


def national_number() -> str:
    """Eleven digits with a right check: day 00-00-01 exists for nobody."""
    return f"{1001:09d}{97 - 1001 % 97:02d}"


def kinds_and_words(text: str) -> list[tuple[str, str]]:
    return [(found.kind, found.words) for found in found_in(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ik ging met Zoubida naar het loket.", "Zoubida"),
        ("Wout Zandbergen zei nee.", "Wout Zandbergen"),
        ("Mevrouw Zandbergen van de VDAB zei nee.", "Mevrouw Zandbergen"),
        ("De wachttijd is lang. Zoubida vroeg hulp.", "Zoubida"),
        ("Het is van Sofie van den Abeele-Zand.", "Sofie van den Abeele-Zand"),
        ("Ze noemde mij „Wout Zand”.", "Wout Zand"),
        ("ik heet zoubida en ik huur", "zoubida"),
        ("Bij de dienst in Zandhoven is geen lift.", "Zandhoven"),
        ("- Élodie kreeg niets", "Élodie"),
    ],
)
def test_name_is_found_as_it_stands(text: str, name: str) -> None:
    assert kinds_and_words(text) == [(words.NAME, name)]


@pytest.mark.parametrize(
    "text",
    [
        "Wie huurt, moet 3 loonbrieven tonen. Huren is duur.",
        "Het OCMW zegt: Neen. VDAB zei ook nee. Daarna kreeg ik een brief.",
        "In Oost-Vlaanderen en Brussel rijdt De Lijn niet.",
        "Elke eigenaar vraagt dat.\n- Papieren ontbreken\n- Niemand helpt",
        "In 2024 Vlaanderen: 150000 euro, € 1.450,00, onderweg 3 uur.",
        "Drie kinderen, 12 weken wachten, om 9.30 uur.",
        "",
    ],
)
def test_ordinary_text_raises_no_flag(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mail wout.z@voorbeeld.test even", (words.EMAIL, "wout.z@voorbeeld.test")),
        ("bel 0470 12 34 56 even", (words.PHONE, "0470 12 34 56")),
        ("bel 09/234.56.78", (words.PHONE, "09/234.56.78")),
        ("bel +32 470 12 34 56.", (words.PHONE, "+32 470 12 34 56")),
        ("in de kerkstraat 12 bus 3 woont", (words.ADDRESS, "kerkstraat 12 bus 3")),
        ("op de Lange Zandstraat 5a", (words.ADDRESS, "Lange Zandstraat 5a")),
        ("het Zandpad 7 lekt", (words.ADDRESS, "Zandpad 7")),
        ("in 9999 Zandhoven", (words.ADDRESS, "9999 Zandhoven")),
        ("mijn dossier 1234567", (words.NUMBER, "1234567")),
        (f"stort op {account()}", (words.ACCOUNT, account())),
        (f"nummer {national_number()}", (words.NATIONAL_NUMBER, national_number())),
    ],
)
def test_numbers_and_addresses_are_found_as_they_stand(text: str, expected: tuple[str, str]) -> None:
    assert kinds_and_words(text) == [expected]


def test_found_words_stand_where_they_say_and_never_overlap() -> None:
    text = f"Wout Zand (wout@voorbeeld.test, 0470 12 34 56) woont in de Zandstraat 3, 9999 Zandhoven; {account()}."
    found = found_in(text)
    assert [each.kind for each in found] == ["name", "email", "phone", "address", "address", "account"]
    assert all(text[each.start : each.end] == each.words and each.sentence for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_pieces_hold_the_whole_text_with_the_marks() -> None:
    pieces = pieces_of("Met Zoubida mee.")
    assert [piece.words for piece in pieces] == ["Met ", "Zoubida", " mee."]
    assert [piece.found and piece.found.kind for piece in pieces] == [None, words.NAME, None]
    assert pieces_of("Gewoon.") == [Piece("Gewoon.")]
    assert pieces_of("") == []
