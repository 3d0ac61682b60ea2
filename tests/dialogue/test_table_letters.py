"""What a table writes comes in once, for this table only, and nothing is lost when two change the same words."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tandem.dialogue.actions.clash import CHOICES, CannotChoose, choose_words
from tandem.dialogue.actions.forum import close_forum_day, renew_link
from tandem.dialogue.actions.statement import CannotNote, withdraw_statement
from tandem.dialogue.actions.table import Receipt, take_in
from tandem.dialogue.models import ForumTable, Statement, StatementClash, StatementVersion, Voice
from tandem.dialogue.queries.table import signs_of, table_with
from tandem.dialogue.rules.table import CLASH, GRACE, KEPT, KNOWN, LETTERS_PER_POST, REFUSED, is_late
from tandem.kernel import access, clock
from tests.dialogue.forum_factories import make_day, make_statement, statement_with, table_of
from tests.letters import sealed

pytestmark = pytest.mark.django_db
WORDS = "Wie in ploegen werkt, vindt geen opvang."


@pytest.fixture
def table() -> ForumTable:
    return table_of(make_day())


def letter_of(table: ForumTable, pk: UUID | None = None, **content: object) -> dict[str, object]:
    facts = {"kind": "statement", "words": WORDS, "helps": False, "said_at": clock.now().isoformat(), **content}
    return sealed(facts, place=table.pk, letter_id=pk)


def change_of(
    table: ForumTable, statement: Statement, words: str, *, base: int = 1, pk: UUID | None = None
) -> dict[str, object]:
    return letter_of(table, pk, kind="change", statement=str(statement.pk), base=base, words=words, device="toestel 3F")


def put_in(table: ForumTable, *letters: object, **choices: object) -> list[str]:
    return [receipt.state for receipt in receipts(table, *letters, **choices)]


def receipts(table: ForumTable, *letters: object, **choices: object) -> list[Receipt]:
    return take_in(table, letters, by=None, at=choices.get("at", clock.now()))


def test_letter_becomes_a_statement_once(table: ForumTable) -> None:
    letter = letter_of(table, helps=True)
    assert put_in(table, letter, letter) == [KEPT, KNOWN]
    assert put_in(table, letter) == [KNOWN]
    kept = statement_with(letter["id"])
    assert (kept.words, kept.is_what_helps, kept.table_id, kept.theme) == (WORDS, True, table.pk, "work")


def test_letter_of_another_table_or_kind_is_refused_alone(table: ForumTable) -> None:
    other = table_of(table.forum_day, 2)
    good = letter_of(table)
    wrong = [
        letter_of(other), letter_of(table, kind="gedicht"), letter_of(table, words=7), letter_of(table, words="  \n "),
        letter_of(table, words="x" * 2001), letter_of(table, kind="change", statement="?", base=1),
        letter_of(table, kind="change", statement=str(uuid4()), base="één"),
        letter_of(table, kind="voice", statement=str(uuid4()), voice="agree", words=""),
        sealed(["geen", "tekst"], place=table.pk), {"id": "x"}, "geen brief", None,
    ]  # fmt: skip
    answers = receipts(table, *wrong, good)
    assert [answer.state for answer in answers] == [REFUSED] * len(wrong) + [KEPT]
    assert all(answer.sentence for answer in answers[:-1])


def test_more_letters_than_fit_wait_for_the_next_time(table: ForumTable) -> None:
    letters = [letter_of(table) for _ in range(LETTERS_PER_POST + 1)]
    assert len(put_in(table, *letters)) == LETTERS_PER_POST


def test_id_of_another_table_is_nobodys(table: ForumTable) -> None:
    theirs = make_statement(table_of(table.forum_day, 2), "Een stille kamer om te bellen.")
    assert put_in(table, letter_of(table, theirs.pk)) == [REFUSED]
    assert statement_with(theirs.pk).words == "Een stille kamer om te bellen."


def test_change_on_the_version_that_stands_replaces_the_words(table: ForumTable) -> None:
    statement = make_statement(table)
    letter = change_of(table, statement, "De laatste bus rijdt om zes uur.")
    assert put_in(table, letter, letter) == [KEPT, KNOWN]
    row = statement_with(statement.pk)
    assert (row.words, row.version) == ("De laatste bus rijdt om zes uur.", 2)
    with access.as_system():
        assert StatementVersion.objects.get(statement=row).words == statement.words


def test_change_by_two_note_takers_keeps_both_until_somebody_chooses(table: ForumTable) -> None:
    statement = make_statement(table)
    first, second = change_of(table, statement, "Versie van Noor."), change_of(table, statement, "Versie van Tuur.")
    assert put_in(table, first, second, second, first) == [KEPT, CLASH, KNOWN, KNOWN]
    with access.as_system():
        clash = StatementClash.objects.get()
    assert (clash.words, clash.base_version, clash.noted_by) == ("Versie van Tuur.", 1, "toestel 3F")
    assert statement_with(statement.pk).words == "Versie van Noor."


def test_first_letter_that_comes_again_after_a_third_change_is_known(table: ForumTable) -> None:
    statement = make_statement(table)
    first = change_of(table, statement, "Tweede versie.")
    assert put_in(table, first, change_of(table, statement, "Derde versie.", base=2), first) == [KEPT, KEPT, KNOWN]


@pytest.mark.parametrize(("keep", "standing", "count"), [
    ("standing", "Versie van Noor.", 1), ("other", "Versie van Tuur.", 1), ("both", "Versie van Noor.", 2),
])  # fmt: skip
def test_clash_is_decided_once(table: ForumTable, keep: str, standing: str, count: int) -> None:
    statement = make_statement(table)
    letters = [change_of(table, statement, f"Versie van {name}.") for name in ("Noor", "Tuur")]
    put_in(table, *letters)
    with access.as_system():
        clash = StatementClash.objects.get()
        choose_words(clash, keep=keep, by=None, at=clock.now())
        assert Statement.objects.filter(table=table).count() == count
        for again in CHOICES:
            with pytest.raises(CannotChoose):
                choose_words(clash, keep=again, by=None, at=clock.now())
    assert statement_with(statement.pk).words == standing
    assert put_in(table, *letters) == [KNOWN, KNOWN]


def test_choice_that_does_not_exist_is_refused(table: ForumTable) -> None:
    statement = make_statement(table)
    put_in(table, *(change_of(table, statement, f"Versie {name}.") for name in "ab"))
    with access.as_system(), pytest.raises(CannotChoose):
        choose_words(StatementClash.objects.get(), keep="geen", by=None, at=clock.now())


def test_change_of_a_statement_that_was_taken_away_stands_on_its_own(table: ForumTable) -> None:
    statement = make_statement(table)
    withdraw_statement(table, statement, by=None, at=clock.now())
    letter = change_of(table, statement, "Toch belangrijk: de bus.")
    assert put_in(table, letter, letter) == [KEPT, KNOWN]
    assert statement_with(letter["id"]).words == "Toch belangrijk: de bus."


def test_statement_with_two_versions_cannot_be_taken_away(table: ForumTable) -> None:
    statement = make_statement(table)
    put_in(table, *(change_of(table, statement, f"Versie {name}.") for name in "ab"))
    with pytest.raises(CannotNote):
        withdraw_statement(table, statement, by=None, at=clock.now())


def test_voices_are_heard_once_and_dissent_has_words(table: ForumTable) -> None:
    statement = make_statement(table)
    voice = {"kind": "voice", "statement": str(statement.pk)}
    agree = letter_of(table, voice="agree", **voice | {"words": ""})
    letters = [
        agree, agree, letter_of(table, voice="differ", **voice | {"words": "Bij ons rijdt hij wel."}),
        letter_of(table, voice="differ", **voice | {"words": " "}), letter_of(table, voice="roept", **voice),
        letter_of(table, voice="adds", **voice | {"words": "x" * 1001}),
    ]  # fmt: skip
    assert put_in(table, *letters) == [KEPT, KNOWN, KEPT, REFUSED, REFUSED, REFUSED]
    with access.as_system():
        assert sorted(Voice.objects.values_list("kind", flat=True)) == ["agree", "differ"]


def test_closed_day_takes_in_what_waited_for_two_days(table: ForumTable) -> None:
    day, at = table.forum_day, clock.now()
    with access.as_system():
        close_forum_day(day, by=day.made_by, at=at)
    late, too_late = letter_of(table), letter_of(table)
    assert put_in(table, late, at=at + timedelta(hours=47)) == [KEPT]
    answer = receipts(table, too_late, at=at + GRACE + timedelta(minutes=1))[0]
    assert (answer.state, "blijft op dit toestel" in answer.sentence) == (REFUSED, True)
    assert is_late(statement_with(late["id"]).received_at, table_of(day).closed_at)


def test_day_that_did_not_begin_takes_nothing_in() -> None:
    table = table_of(make_day(state="prepared"))
    assert put_in(table, letter_of(table)) == [REFUSED]


def test_renewed_link_opens_the_same_table_and_letters_still_fit(table: ForumTable) -> None:
    before, letter = signs_of(table), letter_of(table)
    renewed = renew_link(table, by=table.forum_day.made_by, at=clock.now())
    assert table_with(before) is None
    assert table_with(signs_of(renewed).lower()) == table
    assert put_in(renewed, letter) == [KEPT]


def test_table_that_is_full_says_so(table: ForumTable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tandem.dialogue.actions.statement.STATEMENTS_PER_TABLE", 1)
    assert put_in(table, letter_of(table), letter_of(table)) == [KEPT, REFUSED]
