"""CSV for spreadsheets: no cell becomes a formula, numbers stay numbers."""

import pytest

from tandem.kernel.csv_lines import csv_text, response, safe_cell


@pytest.mark.parametrize("text", ["=1+1", "+32 9 000 00 01", "-2", "@som", "  =1+1", "\t=1", "\rx", "\nx"])
def test_cell_that_looks_like_a_formula_is_neutralised(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["De Linde vzw", "1-2", "", 12, -3, None])
def test_plain_cell_stays_as_it_is(value: object) -> None:
    assert safe_cell(value) == value


def test_lines_have_semicolons_and_quotes_where_needed() -> None:
    lines = list(csv_text(("naam", "aantal"), [("a;b", 2), ('zei "dag"', -1)]))

    assert lines == ["\ufeffnaam;aantal\r\n", '"a;b";2\r\n', '"zei ""dag""";-1\r\n']


def test_response_reads_a_row_only_when_it_is_sent() -> None:
    read = []

    def rows():
        for number in range(3):
            read.append(number)
            yield (number,)

    answer = iter(response("lijst.csv", ("nr",), rows()).streaming_content)

    next(answer)
    assert read == []
    next(answer)
    assert read == [0]
