"""Merging what two people wrote, and what misses before a report is final: pure rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.programmes.report_pdf import blocks
from tandem.programmes.rules.definition import DocumentPlan, Section
from tandem.programmes.rules.report import (
    BOTH,
    MINE,
    THEIRS,
    Contents,
    Told,
    choose,
    cleaned_recommendations,
    contents_from,
    empty_sections,
    final_problems,
    merge,
    moved,
    prefilled,
)

TEXT = st.sampled_from(["", "a", "b", "c"])
CONTENTS = st.builds(
    lambda first, second, problem, rows: Contents({"x": first, "y": second}, problem, (), tuple(rows)),
    TEXT, TEXT, TEXT, st.lists(st.sampled_from(["r", "s"]), unique=True),
)  # fmt: skip


def plan(kind="scan_report"):
    return DocumentPlan(kind, 1, "scan", "Verslag", (Section("x", "Uitdagingen"), Section("y", "Sterktes")))


def test_changes_in_different_parts_come_together():
    base = Contents({"x": "oud", "y": "oud"})
    merged, conflicts = merge(base, Contents({"x": "van haar", "y": "oud"}), Contents({"x": "oud", "y": "van mij"}))
    assert (dict(merged.sections), conflicts) == ({"x": "van haar", "y": "van mij"}, [])


def test_two_changes_in_one_part_ask_for_a_choice():
    base = Contents({"x": "oud", "y": ""})
    merged, conflicts = merge(base, Contents({"x": "van haar", "y": ""}), Contents({"x": "van mij", "y": ""}))
    assert (merged.sections["x"], conflicts) == ("van mij", ["section:x"])


@given(CONTENTS, CONTENTS, CONTENTS)
def test_merge_never_loses_what_only_one_of_them_changed(base, theirs, mine):
    merged, conflicts = merge(base, theirs, mine)
    before, other, own, kept = base.parts(), theirs.parts(), mine.parts(), merged.parts()
    for name in before:
        if own[name] == before[name]:
            assert kept[name] == other[name]
        elif other[name] == before[name] or other[name] == own[name]:
            assert kept[name] == own[name]
            assert name not in conflicts
        else:
            assert (kept[name], name in conflicts) == (own[name], True)


def test_line_ends_of_a_browser_are_no_change():
    _merged, conflicts = merge(Contents({"x": "a\nb"}), Contents({"x": "nieuw"}), Contents({"x": "a\r\nb "}))
    assert conflicts == []


@pytest.mark.parametrize(("choice", "text"), [(MINE, "mijn"), (THEIRS, "haar"), (BOTH, "haar\n\nmijn")])
def test_choice_between_two_texts(choice, text):
    chosen = choose(Contents({"x": "haar"}), Contents({"x": "mijn"}), {"section:x": choice})
    assert chosen.sections["x"] == text


def test_choice_for_both_lists_keeps_each_line_once():
    chosen = choose(
        Contents(recommendations=("a", "b")), Contents(recommendations=("b", "c")), {"recommendations": BOTH}
    )
    assert chosen.recommendations == ("a", "b", "c")


@given(CONTENTS)
def test_contents_survive_being_kept(contents):
    assert contents_from(contents.parts()) == contents


def test_scan_report_starts_with_what_was_told_in_the_application():
    told = Told(motives=("Het is moeilijk.",), motive_text="Al jaren.", wishes="Beter luisteren.")
    assert prefilled(plan(), told).sections == {"x": "- Het is moeilijk.\n\nAl jaren.\n\nBeter luisteren.", "y": ""}


def test_final_report_starts_with_problem_and_plan():
    told = Told(chosen_problem="Lange wachtzaal", plan="Stoelen weg")
    assert (
        prefilled(plan("final_report"), told).sections["x"] == "Gekozen probleem: Lange wachtzaal\n\nPlan: Stoelen weg"
    )
    assert prefilled(plan("implementation_evaluation"), told).sections == {"x": "", "y": ""}


def test_final_problems_name_what_misses():
    assert [problem.text for problem in final_problems(plan(), Contents({"x": " "}))] == [
        "Alle delen zijn nog leeg. Schrijf minstens één deel."
    ]
    assert [p.field for p in final_problems(plan("action_plan"), Contents({"x": "a"}))] == ["chosen_problem"]
    assert [p.field for p in final_problems(plan("objectives"), Contents({"x": "a"}))] == ["work_forms"]
    assert [p.field for p in final_problems(plan("final_report"), Contents({"x": "a"}))] == ["recommendations"]
    assert final_problems(plan("final_report"), Contents({"x": "a"}, recommendations=("b",))) == []


def test_empty_sections_are_named():
    assert empty_sections(plan(), Contents({"x": "a", "y": "\n"})) == ["Sterktes"]


@pytest.mark.parametrize(("index", "by", "rows"), [(1, -1, ["b", "a", "c"]), (1, 1, ["a", "c", "b"]), (0, -1, ["a", "b", "c"]),
                                                   (2, 1, ["a", "b", "c"]), (9, 1, ["a", "b", "c"])])  # fmt: skip
def test_moved_changes_two_neighbours_or_nothing(index, by, rows):
    assert moved(["a", "b", "c"], index, by=by) == rows


def test_cleaned_recommendations_have_no_empty_rows_or_doubles():
    assert cleaned_recommendations([" a  b ", "", "a b", "c\nd"]) == ("a b", "c d")


def test_blocks_make_paragraphs_and_lists():
    assert blocks("Eerst\n\n- een\n- twee\nDan") == ["Eerst", {"list": ["een", "twee"]}, "Dan"]
