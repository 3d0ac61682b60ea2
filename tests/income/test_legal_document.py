"""`docs/legal/income.md` tells every shipped parameter with its source and how sure it is. `TANDEM_WRITE_DOCS=1` writes it anew."""

import os
from pathlib import Path

from tandem.income.engine.parameters import shipped
from tools.income_document import document

PAGE = Path(__file__).parents[2] / "docs" / "legal" / "income.md"


def test_document_is_what_the_parameters_say() -> None:
    if os.environ.get("TANDEM_WRITE_DOCS"):
        PAGE.write_text(document(), "utf-8")
    assert PAGE.read_text("utf-8") == document()


def test_every_amount_stands_in_it_with_its_source_and_unsure_ones_first() -> None:
    text = document()
    head, _, rest = text.partition("## Afrekening personenbelasting")
    for parameter in shipped().parameters.values():
        assert f"`{parameter.key}` | {parameter.article} |" in rest
        for row in parameter.dated:
            assert row.source in rest
            assert (row.trust in {"M", "E"}) <= (f"- **{parameter.name}**" in head)
