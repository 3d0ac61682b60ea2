"""PDF files: tagged, the same each time, and never reading people's text as markup."""

import io
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdf
import pytest
import segno
from django.utils.translation import gettext_lazy
from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.kernel.documents.codes import qr_svg
from tandem.kernel.documents.pdf import ROOMS, Picture, RenderError, render_pdf
from tandem.kernel.plain_text import clean_text

MADE_ON = date(2026, 3, 4)


def letter(**changes: object) -> dict[str, object]:
    facts = {
        "title": "Beslissing over je aanvraag",
        "made_on": MADE_ON,
        "sender": {"name": "Vormingsfonds", "lines": ["Voorbeeldlaan 1", "1000 Brussel"]},
        "addressee": {"name": "De Linde vzw", "lines": ["Kerkstraat 12", "9000 Gent"]},
        "reference": "2026-0012",
        "salutation": "Beste Noor",
        "body": ["We keuren je aanvraag goed."],
        "closing": "Vriendelijke groeten",
        "signed_by": ["Jo Peeters"],
    }
    return {**facts, **changes}


def picture(alt: str = "QR-code van deze lijst", **size: float) -> Picture:
    written = io.BytesIO()
    segno.make("proef").save(written, kind="png", scale=4)
    return Picture(written.getvalue(), alt, **size)


def attendance(count: int) -> dict[str, object]:
    return {
        "title": "Aanwezigheidslijst",
        "made_on": MADE_ON,
        "facts": [["Code", picture(width_mm=25)]],
        "columns": [{"label": "Nr", "width": "auto"}, {"label": "Naam", "width": 2}, {"label": "Handtekening"}],
        "rows": [[number, f"Deelnemer {number}", picture("Handtekening", height_mm=8)] for number in range(count)],
        "notes": ["Wie later komt, tekent onderaan."],
    }


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def words(pdf: bytes) -> str:
    return " ".join(" ".join(pages(pdf)).split())


def structure(pdf: bytes) -> list[pypdf.generic.DictionaryObject]:
    """Every structure element of the tag tree."""
    found, waiting = [], [pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        kids = waiting.pop().get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            element = kid.get_object() if hasattr(kid, "get_object") else kid
            if isinstance(element, dict) and "/S" in element:
                found.append(element)
                waiting.append(element)
    return found


def tags(pdf: bytes) -> set[str]:
    return {str(element["/S"]) for element in structure(pdf)}


def test_letter_is_tagged_titled_and_in_its_language() -> None:
    reader = pypdf.PdfReader(io.BytesIO(render_pdf("kernel/letter.typ", letter())))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "nl"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert reader.metadata.title == "Beslissing over je aanvraag"
    assert reader.metadata.author == "Tandem"
    assert reader.metadata.creation_date.date() == MADE_ON
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_data()


def test_letter_shows_all_its_parts() -> None:
    shown = words(render_pdf("kernel/letter.typ", letter()))
    for part in (
        "De Linde vzw",
        "4 maart 2026",
        "Ons kenmerk: 2026-0012",
        "Beste Noor",
        "Jo Peeters",
        "Pagina 1 van 1",
    ):
        assert part in shown


def test_letter_speaks_the_language_asked_for() -> None:
    french = render_pdf("kernel/letter.typ", letter(), language="fr")
    assert pypdf.PdfReader(io.BytesIO(french)).trailer["/Root"]["/Lang"] == "fr"
    assert "4 mars 2026" in words(french)
    assert "Page 1 sur 1" in words(french)


def test_same_facts_give_the_same_bytes() -> None:
    assert render_pdf("kernel/list.typ", attendance(5)) == render_pdf("kernel/list.typ", attendance(5))
    assert render_pdf("kernel/list.typ", attendance(5)) != render_pdf("kernel/list.typ", attendance(6))


@pytest.mark.parametrize(
    "typed",
    [
        '#panic("x")',
        "$ sum_(x) $",
        "@verwijzing",
        "\\ \\u{41} \\#",
        "*vet* _schuin_ `code` ```raw```",
        "= kop",
        "- lijst + lijst / term: uitleg",
        "<label> // opmerking /* opmerking */",
        '"); #read("/etc/passwd")',
        "a--b ---c 'd' \"e\"",
        "https://voorbeeld.be/a_b",
        "{{ naam }} {% load x %} ${x}",
    ],
)
def test_text_of_people_is_never_markup(typed: str) -> None:
    shown = words(
        render_pdf("kernel/letter.typ", letter(title=typed, body=[typed, {"list": [typed]}, {"quote": typed}]))
    )
    assert shown.count(" ".join(typed.split())) >= 4


@given(st.text(max_size=60))
@settings(max_examples=80, deadline=None)
def test_any_text_gives_a_document(typed: str) -> None:
    facts = [["Naam", typed], [typed, "x"]]
    body = [typed, {"heading": typed}, {"facts": facts}]
    pdf = render_pdf("kernel/letter.typ", letter(body=body, reference=typed, footer=typed, closing=typed))
    assert pdf.startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    "typed",
    [
        "é è ê ë ï ö ü ç à ñ € – — “ ” ‘ ’ … • §",
        "Ayşe Yılmaz İstanbul ığüşöç",
        "Привет Оксана Ґалаґан Їжак",
        "Ελένη",
        "Łukasz Żółć Ștefan Ğ Ő Ű Ř Đ",
        "Nguyễn Thị Hương",
        "հայ ქართ",
        "✓ ✗ ☐ ☑ → ≥",
    ],
)
def test_letters_of_our_fonts_are_shown(typed: str) -> None:
    assert typed in words(render_pdf("kernel/letter.typ", letter(body=[typed])))


def test_right_to_left_names_keep_all_their_letters() -> None:
    shown = words(render_pdf("kernel/letter.typ", letter(body=["محمد", "שלום"])))
    assert set("محمدשלום") <= set(shown)


@pytest.mark.parametrize("typed", ["😀", "中文", "ไทย", "አማርኛ", "👩‍👩‍👧"])
def test_letters_outside_our_fonts_become_a_box(typed: str) -> None:
    shown = words(render_pdf("kernel/letter.typ", letter(body=[f"voor {typed} na"])))
    assert re.search(r"voor □[□\u200d]* na", shown)


def test_unshowable_characters_are_left_out() -> None:
    typed = "a\0b\x07c\ud83dd\u202ee\ufefff\ue000g"
    assert clean_text(typed) == "abcdefg"
    assert "abcdefg" in words(render_pdf("kernel/letter.typ", letter(body=[typed])))


def test_very_long_word_stays_on_the_page() -> None:
    import pypdfium2

    pdf = render_pdf("kernel/letter.typ", letter(body=["W" * 400], reference="x@" + "lang." * 40))
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        text = page.get_textpage()
        rights = [text.get_charbox(position)[2] for position in range(text.count_chars())]
        assert max(rights) < page.get_width() - 40
    assert "".join(pages(pdf)).count("W") == 400


def test_list_repeats_its_header_on_each_page() -> None:
    found = pages(render_pdf("kernel/list.typ", attendance(60)))
    assert len(found) > 2
    assert all("Handtekening" in page for page in found)
    assert f"Pagina {len(found)} van {len(found)}" in found[-1]
    assert "Deelnemer 59" in found[-1]


def test_list_is_a_table_with_header_cells() -> None:
    assert {"/Table", "/TR", "/TH", "/TD", "/Figure"} <= tags(render_pdf("kernel/list.typ", attendance(3)))


def test_pictures_keep_their_alternative_text() -> None:
    figures = [
        element["/Alt"] for element in structure(render_pdf("kernel/list.typ", attendance(2))) if "/Alt" in element
    ]
    assert sorted(figures) == ["Handtekening", "Handtekening", "QR-code van deze lijst"]


def test_list_with_writing_room_has_high_rows() -> None:
    blank = {**attendance(0), "rows": [["1", "Noor", ""]] * 30}
    assert len(pages(render_pdf("kernel/list.typ", {**blank, "row_height_mm": 15}))) == 3
    assert len(pages(render_pdf("kernel/list.typ", blank))) == 1


def test_report_has_headings_in_order() -> None:
    section = {
        "heading": "Sterktes",
        "body": [
            "Een alinea.",
            {"heading": "Onderdeel", "level": 3},
            {"list": ["eerste", "tweede"]},
            {"steps": ["stap"]},
            {"quote": "Ik durf nu bellen."},
            {
                "table": {
                    "columns": [{"label": "Post"}, {"label": "Bedrag", "align": "right"}],
                    "rows": [["a", "€ 1,00"]],
                }
            },
            picture(),
        ],
    }
    facts = {"title": "Verslag", "subtitle": "Scan", "made_on": MADE_ON, "sections": [section, section]}
    pdf = render_pdf("kernel/report.typ", facts)
    assert {"/H1", "/H2", "/H3", "/L", "/LI", "/BlockQuote", "/Table"} <= tags(pdf)
    assert words(pdf).count("Ik durf nu bellen.") == 2


def test_drawn_picture_is_shown_with_its_text() -> None:
    drawn = Picture(qr_svg("proef").encode(), "Code van de avond", width_mm=30)
    assert "/Figure" in tags(render_pdf("kernel/letter.typ", letter(body=[drawn])))


def test_lazy_translations_are_texts() -> None:
    assert "Onderwerp" in words(render_pdf("kernel/letter.typ", letter(body=[gettext_lazy("Onderwerp")])))


@pytest.mark.parametrize(
    ("template", "changes"),
    [
        ("kernel/../settings.typ", {}),
        ("kernel/letter", {}),
        ("/etc/passwd", {}),
        ("kernel/unknown.typ", {}),
        ("kernel/letter.typ", {"title": ""}),
        ("kernel/letter.typ", {"made_on": None}),
        ("kernel/letter.typ", {"made_on": "4 maart"}),
        ("kernel/letter.typ", {"body": [Decimal("1.005")]}),
        ("kernel/letter.typ", {"body": [{"heading": "te diep", "level": 4}]}),
        ("kernel/letter.typ", {"body": [{"onbekend": "x"}]}),
        ("kernel/letter.typ", {"body": [Picture(b"GIF89a", "foto")]}),
        ("kernel/letter.typ", {"body": [Picture(b"\x89PNG\r\n\x1a\n" + bytes(5_000_000), "foto")]}),
        ("kernel/letter.typ", {"body": [b"bytes"]}),
    ],
)
def test_wrong_template_or_facts_are_refused(template: str, changes: dict[str, object]) -> None:
    with pytest.raises(RenderError):
        render_pdf(template, letter(**changes))


def test_picture_without_alternative_text_is_refused() -> None:
    with pytest.raises(RenderError, match="vervangt"):
        render_pdf("kernel/letter.typ", letter(body=[picture(alt=" ")]))


def templates() -> list[Path]:
    return sorted(ROOMS.glob("*/typst/*.typ"))


def test_templates_never_evaluate_text_or_fetch_packages() -> None:
    assert templates()
    for template in templates():
        code = re.sub(r"//.*", "", template.read_text("utf-8"))
        assert not re.search(r"\beval\b|@preview|@local|\bplugin\b|\bread\(", code), template
