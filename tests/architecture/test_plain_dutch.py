"""What a person and a guide read is plain Dutch, and the check that says so can say no."""

import pytest

from tools.check_plain_dutch import LONGEST, Said, everything_said, left_over, problems_in, said_in_code, said_on_page

PLACE = "tandem/guidance/templates/guidance/planted.html"
LONG = "{% trans 'Je gids kijkt met jou op een dag die jij kiest wat er dan wel en wat er niet past.' %}"  # 20 words
HARD = "De dienstverleningsvoorwaarden vereisen voorafgaandelijke inkomensverificatie. " * 3


def problems(source: str) -> list[str]:
    return list(problems_in(said_on_page(PLACE, source)))


def test_everything_said_is_plain() -> None:
    said = list(everything_said())
    assert {who for _, who, _ in said} == set(LONGEST)
    assert list(problems_in(said)) == []
    assert left_over(said) == []


def test_a_long_sentence_is_reported_for_a_person_and_not_for_a_guide() -> None:
    assert "20 words, 15 for a person: Je gids kijkt" in problems(LONG)[0]
    assert problems("{% if place.is_owner %}" + LONG + "{% endif %}")
    assert problems("{% if place.is_owner %}{% else %}" + LONG + "{% endif %}") == []
    assert problems("{% if place.is_guide %}{% if rows %}" + LONG + "{% endif %}{% else %}{% endif %}") == []


def test_a_hard_page_is_reported_with_its_hardest_words() -> None:
    (problem,) = problems("{% blocktrans %}" + HARD + "{% endblocktrans %}")
    assert "75 for a person" in problem
    assert "dienstverleningsvoorwaarden" in problem


@pytest.mark.parametrize("words", ["Gelieve te wachten op ons", "We bellen zo snel mogelijk.", "Geef ons nu uw naam."])
def test_a_vague_or_formal_word_is_reported(words: str) -> None:
    assert len(problems("{% trans '" + words + "' %}")) == 1


def test_an_hour_is_no_formal_you() -> None:
    assert problems("{% trans 'Kom om 10 u naar het loket.' %}") == []


def test_a_message_in_code_is_reported_and_a_docstring_is_not() -> None:
    marked = 'say(_("Gelieve dit %(what)s te lezen") % facts)'
    source = f'"""Gelieve dit niet te lezen."""\n{marked}\nraise No(f"Gelieve {{who}} nu te bellen.")'
    said = list(said_in_code("tandem/guidance/actions/planted.py", source))
    assert len(said) == len(list(problems_in(said))) == 2


def test_an_overruled_sentence_that_nobody_says_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "tools.check_plain_dutch.OVERRULED", {"Gelieve te wachten op ons": "planted", "Dit is weg": "planted"}
    )
    said = [Said(PLACE, "person", "Gelieve te wachten op ons")]
    assert list(problems_in(said)) == []
    assert left_over(said) == ["Dit is weg"]
