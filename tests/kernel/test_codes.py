"""QR codes and list codes: safe on a page, readable after printing, photographing and typing."""

import io
import re
from datetime import date
from uuid import UUID
from xml.etree import ElementTree

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from tandem.kernel.documents.codes import ALPHABET, clean_list_code, list_code, qr_png, qr_svg, read_code
from tandem.kernel.documents.pdf import Picture, render_pdf
from tandem.kernel.ids import new_id

SESSION = UUID("0198a5d0-0000-7000-8000-0123456789ab")
ADDRESS = f"https://tandem.voorbeeld.test/lijst/{list_code(SESSION)}"


def printed_list(address: str = ADDRESS) -> bytes:
    facts = {
        "title": "Aanwezigheidslijst",
        "made_on": date(2026, 3, 4),
        "facts": [["Code", Picture(qr_png(address), alt="QR-code van deze lijst", width_mm=25)]],
        "columns": [{"label": "Naam", "width": 2}, {"label": "Handtekening"}],
        "rows": [[f"Deelnemer {number}", ""] for number in range(12)],
        "row_height_mm": 12,
    }
    return render_pdf("kernel/list.typ", facts)


def photo_of(pdf: bytes, *, dots_per_inch: int = 150) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].render(scale=dots_per_inch / 72).to_pil().convert("RGB")


def as_jpeg(picture: Image.Image, quality: int = 60) -> bytes:
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=quality)
    return written.getvalue()


def test_code_on_a_scanned_pdf_is_read() -> None:
    assert read_code(printed_list()) == [ADDRESS]


def test_code_on_a_bad_photo_is_read() -> None:
    turned = photo_of(printed_list()).rotate(7, expand=True, fillcolor=(90, 85, 80))
    dark = turned.point(lambda value: value * 0.4)
    assert read_code(as_jpeg(dark)) == [ADDRESS]


@pytest.mark.parametrize("degrees", [90, 180, 270, 33])
def test_code_on_a_turned_photo_is_read(degrees: int) -> None:
    turned = photo_of(printed_list()).rotate(degrees, expand=True, fillcolor=(255, 255, 255))
    assert read_code(as_jpeg(turned)) == [ADDRESS]


def test_code_on_a_blurred_photo_is_read() -> None:
    assert read_code(as_jpeg(photo_of(printed_list()).filter(ImageFilter.GaussianBlur(2)))) == [ADDRESS]


def test_photo_without_code_gives_nothing() -> None:
    assert read_code(as_jpeg(Image.new("RGB", (800, 600), (200, 200, 200)))) == []


@pytest.mark.parametrize("content", [b"", b"geen beeld", b"%PDF-1.7 kapot", b"\xff\xd8\xff\xe0kapot"])
def test_broken_file_gives_nothing(content: bytes) -> None:
    assert read_code(content) == []


def test_svg_is_safe_on_a_page_and_has_a_name() -> None:
    svg = qr_svg(ADDRESS, title='Code van "Workshop 1" & <b>')
    root = ElementTree.fromstring(svg)  # noqa: S314  # our own text
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == 'Code van "Workshop 1" & <b>'
    assert root.findtext("{http://www.w3.org/2000/svg}title") == 'Code van "Workshop 1" & <b>'
    assert root.attrib["width"] == root.attrib["height"] == "240"
    assert re.fullmatch(r"0 0 (\d+) \1", root.attrib["viewBox"])
    assert not re.search(r"style|<script|\son\w+=|<b>|href|id=", svg)


def test_svg_shows_the_same_code_as_the_png() -> None:
    svg = qr_svg(ADDRESS)
    side = int(re.search(r"viewBox=\"0 0 (\d+)", svg)[1])
    drawn = Image.new("L", (side, side), 255)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1", svg):
        drawn.paste(0, (int(x), int(y), int(x) + int(length), int(y) + 1))
    dots = Image.open(io.BytesIO(qr_png(ADDRESS, scale=1))).convert("L")
    assert drawn.tobytes() == dots.tobytes()


def test_list_code_of_a_known_session() -> None:
    code = list_code(SESSION)
    assert code == "0001-4D2P-F2DB-D"
    assert re.fullmatch(rf"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}-[{ALPHABET}]", code)


@given(st.uuids())
def test_list_code_is_understood_as_people_type_it(session_id: UUID) -> None:
    code = list_code(session_id)
    sloppy = code.replace("0", "O").replace("1", "l")
    for typed in (
        code,
        code.lower(),
        code.replace("-", ""),
        code.replace("-", " "),
        f"  {sloppy} ",
        f"https://x.be/l/{code}?a=b",
    ):
        assert clean_list_code(typed) == code


@given(st.uuids(), st.integers(0, 12), st.sampled_from(ALPHABET))
def test_one_wrong_sign_in_a_list_code_is_found(session_id: UUID, position: int, sign: str) -> None:
    signs = list_code(session_id).replace("-", "")
    wrong = signs[:position] + sign + signs[position + 1 :]
    assert (clean_list_code(wrong) is None) == (sign != signs[position])


@pytest.mark.parametrize("typed", ["", "K7M2", "UUUU-UUUU-UUUU-U", "é" * 13, "0001-4D2P-F2DB-DD"])
def test_text_without_list_code_gives_nothing(typed: str) -> None:
    assert clean_list_code(typed) is None


def test_list_codes_of_new_sessions_differ() -> None:
    assert len({list_code(new_id()) for _ in range(2000)}) == 2000


def test_new_ids_keep_the_order_in_which_they_were_made() -> None:
    ids = [new_id() for _ in range(5000)]
    assert ids == sorted(ids)
    assert {(one.version, one.variant) for one in ids} == {(7, "specified in RFC 4122")}
