"""Keyed hashes."""

from tandem.kernel.pseudonyms import pseudonym


def test_pseudonym_is_the_same_for_the_same_value_and_purpose() -> None:
    assert pseudonym("a", 1) == pseudonym("a", "1") != pseudonym("b", 1)
    assert len(pseudonym("a", 1)) == 64
