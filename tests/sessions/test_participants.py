"""Participants: pasted, recognised, corrected, never lost, and nothing kept that is not needed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.kernel import audit, clock
from tandem.sessions.actions.participants import (
    CannotChangeParticipant,
    add_participant,
    add_participants,
    edit_participant,
    find_or_add_participant,
    remove_participant,
)
from tandem.sessions.models import Participant
from tandem.sessions.participant_names import (
    Entry,
    clean_line,
    entry_problems,
    is_same_person,
    name_key,
    parse_pasted,
    short_names,
)
from tests.sessions.attendance_factories import make_participants, opened_list, sign
from tests.sessions.factories import contact_of, make_series


def test_pasted_lines_become_names_and_functions() -> None:
    text = "1. Noor Haddad; begeleider\n\n- Wannes  De Wilg\tkok\n  Imke Eikenlaar ;\n"
    assert parse_pasted(text) == (
        [Entry("Noor Haddad", "begeleider"), Entry("Wannes De Wilg", "kok"), Entry("Imke Eikenlaar")],
        [],
    )


def test_pasted_line_that_cannot_be_kept_is_named_by_its_number() -> None:
    _entries, problems = parse_pasted("Noor Haddad\n12345\nWannes <wannes@voorbeeld.test>")
    assert [(problem.text, problem.field) for problem in problems] == [
        ("Regel 2: Schrijf een naam met letters.", "names"),
        ("Regel 3: Schrijf alleen een naam en een functie. E-mailadressen, geboortedata en nummers bewaren we niet.",
         "names"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", " \n \n", "\t"])
def test_empty_paste_asks_for_a_name(text: str) -> None:
    assert parse_pasted(text)[1][0].text == "Plak of typ ten minste een naam."


def test_too_long_a_paste_is_refused() -> None:
    assert parse_pasted("Noor\n" * 501)[1][0].text == "Plak ten hoogste 500 namen tegelijk."


@given(st.text(max_size=300))
def test_any_paste_is_answered(text: str) -> None:
    entries, problems = parse_pasted(text)
    assert problems or all(not entry_problems(entry) for entry in entries)


@pytest.mark.parametrize(
    "entry",
    [
        Entry("Noor Haddad 12/03/1980"),
        Entry("Noor Haddad", "0470 12 34 56"),
        Entry("noor@voorbeeld.test"),
        Entry("X" * 121),
        Entry("Noor", "y" * 121),
        Entry("  "),
    ],
)
def test_more_than_a_name_and_a_function_is_refused(entry: Entry) -> None:
    assert len(entry_problems(entry)) == 1


def test_names_with_accents_capitals_and_points_are_the_same() -> None:
    assert name_key("  Zoë  VAN den Broeck ") == name_key("zoe van den broeck.")
    assert is_same_person(Entry("Zoë Peer"), Entry("zoe peer", "kok"))
    assert not is_same_person(Entry("Zoë Peer", "verpleger"), Entry("Zoë Peer", "kok"))


def test_control_signs_leave_a_name() -> None:
    assert clean_line("Noor\u202e\x00  Haddad\n") == "Noor Haddad"


def test_short_names_tell_people_apart() -> None:
    names = ["Noor Haddad", "Noor De Wilg", "Noor Heuvel", "Bavo"]
    assert short_names(names) == ["Noor Haddad", "Noor D.", "Noor Heuvel", "Bavo"]


@given(st.lists(st.text(alphabet="ab ", min_size=1), max_size=6))
def test_short_names_of_different_people_differ(names: list[str]) -> None:
    different = list({name_key(name): name for name in names if name_key(name)}.values())
    assert len({name_key(short) for short in short_names(different)}) == len(different)


@pytest.mark.usefixtures("every_row")
def test_pasting_twice_adds_nobody_twice() -> None:
    series = make_series()
    entries = [Entry("Noor Haddad"), Entry("Wannes De Wilg"), Entry("NOOR  haddad")]
    first = add_participants(series, entries=entries, by=contact_of(series), at=clock.now())
    second = add_participants(series, entries=entries[:2], by=contact_of(series), at=clock.now())
    assert (len(first.participants), first.known) == (2, ["NOOR  haddad"])
    assert (second.participants, second.known) == ([], ["Noor Haddad", "Wannes De Wilg"])
    assert series.participants.count() == 2


@pytest.mark.usefixtures("every_row")
def test_same_name_with_another_function_is_another_person() -> None:
    series = make_series()
    for function in ("kok", "verpleger"):
        add_participant(series, entry=Entry("Noor Haddad", function), by=contact_of(series), at=clock.now())
    assert series.participants.count() == 2


@pytest.mark.usefixtures("every_row")
def test_same_name_once_more_is_refused_with_a_way_out() -> None:
    series = make_series()
    make_participants(series, "Noor Haddad")
    with pytest.raises(CannotChangeParticipant, match="Zijn het twee mensen"):
        add_participant(series, entry=Entry("noor haddad"), by=contact_of(series), at=clock.now())


@pytest.mark.usefixtures("every_row")
def test_removed_participant_comes_back_with_the_same_history() -> None:
    opened = opened_list("Noor Haddad")
    series = opened.session.series
    noor = series.participants.get()
    sign(opened.session, noor)
    remove_participant(noor, by=contact_of(series), at=clock.now())
    again = add_participant(series, entry=Entry("Noor Haddad", "kok"), by=contact_of(series), at=clock.now())
    assert (again.pk, again.is_active, again.function) == (noor.pk, True, "kok")
    assert again.attendances.count() == 1


@pytest.mark.usefixtures("every_row")
def test_name_is_corrected_but_not_into_somebody_else() -> None:
    series = make_series()
    bavo, noor = make_participants(series, "Bavo", "Noor Haddad")
    edit_participant(bavo, entry=Entry("Bavo Eikenlaar", "kok"), by=contact_of(series), at=clock.now())
    with pytest.raises(CannotChangeParticipant):
        edit_participant(noor, entry=Entry("Bavo Eikenlaar"), by=contact_of(series), at=clock.now())
    bavo.refresh_from_db()
    assert (bavo.name, bavo.function) == ("Bavo Eikenlaar", "kok")


@pytest.mark.usefixtures("every_row")
def test_typed_name_finds_who_is_known_and_adds_who_is_not() -> None:
    series = make_series()
    (noor,) = make_participants(series, "Noor Haddad")
    found = find_or_add_participant(series, name="noor HADDAD", by=None, at=clock.now())
    new = find_or_add_participant(series, name="Wannes", by=None, at=clock.now())
    assert found == noor
    assert Participant.objects.get(pk=new.pk).name == "Wannes"


@pytest.mark.usefixtures("every_row")
def test_audit_holds_no_names() -> None:
    series = make_series()
    (noor,) = make_participants(series, "Noor Haddad")
    edit_participant(noor, entry=Entry("Noor Heuvel"), by=contact_of(series), at=clock.now())
    remove_participant(noor, by=contact_of(series), at=clock.now())
    facts = [entry.facts for entry in [*audit.history_of(series), *audit.history_of(noor)]]
    assert facts[-3:] == [{"participants": [noor.pk]}, {}, {}]
