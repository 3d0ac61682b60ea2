"""Texts, blocks, footnotes and what lacks: without a database."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from tandem.dialogue.rules import dossier as rules
from tandem.dialogue.rules.dossier_page import Asked, ChapterText, Draft, Note, composed, lacks, used_marks
from tandem.dialogue.rules.dossier_text import marks_in, paragraphs, plain

TODAY = date(2026, 11, 22)


def text(words: str, **more: Any) -> rules.Block:
    return {"id": str(uuid4()), "kind": "text", "is_aside": False, "words": words, **more}


def quote(**more: Any) -> rules.Block:
    return {"id": str(uuid4()), "kind": "quote", "is_aside": False, "words": "Ik wacht al lang.", "said_by": "een deelneemster",
            "permission_on": "2026-11-01", "permission_how": "in de groep", "is_invented": False, **more}  # fmt: skip


def figure(**more: Any) -> rules.Block:
    return {"id": str(uuid4()), "kind": "figure", "is_aside": False, "title": "Arm met een job", "sentence": "Zie de balken.",
            "unit": "procent", "rows": [{"label": "voltijds", "value": 3}, {"label": "deeltijds", "value": 7.5}],
            "source": "Een bureau", "link": "https://voorbeeld.test/cijfers", "dated": "2024", "trust": "own",
            "is_invented": False, **more}  # fmt: skip


def draft(
    *chapters: ChapterText, notes: tuple[Note, ...] = (), summary: str = "Kort.", **recommendations: Asked
) -> Draft:
    return Draft("Werk dat past", "", summary, chapters, notes, recommendations)


def words_of(part: dict[str, Any]) -> list[tuple[str, bool, bool]]:
    return [(span["words"], span["bold"], span["italic"]) for span in part["spans"]]


def test_signs_become_data() -> None:
    first, second, third = paragraphs(
        "Een **vet *en schuin* woord**[^Bron-1].\nZelfde alinea.\n\n- een\n- twee\nNa de lijst."
    )
    assert first["spans"][:4] == [
        {"words": "Een ", "bold": False, "italic": False}, {"words": "vet ", "bold": True, "italic": False},
        {"words": "en schuin", "bold": True, "italic": True}, {"words": " woord", "bold": True, "italic": False},
    ]  # fmt: skip
    assert first["spans"][4:] == [{"mark": "bron-1"}, {"words": ". Zelfde alinea.", "bold": False, "italic": False}]
    assert [item[0]["words"] for item in second["items"]] == ["een", "twee"]
    assert third["spans"][0]["words"] == "Na de lijst."


@pytest.mark.parametrize(
    "typed",
    [
        "2 * 3 * 4",
        "**open",
        "*",
        "[^]",
        "[^een teken]",
        "** leeg **",
        "<script>alert(1)</script>",
        "[naam](https://a.test)",
    ],
)
def test_what_is_no_sign_stays_as_typed(typed: str) -> None:
    assert plain(typed) == typed


def test_loose_stars_do_not_hold_up_a_long_text() -> None:
    for typed in ("**a " * 20000, "*a " * 20000, "[^" * 20000, "*" * 20000):
        assert len(plain(typed)) > 10000


def test_hidden_signs_are_left_out() -> None:
    assert plain("naar\u202e rechts\x00") == "naar rechts"


@pytest.mark.parametrize(
    ("block", "fields"),
    [
        (text("Iets."), []),
        (text("  "), ["words"]),
        (text("x" * 10001), ["words"]),
        (text(5), ["words"]),  # type: ignore[arg-type]
        (quote(), []),
        (quote(permission_on=""), ["permission_on"]),
        (quote(permission_on="2026-11-23"), ["permission_on"]),
        (quote(permission_on="gisteren", permission_how=" "), ["permission_on", "permission_how"]),
        (quote(permission_on=None, permission_how="", is_invented=True), []),
        (quote(is_invented="ja", permission_on=None), ["permission_on"]),
        (quote(said_by=""), ["said_by"]),
        (figure(), []),
        (figure(source="", link="", dated=""), ["source", "link", "dated"]),
        (figure(link="javascript:alert(1)"), ["link"]),
        (figure(link="https://[stuk"), ["link"]),
        (figure(dated="vorig jaar"), ["dated"]),
        (figure(trust="zeker"), ["trust"]),
        (figure(rows=[]), ["rows"]),
        (figure(rows=[{"label": "a", "value": -1}]), ["rows"]),
        (figure(rows=[{"label": "a", "value": float("nan")}]), ["rows"]),
        (figure(rows=[{"label": "a", "value": "3"}]), ["rows"]),
        (figure(rows=[{"label": "a", "value": 1}] * 31), ["rows"]),
        ({"id": str(uuid4()), "kind": "recommendation", "recommendation": "geen"}, ["recommendation"]),
        ({"id": str(uuid4()), "kind": "filmpje"}, [""]),
        ({}, [""]),
    ],
)
def test_block_says_what_it_lacks(block: rules.Block, fields: list[str]) -> None:
    assert [problem.field for problem in rules.block_problems(block, on=TODAY)] == fields


@pytest.mark.parametrize(
    "stored", [None, "", "tekst", 7, {"a": 1}, [1, None, [], {}, {"kind": "text"}, {"kind": "text", "id": "x"}]]
)
def test_broken_json_comes_back_as_broken_blocks(stored: object) -> None:
    blocks = rules.blocks_of(stored)
    assert all(block["kind"] == rules.BROKEN and block["id"] for block in blocks)
    assert len({block["id"] for block in blocks}) == len(blocks)
    page = draft(ChapterText("Stuk", blocks))
    assert composed(page, edition=1, published_on=TODAY)["chapters"][0]["parts"] == []
    assert len(lacks(page, on=TODAY)) == max(1, len(blocks))


def test_rows_are_read_as_people_type_them() -> None:
    rows, problems = rules.figure_rows("Voltijds; 2,5\n\nDeeltijds: zonder; zorg; 1.234,50\nZelfstandig; 12 %")
    assert problems == []
    assert rows == [{"label": "Voltijds", "value": 2.5}, {"label": "Deeltijds: zonder; zorg", "value": 1234.5},
                    {"label": "Zelfstandig", "value": 12}]  # fmt: skip
    assert rules.figure_rows(rules.rows_text(rows)) == (rows, [])


def test_rows_that_are_no_rows_are_named() -> None:
    rows, problems = rules.figure_rows("Goed; 1\nzonder getal\n; 3\nx; veel")
    assert len(rows) == 1
    assert [problem.text[:7] for problem in problems] == ["Regel 2", "Regel 3", "Regel 4"]


def test_footnotes_are_numbered_in_the_order_of_first_use() -> None:
    chapters = (
        ChapterText("Eén", [text("Zo[^b] en zo[^a].")]),
        ChapterText("Twee", [quote(words="Weer[^b]."), text("Nieuw[^c]")]),
    )
    page = composed(
        draft(*chapters, notes=(Note("a", "A"), Note("b", "B"), Note("c", "C"))), edition=1, published_on=TODAY
    )
    assert [(note["number"], note["words"]) for note in page["notes"]] == [(1, "B"), (2, "A"), (3, "C")]
    assert page["notes"][0]["uses"] == ["verwijzing-1-1", "verwijzing-1-2"]
    assert used_marks(chapters) == ["b", "a", "c"]
    assert marks_in("[^A] en [^a]") == ["a", "a"]


def test_mark_without_footnote_and_footnote_without_mark_are_named() -> None:
    page = draft(ChapterText("Eén", [text("Zo[^weg]."), text("Opzij[^los]", is_aside=True)]), notes=(Note("los", "L"),))
    found = lacks(page, on=TODAY)
    assert len(found) == 2
    assert "[^weg]" in found[0]
    assert "[^los]" in found[1]
    spans = composed(page, edition=0, published_on=None)["chapters"][0]["parts"][0]["paragraphs"][0]["spans"]
    assert spans[1] == {"unknown": "weg", "mark": "weg"}


def test_recommendation_in_the_making_or_gone_holds_a_dossier_back() -> None:
    here, gone = str(uuid4()), str(uuid4())
    blocks = [{"id": str(uuid4()), "kind": "recommendation", "recommendation": pk} for pk in (here, gone)]
    asked = Asked(7, "Bus", "Rijd.", "", "in opmaak", "/x/", is_draft=True)
    page = draft(ChapterText("Eén", blocks), **{here: asked})
    assert [("7" in said, "bestaat niet meer" in said) for said in lacks(page, on=TODAY)] == [
        (True, False),
        (False, True),
    ]


def test_empty_dossier_says_what_to_do() -> None:
    assert len(lacks(draft(summary=" "), on=TODAY)) == 2
    assert len(lacks(draft(ChapterText("Leeg", [])), on=TODAY)) == 1
    assert lacks(draft(ChapterText("Vol", [text("Iets.")])), on=TODAY) == []


def test_figure_is_told_in_words_for_who_does_not_see_it() -> None:
    part = composed(draft(ChapterText("C", [figure()])), edition=1, published_on=TODAY)["chapters"][0]["parts"][0]
    assert part["alt"] == "Staafgrafiek: Arm met een job, in procent. voltijds 3, deeltijds 7,5."
    assert [row["width"] for row in part["rows"]] == ["40.0%", "100.0%"]


@pytest.mark.parametrize(
    "slug", ["", "Werk", "maken", "nieuw", "a b", "é", "c7f53d4a-31c3-482f-b676-f7c5c757225e", "x" * 81]
)
def test_address_that_another_page_has_is_refused(slug: str) -> None:
    assert [problem.field for problem in rules.dossier_problems(title="Werk", slug=slug)] == ["slug"]


def test_two_chapters_at_one_place_are_refused() -> None:
    one, two = uuid4(), uuid4()
    assert rules.order_problems({one: 1, two: 1}, chapters=[one, two])
    assert rules.order_problems({one: 1}, chapters=[one, two])
    assert rules.order_problems({one: 9, two: 2}, chapters=[two, one]) == []


def test_block_moves_one_place_and_not_over_the_edge() -> None:
    blocks = [text(words) for words in "abc"]
    ids = [block["id"] for block in blocks]
    assert [block["words"] for block in rules.moved(blocks, ids[1], -1)] == ["b", "a", "c"]
    assert rules.moved(blocks, ids[0], -1) == blocks
    assert rules.moved(blocks, "weg", 1) == blocks
