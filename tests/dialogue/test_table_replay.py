"""Letters in any order, with repeats, from several tablets: no words are lost, nothing counts twice."""

from random import Random
from uuid import UUID, uuid4

import pytest

from tandem.dialogue.actions.table import take_in
from tandem.dialogue.models import ForumTable, Statement, StatementClash, StatementVersion, Voice
from tandem.dialogue.rules.table import CLASH, KEPT, KNOWN
from tandem.kernel import access, clock
from tests.dialogue.forum_factories import make_day, make_statement, table_of
from tests.letters import sealed

pytestmark = pytest.mark.django_db
HISTORIES = range(12)


def letters_of(table: ForumTable, chance: Random) -> dict[UUID, tuple[str, dict[str, object]]]:
    """What three tablets wrote while they were apart: new statements, voices, and changes of what all of them saw."""
    seen = [make_statement(table, f"Gezien {number}.") for number in range(2)]
    written: dict[UUID, tuple[str, dict[str, object]]] = {}
    for number in range(10):
        pk, words, about = uuid4(), f"Woorden {number} {chance.random()}.", chance.choice(seen)
        content = chance.choice([
            {"kind": "statement", "words": words, "helps": True},
            {"kind": "change", "words": words, "statement": str(about.pk), "base": 1},
            {"kind": "voice", "words": words, "statement": str(about.pk), "voice": "adds"},
        ])  # fmt: skip
        written[pk] = (words, sealed(content, place=table.pk, letter_id=pk))
    return written


def all_words(table: ForumTable) -> list[str]:
    """Every text that is kept of this table, wherever it stands."""
    with access.as_system():
        here = Statement.objects.filter(table=table)
        rows = [here, StatementVersion.objects.filter(statement__in=here), Voice.objects.filter(statement__in=here)]
        rows.append(StatementClash.objects.filter(statement__in=here))
        return sorted(words for found in rows for words in found.values_list("words", flat=True))


@pytest.mark.parametrize("history", HISTORIES)
def test_no_order_and_no_repeat_loses_or_doubles_words(history: int) -> None:
    chance = Random(history)  # noqa: S311 -- the same history each time
    table = table_of(make_day(tables=1))
    written = letters_of(table, chance)
    sent = [letter for _words, letter in written.values()] * 2
    chance.shuffle(sent)
    states = [receipt.state for letter in sent for receipt in take_in(table, [letter], by=None, at=clock.now())]

    kept = all_words(table)
    assert kept == sorted(["Gezien 0.", "Gezien 1.", *(words for words, _letter in written.values())])
    assert states.count(KNOWN) == len(written)
    assert states.count(KEPT) + states.count(CLASH) == len(written)
    again = [receipt.state for receipt in take_in(table, sent, by=None, at=clock.now())]
    assert (set(again), all_words(table)) == ({KNOWN}, kept)
